// Posts that wait: a reply or a topic that its author lets appear later, known to nobody else until it does.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { contentNotes } from './post.ts'
import { waits } from './posts-wait.ts'
import { newReply } from './reply.ts'
import { newTopic } from './topic.ts'

export const appears = z.union([z.enum(waits), instant]).meta({
  description: 'In a `moment` (30 s), in a `day` (24 h), tomorrow `morning` (8:00 in your time zone), or at an instant within a year',
})
export type Appears = z.infer<typeof appears>

const when = { id: id.optional(), appears }
export const newWaitingPost = z.discriminatedUnion('what', [
  newReply.extend({ ...when, what: z.literal('reply'), topicId: id }),
  newTopic.extend({ ...when, what: z.literal('topic'), spaceId: id }),
])
export type NewWaitingPost = z.infer<typeof newWaitingPost>

/** What is absent stays as it is. `appears: null` holds it until its author says when. */
export const waitingPostChange = z.strictObject({
  title: newTopic.shape.title.optional(),
  body: newReply.shape.body.optional(),
  contentNotes: contentNotes.optional(),
  appears: appears.nullable().optional(),
  basedOn: z.int().optional().meta({ description: 'The `version` that was changed; another one meanwhile is `edited-meanwhile`' }),
})

/** `moved-away`: its topic or space is no longer there for its author. The rest are the problems of posting. */
export const heldBecause = z.enum([
  'moved-away',
  'topic-locked',
  'space-archived',
  'account-silenced',
  'account-suspended',
  'not-allowed',
  'already-sent',
  'other',
])
export type HeldBecause = z.infer<typeof heldBecause>

export const waitingPost = z
  .object({
    id,
    what: z.enum(['reply', 'topic']),
    topicId: id.nullable(),
    parentId: id.nullable(),
    spaceId: id.nullable(),
    /** The topic that is answered, or the space; null when its author may not read it any more. */
    place: z.object({ name: z.string(), link: z.string() }).nullable(),
    title: z.string().nullable(),
    body: z.string(),
    contentNotes: z.array(z.string()),
    anonymous: z.boolean(),
    /** Null while it is held. */
    appearsAt: instant.nullable(),
    /** Without a name it appears at some moment up to this one, so that no round hour gives it away; else the same as `appearsAt`. */
    atTheLatest: instant.nullable(),
    /** Why it could not be posted, when it could not. */
    held: heldBecause.nullable(),
    /** When it was taken back; a day later its words are gone. */
    takenBackAt: instant.nullable(),
    createdAt: instant,
    version: z.int(),
  })
  .meta({ id: 'WaitingPost' })
export type WaitingPost = z.infer<typeof waitingPost>

export const waitingPostCalls = {
  'GET /api/waiting-posts': {
    returns: z.object({ items: z.array(waitingPost) }),
    summary: 'Your own posts that wait, the next to appear first; nobody else is ever told of them',
  },
  'POST /api/waiting-posts': {
    body: newWaitingPost,
    returns: waitingPost,
    status: 201,
    summary: 'Write a reply or a topic that appears later. The other calls post at once, whatever you chose for your pages',
  },
  'GET /api/waiting-posts/:waitingId': { returns: waitingPost, summary: 'One of your posts that wait' },
  'PATCH /api/waiting-posts/:waitingId': {
    body: waitingPostChange,
    returns: waitingPost,
    summary: 'Change its words or its time, or hold it',
  },
  'DELETE /api/waiting-posts/:waitingId': {
    returns: waitingPost,
    summary: 'Take it back before it appears; for a day it can be brought back',
  },
  'POST /api/waiting-posts/:waitingId/restore': {
    returns: waitingPost,
    summary: 'Bring back what was taken back; it is held until you say when',
  },
  'POST /api/waiting-posts/:waitingId/post': {
    returns: z.object({ link: z.string() }),
    summary: 'Let it appear now',
  },
} as const
