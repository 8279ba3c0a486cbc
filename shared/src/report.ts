// Reports: a copy of what somebody found hurtful, for the moderators.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { sessionPerson } from './session.ts'

export const report = z
  .strictObject({
    id,
    sessionId: id,
    sessionTitle: z.string(),
    /** The Markdown as it was written. */
    words: z.string(),
    reason: z.string(),
    /** Null where nobody's name belongs to the words. */
    author: sessionPerson.nullable(),
    reporter: sessionPerson,
    saidAt: instant,
    at: instant,
    doneAt: instant.nullable(),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof report>

export const reportCalls = {
  'GET /api/reports': {
    returns: z.object({ items: z.array(report) }),
    summary: 'Reports of messages, for moderators: the newest first, those that wait before the others',
  },
  'PATCH /api/reports/:reportId': {
    body: z.strictObject({ done: z.boolean() }),
    returns: report,
    summary: 'As a moderator, say that a report was seen to, or not yet',
  },
} as const
