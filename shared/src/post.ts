// What an original post and a reply have in common.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { limits } from './limits.ts'
import { byline, guestByline } from './person.ts'
import { language, line, markdown } from './text.ts'

export const contentNotes = z.array(line(limits.contentNoteMax)).max(limits.contentNotesMax)

/** What a writer sends. `anonymous` is fixed at the first post and cannot be edited. */
export const writtenPost = z.strictObject({
  body: markdown,
  contentNotes: contentNotes.default([]),
  lang: language.optional(),
})

/** Posting takes the draft away; so it says which words of it the writer had before them. */
export const fromDraft = id.optional().meta({
  description: 'The revision of the draft that this was written from; where a newer one was kept elsewhere it is `kept-elsewhere`',
})

/** Who took a post back, and when; the text is gone from every answer, its place stays. */
export const removal = z.strictObject({ by: z.enum(['author', 'moderator']), at: instant })

const shown = {
  html: z.string().meta({ description: 'Sanitised; mentions already written for this reader. Empty when removed.' }),
  contentNotes: z.array(z.string()),
  lang: z.string(),
  createdAt: instant,
  removed: removal.nullable(),
}

/** `edited.by` is who changed it last: never told of an anonymous post, and masked for guests. */
export const postForMembers = z.strictObject({
  ...shown,
  author: byline,
  edited: z.strictObject({ at: instant, by: byline.nullable() }).nullable(),
})
export const postForGuests = z.strictObject({
  ...shown,
  author: guestByline,
  edited: z.strictObject({ at: instant, by: guestByline }).nullable(),
})

/** An earlier wording, for the author and moderators. */
export const revision = z
  .object({ at: instant, title: z.string().optional(), body: z.string(), contentNotes: z.array(z.string()) })
  .meta({ id: 'Revision' })
export const revisions = z.object({ items: z.array(revision), current: revision })
