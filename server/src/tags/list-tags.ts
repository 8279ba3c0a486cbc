// The community's tags, then the other words on topics that the caller may read; without counts, since a count tells of what others do not see.
import type { Tag } from '@hearth/shared/tag'
import { tagSlug } from '@hearth/shared/tag-words'
import { z } from 'zod'
import { cutPage, decodeCursor } from '../db/cursor.ts'
import type { Action } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { visibleTo } from '../policy/spaces.ts'
import type { TagDeps } from './index.ts'
import { presentTag, presentWord } from './present.ts'

const place = z.tuple([z.boolean(), z.string()])

export function listTags(deps: TagDeps): Action<'GET /api/tags'> {
  return async (actor, { query: { after, limit } }) => {
    const given = decodeCursor('tags', after, place)
    const all = [...(await vocabulary(deps)), ...(await otherWords(deps, actor))]
    const rest = given ? all.filter(tag => isBehind(tag, given)) : all
    return cutPage('tags', rest, limit, tag => [tag.id !== null, tag.slug])
  }
}

async function vocabulary({ vocabulary }: TagDeps): Promise<Tag[]> {
  return inOrder((await vocabulary.all()).map(presentTag))
}

/** Guests get no word with an @, since it may be somebody's name. */
async function otherWords({ topics, spaces, vocabulary }: TagDeps, actor: Actor): Promise<Tag[]> {
  const readable = (await spaces.store.all()).filter(space => visibleTo(actor).includes(space.visibility))
  const names = await topics.store.tagsIn(readable.map(space => space._id))
  const { tags } = await vocabulary.canonical(names.filter(name => actor.kind === 'member' || !name.includes('@')).sort())
  const known = new Set((await vocabulary.all()).map(tag => tag.slug))
  return inOrder(tags.filter(name => !known.has(tagSlug(name))).map(presentWord))
}

function inOrder(tags: Tag[]): Tag[] {
  return tags.sort((a, b) => (a.slug < b.slug ? -1 : 1))
}

function isBehind(tag: Tag, [ofVocabulary, slug]: z.infer<typeof place>) {
  if ((tag.id !== null) !== ofVocabulary) return ofVocabulary
  return tag.slug > slug
}
