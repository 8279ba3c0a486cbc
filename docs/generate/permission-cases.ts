// Everybody who may ask, and every state in which each rule is asked: what docs/permissions.md shows and test/policy walks.

import type { MemberFacts } from '@hearth/server/policy/accounts'
import type { Actor, Member } from '@hearth/server/policy/actor'
import { guest } from '@hearth/server/policy/actor'
import type { rules } from '@hearth/server/policy/can'
import type { PollFacts } from '@hearth/server/policy/polls'
import type { SessionFacts } from '@hearth/server/policy/sessions'
import type { SpaceFacts } from '@hearth/server/policy/spaces'
import type { TopicFacts } from '@hearth/server/policy/topics'
import { type Role, roles } from '@hearth/shared/role'

export type RuleName = keyof typeof rules
export type FactsOf<Name extends RuleName> = (typeof rules)[Name] extends (actor: Actor, ...facts: infer Facts) => unknown ? Facts : never

export const ownId = 'own-account'

export function memberWith(...held: Role[]): Member {
  const signIn = { via: 'sign-in', scope: 'write', signInId: 'sign-in', tokenId: null } as const
  return {
    kind: 'member',
    accountId: ownId,
    handle: 'somebody',
    roles: [...new Set<Role>(['member', ...held])],
    silenced: false,
    ...signIn,
  }
}

const byToken = { via: 'token', signInId: null, tokenId: 'token' } as const

/** One column each. */
export const people = {
  guest,
  ...(Object.fromEntries(roles.map(role => [role, memberWith(role)])) as Record<Role, Member>),
  'silenced moderator': { ...memberWith('moderator'), silenced: true },
  'token to write': { ...memberWith('moderator'), ...byToken, scope: 'write' },
  'token to read': { ...memberWith('moderator'), ...byToken, scope: 'read' },
} satisfies Record<string, Actor>
export type PersonName = keyof typeof people

const open: SpaceFacts = { visibility: 'public', archived: false, anonymous: true }
const inSpaces = {
  'in a public space': open,
  'in a space for members': { ...open, visibility: 'members' },
  'in a space for supervisors': { ...open, visibility: 'role:supervisor' },
  'in a closed space': { ...open, archived: true },
  'in a space where posts have names': { ...open, anonymous: false },
} satisfies Record<string, SpaceFacts>

const foreign: TopicFacts = { space: open, locked: false, removed: null, mine: false }
const inTopics = {
  "somebody else's": foreign,
  own: { ...foreign, mine: true },
  locked: { ...foreign, locked: true, mine: true },
  'in a closed space': { ...foreign, space: inSpaces['in a closed space'], mine: true },
  'in a space for members': { ...foreign, space: inSpaces['in a space for members'] },
  'in a space for supervisors': { ...foreign, space: inSpaces['in a space for supervisors'] },
  'own, taken back': { ...foreign, removed: 'author', mine: true },
  "somebody else's, taken back": { ...foreign, removed: 'author' },
  'own, removed by a moderator': { ...foreign, removed: 'moderator', mine: true },
} satisfies Record<string, TopicFacts>

const toCome: SessionFacts = {
  space: inSpaces['in a space for members'],
  comers: 'space',
  stage: 'planned',
  planner: false,
  listed: false,
  entered: false,
  removed: false,
}
const inSessions = {
  'to come': toCome,
  'in a public space': { ...toCome, space: open },
  'in a space for supervisors': { ...toCome, space: inSpaces['in a space for supervisors'] },
  'by list': { ...toCome, comers: 'invited' },
  'by list, on it': { ...toCome, comers: 'invited', listed: true },
  'by asking': { ...toCome, comers: 'asking' },
  'by asking, let in': { ...toCome, comers: 'asking', listed: true },
  own: { ...toCome, comers: 'asking', planner: true },
  'gone in': { ...toCome, stage: 'open', entered: true },
  'sent out': { ...toCome, stage: 'open', entered: true, removed: true },
  'over, was there': { ...toCome, stage: 'over', entered: true },
  'over, was not there': { ...toCome, stage: 'over' },
  'called off': { ...toCome, stage: 'called-off' },
} satisfies Record<string, SessionFacts>

const member: MemberFacts = { accountId: 'another', roles: ['member'] }
const coordinator: MemberFacts = { accountId: 'another', roles: ['member', 'coordinator'] }
const administrator: MemberFacts = { accountId: 'another', roles: ['member', 'administrator'] }
const oneself: MemberFacts = { accountId: ownId, roles: ['member'] }

const ofSpaces = wrapped(inSpaces, space => space)
const ofTopics = wrapped(inTopics, topic => topic)
const ofSessions = wrapped(inSessions, session => session)
const ofReplies = wrapped(inTopics, ({ removed, mine, ...topic }) => ({ topic: { ...topic, removed: null, mine: false }, removed, mine }))

type PollState = TopicFacts & { closed?: boolean; voted?: boolean }
const inPolls = {
  ...inTopics,
  'own, closed': { ...inTopics.own, closed: true },
  'own, voted in': { ...inTopics.own, voted: true },
} satisfies Record<string, PollState>
const ofPolls = wrapped<PollState, keyof typeof inPolls, PollFacts>(inPolls, ({ closed = false, voted = false, ...topic }) => ({
  topic,
  closed,
  voted,
}))

/** One table each, one row per state. A rule that is missing here does not compile. */
export const cases: { [Name in RuleName]: Record<string, FactsOf<Name>> } = {
  readSpace: ofSpaces,
  startTopic: ofSpaces,
  postAnonymously: ofSpaces,
  manageSpaces: { always: [] },
  manageTags: { always: [] },
  readTopic: ofTopics,
  reply: ofTopics,
  editTopic: ofTopics,
  removeTopic: ofTopics,
  restoreTopic: ofTopics,
  seeTopicHistory: ofTopics,
  keepOrder: ofTopics,
  keepPosition: ofTopics,
  keepPositions: { always: [] },
  readAttention: { always: [] },
  keepAttention: { always: [{ oneself: false }], 'to oneself': [{ oneself: true }] },
  readReply: ofReplies,
  editReply: ofReplies,
  removeReply: ofReplies,
  restoreReply: ofReplies,
  seeReplyHistory: ofReplies,
  vote: ofPolls,
  closePoll: ofPolls,
  changePoll: ofPolls,
  seeWaitingPosts: { always: [] },
  keepWaitingPosts: { always: [] },
  react: ofReplies,
  seeMarks: ofTopics,
  keepBookmark: ofTopics,
  keepBookmarks: { always: [] },
  seeBookmarks: { always: [] },
  readFormats: { always: [] },
  readSession: ofSessions,
  planSession: ofSpaces,
  changeSession: ofSessions,
  enterSession: ofSessions,
  askForSession: ofSessions,
  admitToSession: ofSessions,
  hearSession: ofSessions,
  moveInSession: ofSessions,
  sayInSession: ofSessions,
  breakGlass: ofSessions,
  readReports: { always: [] },
  seeToReports: { always: [] },
  keepCommitments: { always: [] },
  adoptAgreement: { always: [] },
  manageFormats: { always: [] },
  changeFormat: { 'written here': [{ own: true }], 'came with Hearth': [{ own: false }] },
  readPeople: { always: [] },
  manageOwnAccount: { always: [] },
  keepDrafts: { always: [] },
  manageMembers: { always: [] },
  invite: { 'as a peer supporter': [{ role: 'peer-supporter' }], 'as a coordinator': [{ role: 'coordinator' }] },
  changeMember: {
    'silence a member': [member, { roles: ['member'], standing: true }],
    'make a moderator': [member, { roles: ['member', 'moderator'], standing: false }],
    'make a coordinator': [member, { roles: ['member', 'coordinator'], standing: false }],
    'suspend a coordinator': [coordinator, { roles: coordinator.roles, standing: true }],
    'unmake an administrator': [administrator, { roles: ['member'], standing: false }],
    'raise oneself': [oneself, { roles: ['member', 'moderator'], standing: false }],
  },
  makeResetLink: { 'for a member': [member], 'for a coordinator': [coordinator], 'for oneself': [oneself] },
}

function wrapped<Facts, Name extends string, Out>(states: Record<Name, Facts>, facts: (state: Facts) => Out) {
  return Object.fromEntries(Object.entries<Facts>(states).map(([name, state]) => [name, [facts(state)]])) as Record<Name, [Out]>
}
