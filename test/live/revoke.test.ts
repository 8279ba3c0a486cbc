// When access ends, what is already open ends with it: within a second, idle connections too, and no race slips through.
import { randomUUID } from 'node:crypto'
import { type Actor, guest } from '@hearth/server/policy/actor'
import type { Reply } from '@hearth/shared/reply'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ask, connected, disconnected, enter, heardBy, type LiveStand, liveStand, memberCalled, next, pause } from './stand.ts'

const topicId = randomUUID()
const fast = { settle: 10, settlePerListener: 0 }
let stand: LiveStand
beforeEach(async () => {
  stand = await liveStand({ times: fast })
  stand.topics.set(topicId, { visibility: 'public', seq: 1 })
  for (const who of ['ada', 'ben']) stand.people.set(who, memberCalled(who))
})
afterEach(() => stand.close())

/** Only its identity matters to who hears it. */
const aReply = (seq: number) => ({ id: randomUUID(), seq }) as unknown as Reply

function post(seq: number, forGuests: Reply | null = aReply(seq)) {
  stand.live.publish.reply('reply.posted', { topicId, seq, forMembers: aReply(seq), forGuests: forGuests as never })
}

it('signing out cuts every open connection of the account, idle ones too, and nobody else', async () => {
  const [idle, reading, ben] = [await connected(stand.connect('ada')), stand.connect('ada'), await connected(stand.connect('ben'))]
  await enter(reading, topicId)
  const cuts = [disconnected(idle), disconnected(reading)]
  stand.people.delete('ada')
  stand.live.accessChanged({ accountId: 'account-of-ada' })
  await Promise.all(cuts)
  expect(ben.connected).toBe(true)
})

it('one revoked sign-in of two is cut, the other stays', async () => {
  stand.people.set('ada2', memberCalled('ada2', { accountId: 'account-of-ada' }))
  const [revoked, kept] = [await connected(stand.connect('ada')), await connected(stand.connect('ada2'))]
  const cut = disconnected(revoked)
  stand.people.set('ada', guest)
  stand.live.accessChanged({ accountId: 'account-of-ada' })
  await cut
  expect(kept.connected).toBe(true)
})

it('a role that is taken away ends what it opened, and says so once', async () => {
  stand.topics.set(topicId, { visibility: 'role:steward', seq: 1 })
  stand.people.set('ada', memberCalled('ada', { roles: ['member', 'steward'] }))
  const ada = stand.connect('ada')
  expect(await enter(ada, topicId)).toMatchObject({ ok: { here: 1 } })
  const heard = heardBy(ada)
  stand.people.set('ada', memberCalled('ada'))
  stand.live.accessChanged({ accountId: 'account-of-ada' })
  await next(ada, 'access.ended', undefined, 1_000)
  post(2)
  await pause(100)
  expect(heard.map(({ name }) => name)).toEqual(['access.ended'])
  expect(await enter(ada, topicId)).toMatchObject({ problem: { code: 'not-found' } })
})

it('somebody who is silenced reads on, and cannot say that they write', async () => {
  const ada = stand.connect('ada')
  await enter(ada, topicId)
  stand.people.set('ada', memberCalled('ada', { silenced: true }))
  stand.live.accessChanged({ accountId: 'account-of-ada' })
  await pause(50)
  const posted = next(ada, 'reply.posted')
  post(2)
  await posted
  expect(await ask(ada, 'topic.writing', { topicId, writing: true })).toMatchObject({ problem: { code: 'account-silenced' } })
})

it('a topic that guests may no longer read ends for guests and goes on for members', async () => {
  const [ada, visitor] = [stand.connect('ada'), stand.connect(null)]
  await enter(ada, topicId)
  await enter(visitor, topicId)
  const [heard, ended] = [heardBy(visitor), next(visitor, 'access.ended', undefined, 1_000)]
  stand.topics.set(topicId, { visibility: 'members', seq: 2 })
  stand.live.readersChanged([topicId])
  await ended
  const posted = next(ada, 'reply.posted')
  post(3, null)
  await posted
  expect(heard.at(-1)?.name).toBe('access.ended')
})

it('nobody hears anything from the moment that readers change until they were asked for anew', async () => {
  const slow = slowReads()
  await stand.close()
  stand = await liveStand({ readTopic: slow.readTopic, times: fast })
  const visitor = stand.connect(null)
  await enter(visitor, topicId)
  const heard = heardBy(visitor)
  slow.topic.visibility = 'members'
  slow.holdMs = 100
  stand.live.readersChanged([topicId])
  post(2)
  await next(visitor, 'access.ended')
  expect(heard.map(({ name }) => name)).toEqual(['access.ended'])
})

it('who enters while access ends is let in by neither look', async () => {
  const slow = slowReads()
  await stand.close()
  stand = await liveStand({ readTopic: slow.readTopic, times: fast })
  const visitor = await connected(stand.connect(null))
  slow.holdMs = 60
  const answer = enter(visitor, topicId)
  await pause(30)
  slow.topic.visibility = 'members'
  stand.live.readersChanged([topicId])
  await answer
  await pause(200)
  const heard = heardBy(visitor)
  post(2)
  await pause(50)
  expect(heard.filter(({ name }) => name === 'reply.posted')).toEqual([])
})

it('a sign-in that is revoked during the handshake does not stay', async () => {
  let asked = 0
  await stand.close()
  stand = await liveStand({
    actorOfHandshake: async () => {
      asked += 1
      return { actor: (asked === 1 ? memberCalled('ada') : guest) as Actor }
    },
  })
  const client = stand.connect('ada')
  await disconnected(client)
})

it('a sign-in that ran out by itself is found', async () => {
  await stand.close()
  stand = await liveStand({ times: { recheck: 50 } })
  stand.people.set('ada', memberCalled('ada'))
  const ada = await connected(stand.connect('ada'))
  const cut = disconnected(ada)
  stand.people.delete('ada')
  await cut
})

it('when nobody can be asked, the connection is cut rather than trusted', async () => {
  let away = false
  await stand.close()
  stand = await liveStand({ actorOfHandshake: async () => (away ? Promise.reject(new Error('away')) : { actor: memberCalled('ada') }) })
  const ada = await connected(stand.connect('ada'))
  await pause(50)
  const cut = disconnected(ada)
  away = true
  stand.live.accessChanged({ accountId: 'account-of-ada' })
  await cut
})

it('every topic is asked for anew when a space changes', async () => {
  const other = randomUUID()
  stand.topics.set(other, { visibility: 'public', seq: 1 })
  const visitor = stand.connect(null)
  await enter(visitor, topicId)
  await enter(visitor, other)
  stand.topics.set(other, { visibility: 'members', seq: 1 })
  const ended = next(visitor, 'access.ended')
  stand.live.readersChanged('all')
  expect(await ended).toEqual({ topicId: other })
  const posted = next(visitor, 'reply.posted')
  post(2)
  await posted
})

/** Answers what was true when it was asked, `holdMs` later: a read that a change overtakes. */
function slowReads() {
  const slow = {
    holdMs: 0,
    topic: { visibility: 'public' as 'public' | 'members' },
    readTopic: async () => {
      const space = { visibility: slow.topic.visibility, archived: false, anonymous: false }
      await pause(slow.holdMs)
      return { facts: { space, locked: false, removed: null }, seq: 1 }
    },
  }
  return slow
}
