// A one-time link to set a new password, handed over in person.
import { randomUUID } from 'node:crypto'
import type { ClientSession } from '../db/connect.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { Parts } from './parts.ts'

type Needs = Pick<Parts, 'publicUrl' | 'clock' | 'changes' | 'accounts' | 'links' | 'secrets'>
export type ResetLink = { url: string; expiresAt: string }

export const linkLastsMs = 24 * 3_600_000

export function makeResetLink(parts: Needs) {
  return async (actor: Actor, { params: { accountId } }: { params: { accountId: string } }): Promise<ResetLink> => {
    demand(actor, 'manageMembers')
    return parts.changes.on(accountId, async session => {
      const account = await parts.accounts.byId(accountId, session)
      if (!account) throw new Problem('not-found')
      demand(actor, 'makeResetLink', { accountId, roles: account.roles })
      return storeLink(parts, { accountId, createdBy: (actor as Member).accountId }, session)
    })
  }
}

/** For the command line, whose user holds the database anyway. Null when nobody has that handle. */
export function resetLinkFor(parts: Needs) {
  return async (handle: string): Promise<ResetLink | null> => {
    const account = await parts.accounts.byHandle(handle.trim().toLowerCase())
    if (!account) return null
    return parts.changes.on(account._id, session => storeLink(parts, { accountId: account._id, createdBy: null }, session))
  }
}

/** One at a time: an earlier link for the same account ends. */
async function storeLink(
  { publicUrl, clock, links, secrets }: Needs,
  link: { accountId: string; createdBy: string | null },
  session: ClientSession,
): Promise<ResetLink> {
  const { secret, hash } = secrets.make('reset')
  const expiresAt = new Date(clock.now().getTime() + linkLastsMs)
  await links.removeFor('reset', link.accountId, session)
  await links.insert({ _id: randomUUID(), purpose: 'reset', hash, expiresAt, ...link }, session)
  return { url: `${publicUrl()}/reset-password?token=${secret}`, expiresAt: expiresAt.toISOString() }
}
