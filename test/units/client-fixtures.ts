// Made-up data for drawing pages: one member, one space, one topic with a small tree, in the shapes of both audiences.
import type { Me } from '@hearth/shared/account'
import type { Bookmark } from '@hearth/shared/bookmark'
import type { Byline } from '@hearth/shared/person'
import type { ProblemJson } from '@hearth/shared/problems'
import type { Marks } from '@hearth/shared/reaction'
import type { ViewedReply } from '@hearth/shared/reply'
import type { CrisisLine } from '@hearth/shared/site'
import type { Space } from '@hearth/shared/space'
import type { TopicRow, ViewedTopic } from '@hearth/shared/topic'
import { type Attributes, type ComponentType, h, type VNode } from 'preact'

export const at = '2026-11-20T18:05:00.000Z'
export const handle = 'juno_r'
export const id = (n: number) => `0b9d6f6e-0000-4000-8000-${String(n).padStart(12, '0')}`

const juno: Byline = { kind: 'member', id: id(1), handle, displayName: 'Juno R.', badge: 'coordinator' }
const heron: Byline = { kind: 'anonymous', alias: 'Anonymous heron' }
const masked: Byline = { kind: 'registered-member' }
const none = { edit: false, remove: false, restore: false, history: false }
const all = { edit: true, remove: true, restore: true, history: true }

/** One that is due, one of a reply under a content note, one that can no longer be read. */
export const bookmarks: Bookmark[] = [
  { postId: id(3), note: 'For Friday.\nAsk Wren.', remindAt: at, due: true, createdAt: at, post: bookmarked({ excerpt: 'You up?' }) },
  { postId: id(102), note: '', remindAt: null, due: false, createdAt: at, post: bookmarked({ n: 2, contentNotes: ['burnout'] }) },
  { postId: id(103), note: 'Gone', remindAt: null, due: false, createdAt: at, post: null },
]

function bookmarked(more: Partial<NonNullable<Bookmark['post']>>): NonNullable<Bookmark['post']> {
  const post = {
    topicId: id(3),
    title: 'Texting at 11pm',
    n: null,
    author: heron,
    contentNotes: [],
    lang: 'en',
    excerpt: '',
    removed: false,
  }
  return { ...post, ...more }
}

/** One post that was pressed, and an own one that was heard. */
export const marks: Marks = {
  offered: ['heard', 'thanks', 'with-you', 'learned'],
  items: [{ postId: id(102), reactions: ['thanks'], bookmarked: true }],
  received: [{ postId: id(3), reactions: ['heard', 'with-you'] }],
}

export type Audience = 'member' | 'guest'

export const me = { id: id(1), handle, displayName: 'Juno R.', roles: ['member' as const] }

export const ownPage: Me = {
  ...me,
  pronouns: '',
  bio: 'Tea person.',
  timeZone: 'America/Toronto',
  standing: 'silenced',
  standingUntil: at,
  joinedAt: at,
  reading: {
    view: 'threaded',
    order: 'oldest',
    theme: 'dark',
    contrast: 'more',
    text: 'largest',
    energy: 'usual',
    notes: 'some',
    shownNotes: ['burnout'],
  },
  language: 'auto',
  postsWait: 'no',
}

export const space: Space = {
  id: id(2),
  slug: 'boundaries',
  name: 'Boundaries',
  description: 'Phones after hours.',
  visibility: 'public',
  anonymous: true,
  position: 0,
  archivedAt: null,
  topicCount: 3,
  lastActivityAt: at,
  can: { post: true, change: true },
}

const about = {
  id: id(3),
  spaceId: id(2),
  slug: 'texting',
  title: 'Texting at 11pm',
  kind: 'question' as const,
  tags: ['phones'],
  poll: true,
  pinned: true,
  locked: false,
}

export function row(audience: Audience): TopicRow {
  const author = audience === 'member' ? juno : masked
  const counts = { replyCount: 2, lastN: 6, seq: 9, lastActivityAt: at, createdAt: at }
  return {
    ...about,
    ...counts,
    crisisLines: true,
    author,
    contentNotes: ['burnout'],
    lang: 'en',
    excerpt: '',
    unread: audience === 'member' ? 2 : null,
    mine: false,
  }
}

export function topic(audience: Audience): ViewedTopic {
  const { excerpt: _excerpt, unread: _unread, ...rest } = row(audience)
  const post = { html: '<p>You up? Cannot sleep.</p>', removed: null, edited: { at, by: audience === 'member' ? heron : masked } }
  const can = { ...(audience === 'member' ? all : none), reply: audience === 'member', pin: true, lock: true, move: true }
  return { ...rest, ...post, mine: audience === 'member', readUpTo: audience === 'member' ? 1 : null, can }
}

/** Six replies, each below the one before: deeper than the page indents; then one whose parent is on another page. */
export function replies(audience: Audience): ViewedReply[] {
  const chain = [1, 2, 3, 4, 5, 6].map(n => reply(audience, n, n === 1 ? null : n - 1))
  const stray = { ...reply(audience, 8, 7), removed: { by: 'moderator' as const, at }, html: '' }
  return [...chain, stray]
}

export function reply(audience: Audience, n: number, parentN: number | null): ViewedReply {
  const author = audience === 'guest' ? masked : n % 2 ? juno : heron
  const parentId = parentN === null ? null : id(100 + parentN)
  const post = {
    html: `<p>Words of reply ${n}.</p>`,
    contentNotes: n === 3 ? ['grief or loss'] : [],
    lang: 'en',
    createdAt: at,
    removed: null,
    edited: null,
  }
  const placed = { id: id(100 + n), topicId: id(3), parentId, n, parentN, seq: n, depth: n - 1, path: String(n).padStart(4, '0') }
  return { ...placed, ...post, author, mine: false, can: none }
}

export const line: CrisisLine = {
  country: 'GB',
  countryName: 'United Kingdom',
  service: 'Samaritans',
  call: '116 123',
  text: 'SHOUT to 85258',
  chat: 'https://www.samaritans.org',
  hours: 'varies',
  languages: ['en', 'cy'],
  emergencyNumber: '999',
  note: null,
  verifiedOn: null,
}

export const problem: ProblemJson = {
  type: '/problems/invalid-input',
  code: 'invalid-input',
  title: 'Some of what was sent cannot be used',
  status: 422,
  errors: [
    { pointer: '/title', code: 'too-small', message: 'Too small' },
    { pointer: '/contentNotes/0', code: 'unheard-of', message: 'Said by the server' },
  ],
}

/** A page with its props, as typed as in JSX. */
export function draw<Props>(Page: (props: Props) => unknown, props: NoInfer<Props>): VNode {
  return h(Page as ComponentType<unknown>, props as Attributes)
}
