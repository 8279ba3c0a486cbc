// An access token for programs of one's own; its secret is shown this once.
import { randomUUID } from 'node:crypto'
import type { Body } from '@hearth/shared/contract'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { tokenPrefix } from './access.ts'
import type { Parts } from './parts.ts'
import { presentToken } from './present.ts'

export function makeToken({ tokens, secrets, clock }: Pick<Parts, 'tokens' | 'secrets' | 'clock'>) {
  return async (actor: Actor, { body: { name, scope } }: { body: Body<'POST /api/tokens'> }) => {
    demand(actor, 'manageOwnAccount')
    const { accountId } = actor as Member
    const { secret, hash } = secrets.make('token', tokenPrefix)
    const token = { _id: randomUUID(), accountId, name, scope, hash, createdAt: clock.now(), lastUsedOn: null }
    await tokens.insert(token)
    return { ...presentToken(token), secret }
  }
}
