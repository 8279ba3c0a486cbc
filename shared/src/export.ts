// A whole topic as one reader sees it, to be kept elsewhere: page by page, in threaded order.
import { z } from 'zod'
import { pageQuery } from './page.ts'
import { reply } from './reply.ts'
import { visibility } from './space.ts'
import { topic } from './topic.ts'

export const exported = z.object({
  /** What may be done with it depends on who may read it. */
  readers: visibility,
  space: z.string(),
  topic,
  replies: z.array(reply),
  next: z.string().nullable(),
})

export const exportCalls = {
  'GET /api/topics/:topicId/export': {
    open: true,
    query: pageQuery,
    returns: exported,
    summary: 'A topic as the caller sees it, with a page of its replies in threaded order',
  },
} as const
