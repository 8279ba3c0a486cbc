// A member says how far they have read: in one topic, or everywhere.
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { visibleTo } from '../policy/spaces.ts'
import { Problem } from '../problem.ts'
import type { TopicDeps } from './index.ts'

export function setPosition({ view, positions }: TopicDeps): Action<'PUT /api/topics/:topicId/position'> {
  return async (actor, { params, body }) => {
    const { topic, facts } = await view.load(actor, params.topicId)
    demand(actor, 'keepPosition', facts)
    const readUpTo = Math.min(body.readUpTo, topic.lastN)
    await positions.set((actor as Member).accountId, topic._id, readUpTo)
    return { readUpTo }
  }
}

export function markAllRead({ store, spaces, positions }: TopicDeps): Action<'POST /api/positions/all-read'> {
  return async (actor, { body: { spaceId, topicIds } }) => {
    demand(actor, 'keepPositions')
    const readable = (await spaces.store.all()).filter(space => visibleTo(actor).includes(space.visibility))
    const asked = readable.filter(space => spaceId === undefined || space._id === spaceId).map(space => space._id)
    if (spaceId !== undefined && asked.length === 0) throw new Problem('not-found')
    // Topics that may not be read are passed over, as if they were not there.
    const heads = topicIds ? (await store.heads(topicIds)).filter(topic => asked.includes(topic.spaceId)) : await store.lastNumbers(asked)
    await positions.setAll((actor as Member).accountId, heads)
    return { topics: heads.length }
  }
}
