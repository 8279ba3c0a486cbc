// A post that waits, as its author sees it; where it belongs only while they may read that.
import type { WaitingPost } from '@hearth/shared/waiting-post'
import type { Actor } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { factsOfSpace } from '../spaces/index.ts'
import type { LaterDeps } from './index.ts'
import type { WaitingDoc } from './store.ts'

export async function presentWaiting(deps: LaterDeps, actor: Actor, doc: WaitingDoc): Promise<WaitingPost> {
  const { what, topicId, parentId, spaceId, words, held, version } = doc
  return {
    ...{ id: doc._id, what, topicId, parentId, spaceId, held, version },
    place: await placeOf(deps, actor, doc),
    title: words.title ?? null,
    body: words.body,
    contentNotes: words.contentNotes,
    anonymous: words.anonymous,
    appearsAt: doc.appearsAt?.toISOString() ?? null,
    atTheLatest: doc.latestAt?.toISOString() ?? null,
    takenBackAt: doc.takenBackAt?.toISOString() ?? null,
    createdAt: doc.createdAt.toISOString(),
  }
}

async function placeOf({ topics, spaces }: LaterDeps, actor: Actor, { what, topicId, spaceId }: WaitingDoc) {
  if (what === 'reply') {
    const seen = await topics.view.load(actor, topicId!).catch(() => null)
    return seen && { name: seen.topic.title, link: `/topics/${seen.topic._id}/${seen.topic.slug}` }
  }
  const space = await spaces.store.byId(spaceId!)
  if (!space || can(actor, 'readSpace', factsOfSpace(space)) !== true) return null
  return { name: space.name, link: `/spaces/${space._id}/${space.slug}` }
}
