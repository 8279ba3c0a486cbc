// Topics under one tag that the caller may read, by last activity.
import { tagSlug } from '@hearth/shared/tag-words'
import { z } from 'zod'
import { cutPage, decodeCursor } from '../db/cursor.ts'
import type { Action } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { visibleTo } from '../policy/spaces.ts'
import { Problem } from '../problem.ts'
import type { TopicDeps } from './index.ts'
import { rows } from './list-topics.ts'
import type { TopicDoc } from './store.ts'

const place = z.tuple([z.iso.datetime(), z.string()])

/** A word that is none of the community's and stands on no topic that the caller may read is `not-found`, as one that nobody used. */
export function listTopicsOfTag(deps: TopicDeps): Action<'GET /api/tags/:slug/topics'> {
  return async (actor, { params, query: { after, limit } }) => {
    const word = tagSlug(params.slug)
    const tag = await deps.vocabulary.find(word)
    const slug = tag?.slug ?? word
    const given = decodeCursor(`tag:${slug}`, after, place)
    const from = given && { pinned: false, at: new Date(given[0]), id: given[1] }
    const found = mayBeNamed(actor, slug) ? await deps.store.tagged(await readableBy(deps, actor), slug, from, limit + 1) : []
    if (!tag && found.length === 0) throw new Problem('not-found')
    const page = cutPage(`tag:${slug}`, found, limit, topic => [topic.lastActivityAt.toISOString(), topic._id])
    return { items: await rows(deps, actor, page.items), next: page.next }
  }
}

/** As it stands on a topic that the actor may read; null where there is none. */
export function wordOnTopics(deps: TopicDeps) {
  return async (actor: Actor, slug: string): Promise<string | null> => {
    if (!mayBeNamed(actor, slug)) return null
    const [topic] = await deps.store.tagged(await readableBy(deps, actor), slug, null, 1)
    return topic ? wordIn(topic, slug) : null
  }
}

function wordIn({ tags }: TopicDoc, slug: string) {
  return tags.find(tag => tagSlug(tag) === slug) ?? slug
}

/** Guests get no word with an @, since it may be somebody's name. */
function mayBeNamed(actor: Actor, slug: string) {
  return actor.kind === 'member' || !slug.includes('@')
}

async function readableBy({ spaces }: TopicDeps, actor: Actor) {
  return (await spaces.store.all()).filter(space => visibleTo(actor).includes(space.visibility)).map(space => space._id)
}
