// The inbox: the topics that wait to be read, found anew each time from how far one has read; nothing about it is stored.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { pageOf, pageQuery } from './page.ts'

const inboxRow = z
  .object({
    topicId: id,
    spaceId: id,
    spaceName: z.string(),
    title: z.string(),
    lang: z.string(),
    /** `followed`: also what one took part in, and what somebody whom one follows started under their name. */
    why: z.enum(['followed', 'space']),
    /** Whether the original post itself waits. */
    isNew: z.boolean(),
    /** Replies that wait: of others, standing, not muted; counted to `inboxCountMax`. */
    waiting: z.int(),
    /** Whether there are more than were counted. */
    more: z.boolean(),
    /** The number of the first reply that waits; null where the original post does. */
    first: z.int().nullable(),
    /** How far one has read, for putting it back. */
    readUpTo: z.int(),
    lastActivityAt: instant,
  })
  .meta({ id: 'InboxRow' })
export type InboxRow = z.infer<typeof inboxRow>

export const inboxQuery = pageQuery.extend({ show: z.enum(['all', 'followed']).default('all'), spaceId: id.optional() })

export const inboxCalls = {
  'GET /api/inbox': {
    query: inboxQuery,
    returns: pageOf(inboxRow),
    summary: 'The topics that wait for the caller: first what they follow or took part in, then space by space',
  },
} as const
