// Somebody with a room's page open: whatever is done, lost or cut, their page ends where a fresh one begins, by WebSocket or by polling.
import { applyPage, applyRoom, messagesOf, roomAt, stateOf } from '@hearth/client/apply-room'
import { followRoom } from '@hearth/client/live-room'
import { narrowed, serverTime, unknown } from '@hearth/client/room-clock'
import type { Move, Room } from '@hearth/shared/room'
import fc from 'fast-check'
import { io } from 'socket.io-client'
import { expect, it, onTestFinished } from 'vitest'
import { enterAs, leadTo, move, type RoomStage, roomOf, roomStage, say } from '../features/rooms-stage.ts'
import type { Person } from '../people.ts'
import { world } from '../world.ts'
import { until } from './listener.ts'
import type { Client } from './stand.ts'

/** A clock that is a day ahead of the server's. */
const ahead = 86_400_000

async function follower(url: string, person: Person, sessionId: string, transports: ('websocket' | 'polling')[] = ['websocket']) {
  const extraHeaders = { origin: url, cookie: person.cookie() }
  const socket: Client = io(url, { transports, forceNew: true, extraHeaders, reconnectionDelay: 50, reconnectionDelayMax: 200 })
  const first = await roomOf(person, sessionId)
  const told = { room: applyPage(roomAt(first.state), first), me: first.me, reach: true, ended: '', asked: 0, papers: 0, bounds: unknown }
  const following = followRoom({
    sessionId,
    seq: first.upTo,
    socket: socket as never,
    clock: () => Date.now() + ahead,
    ask(after): Promise<Room> {
      told.asked += 1
      return roomOf(person, sessionId, after)
    },
    take(event) {
      told.room = applyRoom(told.room, event)
    },
    takePage(page) {
      told.room = applyPage(told.room, page)
      told.me = page.me
    },
    timed(sample) {
      told.bounds = narrowed(told.bounds, sample)
    },
    why: async code => code,
    papers() {
      told.papers += 1
    },
    reach(there) {
      told.reach = there
    },
    ended(code) {
      told.ended = code
    },
  })
  onTestFinished(following.stop)
  onTestFinished(() => void socket.disconnect())
  const deaf = socket as unknown as { onevent(packet: unknown): void }
  const hears = deaf.onevent
  return {
    told,
    socket,
    following,
    deafen() {
      deaf.onevent = () => undefined
    },
    hearAgain() {
      deaf.onevent = hears
    },
    at: (seq: number) => until(() => told.room.seq >= seq, `sequence ${seq}, not ${told.room.seq}`),
  }
}
type Follower = Awaited<ReturnType<typeof follower>>

/** Sooner or later nothing is missing, and nothing is older than on a page that is opened now. */
async function holdsTheLaw({ told }: Follower, person: Person, sessionId: string) {
  const fresh = await roomOf(person, sessionId)
  const shown = () => ({ ...plain(stateOf(told.room, fresh.state.now)), messages: messagesOf(told.room) })
  const wanted = { ...plain(fresh.state), messages: messagesOf(applyPage(roomAt(fresh.state), fresh)) }
  await until(() => JSON.stringify(shown()) === JSON.stringify(wanted), 'the state of a fresh page').catch(() => undefined)
  expect(shown()).toEqual(wanted)
}

/** In one order, so that what is alike reads alike. */
function plain({ people, ...state }: Room['state']) {
  const fields = Object.entries(state).sort(([one], [other]) => one.localeCompare(other))
  const named = people.map(person => [person.id, person] as const).sort(([one], [other]) => one.localeCompare(other))
  return { ...Object.fromEntries(fields), people: named }
}

async function openRoom() {
  const place = await world()
  const stage = await roomStage(place)
  for (const person of [stage.ana, stage.ben, stage.cleo, stage.dag]) await enterAs(person, stage.sessionId)
  return { ...place, ...stage }
}

const acts = fc.array(
  fc.record({
    what: fc.constantFrom(
      'say',
      'say',
      'say',
      'otherwise',
      'take-back',
      'react',
      'hand',
      'pass',
      'next',
      'time',
      'hold',
      'release',
      'notes',
    ),
    who: fc.nat(3),
  }),
  { minLength: 8, maxLength: 20 },
)

/** Refusals are part of it. */
async function act({ ana, ben, cleo, dag, sessionId }: RoomStage, { what, who }: { what: string; who: number }) {
  const person = [ana, ben, cleo, dag][who]!
  const params = { sessionId }
  const { state, messages } = await roomOf(ana, sessionId)
  const own = messages.findLast(message => message.author === person.id && !message.withdrawn)
  const made = (by: Person, body: Move) => by.call('POST /api/sessions/:sessionId/moves', { params, body })
  const one = own && { params: { ...params, messageId: own.id } }
  if (what === 'say') return say(person, sessionId, `Words ${messages.length}`)
  if (what === 'otherwise' && one)
    return person.call('PATCH /api/sessions/:sessionId/messages/:messageId', { ...one, body: { body: 'Otherwise' } })
  if (what === 'take-back' && one) return person.call('DELETE /api/sessions/:sessionId/messages/:messageId', one)
  if (what === 'react' && one)
    return ana.call('PUT /api/sessions/:sessionId/messages/:messageId/reactions', { ...one, body: { kind: 'heard', on: true } })
  if (what === 'hand') return made(person, { kind: state.hands.includes(person.id) ? 'lower-hand' : 'raise-hand' })
  if (what === 'pass') return made(ana, { kind: 'pass', turn: state.round?.turn ?? 0 })
  if (what === 'next') return state.phase === 'lobby' ? made(ana, { kind: 'start' }) : made(ana, { kind: 'next', from: state.step })
  if (what === 'time') return made(ana, { kind: 'add-time', seconds: 60 })
  if (what === 'hold') return made(person, { kind: 'hold', aftercare: null })
  if (what === 'release') return made(ana, { kind: 'release' })
  return cleo.call('PUT /api/sessions/:sessionId/notes', { params, body: { body: `Notes ${messages.length}` } })
}

it('every history leaves each page with what a fresh one holds, whatever was lost on the way', { timeout: 90_000 }, async () => {
  const stage = await openRoom()
  const { url, ben, dag, sessionId } = stage
  await leadTo(stage.ana, sessionId, 3)
  const [one, other] = [await follower(url, ben, sessionId), await follower(url, dag, sessionId, ['polling'])]
  await fc.assert(
    fc.asyncProperty(acts, fc.nat(7), async (history, deafAt) => {
      for (const [at, each] of history.entries()) {
        if (at === deafAt) one.deafen()
        if (at === deafAt + 3) one.hearAgain()
        await act(stage, each)
      }
      one.hearAgain()
      one.following.wake()
      await holdsTheLaw(one, ben, sessionId)
      await holdsTheLaw(other, dag, sessionId)
    }),
    { numRuns: 6 },
  )
})

it('a clock that is a day off shows the time of the server, right to 250 ms', async () => {
  const { url, ana, dag, sessionId } = await openRoom()
  await leadTo(ana, sessionId, 3)
  const { told, at } = await follower(url, dag, sessionId)
  await say(ana, sessionId, 'A word')
  await at((await roomOf(ana, sessionId)).state.seq)
  await until(() => told.bounds.least > Number.NEGATIVE_INFINITY, 'an answer with the time')
  expect(Math.abs(serverTime(told.bounds, Date.now() + ahead) - Date.now())).toBeLessThan(250)
})

it('a connection that is cut is told after a while, and everything is there when it is back', async () => {
  const { url, ana, dag, sessionId } = await openRoom()
  await leadTo(ana, sessionId, 3)
  const one = await follower(url, dag, sessionId)
  await until(() => one.socket.connected, 'a connection')
  one.socket.disconnect()
  await until(() => !one.told.reach, 'the loss to be told')
  for (let n = 0; n < 5; n += 1) await say(ana, sessionId, `While away ${n}`)
  one.following.wake()
  await until(() => one.told.reach, 'the room to be back')
  await holdsTheLaw(one, dag, sessionId)
})

it('who is taken out hears so, and nothing after it', async () => {
  const { url, ana, dag, sessionId } = await openRoom()
  await leadTo(ana, sessionId, 3)
  const one = await follower(url, dag, sessionId)
  await until(() => one.socket.connected, 'a connection')
  await say(ana, sessionId, 'Before')
  await until(() => one.told.room.messages.size === 1, 'the first word')
  await move(ana, sessionId, { kind: 'remove', to: dag.id })
  await until(() => one.told.ended !== '', 'the end')
  await say(ana, sessionId, 'After')
  expect(one.socket.connected).toBe(false)
  expect(one.told.room.messages.size).toBe(1)
})
