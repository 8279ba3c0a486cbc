// Nothing is missed and nothing doubled: after a cut, after lost events, and when the very last event was lost.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Person } from '../people.ts'
import { world } from '../world.ts'
import { comparable, freshThread, type Listener, listener, raw, until } from './listener.ts'
import { pause } from './stand.ts'

async function topicWithListener() {
  const place = await world()
  const [keeper, ada, ben] = [await place.coordinator(), await place.member(), await place.member()]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'What rings true?', body: 'Tell us.' },
  })
  const ears = await listener(place.url, ben, topic.id)
  await ears.entered()
  return { place, ada, ben, keeper, space, topicId: topic.id, ears }
}

async function post(person: Person, topicId: string, count: number) {
  const ids = Array.from({ length: count }, () => randomUUID())
  for (const id of ids) await person.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { id, body: `Reply ${id}` } })
  return ids
}

async function hasAll(ears: Listener, person: Person, topicId: string) {
  const fresh = await freshThread(person, topicId)
  await ears.settled(fresh.seq)
  expect(comparable(ears.thread())).toEqual(comparable(fresh))
}

it('in order nothing is asked for: every event is enough by itself', async () => {
  const { ada, ben, topicId, ears } = await topicWithListener()
  await post(ada, topicId, 5)
  await hasAll(ears, ben, topicId)
  expect(ears.asked()).toBe(0)
  expect(ears.taken).toEqual([2, 3, 4, 5, 6])
})

it('a connection that was cut catches up when it is back', async () => {
  const { ada, ben, topicId, ears } = await topicWithListener()
  await post(ada, topicId, 2)
  raw(ears.socket).io.engine.close()
  await until(() => !ears.socket.connected, 'the cut')
  await post(ada, topicId, 3)
  await hasAll(ears, ben, topicId)
  expect(new Set(ears.taken).size).toBe(ears.taken.length)
})

it('a connection that was away for forty-five changes gets them all, page by page', async () => {
  const { ada, ben, topicId, ears } = await topicWithListener()
  ears.socket.disconnect()
  await post(ada, topicId, 45)
  ears.socket.connect()
  await hasAll(ears, ben, topicId)
  expect(ears.asked()).toBeGreaterThan(1)
})

it('lost events in the middle are caught up before the next is taken', async () => {
  const { ada, ben, topicId, ears } = await topicWithListener()
  const hear = ears.deafen()
  await post(ada, topicId, 3)
  await pause(50)
  hear()
  await post(ada, topicId, 1)
  await hasAll(ears, ben, topicId)
  expect(ears.taken).toEqual([2, 3, 4, 5])
})

it('a lost last event is noticed by the head that company carries', async () => {
  const { place, ada, ben, topicId, ears } = await topicWithListener()
  const hear = ears.deafen()
  await post(ada, topicId, 1)
  await pause(50)
  hear()
  const passerBy = await listener(place.url, place.guest(), topicId)
  await passerBy.entered()
  await hasAll(ears, ben, topicId)
})

it('changes while catching up are not lost', async () => {
  const { ada, ben, topicId, ears } = await topicWithListener()
  const hear = ears.deafen()
  await post(ada, topicId, 2)
  hear()
  await Promise.all([post(ada, topicId, 10), post(ben, topicId, 10)])
  await hasAll(ears, ben, topicId)
})

it('the own answer and the live event may come in either order', async () => {
  const { ada, topicId, place } = await topicWithListener()
  const own = await listener(place.url, ada, topicId)
  await own.entered()
  const hear = own.deafen()
  const {
    mine: _,
    can: __,
    ...reply
  } = await ada.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Mine' } })
  own.following.hear({ seq: reply.seq, reply })
  hear()
  expect(own.thread().replies.get(reply.id)).toEqual(reply)
  await post(ada, topicId, 1)
  await hasAll(own, ada, topicId)
  expect(own.asked()).toBe(0)
})

it('a topic that moves out of sight ends, and says so', async () => {
  const { place, keeper, ada, topicId, ears } = await topicWithListener()
  const stewards = await keeper.must('POST /api/spaces', { body: { name: 'Stewards', visibility: 'role:steward' } })
  const steward = await place.member({ roles: ['steward', 'coordinator'] })
  const answer = await steward.call('PATCH /api/topics/:topicId', { params: { topicId }, body: { spaceId: stewards.id } })
  expect(answer.status).toBe(200)
  await until(() => ears.ended(), 'the end of access', 1_000)
  await post(steward, topicId, 1)
  await pause(100)
  expect(ears.heard.filter(({ name }) => name === 'reply.posted')).toEqual([])
  expect((await ada.call('GET /api/topics/:topicId', { params: { topicId } })).status).toBe(404)
})
