// Ends one of one's own sign-ins, on whichever device it is.
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { Parts } from './parts.ts'

/** Throws `not-found` for what is absent and for what is somebody else's, alike. */
export function endSignIn({ doorway }: Pick<Parts, 'doorway'>) {
  return async (actor: Actor, { params }: { params: { signInId: string } }): Promise<null> => {
    demand(actor, 'manageOwnAccount')
    const { accountId } = actor as Member
    if (!(await doorway.end({ _id: params.signInId, accountId }, 'revoked'))) throw new Problem('not-found')
    return null
  }
}
