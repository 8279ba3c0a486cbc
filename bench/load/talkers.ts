// The process of people in rooms: Socket.IO clients by websocket, each in one room, who say something in turn and hear what all say; one clock for all.
import { io, type Socket } from 'socket.io-client'
import type { Delivery } from './crowd.ts'
import type { RoomAnswer, RoomOrder, Talk, Talker } from './rooms.ts'

/** Connections that are opened at the same time. */
const atOnce = 25
const deafAfterMs = 10_000

const nowMs = () => Number(process.hrtime.bigint()) / 1e6
const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
type Room = { sessionId: string; sockets: Socket[]; heard(atMs: number): void }
const rooms = new Map<string, Room>()

process.on('message', (order: RoomOrder) => {
  carryOut(order).then(
    answer => process.send?.(answer),
    error => process.send?.({ failed: String(error) } satisfies RoomAnswer),
  )
})
process.once('SIGTERM', () => process.exit(0))

async function carryOut(order: RoomOrder): Promise<RoomAnswer> {
  if (order.do === 'enter') return enterAll(order.url, order.talkers)
  const stagger = order.gapMs / rooms.size
  const talks = [...rooms.values()].map((room, at) => sleep(stagger * at).then(() => talkIn(room, order)))
  return { done: 'talked', deliveries: (await Promise.all(talks)).flat() }
}

async function enterAll(url: string, talkers: Talker[]): Promise<RoomAnswer> {
  for (let from = 0; from < talkers.length; from += atOnce)
    await Promise.all(talkers.slice(from, from + atOnce).map(each => enter(url, each)))
  return { done: 'entered' }
}

async function enter(url: string, { headers, sessionId }: Talker) {
  const room = rooms.get(sessionId) ?? { sessionId, sockets: [], heard: () => undefined }
  rooms.set(sessionId, room)
  const socket = io(url, { transports: ['websocket'], extraHeaders: headers, forceNew: true, reconnection: false })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject))
  await ask(socket, 'session.enter', { sessionId })
  room.sockets.push(socket)
  socket.on('session.said', () => room.heard(nowMs()))
}

async function ask(socket: Socket, command: string, input: object) {
  const answer = await socket.timeout(deafAfterMs).emitWithAck(command, input)
  if (!('ok' in answer)) throw new Error(`${command} was refused: ${JSON.stringify(answer)}`)
}

/** All who are in the room speak in turn, so that nobody speaks faster than one person may. */
async function talkIn(room: Room, { count, gapMs, body }: Talk & { body: string }): Promise<Delivery[]> {
  const deliveries: Delivery[] = []
  for (let n = 0; n < count; n += 1) {
    const due = nowMs() + gapMs
    deliveries.push(await sayOnce(room, room.sockets[n % room.sockets.length]!, body))
    await sleep(Math.max(0, due - nowMs()))
  }
  return deliveries
}

/** Resolves when it is answered and all in the room have heard; throws when anybody did not, or heard twice. */
async function sayOnce(room: Room, speaker: Socket, body: string): Promise<Delivery> {
  const times: number[] = []
  const expected = room.sockets.length
  const all = new Promise<void>((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`${times.length} of ${expected} heard`)), deafAfterMs)
    room.heard = atMs => {
      times.push(atMs)
      if (times.length < expected) return
      clearTimeout(tooLate)
      resolve()
    }
  })
  const postedAtMs = nowMs()
  const answered = ask(speaker, 'session.say', { sessionId: room.sessionId, body }).then(nowMs)
  const [answeredAtMs] = await Promise.all([answered, all])
  await sleep(2)
  if (times.length !== expected) throw new Error(`${times.length} were heard where ${expected} are`)
  return { postedAtMs, answeredAtMs, firstAtMs: times[0]!, lastAtMs: times.at(-1)! }
}
