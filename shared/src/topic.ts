// Topics: an original post in a space, its state, its calls and its live events.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { limits } from './limits.ts'
import { pageOf, pageQuery } from './page.ts'
import { byline } from './person.ts'
import { newPoll } from './poll.ts'
import { contentNotes, fromDraft, postForGuests, postForMembers, revisions, writtenPost } from './post.ts'
import { line } from './text.ts'

export const topicKind = z.enum(['question', 'discussion', 'announcement'])

const about = {
  id,
  spaceId: id,
  slug: z.string(),
  title: z.string(),
  kind: topicKind,
  tags: z.array(z.string()),
  pinned: z.boolean(),
  locked: z.boolean(),
  /** Whether crisis lines stand above the text. */
  crisisLines: z.boolean(),
  /** Whether it is put to a vote. */
  poll: z.boolean(),
  /** Replies that stand; those taken back are not counted. */
  replyCount: z.int(),
  /** The highest `n` given to a reply; 0 when there is none. */
  lastN: z.int(),
  seq: z.int(),
  lastActivityAt: instant,
}

export const topicForMembers = z.strictObject({ ...about, ...postForMembers.shape })
export const topicForGuests = z.strictObject({ ...about, ...postForGuests.shape })
export const topic = z.union([topicForGuests, topicForMembers]).meta({ id: 'Topic' })
export type Topic = z.infer<typeof topicForMembers>
export type GuestTopic = z.infer<typeof topicForGuests>

export const topicAbilities = z.object({
  reply: z.boolean(),
  edit: z.boolean(),
  remove: z.boolean(),
  restore: z.boolean(),
  history: z.boolean(),
  pin: z.boolean(),
  lock: z.boolean(),
  move: z.boolean(),
})
/** What differs from reader to reader; `readUpTo` is the highest `n` that was read, 0 for none, null for guests. */
const forReader = { mine: z.boolean(), readUpTo: z.int().nullable(), can: topicAbilities }
export const viewedTopic = z.union([topicForGuests.extend(forReader), topicForMembers.extend(forReader)]).meta({ id: 'ViewedTopic' })
export type ViewedTopic = Topic & z.infer<z.ZodObject<typeof forReader>>

/** A row in a list: no text where a content note stands. */
export const topicRow = z
  .object({
    ...about,
    author: byline,
    contentNotes: z.array(z.string()),
    lang: z.string(),
    createdAt: instant,
    excerpt: z.string(),
    /** Replies above the reader's position; null for guests and for topics never opened. */
    unread: z.int().nullable(),
    mine: z.boolean(),
  })
  .meta({ id: 'TopicRow' })
export type TopicRow = z.infer<typeof topicRow>

const tags = z.array(line(limits.tagMax)).max(limits.tagsMax)
const title = line(limits.titleMax, limits.titleMin)

export const newTopic = writtenPost.extend({
  id: id.optional(),
  title,
  kind: topicKind.default('discussion'),
  tags: tags.default([]),
  crisisLines: z.boolean().default(false),
  poll: newPoll.nullable().default(null),
  anonymous: z.boolean().default(false),
  draft: fromDraft,
})
export type NewTopic = z.infer<typeof newTopic>

/** Author's part (title, body, kind, tags, notes) and moderators' part (pinned, locked, spaceId); each is asked for on its own. */
export const topicChange = z.strictObject({
  title: title.optional(),
  body: writtenPost.shape.body.optional(),
  contentNotes: contentNotes.optional(),
  kind: topicKind.optional(),
  tags: tags.optional(),
  crisisLines: z.boolean().optional(),
  pinned: z.boolean().optional(),
  locked: z.boolean().optional(),
  spaceId: id.optional(),
  basedOn: z.int().optional(),
  draft: fromDraft,
})

export const topicsQuery = pageQuery.extend({ show: z.enum(['latest', 'unanswered', 'mine']).default('latest') })
export const topicSource = z.object({
  id,
  title: z.string(),
  body: z.string(),
  contentNotes: z.array(z.string()),
  tags: z.array(z.string()),
  kind: topicKind,
  crisisLines: z.boolean(),
  lang: z.string(),
  seq: z.int(),
})

export const topicCalls = {
  'GET /api/spaces/:spaceId/topics': {
    open: true,
    query: topicsQuery,
    returns: pageOf(topicRow),
    summary: 'Topics of a space: pinned first, then by last activity',
  },
  'POST /api/spaces/:spaceId/topics': { body: newTopic, returns: viewedTopic, status: 201, summary: 'Start a topic' },
  'GET /api/topics': {
    open: true,
    query: topicsQuery,
    returns: pageOf(topicRow),
    summary: 'Topics of all spaces that the caller may read',
  },
  'GET /api/topics/:topicId': { open: true, returns: viewedTopic, summary: 'One topic with its original post' },
  'GET /api/topics/:topicId/source': { returns: topicSource, summary: 'The Markdown of the original post, for its author' },
  'PATCH /api/topics/:topicId': { body: topicChange, returns: viewedTopic, summary: 'Edit, pin, lock or move a topic' },
  'DELETE /api/topics/:topicId': { returns: viewedTopic, summary: 'Take the original post back; the replies stay' },
  'POST /api/topics/:topicId/restore': { returns: viewedTopic, summary: 'Restore an original post that was taken back' },
  'GET /api/topics/:topicId/revisions': { returns: revisions, summary: 'Earlier wordings, for the author and moderators' },
  'PUT /api/topics/:topicId/position': {
    body: z.strictObject({ readUpTo: z.int().min(0) }),
    returns: z.object({ readUpTo: z.int() }),
    summary: 'Say how far one has read; a lower number marks the rest unread',
  },
  'POST /api/positions/all-read': {
    body: z.strictObject({ spaceId: id.optional(), topicIds: z.array(id).max(limits.pageMax).optional() }).default({}),
    returns: z.object({ topics: z.int() }),
    summary: 'Mark everything that the caller may read as read, or what is in a space, or some topics',
  },
  'POST /api/preview': {
    body: z.strictObject({ body: writtenPost.shape.body }),
    returns: z.object({ html: z.string() }),
    summary: 'What the stored result of this Markdown would be',
  },
} as const

export const topicEvents = {
  'topic.changed': z.strictObject({ topicId: id, seq: z.int(), topic: z.union([topicForGuests, topicForMembers]) }),
} as const
