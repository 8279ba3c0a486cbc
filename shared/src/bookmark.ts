// Bookmarks: a member's own way back to a post, with a note that nobody else ever sees and, if wanted, a time to be reminded.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { limits } from './limits.ts'
import { pageOf, pageQuery } from './page.ts'
import { byline } from './person.ts'
import { lines } from './text.ts'

/** No words where a content note stands, none of what was taken back. */
const bookmarkedPost = z.object({
  topicId: id,
  title: z.string(),
  /** The reply's number, or null for the original post. */
  n: z.int().nullable(),
  author: byline,
  contentNotes: z.array(z.string()),
  lang: z.string(),
  excerpt: z.string(),
  removed: z.boolean(),
})

export const bookmark = z
  .object({
    postId: id,
    note: z.string(),
    remindAt: instant.nullable(),
    /** Whether the time to be reminded has come. */
    due: z.boolean(),
    createdAt: instant,
    post: bookmarkedPost.nullable().meta({ description: 'Null when the caller may no longer read it' }),
  })
  .meta({ id: 'Bookmark' })
export type Bookmark = z.infer<typeof bookmark>

const bookmarkNote = z.strictObject({ note: lines(limits.bookmarkNoteMax).default(''), remindAt: instant.nullable().default(null) })

export const bookmarkCalls = {
  'GET /api/bookmarks': {
    query: pageQuery.extend({ show: z.enum(['all', 'reminders', 'due']).default('all') }),
    returns: pageOf(bookmark),
    summary: "The caller's bookmarks: what is due first, then the newest",
  },
  'GET /api/bookmarks/:postId': { returns: bookmark, summary: "The caller's bookmark of a post" },
  'PUT /api/bookmarks/:postId': { body: bookmarkNote, returns: bookmark, summary: 'Bookmark a post, or change the note and the reminder' },
  'DELETE /api/bookmarks/:postId': {
    returns: z.null(),
    status: 204,
    summary: 'Remove a bookmark, also of a post that one may no longer read',
  },
} as const
