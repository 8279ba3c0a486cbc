// Tags: what topics are about, in the community's own words; one word may lead to another.
import { z } from 'zod'
import { id } from './id.ts'
import { limits } from './limits.ts'
import { pageOf, pageQuery } from './page.ts'
import { line, lines } from './text.ts'
import { topicRow } from './topic.ts'

export const tag = z
  .object({
    /** Of the community's vocabulary; null for a word that only stands on topics. */
    id: id.nullable(),
    /** The last part of its address. */
    slug: z.string(),
    name: z.string(),
    /** What it is called in French; null where nobody has said. */
    fr: z.string().nullable(),
    description: z.string(),
    /** Other words that lead to it. */
    synonyms: z.array(z.string()),
  })
  .meta({ id: 'Tag' })
export type Tag = z.infer<typeof tag>

/** One of the community's. */
const ownTag = tag.extend({ id }).meta({ id: 'OwnTag' })
export type OwnTag = z.infer<typeof ownTag>

const word = line(limits.tagMax)
const synonyms = z.array(word).max(limits.synonymsMax)
const about = { fr: word.nullable(), description: lines(limits.tagDescriptionMax), synonyms }

export const newTag = z.strictObject({
  id: id.optional(),
  name: word,
  fr: about.fr.default(null),
  description: about.description.default(''),
  synonyms: synonyms.default([]),
})
export type NewTag = z.infer<typeof newTag>

/** What is absent stays. The former name goes on leading here. */
export const tagChange = z.strictObject({
  name: word.optional(),
  fr: about.fr.optional(),
  description: about.description.optional(),
  synonyms: synonyms.optional(),
})
export type TagChange = z.infer<typeof tagChange>

export const tagCalls = {
  'GET /api/tags': {
    open: true,
    query: pageQuery,
    returns: pageOf(tag),
    summary: 'The community’s tags, then other words that stand on topics which the caller may read',
  },
  'POST /api/tags': { body: newTag, returns: ownTag, status: 201, summary: 'Take a word into the community’s tags' },
  'GET /api/tags/:slug': { open: true, returns: tag, summary: 'One tag, by its own word or by one that leads to it' },
  'GET /api/tags/:slug/topics': {
    open: true,
    query: pageQuery,
    returns: pageOf(topicRow),
    summary: 'Topics with a tag that the caller may read, by last activity',
  },
  'POST /api/tags/:slug/merge': {
    body: z.strictObject({ into: word }),
    returns: ownTag,
    summary: 'Put one word under another: it leads there from now on, and its topics follow',
  },
  'PATCH /api/tags/:slug': { body: tagChange, returns: ownTag, summary: 'Rename or describe a tag, or say which words lead to it' },
  'DELETE /api/tags/:slug': {
    returns: z.object({ id }),
    summary: 'Take a word out of the community’s tags; topics keep it as a plain word',
  },
} as const
