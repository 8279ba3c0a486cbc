// Two processes of one community: what one publishes both tell, access that ends on one ends on both, and a lost Redis is lived through.
import { randomUUID } from 'node:crypto'
import type { Reply } from '@hearth/shared/reply'
import { expect, it, onTestFinished } from 'vitest'
import { until } from '../live/listener.ts'
import {
  ask,
  companyOf,
  connected,
  disconnected,
  enter,
  heardBy,
  type LiveStand,
  liveStand,
  memberCalled,
  next,
  pause,
} from '../live/stand.ts'
import { redisServer } from './redis-server.ts'

const topicId = randomUUID()
const times = { settle: 20, settlePerListener: 0, tick: 60_000 }

async function twoNodes() {
  const redis = await redisServer()
  const nodes = [await liveStand({ redisUrl: redis.url, times }), await liveStand({ redisUrl: redis.url, times })] as const
  onTestFinished(async () => void (await Promise.all(nodes.map(node => node.close()))))
  for (const node of nodes) {
    node.topics.set(topicId, { visibility: 'public', seq: 1 })
    node.people.set('ada', memberCalled('ada'))
  }
  await pause(200)
  return { redis, nodes }
}

const aReply = (seq: number) => ({ id: randomUUID(), seq }) as unknown as Reply

function post({ live }: LiveStand, seq: number) {
  live.publish.reply('reply.posted', { topicId, seq, forMembers: aReply(seq), forGuests: aReply(seq) as never })
}

it('what one process publishes is heard on both, once and in order', async () => {
  const { nodes } = await twoNodes()
  const clients = nodes.map(node => node.connect(null))
  for (const client of clients) await enter(client, topicId)
  const heard = clients.map(heardBy)
  for (let seq = 2; seq < 12; seq += 1) post(nodes[0], seq)
  const seqs = (lines: { name: string; payload: unknown }[]) =>
    lines.filter(({ name }) => name === 'reply.posted').map(({ payload }) => (payload as { seq: number }).seq)
  await until(() => heard.every(lines => seqs(lines).length >= 10), 'ten replies on both')
  await pause(100)
  for (const lines of heard) expect(seqs(lines)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
})

it('company is counted over both, and the same is told on both', async () => {
  const { nodes } = await twoNodes()
  const [one, other] = [nodes[0].connect('ada'), nodes[1].connect(null)]
  const [atOne, atOther] = [companyOf(one), companyOf(other)]
  await enter(one, topicId)
  await enter(other, topicId)
  await Promise.all([atOne, atOther].map(({ comes }) => comes(told => told.here === 2)))
  await ask(one, 'topic.writing', { topicId, writing: true })
  await atOther.comes(told => told.writing === 1)
  one.disconnect()
  await atOther.comes(told => told.here === 1 && told.writing === 0)
})

it('a sign-out on one process cuts the connection on the other within a second', async () => {
  const { nodes } = await twoNodes()
  const client = await connected(nodes[1].connect('ada'))
  const cut = disconnected(client, 1_000)
  nodes[1].people.delete('ada')
  nodes[0].live.accessChanged({ accountId: 'account-of-ada' })
  await cut
})

it('a topic that is closed to guests on one process is closed on the other within a second', async () => {
  const { nodes } = await twoNodes()
  const client = nodes[1].connect(null)
  await enter(client, topicId)
  const ended = next(client, 'access.ended', undefined, 1_000)
  for (const node of nodes) node.topics.set(topicId, { visibility: 'members', seq: 2 })
  nodes[0].live.readersChanged([topicId])
  await ended
})

it('without Redis each process serves its own, and when it is back everybody is asked for anew', { timeout: 60_000 }, async () => {
  const { redis, nodes } = await twoNodes()
  const [near, far, guest] = [nodes[0].connect('ada'), nodes[1].connect('ada'), nodes[1].connect(null)]
  for (const client of [near, far, guest]) await enter(client, topicId)
  await redis.kill()
  await pause(200)
  const told = next(near, 'reply.posted', undefined, 5_000)
  post(nodes[0], 2)
  await told
  nodes[1].people.delete('ada')
  nodes[0].live.accessChanged({ accountId: 'account-of-ada' })
  await pause(100)
  expect(far.connected).toBe(true)
  for (const node of nodes) node.topics.set(topicId, { visibility: 'members', seq: 2 })
  nodes[0].live.readersChanged([topicId])
  const ended = next(guest, 'access.ended', undefined, 20_000)
  const cut = disconnected(far, 20_000)
  await redisServer(redis.port)
  await Promise.all([cut, ended])
})
