// An invitation, as a link that is shown this once and gives a role that its maker may grant.
import { randomUUID } from 'node:crypto'
import type { Body } from '@hearth/shared/contract'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Parts } from './parts.ts'
import { presentInvitation } from './present.ts'

const dayMs = 86_400_000

export function makeInvitation({ publicUrl, clock, invitations, secrets }: Pick<Parts, 'publicUrl' | 'clock' | 'invitations' | 'secrets'>) {
  return async (actor: Actor, { body: { note, role, uses, days } }: { body: Body<'POST /api/invitations'> }) => {
    demand(actor, 'invite', { role })
    const { secret, hash } = secrets.make('invitation')
    const createdAt = clock.now()
    const invitation = {
      ...{ _id: randomUUID(), hash, note, role, usesLeft: uses, createdBy: (actor as Member).accountId, createdAt },
      expiresAt: new Date(createdAt.getTime() + days * dayMs),
    }
    await invitations.insert(invitation)
    return { ...presentInvitation(invitation), url: `${publicUrl()}/register?invitation=${secret}` }
  }
}
