// Company in a topic: the same numbers for everybody, never a name, and the topic's head with each.
import { randomUUID } from 'node:crypto'
import { events } from '@hearth/shared/events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ask, companyOf, connected, enter, heardBy, type LiveStand, liveStand, memberCalled, pause } from './stand.ts'

const topicId = randomUUID()
let stand: LiveStand
beforeEach(async () => {
  stand = await liveStand({ times: { settle: 20, settlePerListener: 0, writing: 300, tick: 60_000 } })
  stand.topics.set(topicId, { visibility: 'public', seq: 7 })
  for (const who of ['ada', 'ben']) stand.people.set(who, memberCalled(who))
})
afterEach(() => stand.close())

it('members and guests are counted together and told the same', async () => {
  const [ada, guest] = [stand.connect('ada'), stand.connect(null)]
  expect(await enter(ada, topicId)).toEqual({ ok: { topicId, here: 1, writing: 0, seq: 7 } })
  const company = [ada, guest].map(companyOf)
  expect(await enter(guest, topicId)).toEqual({ ok: { topicId, here: 2, writing: 0, seq: 7 } })
  const [toMember, toGuest] = await Promise.all(company.map(({ comes }) => comes(({ here }) => here === 2)))
  expect(toMember).toEqual(toGuest)
})

it('entering twice counts once', async () => {
  const ada = stand.connect('ada')
  await enter(ada, topicId)
  expect(await enter(ada, topicId)).toMatchObject({ ok: { here: 1 } })
})

it('who leaves, closes or only looks elsewhere is not counted', async () => {
  const [ada, ben, guest] = [stand.connect('ada'), stand.connect('ben'), stand.connect(null)]
  for (const client of [ada, ben, guest]) await enter(client, topicId)
  const { comes } = companyOf(ada)
  await ask(ben, 'topic.leave', { topicId })
  await comes(told => told.here === 2)
  guest.disconnect()
  await comes(told => told.here === 1)
})

it('writing is a number that ends by itself, with leaving, and with the connection', async () => {
  const [ada, ben, guest] = [stand.connect('ada'), stand.connect('ben'), stand.connect(null)]
  for (const client of [ada, ben, guest]) await enter(client, topicId)
  const heard = heardBy(guest)
  const { comes } = companyOf(guest)
  expect(await ask(ada, 'topic.writing', { topicId, writing: true })).toEqual({ ok: null })
  await comes(told => told.writing === 1)
  await comes(told => told.writing === 0)
  await ask(ada, 'topic.writing', { topicId, writing: true })
  await ask(ben, 'topic.writing', { topicId, writing: true })
  await comes(told => told.writing === 2)
  await ask(ada, 'topic.leave', { topicId })
  await comes(told => told.writing === 1)
  ben.disconnect()
  await comes(told => told.writing === 0)
  expect(JSON.stringify(heard)).not.toMatch(/ada|ben|account-of|sign-in-of/)
  for (const { name, payload } of heard) events[name as 'presence'].parse(payload)
})

it('the swap of two people changes nothing of what is heard', async () => {
  const stories = []
  for (const [first, second] of [
    ['ada', 'ben'],
    ['ben', 'ada'],
  ] as const) {
    const listener = stand.connect(null)
    await enter(listener, topicId)
    await pause(100)
    const { heard, comes } = companyOf(listener)
    const [one, two] = [stand.connect(first), stand.connect(second)]
    await enter(one, topicId)
    await comes(told => told.here === 2)
    await enter(two, topicId)
    await comes(told => told.here === 3)
    await ask(one, 'topic.writing', { topicId, writing: true })
    await comes(told => told.writing === 1)
    stories.push([...new Set(heard.map(line => JSON.stringify(line)))])
    for (const client of [one, two, listener]) client.disconnect()
    await pause(50)
  }
  expect(stories[0]).toEqual(stories[1])
})

it('a crowd that comes in is told of in a few messages', async () => {
  const listener = stand.connect(null)
  await enter(listener, topicId)
  const { heard, comes } = companyOf(listener)
  const crowd = Array.from({ length: 30 }, () => stand.connect(null))
  await Promise.all(crowd.map(client => enter(client, topicId)))
  await comes(told => told.here === 31)
  expect(heard.length).toBeLessThan(15)
})

it('each tick carries the head of the topic to whoever listens', async () => {
  await stand.close()
  stand = await liveStand({ times: { tick: 50 } })
  stand.topics.set(topicId, { visibility: 'public', seq: 7 })
  const client = await connected(stand.connect(null))
  await enter(client, topicId)
  const { comes } = companyOf(client)
  stand.topics.set(topicId, { visibility: 'public', seq: 9 })
  expect(await comes(told => told.seq === 9)).toMatchObject({ here: 1, seq: 9 })
})
