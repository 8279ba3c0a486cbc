// A member with posts that wait, others who must not see them, and a clock that is moved to when they are due.
import type { BodyInput } from '@hearth/shared/contract'
import type { Person } from '../people.ts'
import { type World, world } from '../world.ts'

export const now = new Date('2026-03-01T10:00:00.000Z')
export const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
export type Written = BodyInput<'POST /api/waiting-posts'>

export async function scene() {
  const place = await world({ now })
  const [keeper, ada, ben] = [await place.coordinator(), await place.member({ handle: 'ada' }), await place.member({ handle: 'ben' })]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'A topic', body: 'Words' },
  })
  const wait = (who: Person, more: Partial<Written> = {}) =>
    who.must('POST /api/waiting-posts', {
      body: { what: 'reply', topicId: topic.id, appears: 'day', body: 'Words for later', ...more } as Written,
    })
  const replies = async (who: Person = ben) => (await who.must('GET /api/topics/:topicId/replies', { params: { topicId: topic.id } })).items
  const dueAt = (at: Date) => {
    place.setNow(at)
    return place.app.features.later.worker.runDue()
  }
  return { place, keeper, ada, ben, space, topic, wait, replies, dueAt }
}

export const own = async (who: Person) => (await who.must('GET /api/waiting-posts')).items
export const stored = (place: World) => place.app.connection.collection('waiting_posts')
