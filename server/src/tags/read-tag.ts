// One tag, by any word that leads to it. A word that stands on no topic which the caller may read is `not-found`, as one that nobody used.
import { tagSlug } from '@hearth/shared/tag-words'
import type { Action } from '../http/route.ts'
import { Problem } from '../problem.ts'
import type { TagDeps } from './index.ts'
import { presentTag, presentWord } from './present.ts'

export function readTag({ vocabulary, topics }: TagDeps): Action<'GET /api/tags/:slug'> {
  return async (actor, { params }) => {
    const slug = tagSlug(params.slug)
    const tag = await vocabulary.find(slug)
    if (tag) return presentTag(tag)
    const name = await topics.wordOnTopics(actor, slug)
    if (name === null) throw new Problem('not-found')
    return presentWord(name)
  }
}
