// From what a keeper writes of a tag to its document: its words in one form, each once.
import { tagName, tagSlug } from '@hearth/shared/tag-words'
import { isDuplicate } from '../db/schema.ts'
import { Problem } from '../problem.ts'
import type { TagDoc } from './store.ts'

type Written = Pick<TagDoc, 'name' | 'fr' | 'synonyms'>

/** Whatever is written of it, topics under its words have to follow, so it is not settled. */
export function wordsOf({ name, fr, synonyms }: Written): Pick<TagDoc, 'name' | 'slug' | 'fr' | 'synonyms' | 'slugs' | 'settled'> {
  const [own, french] = [tagName(name), fr === null ? null : tagName(fr)]
  const slug = tagSlug(own)
  const bySlug = new Map(synonyms.map(word => [tagSlug(word), tagName(word)]))
  bySlug.delete(slug)
  const slugs = new Set([slug, ...(french === null ? [] : [tagSlug(french)]), ...bySlug.keys()])
  return { name: own, slug, fr: french, synonyms: [...bySlug.values()], slugs: [...slugs], settled: false }
}

/** Throws `name-taken` at the field of the words where one of them leads to another tag. */
export function refuseTaken(error: unknown): never {
  if (!isDuplicate(error, 'slugs')) throw error
  throw new Problem('name-taken', { errors: [{ pointer: '/name', code: 'name-taken', message: 'leads to another tag already' }] })
}
