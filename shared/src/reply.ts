// Replies: nested answers within a topic, their calls and their live events.
import { z } from 'zod'
import { id } from './id.ts'
import { limits } from './limits.ts'
import { pageOf, pageQuery } from './page.ts'
import { contentNotes, fromDraft, postForGuests, postForMembers, revisions, writtenPost } from './post.ts'
import { topic, viewedTopic } from './topic.ts'

const placed = {
  id,
  topicId: id,
  parentId: id.nullable(),
  /** Order of creation in the topic, from 1; never changes. */
  n: z.int(),
  /** The `n` of the reply that is answered, or null for an answer to the original post. */
  parentN: z.int().nullable(),
  /** The number of the last change in the topic; for catching up only. */
  seq: z.int(),
  depth: z.int(),
  /** Sorts replies of a topic in threaded order, as plain text. */
  path: z.string(),
}

export const replyForMembers = z.strictObject({ ...placed, ...postForMembers.shape })
export const replyForGuests = z.strictObject({ ...placed, ...postForGuests.shape })
/** What a reader gets: the guest's shape is narrower, by allow-list. */
export const reply = z.union([replyForGuests, replyForMembers]).meta({ id: 'Reply' })
export type Reply = z.infer<typeof replyForMembers>
export type GuestReply = z.infer<typeof replyForGuests>

export const replyAbilities = z.object({ edit: z.boolean(), remove: z.boolean(), restore: z.boolean(), history: z.boolean() })
/** A reply as answered to one reader: `mine` and `can` are never in a broadcast. */
const forReader = { mine: z.boolean(), can: replyAbilities }
export const viewedReply = z.union([replyForGuests.extend(forReader), replyForMembers.extend(forReader)]).meta({ id: 'ViewedReply' })
export type ViewedReply = Reply & z.infer<z.ZodObject<typeof forReader>>

export const newReply = writtenPost.extend({
  id: id.optional(),
  parentId: id.nullable().default(null),
  anonymous: z.boolean().default(false),
  draft: fromDraft,
})
export type NewReply = z.infer<typeof newReply>
/** What is absent stays as it is; so the defaults of a new post do not hold here. */
export const replyChange = z.strictObject({
  body: writtenPost.shape.body.optional(),
  contentNotes: contentNotes.optional(),
  lang: writtenPost.shape.lang,
  basedOn: z.int().optional().meta({ description: 'The `seq` that was edited; another one meanwhile is `edited-meanwhile`' }),
  draft: fromDraft,
})

export const repliesQuery = pageQuery.extend({
  view: z.enum(['threaded', 'flat']).default('threaded'),
  order: z.enum(['oldest', 'newest']).default('oldest'),
  /** Start at the page that holds this `n`; for permalinks and the first unread. */
  around: z.coerce.number().int().min(1).optional(),
  with: z.enum(['topic']).optional().meta({ description: '`topic` answers the topic too: a whole page in one request' }),
})
export const replyPage = pageOf(viewedReply).extend({
  previous: z.string().nullable(),
  /** The topic's sequence, read in the same snapshot. */
  seq: z.int(),
  /** Only when it was asked for. */
  topic: viewedTopic.optional(),
})

export const replySource = z.object({ id, body: z.string(), contentNotes: z.array(z.string()), lang: z.string(), seq: z.int() })

export const changes = z.object({
  /** Replies stamped above `after`, in order of `seq`. */
  items: z.array(reply),
  /** The topic itself, when it changed above `after`. */
  topic: topic.nullable(),
  /** Everything up to this sequence is in hand. */
  upTo: z.int(),
  /** Whether to ask again after `upTo`. */
  more: z.boolean(),
})

export const replyCalls = {
  'GET /api/topics/:topicId/replies': { open: true, query: repliesQuery, returns: replyPage, summary: 'A page of the replies of a topic' },
  'POST /api/topics/:topicId/replies': {
    body: newReply,
    returns: viewedReply,
    status: 201,
    summary: 'Reply to a topic, or to a reply in it',
  },
  'GET /api/topics/:topicId/changes': {
    open: true,
    query: z.object({
      after: z.coerce.number().int().min(0),
      limit: z.coerce.number().int().min(1).max(limits.pageMax).default(limits.pageMax),
    }),
    returns: changes,
    summary: 'What changed after a sequence number: all that is needed to catch up',
  },
  'GET /api/replies/:replyId': { open: true, returns: viewedReply, summary: 'One reply' },
  'GET /api/replies/:replyId/source': { returns: replySource, summary: 'The Markdown of a reply, for its author' },
  'PATCH /api/replies/:replyId': { body: replyChange, returns: viewedReply, summary: 'Edit a reply' },
  'DELETE /api/replies/:replyId': { returns: viewedReply, summary: 'Take a reply back; its place and the answers to it stay' },
  'POST /api/replies/:replyId/restore': { returns: viewedReply, summary: 'Restore a reply that was taken back' },
  'GET /api/replies/:replyId/revisions': { returns: revisions, summary: 'Earlier wordings, for the author and moderators' },
} as const

const change = z.strictObject({ topicId: id, seq: z.int(), reply: z.union([replyForGuests, replyForMembers]) })
export const replyEvents = { 'reply.posted': change, 'reply.edited': change, 'reply.removed': change, 'reply.restored': change } as const
