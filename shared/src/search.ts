// Searching: one question over all that the asker may read, and topics that are near to one another.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { limits } from './limits.ts'
import { pageOf, pageQuery } from './page.ts'
import { byline, memberByline } from './person.ts'
import { topicKind } from './topic.ts'

/** What can be found. */
export const searchKind = z.enum([...topicKind.options, 'reply', 'person'])
export type SearchKind = z.infer<typeof searchKind>

/** A text in pieces; `hit` is what was asked for. */
export const marked = z.array(z.strictObject({ text: z.string(), hit: z.boolean() }))
export type Marked = z.infer<typeof marked>

/** A post as it stands in results. Where a content note stands there is the note and no word of the text. */
export const postFound = z
  .strictObject({
    kind: searchKind.exclude(['person']),
    id,
    topicId: id,
    spaceId: id,
    spaceName: z.string(),
    title: marked,
    /** The reply's number in the topic; 0 for the original post. */
    n: z.int(),
    author: byline,
    lang: z.string(),
    createdAt: instant,
    contentNotes: z.array(z.string()),
    snippet: marked,
  })
  .meta({ id: 'PostFound' })
export const personFound = z.strictObject({ kind: z.literal('person'), person: memberByline }).meta({ id: 'PersonFound' })
export const found = z.discriminatedUnion('kind', [postFound, personFound]).meta({ id: 'Found' })
export type PostFound = z.infer<typeof postFound>
export type PersonFound = z.infer<typeof personFound>
export type Found = z.infer<typeof found>

/** A day such as 2026-05-01 (of UTC, its whole length) or an instant. */
const when = z.union([z.iso.date(), instant])
const flag = z.stringbool().default(false)

export const searchQuery = pageQuery.extend({
  q: z.string().max(limits.queryMax).default('').meta({
    description:
      'All words must be in a post. "Words in quotes" stand one after the other, -word must not be there, begin* finds what begins so.',
  }),
  typing: flag.meta({ description: 'Whether the last word may be unfinished' }),
  order: z.enum(['best', 'newest']).default('best'),
  space: id.optional(),
  author: z.string().max(limits.handleMax).optional().meta({ description: 'A handle; posts without a name are never found by it' }),
  tag: z.string().max(limits.tagMax).optional(),
  kind: searchKind.optional(),
  from: when.optional(),
  to: when.optional(),
  unanswered: flag.meta({ description: 'Only topics that nobody answered yet' }),
})
export type SearchQuery = z.infer<typeof searchQuery>

/** How each word was taken; `small`: left out, as it is in nearly every post. */
export const asked = z.array(z.strictObject({ text: z.string(), how: z.enum(['word', 'phrase', 'begins', 'not', 'small']) }))

export const similarTopic = z.strictObject({ id, slug: z.string(), title: z.string(), spaceName: z.string() }).meta({ id: 'SimilarTopic' })
export type SimilarTopic = z.infer<typeof similarTopic>

export const searchCalls = {
  'GET /api/search': {
    open: true,
    query: searchQuery,
    returns: pageOf(found).extend({ asked }),
    summary: 'Search all that the caller may read: posts, and for members people; the best first',
  },
  'GET /api/similar-topics': {
    query: z.object({ title: z.string().max(limits.titleMax), spaceId: id.optional() }),
    returns: z.object({ items: z.array(similarTopic) }),
    summary: 'Topics near to a title, for somebody who is about to start one',
  },
} as const
