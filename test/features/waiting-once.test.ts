// Posts that wait appear exactly once: after a crash, with several who look at the same time, and by themselves.
import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { later, own, scene, stored } from './waiting-stage.ts'

test('who died over a post is followed by the next, and the post is there once; words changed after that are kept', async () => {
  const { place, ada, topic, wait, replies, dueAt } = await scene()
  const { id } = await wait(ada)
  const [doc] = await stored(place).find().toArray()
  await dueAt(later(24 * 60))
  // As if the server had died between posting and clearing away.
  await stored(place).insertOne({ ...doc!, dueAt: later(24 * 60), claimedUntil: later(24 * 60) })
  await dueAt(later(24 * 60 + 1))
  expect(await replies()).toMatchObject([{ id, n: 1 }])
  expect(await own(ada)).toEqual([])
  await stored(place).insertOne({ ...doc!, words: { ...doc!.words, body: 'Changed since' } })
  await dueAt(later(24 * 60 + 2))
  expect(await replies()).toHaveLength(1)
  expect(await own(ada)).toMatchObject([{ held: 'already-sent', body: 'Changed since' }])
  expect((await ada.send('GET', '/waiting')).text).toContain(`/replies/${id}`)
  expect(topic.id).toBeTruthy()
})

test('several servers that look at the same time post it once', async () => {
  const { place, ada, wait, replies } = await scene()
  for (let n = 0; n < 5; n += 1) await wait(ada, { body: `Words ${n}` })
  place.setNow(later(24 * 60))
  const { worker } = place.app.features.later
  await Promise.all([worker.runDue(), worker.runDue(), worker.runDue()])
  expect((await replies()).map(reply => reply.n)).toEqual([1, 2, 3, 4, 5])
  expect(await stored(place).countDocuments()).toBe(0)
})

test('a post that waits thirty seconds appears by itself', { timeout: 20_000 }, async () => {
  const place = await world()
  const [keeper, ada] = [await place.coordinator(), await place.member()]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const soon = new Date(Date.now() + 1_000).toISOString()
  const { id } = await ada.must('POST /api/waiting-posts', {
    body: { what: 'topic', spaceId: space.id, appears: soon, title: 'By itself', body: 'Words' },
  })
  await expect
    .poll(async () => (await ada.call('GET /api/topics/:topicId', { params: { topicId: id } })).status, { timeout: 15_000 })
    .toBe(200)
  expect(await own(ada)).toEqual([])
})

test('no more wait than can', async () => {
  const { ada, topic, wait } = await scene()
  for (let n = 0; n < 50; n += 1) await wait(ada, { body: `Words ${n}` })
  const body = { what: 'reply', topicId: topic.id, appears: 'day', body: 'One more' } as const
  expect((await ada.call('POST /api/waiting-posts', { body })).body.code).toBe('too-many-waiting')
})
