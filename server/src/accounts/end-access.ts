// After a password was lost, everything that opened the account ends: sign-ins, access tokens, links.
import type { ClientSession } from '../db/connect.ts'
import type { SignIn } from './model.ts'
import type { Parts } from './parts.ts'

type Needs = Pick<Parts, 'signIns' | 'tokens' | 'links' | 'access'>

/** The part of it that belongs into the change itself; lists the sign-ins that ended. */
export async function removeAccess({ signIns, tokens, links }: Needs, accountId: string, session: ClientSession): Promise<SignIn[]> {
  await tokens.removeAll(accountId, session)
  await links.removeFor('reset', accountId, session)
  return signIns.removeAll(accountId, session)
}

/** The part that follows the change. */
export async function announceEnd({ access }: Needs, accountId: string, ended: SignIn[], reason: 'password' | 'standing') {
  await access.endSessions(ended)
  await access.changed({ accountId, reason })
}
