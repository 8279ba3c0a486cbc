// Where one is signed in.
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Parts } from './parts.ts'
import { presentSignIn } from './present.ts'

export function listSignIns({ signIns, clock }: Pick<Parts, 'signIns' | 'clock'>) {
  return async (actor: Actor) => {
    demand(actor, 'manageOwnAccount')
    const { accountId, signInId } = actor as Member
    return { items: (await signIns.of(accountId, clock.now())).map(each => presentSignIn(each, signInId)) }
  }
}
