// Ends one of one's own access tokens.
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { Parts } from './parts.ts'

/** Throws `not-found` for what is absent and for what is somebody else's, alike. */
export function revokeToken({ tokens, access }: Pick<Parts, 'tokens' | 'access'>) {
  return async (actor: Actor, { params: { tokenId } }: { params: { tokenId: string } }): Promise<null> => {
    demand(actor, 'manageOwnAccount')
    const { accountId } = actor as Member
    if (!(await tokens.remove(tokenId, accountId))) throw new Problem('not-found')
    await access.changed({ accountId, tokenId, reason: 'token' })
    return null
  }
}
