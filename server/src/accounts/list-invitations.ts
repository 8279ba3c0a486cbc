// The invitations that can still be used, without their links.
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Parts } from './parts.ts'
import { presentInvitation } from './present.ts'

export function listInvitations({ invitations, clock }: Pick<Parts, 'invitations' | 'clock'>) {
  return async (actor: Actor) => {
    demand(actor, 'manageMembers')
    return { items: (await invitations.usable(clock.now())).map(presentInvitation) }
  }
}
