// The rules of people: one's own account, other members' pages, and what coordinators and administrators do.
import type { Role } from '@hearth/shared/role'
import { type Actor, holds } from './actor.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

/** The member whom a change is about. */
export type MemberFacts = { accountId: string; roles: readonly Role[] }

export function readPeople(actor: Actor): Verdict {
  return actor.kind === 'member' ? true : 'not-signed-in'
}

/** One's own account: with a sign-in, never with a token. Silenced members keep it. */
export function manageOwnAccount(actor: Actor): Verdict {
  if (actor.kind === 'guest') return 'not-signed-in'
  return actor.via === 'token' ? 'session-only' : true
}

/** What is not posted yet is read by its writer and by no program of theirs; who is silenced keeps what was written. */
export function keepDrafts(actor: Actor): Verdict {
  return manageOwnAccount(actor)
}

/** With a sign-in, and not while silenced. */
export function manageMembers(actor: Actor): Verdict {
  return all(manageOwnAccount(actor), mayWrite(actor), holds(actor, 'coordinator', 'administrator') ? true : 'not-allowed')
}

export function invite(actor: Actor, invitation: { role: Role }): Verdict {
  return all(manageMembers(actor), grantable(actor).includes(invitation.role) ? true : 'not-allowed')
}

/** Nobody changes own roles or standing; a role is given and taken only by who may grant it. */
export function changeMember(actor: Actor, member: MemberFacts, change: { roles: readonly Role[]; standing: boolean }): Verdict {
  const moved = [...difference(change.roles, member.roles), ...difference(member.roles, change.roles)]
  const mayGrant = moved.every(role => grantable(actor).includes(role))
  return all(manageMembers(actor), outranks(actor, member), mayGrant ? true : 'not-allowed')
}

export function makeResetLink(actor: Actor, member: MemberFacts): Verdict {
  return all(manageMembers(actor), outranks(actor, member))
}

/** Coordinators give the roles of the community; only an administrator makes coordinators and administrators. */
export function grantableBy(held: readonly Role[]): Role[] {
  const community: Role[] = ['member', 'peer-supporter', 'supervisor', 'steward', 'moderator']
  if (held.includes('administrator')) return [...community, 'coordinator', 'administrator']
  return held.includes('coordinator') ? community : []
}

export function grantable(actor: Actor): Role[] {
  return actor.kind === 'member' ? grantableBy(actor.roles) : []
}

/** A coordinator has no power over administrators and other coordinators, and nobody over themselves. */
function outranks(actor: Actor, member: MemberFacts): Verdict {
  if (actor.kind === 'guest' || actor.accountId === member.accountId) return 'not-allowed'
  const above = member.roles.includes('administrator') || member.roles.includes('coordinator')
  return above && !holds(actor, 'administrator') ? 'not-allowed' : true
}

function difference(from: readonly Role[], without: readonly Role[]) {
  return from.filter(role => !without.includes(role))
}
