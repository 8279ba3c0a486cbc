// What a hostile client may send over a socket: it is answered with a problem or ignored; nothing changes and nothing falls over.
import { randomUUID } from 'node:crypto'
import { commands } from '@hearth/shared/commands'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ask, type Client, connected, disconnected, enter, type LiveStand, liveStand, memberCalled, next, pause, within } from './stand.ts'

const [open, hidden] = [randomUUID(), randomUUID()]
let stand: LiveStand
beforeEach(async () => {
  stand = await liveStand()
  stand.people.set('ada', memberCalled('ada'))
  stand.topics.set(open, { visibility: 'public', seq: 7 })
  stand.topics.set(hidden, { visibility: 'role:steward', seq: 3 })
})
afterEach(() => stand.close())

/** Too deep for a client of ours to write, so it is sent as it would be on the wire. */
const deep = `20["topic.enter",${'['.repeat(14_000)}${']'.repeat(14_000)}]`
const withProto = JSON.parse(`{"topicId":"${open}","__proto__":{"topicId":"${hidden}"}}`)
const badInputs: unknown[] = [
  ...[null, true, 0, -1, 1e308, '', 'x'.repeat(20_000), [], [open], {}],
  ...[null, 1, [], {}, '', 'x', open.toUpperCase().slice(1), `${open}:guests`, [open], { $ne: null }, { $gt: '' }].map(topicId => ({
    topicId,
  })),
  { topicId: open, extra: 1 },
  withProto,
  { topicId: open, constructor: { prototype: { admin: true } } },
  { topicId: open, writing: 'yes' },
  { topicId: open, writing: { $ne: false } },
]
const names = Object.keys(commands)
const notCommands = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'topic.delete',
  'error',
  'message',
  '',
  'reply.posted',
  'join',
  'access.changed',
]

function raw(client: Client) {
  return client as unknown as Socket
}

async function stillWell(client: Client) {
  expect(await enter(client, open)).toMatchObject({ ok: { topicId: open, seq: 7 } })
}

it.each(names)('%s answers every malformed input with a problem', async name => {
  const client = await connected(stand.connect('ada'))
  for (const input of badInputs)
    expect(await within(3_000, 'an answer', raw(client).emitWithAck(name, input))).toMatchObject({ problem: { code: 'invalid-input' } })
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
  await stillWell(client)
})

it.each(names)('%s with nothing, or with too much, is answered with a problem', async name => {
  const client = await connected(stand.connect('ada'))
  expect(await raw(client).emitWithAck(name)).toMatchObject({ problem: { code: 'invalid-input' } })
  expect(await raw(client).emitWithAck(name, { topicId: open }, { topicId: open })).toMatchObject({ problem: { code: 'invalid-input' } })
  await stillWell(client)
})

it('what is no command is answered as not found', async () => {
  const client = await connected(stand.connect('ada'))
  for (const name of notCommands)
    expect(await within(3_000, `an answer to "${name}"`, raw(client).emitWithAck(name, { topicId: open }))).toMatchObject({
      problem: { code: 'not-found' },
    })
  await stillWell(client)
})

it('a command without a way to answer changes nothing', async () => {
  const [client, other] = [await connected(stand.connect('ada')), stand.connect('ada')]
  await enter(other, open)
  raw(client).emit('topic.enter', { topicId: open })
  await pause(100)
  expect(await enter(other, open)).toMatchObject({ ok: { here: 1 } })
})

it('a message of a megabyte ends the connection, and only that one', async () => {
  const [client, other] = [await connected(stand.connect('ada')), await connected(stand.connect('ada'))]
  raw(client).emit('topic.enter', { topicId: 'x'.repeat(1_000_000) })
  await disconnected(client)
  await stillWell(other)
})

it('binary and half packets do no harm', async () => {
  const [client, other] = [await connected(stand.connect('ada')), await connected(stand.connect('ada'))]
  raw(client).emit('topic.enter', { topicId: Buffer.alloc(1_000) }, () => undefined)
  for (const packet of [
    deep,
    '2',
    '2[',
    '2["topic.enter"',
    '29999[]',
    '51-["a",{"_placeholder":true,"num":9}]',
    '2[null]',
    '2[{}]',
    '2["disconnect"]',
    '3["x"]',
    '9',
    '2/nowhere,["x"]',
  ])
    raw(other).io.engine.write(packet)
  await pause(100)
  await stillWell(stand.connect('ada'))
})

it('a command for a topic that may not be read answers not-found and lets nobody in', async () => {
  const client = stand.connect('ada')
  for (const name of ['topic.enter'] as const)
    expect(await ask(await connected(client), name, { topicId: hidden })).toMatchObject({ problem: { code: 'not-found' } })
  expect(await ask(client, 'topic.writing', { topicId: hidden, writing: true })).toMatchObject({ problem: { code: 'not-found' } })
  expect(await ask(client, 'topic.leave', { topicId: hidden })).toEqual({ ok: null })
})

it('guests, the silenced and readers by token cannot say that they write', async () => {
  stand.people.set('sil', memberCalled('sil', { silenced: true }))
  stand.people.set('tok', memberCalled('tok', { via: 'token', scope: 'read' }))
  for (const [who, code] of [
    [null, 'not-signed-in'],
    ['sil', 'account-silenced'],
    ['tok', 'read-only-token'],
  ] as const) {
    const client = stand.connect(who)
    await enter(client, open)
    expect(await ask(client, 'topic.writing', { topicId: open, writing: true })).toMatchObject({ problem: { code } })
  }
})

it('nobody writes in a locked topic, or in one they have not entered', async () => {
  const locked = randomUUID()
  stand.topics.set(locked, { visibility: 'public', locked: true, seq: 1 })
  const client = stand.connect('ada')
  await enter(client, locked)
  expect(await ask(client, 'topic.writing', { topicId: locked, writing: true })).toMatchObject({ problem: { code: 'topic-locked' } })
  expect(await ask(client, 'topic.writing', { topicId: open, writing: true })).toMatchObject({ problem: { code: 'not-found' } })
})

it('too many commands are refused, also after coming back', async () => {
  await stand.close()
  stand = await liveStand({ limits: { commandsPerPerson: [5, 60] } })
  stand.people.set('ada', memberCalled('ada'))
  const first = await connected(stand.connect('ada'))
  for (let at = 0; at < 5; at += 1) await ask(first, 'topic.leave', { topicId: open })
  expect(await ask(first, 'topic.leave', { topicId: open })).toMatchObject({
    problem: { code: 'too-many', retryAfter: expect.any(Number) },
  })
  first.disconnect()
  const again = await connected(stand.connect('ada'))
  expect(await ask(again, 'topic.leave', { topicId: open })).toMatchObject({ problem: { code: 'too-many' } })
})

it('one socket is paced by itself, and cut when it goes on', async () => {
  await stand.close()
  stand = await liveStand({ limits: { commandsPerSocket: [3, 60], refusalsBeforeCut: 5 } })
  const client = await connected(stand.connect(null))
  const cut = disconnected(client)
  for (let at = 0; at < 12; at += 1) raw(client).emit('nonsense')
  await cut
})

it('a socket enters a limited number of topics', async () => {
  await stand.close()
  stand = await liveStand({ limits: { topicsPerSocket: 2 } })
  const topics = [randomUUID(), randomUUID(), randomUUID()]
  for (const topic of topics) stand.topics.set(topic, { visibility: 'public', seq: 0 })
  const client = await connected(stand.connect(null))
  const answers = await Promise.all(topics.map(topicId => ask(client, 'topic.enter', { topicId })))
  expect(answers.filter(answer => 'ok' in answer)).toHaveLength(2)
})

it('the log has one line per command, with its name and never what was sent', async () => {
  const client = await connected(stand.connect('ada'))
  await ask(client, 'topic.enter', { topicId: open })
  await raw(client).emitWithAck('canary-name', 'canary-value')
  const lines = stand.lines.map(line => JSON.parse(line)).filter(line => line.msg === 'command')
  expect(lines.map(({ command, outcome }) => [command, outcome])).toEqual([
    ['topic.enter', 'ok'],
    ['-', 'not-found'],
  ])
  expect(stand.lines.join('')).not.toMatch(/canary|ada|127\.0\.0\.1|who=/)
  expect(stand.lines.join('')).not.toContain(open)
})

it('a database that is away is a problem that tells nothing, and not a crash', async () => {
  await stand.close()
  stand = await liveStand({ readTopic: async () => Promise.reject(new Error('canary: away')) })
  const client = stand.connect(null)
  const answer = await enter(client, open)
  expect(answer).toMatchObject({ problem: { code: 'internal' } })
  expect(JSON.stringify(answer)).not.toContain('canary')
  await expect(next(client, 'presence', undefined, 300)).rejects.toThrow()
})
