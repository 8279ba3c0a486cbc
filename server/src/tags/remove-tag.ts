// A keeper takes a word out of the community's tags; on topics it stays as a plain word, and nothing leads to it any more.
import { tagSlug } from '@hearth/shared/tag-words'
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { TagDeps } from './index.ts'

export function removeTag({ store, changes, vocabulary }: TagDeps): Action<'DELETE /api/tags/:slug'> {
  return async (actor, { params }) => {
    demand(actor, 'manageTags')
    const found = await changes.on('tags', async session => {
      const tag = await store.bySlug(tagSlug(params.slug), session)
      if (tag) await store.remove(session, tag._id)
      return tag
    })
    if (!found) throw new Problem('not-found')
    vocabulary.forget()
    return { id: found._id }
  }
}
