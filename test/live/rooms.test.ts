// Rooms over sockets: who hears what, who counts as there, and that nobody hears on whose access has ended.
import { randomUUID } from 'node:crypto'
import { commands } from '@hearth/shared/commands'
import { events } from '@hearth/shared/events'
import type { Socket } from 'socket.io-client'
import { expect, it } from 'vitest'
import { enterAs, leadTo, move, roomOf, roomStage, say } from '../features/rooms-stage.ts'
import type { Person } from '../people.ts'
import { world } from '../world.ts'
import { socketOf, until } from './listener.ts'
import { ask, type Client, connected, disconnected } from './stand.ts'

const times = { leave: 150, page: 400, head: 60 }

async function inRoom(plan: Parameters<typeof roomStage>[1] = {}) {
  const place = await world({ times })
  const stage = await roomStage(place, plan)
  for (const who of [stage.ana, stage.ben]) await enterAs(who, stage.sessionId)
  const join = async (who: Person) => {
    const client = await connected(socketOf(place.url, who))
    const heard: { name: string; payload: { seq: number } & Record<string, unknown> }[] = []
    client.onAny((name: string, payload) => name !== 'session.head' && heard.push({ name, payload }))
    expect(await ask(client, 'session.enter', { sessionId: stage.sessionId })).toHaveProperty('ok')
    return { client, heard }
  }
  return { place, ...stage, join }
}

const here = async (who: Person, sessionId: string) =>
  (await roomOf(who, sessionId)).state.people.filter(person => person.here).map(person => person.displayName)

it('what is said and moved is told to everybody in the room, in the shape of the contract, and to nobody else', async () => {
  const { place, ana, ben, dag, sessionId, join } = await inRoom()
  const [a, b] = [await join(ana), await join(ben)]
  const outside = await connected(socketOf(place.url, dag))
  const overheard: unknown[] = []
  outside.onAny((...given) => void overheard.push(given))
  expect(await ask(outside, 'session.enter', { sessionId })).toMatchObject({ problem: { code: 'at-the-door' } })
  expect(await ask(outside, 'session.say', { sessionId, body: 'From outside' })).toMatchObject({ problem: { code: 'at-the-door' } })
  const [id, raised] = [randomUUID(), await ask(b.client, 'session.move', { sessionId, move: { kind: 'raise-hand' } })]
  expect(raised).toHaveProperty('ok.seq')
  expect(await ask(a.client, 'session.say', { sessionId, id, body: 'Good evening' })).toMatchObject({ ok: { id, author: ana.id } })
  await until(() => [a, b].every(({ heard }) => heard.some(({ name }) => name === 'session.said')), 'what was said')
  for (const { heard } of [a, b]) {
    for (const { name, payload } of heard) expect(events[name as 'session.said'].safeParse(payload).error).toBeUndefined()
    expect(heard.find(({ name }) => name === 'session.said')?.payload).toMatchObject({ message: { id } })
    expect(heard.find(({ name }) => name === 'session.changed')?.payload).toMatchObject({ state: { hands: [ben.id], people: [] } })
  }
  expect(overheard).toEqual([])
})

it('a latecomer is not told of what was said before them, even when it changes', async () => {
  const { ana, ben, dag, sessionId, join } = await inRoom()
  await join(ana)
  const { body: early } = await say(ana, sessionId, 'Before')
  await enterAs(dag, sessionId)
  const [d, b] = [await join(dag), await join(ben)]
  const sign = (on: boolean) =>
    ana.must('PUT /api/sessions/:sessionId/messages/:messageId/reactions', {
      params: { sessionId, messageId: early.id },
      body: { kind: 'heard', on },
    })
  await sign(true)
  const { body: late } = await say(ana, sessionId, 'After')
  await until(
    () => [d, b].every(({ heard }) => heard.some(({ payload }) => (payload.message as { id: string } | undefined)?.id === late.id)),
    'what came after',
  )
  expect(JSON.stringify(d.heard)).not.toContain(early.id)
  expect(JSON.stringify(b.heard)).toContain(early.id)
})

it('a line that breaks and comes back is no leaving; one that stays away is', async () => {
  const { ana, ben, sessionId, join } = await inRoom()
  const a = await join(ana)
  const b = await join(ben)
  b.client.disconnect()
  const back = await join(ben)
  const seq = (await roomOf(ana, sessionId)).state.seq
  back.client.disconnect()
  await until(() => a.heard.some(({ payload }) => isGone(payload, ben)), 'Ben to have left')
  expect(a.heard.filter(({ payload }) => isGone(payload, ben))).toHaveLength(1)
  expect((await roomOf(ana, sessionId)).state.seq).toBe(seq + 1)
  expect(await here(ana, sessionId)).toEqual(['Ana'])
})

function isGone({ state }: Record<string, unknown>, who: Person) {
  const people = (state as { people?: { id: string; here: boolean }[] } | undefined)?.people ?? []
  return people.some(person => person.id === who.id && !person.here)
}

it('of two connections of one person the last decides', async () => {
  const { ana, ben, sessionId, join } = await inRoom()
  const a = await join(ana)
  const [one, two] = [await join(ben), await join(ben)]
  one.client.disconnect()
  await disconnectedLong()
  expect(await here(ana, sessionId)).toEqual(['Ana', 'Ben'])
  two.client.disconnect()
  await until(() => a.heard.some(({ payload }) => isGone(payload, ben)), 'Ben to have left')
})

/** Longer than a line may be away. */
const disconnectedLong = () => new Promise(resolve => setTimeout(resolve, times.leave * 2))

it('who reads by pages without a connection is there as long as the page is asked for', async () => {
  const { ana, dag, sessionId, join } = await inRoom()
  const a = await join(ana)
  await enterAs(dag, sessionId)
  await until(() => a.heard.some(({ payload }) => isGone(payload, dag)), 'Dag to have left')
  await roomOf(dag, sessionId)
  expect(await here(ana, sessionId)).toContain('Dag')
})

it('whoever writes for longer than that is there when they send it, and it is taken', async () => {
  const { ana, dag, sessionId, join } = await inRoom()
  const a = await join(ana)
  await enterAs(dag, sessionId)
  await until(() => a.heard.some(({ payload }) => isGone(payload, dag)), 'Dag to have left')
  expect((await say(dag, sessionId, 'Written slowly')).status).toBe(201)
  expect(await here(ana, sessionId)).toContain('Dag')
  await move(dag, sessionId, { kind: 'leave' })
  expect(await here(ana, sessionId)).not.toContain('Dag')
})

it('who is sent out hears no more, at once', async () => {
  const { ana, ben, sessionId, join } = await inRoom()
  const [a, b] = [await join(ana), await join(ben)]
  await move(ana, sessionId, { kind: 'remove', to: ben.id })
  await until(() => b.heard.some(({ name }) => name === 'session.ended'), 'to be told')
  const { body } = await say(ana, sessionId, 'Among us')
  await until(() => a.heard.some(({ payload }) => (payload.message as { id: string } | undefined)?.id === body.id), 'what was said')
  expect(JSON.stringify(b.heard)).not.toContain(body.id)
  expect(await ask(b.client, 'session.enter', { sessionId })).toMatchObject({ problem: { code: 'removed-from-session' } })
})

it('whose access to the space ends hears no more within a second, and has left', async () => {
  const { place, ana, ben, coordinator, spaceId, sessionId, join } = await inRoom()
  await coordinator.must('PATCH /api/members/:accountId', { params: { accountId: ana.id }, body: { roles: ['member', 'supervisor'] } })
  const [a, b] = [await join(ana), await join(ben)]
  await coordinator.must('PATCH /api/spaces/:spaceId', { params: { spaceId }, body: { visibility: 'role:supervisor' } })
  await until(() => b.heard.some(({ name }) => name === 'session.ended'), 'to be told', 1_000)
  await until(() => a.heard.some(({ payload }) => isGone(payload, ben)), 'Ben to have left')
  expect((await say(ben, sessionId, 'Still here')).status).toBe(404)
  expect(place.lines.filter(line => JSON.parse(line).level >= 50)).toEqual([])
})

it('who signs out is cut within a second and leaves the room', async () => {
  const { ana, ben, join } = await inRoom()
  const [a, b] = [await join(ana), await join(ben)]
  const cut = disconnected(b.client, 1_000)
  await ben.must('POST /api/sign-out')
  await cut
  await until(() => a.heard.some(({ payload }) => isGone(payload, ben)), 'Ben to have left')
})

it('the head of a session is told again and again, with the server’s time, so that even a lost last event is noticed', async () => {
  const { place, ana, sessionId } = await inRoom()
  const client = await connected(socketOf(place.url, ana))
  const heads: { seq: number; now: string }[] = []
  client.on('session.head', head => void heads.push(head))
  await ask(client, 'session.enter', { sessionId })
  const { body } = await say(ana, sessionId, 'Words')
  await until(() => heads.at(-1)?.seq === body.seq, 'the head')
  expect(Math.abs(Date.parse(heads.at(-1)!.now) - Date.now())).toBeLessThan(5_000)
})

it('two facilitators’ presses over two connections move one step', async () => {
  const { ana, sessionId, join } = await inRoom()
  const [one, two] = [await join(ana), await join(ana)]
  await leadTo(ana, sessionId, 1)
  const press = (client: Client) => ask(client, 'session.move', { sessionId, move: { kind: 'next', from: 0 } })
  const answers = await Promise.all([press(one.client), press(two.client), press(one.client)])
  expect(new Set(answers.map(answer => ('ok' in answer ? answer.ok.seq : answer.problem.code))).size).toBe(1)
  expect((await roomOf(ana, sessionId)).state.step).toBe(1)
})

it('malformed moves and sayings change nothing', async () => {
  const { ana, sessionId, join } = await inRoom()
  const { client } = await join(ana)
  const before = (await roomOf(ana, sessionId)).state.seq
  const hostile = [
    null,
    [],
    {},
    { kind: '__proto__' },
    { kind: 'next' },
    { kind: 'next', from: { $ne: 0 } },
    { kind: 'seat', to: 'x', seat: 'king' },
    { kind: 'add-time', seconds: 1e9 },
  ]
  for (const given of hostile)
    expect(await (client as unknown as Socket).emitWithAck('session.move', { sessionId, move: given })).toMatchObject({
      problem: { code: 'invalid-input' },
    })
  for (const body of [null, '', '\u202e', { $ne: '' }, ['x'], 'x'.repeat(40_000)].filter(each => JSON.stringify(each).length < 30_000))
    expect(await (client as unknown as Socket).emitWithAck('session.say', { sessionId, body })).toMatchObject({
      problem: { code: 'invalid-input' },
    })
  expect(Object.keys(commands).filter(name => name.startsWith('session.'))).toHaveLength(4)
  expect((await roomOf(ana, sessionId)).state.seq).toBe(before)
})

it('a room works where WebSocket does not pass', async () => {
  const { place, ana, ben, sessionId } = await inRoom()
  const polling = await connected(socketOf(place.url, ben, ['polling']))
  const heard: string[] = []
  polling.on('session.said', ({ message }) => void heard.push(message.id))
  expect(await ask(polling, 'session.enter', { sessionId })).toHaveProperty('ok')
  const { body } = await say(ana, sessionId, 'Over polling')
  await until(() => heard.includes(body.id), 'what was said')
  expect(await ask(polling, 'session.say', { sessionId, body: 'And back' })).toHaveProperty('ok.id')
  expect((polling.io.engine as { transport: { name: string } }).transport.name).toBe('polling')
})
