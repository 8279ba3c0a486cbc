// What is stored of people, as it goes over the wire.
import type { Invitation as InvitationJson, Me, MemberRow, Profile, SignIn as SignInJson, Token as TokenJson } from '@hearth/shared/account'
import type { Account, Invitation, SignIn, Token } from './model.ts'
import { completeReading } from './new-account.ts'
import { standingAt } from './standing.ts'

export function presentMe(account: Account, now: Date): Me {
  const standing = standingAt(account, now)
  const { handle, displayName, pronouns, bio, timeZone, roles, language = 'auto' } = account
  return {
    ...{ id: account._id, handle, displayName, pronouns, bio, timeZone, roles, reading: completeReading(account), language },
    standing: standing.is,
    standingUntil: standing.until?.toISOString() ?? null,
    joinedAt: account.joinedAt.toISOString(),
    postsWait: account.postsWait ?? 'no',
  }
}

export function presentProfile(account: Account, mine: boolean): Profile {
  const { handle, displayName, pronouns, bio, timeZone, roles } = account
  return { ...{ id: account._id, handle, displayName, pronouns, bio, timeZone, roles, mine }, joinedAt: account.joinedAt.toISOString() }
}

export function presentMember(account: Account, now: Date): MemberRow {
  const standing = standingAt(account, now)
  const { handle, displayName, roles } = account
  return {
    ...{ id: account._id, handle, displayName, roles },
    standing: standing.is,
    standingUntil: standing.until?.toISOString() ?? null,
    standingReason: standing.reason,
    joinedAt: account.joinedAt.toISOString(),
  }
}

export function presentSignIn({ _id, client, createdAt, lastUsedOn }: SignIn, currentId: string | null): SignInJson {
  return { id: _id, client, createdAt: createdAt.toISOString(), lastUsedOn, current: _id === currentId }
}

export function presentToken({ _id, name, scope, createdAt, lastUsedOn }: Token): TokenJson {
  return { id: _id, name, scope, createdAt: createdAt.toISOString(), lastUsedOn }
}

export function presentInvitation({ _id, note, role, usesLeft, expiresAt, createdAt }: Invitation): InvitationJson {
  return { id: _id, note, role, usesLeft, expiresAt: expiresAt.toISOString(), createdAt: createdAt.toISOString() }
}
