// A member says how far they have read: in one topic, or everywhere.
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { visibleTo } from '../policy/spaces.ts'
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
  return async actor => {
    demand(actor, 'keepPositions')
    const readable = (await spaces.store.all()).filter(space => visibleTo(actor).includes(space.visibility))
    const heads = await store.lastNumbers(readable.map(space => space._id))
    await positions.setAll((actor as Member).accountId, heads)
    return { topics: heads.length }
  }
}
