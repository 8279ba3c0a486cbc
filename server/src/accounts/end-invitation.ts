// Ends an invitation; who has joined by it stays.
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { Parts } from './parts.ts'

export function endInvitation({ invitations }: Pick<Parts, 'invitations'>) {
  return async (actor: Actor, { params }: { params: { invitationId: string } }): Promise<null> => {
    demand(actor, 'manageMembers')
    if (!(await invitations.remove(params.invitationId))) throw new Problem('not-found')
    return null
  }
}
