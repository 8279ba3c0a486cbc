// A member, as members see them.
import type { Profile } from '@hearth/shared/account'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { Parts } from './parts.ts'
import { presentProfile } from './present.ts'

/** Throws `not-found` for who is absent and for who awaits approval, alike. */
export function showProfile({ accounts }: Pick<Parts, 'accounts'>) {
  return async (actor: Actor, { params }: { params: { handle: string } }): Promise<Profile> => {
    demand(actor, 'readPeople')
    const account = await accounts.byHandle(params.handle.toLowerCase())
    if (!account || account.standing.is === 'awaiting-approval') throw new Problem('not-found')
    return presentProfile(account, account._id === accountIdOf(actor))
  }
}
