// Tags on the wire; who they come from is in none of them.
import type { OwnTag, Tag } from '@hearth/shared/tag'
import { tagSlug } from '@hearth/shared/tag-words'
import type { TagDoc } from './store.ts'

export function presentTag({ _id, slug, name, fr, description, synonyms }: TagDoc): OwnTag {
  return { id: _id, slug, name, fr, description, synonyms }
}

/** A word that only stands on topics. */
export function presentWord(name: string): Tag {
  return { id: null, slug: tagSlug(name), name, fr: null, description: '', synonyms: [] }
}
