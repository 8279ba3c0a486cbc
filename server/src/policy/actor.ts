// Who asks: a guest, or a member with what the rules need to know of them.
import type { Role } from '@hearth/shared/role'

export type Guest = { kind: 'guest' }
export type Member = {
  kind: 'member'
  accountId: string
  handle: string
  roles: readonly Role[]
  /** Silenced members read and do not write. */
  silenced: boolean
  /** A personal access token may be for reading alone, and never manages the account. */
  via: 'sign-in' | 'token'
  scope: 'read' | 'write'
  /** The sign-in behind this request; null for a token. */
  signInId: string | null
  /** The token behind this request; null for a sign-in. */
  tokenId: string | null
}
export type Actor = Guest | Member

export const guest: Guest = { kind: 'guest' }

export function holds(actor: Actor, ...roles: Role[]) {
  return actor.kind === 'member' && roles.some(role => actor.roles.includes(role))
}

export function accountIdOf(actor: Actor) {
  return actor.kind === 'member' ? actor.accountId : null
}
