// A server that goes away says so, spreads the way back, and takes nobody new; the HTTP server is left to its owner.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connected, disconnected, enter, type LiveStand, liveStand, next } from './stand.ts'

let stand: LiveStand
beforeEach(async () => {
  stand = await liveStand()
})
afterEach(() => stand.close())

it('everybody is told when to come back, not all at once, and then cut', async () => {
  const clients = await Promise.all(Array.from({ length: 8 }, () => connected(stand.connect(null))))
  const told = clients.map(client => next(client, 'server.closing'))
  const cuts = clients.map(client => disconnected(client))
  await stand.live.drain(1_000)
  const times = (await Promise.all(told)).map(({ comeBackInMs }) => comeBackInMs)
  expect(Math.min(...times)).toBeGreaterThanOrEqual(1_000)
  expect(Math.max(...times)).toBeLessThanOrEqual(2_000)
  expect(new Set(times).size).toBeGreaterThan(3)
  await Promise.all(cuts)
})

it('nobody new is let in while the server drains', async () => {
  await stand.live.drain(10)
  await expect(connected(stand.connect(null))).rejects.toThrow()
})

it('closing ends connections and keeps the HTTP server', async () => {
  const client = await connected(stand.connect(null))
  const cut = disconnected(client)
  await stand.live.close()
  await cut
  expect((await fetch(stand.url)).status).toBe(200)
  expect(stand.live.stats().sockets).toBe(0)
})

it('what an emit cost is measured', async () => {
  const topicId = randomUUID()
  stand.topics.set(topicId, { visibility: 'public', seq: 1 })
  await enter(stand.connect(null), topicId)
  stand.live.publish.reply('reply.posted', { topicId, seq: 2, forMembers: {} as never, forGuests: {} as never })
  stand.live.publish.reply('reply.posted', { topicId, seq: 3, forMembers: {} as never, forGuests: null })
  expect(stand.live.stats().emit).toMatchObject({ emits: 3 })
})

it('a connection that never said what for ends too', async () => {
  await fetch(`${stand.url}/socket.io/?EIO=4&transport=polling`)
  expect(stand.live.stats().sockets).toBe(1)
  await stand.live.drain(10)
  expect(stand.live.stats().sockets).toBe(0)
})
