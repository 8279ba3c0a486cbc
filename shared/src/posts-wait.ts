// How long what a member writes on pages waits before it appears: their own choice, for themselves alone.
import { z } from 'zod'

/** `moment`: thirty seconds, to change one's mind. `day`: 24 hours. `morning`: tomorrow at eight in one's own time zone. */
export const waits = ['moment', 'day', 'morning'] as const
export const postsWait = z.enum(['no', ...waits])
export type PostsWait = z.infer<typeof postsWait>
