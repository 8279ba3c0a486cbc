// A keeper renames or describes a tag, or says which words lead to it; its former name goes on leading there.
import type { TagChange } from '@hearth/shared/tag'
import { tagSlug } from '@hearth/shared/tag-words'
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { TagDeps } from './index.ts'
import { presentTag } from './present.ts'
import type { TagDoc } from './store.ts'
import { refuseTaken, wordsOf } from './words.ts'

export function changeTag({ store, changes, changed }: TagDeps): Action<'PATCH /api/tags/:slug'> {
  return async (actor, { params, body }) => {
    demand(actor, 'manageTags')
    const tag = await changes
      .on('tags', async session => {
        const before = await store.bySlug(tagSlug(params.slug), session)
        return before && store.change(session, before._id, changeOf(before, body))
      })
      .catch(refuseTaken)
    if (!tag) throw new Problem('not-found')
    changed(tag)
    return presentTag(tag)
  }
}

function changeOf(before: TagDoc, { name = before.name, fr = before.fr, description = before.description, synonyms }: TagChange) {
  const leading = synonyms ?? before.synonyms
  const renamed = tagSlug(name) !== before.slug
  return { description, ...wordsOf({ name, fr, synonyms: renamed ? [...leading, before.name] : leading }) }
}
