// Feeds of one's own: an address that shows a feed reader what one may read, without a sign-in; made, listed and ended by oneself.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'

/** `all`: all spaces that one reads; `space`: one of them; `started`: topics that one started under one's name. */
export const feedScope = z.enum(['all', 'space', 'started'])

export const feed = z
  .object({
    id,
    scope: feedScope,
    spaceId: id.nullable(),
    /** Whether first words and names leave too; else titles alone. */
    words: z.boolean(),
    createdAt: instant,
    /** A day. */
    lastUsedOn: z.string().nullable(),
  })
  .meta({ id: 'Feed' })
export type Feed = z.infer<typeof feed>

export const newFeed = z.strictObject({
  scope: feedScope.default('all'),
  /** With the scope `space`. */
  spaceId: id.nullable().default(null),
  words: z.boolean().default(false),
})

export const feedCalls = {
  'GET /api/me/feeds': { returns: z.object({ items: z.array(feed) }), summary: 'One’s own feeds, without their addresses' },
  'POST /api/me/feeds': {
    body: newFeed,
    returns: feed.extend({ url: z.string() }),
    status: 201,
    summary: 'Make a feed; its address is a secret and is shown this once',
  },
  'DELETE /api/me/feeds/:feedId': { returns: z.null(), status: 204, summary: 'End a feed: its address shows nothing from now on' },
} as const
