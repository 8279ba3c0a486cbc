// One's own access tokens, without their secret.
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Parts } from './parts.ts'
import { presentToken } from './present.ts'

export function listTokens({ tokens }: Pick<Parts, 'tokens'>) {
  return async (actor: Actor) => {
    demand(actor, 'manageOwnAccount')
    return { items: (await tokens.of((actor as Member).accountId)).map(presentToken) }
  }
}
