// Rooms over sockets: coming in, and being out at once when one may no longer hear; what a session is, it asks of its door.
import { accountIdOf } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import { placeChannel, sessionChannel } from './channels.ts'
import type { CommandHandlers } from './command.ts'
import type { Head, RoomDoor, RoomPresence } from './room-door.ts'
import { placesIn } from './room-places.ts'
import { toldInRooms } from './room-told.ts'
import type { LiveServer, LiveSocket } from './wire.ts'

/** Milliseconds: a lost connection may come back within `leave`; a page without script asks for the room anew within `page`. */
export type RoomTimes = { leave: number; page: number; head: number }
export const roomTimes: RoomTimes = { leave: 10_000, page: 75_000, head: 20_000 }

type Deps = { door(): RoomDoor; severalNodes: boolean; sessionsPerSocket: number; times: RoomTimes; lost(error: unknown): void }
type Handlers = Pick<CommandHandlers, 'session.enter' | 'session.leave' | 'session.move' | 'session.say'>

export function roomsOn(io: LiveServer, { door, severalNodes, sessionsPerSocket, times, lost }: Deps) {
  const told = toldInRooms(io, { door, severalNodes, headEveryMs: times.head, lost })
  const places = placesIn(io, { door, leaveMs: times.leave, pageMs: times.page, lost })
  io.on('connection', socket => {
    socket.on('disconnect', () => {
      for (const sessionId of socket.data.sessions) places.goneSoon(sessionId, accountIdOf(socket.data.actor))
    })
  })
  io.on('session.left', ({ sessionId, accountId }) => putOut(sessionId, accountId))
  io.on('session.readers', sessionId => void askHere(sessionId).catch(lost))

  async function enter(socket: LiveSocket, sessionId: string): Promise<Head> {
    const { actor, sessions } = socket.data
    if (!sessions.has(sessionId) && sessions.size >= sessionsPerSocket) throw new Problem('too-many')
    await door().demandHearing(actor, sessionId)
    join(socket, sessionId)
    try {
      // Asked once more after joining, so that an end that fell in between is seen.
      return await door().come(actor, sessionId)
    } catch (error) {
      takeOut(socket, sessionId)
      throw error
    }
  }

  function join(socket: LiveSocket, sessionId: string) {
    const accountId = accountIdOf(socket.data.actor) ?? ''
    socket.data.sessions.add(sessionId)
    places.forget(sessionId, accountId)
    void socket.join([sessionChannel(sessionId), placeChannel(sessionId, accountId)])
  }

  function takeOut(socket: LiveSocket, sessionId: string) {
    socket.data.sessions.delete(sessionId)
    void socket.leave(sessionChannel(sessionId))
    void socket.leave(placeChannel(sessionId, accountIdOf(socket.data.actor) ?? ''))
  }

  function endFor(socket: LiveSocket, sessionId: string) {
    takeOut(socket, sessionId)
    socket.emit('session.ended', { sessionId })
  }

  /** The sockets of one person in this process. */
  function putOut(sessionId: string, accountId: string) {
    for (const id of io.sockets.adapter.rooms.get(placeChannel(sessionId, accountId)) ?? []) {
      const socket = io.sockets.sockets.get(id)
      if (socket) endFor(socket, sessionId)
    }
  }

  async function askHere(sessionId: string | 'all') {
    for (const socket of io.sockets.sockets.values())
      for (const each of [...socket.data.sessions]) if (sessionId === 'all' || sessionId === each) await askSocket(socket, each)
  }

  /** Whoever may no longer hear it is out at once, and has left. */
  async function askSocket(socket: LiveSocket, sessionId: string) {
    try {
      await door().demandHearing(socket.data.actor, sessionId)
    } catch (error) {
      if (!(error instanceof Problem)) lost(error)
      endFor(socket, sessionId)
      const accountId = accountIdOf(socket.data.actor)
      if (accountId) await door().left(sessionId, accountId).catch(lost)
    }
  }

  const handlers: Handlers = {
    'session.enter': (socket, { sessionId }) => enter(socket, sessionId),
    async 'session.leave'(socket, { sessionId }) {
      if (!socket.data.sessions.has(sessionId)) return null
      takeOut(socket, sessionId)
      places.goneSoon(sessionId, accountIdOf(socket.data.actor))
      return null
    },
    'session.move': (socket, { sessionId, move }) => door().move(socket.data.actor, sessionId, move),
    'session.say': (socket, saying) => door().say(socket.data.actor, saying),
  }

  const presence: RoomPresence = {
    seen: places.seen,
    async sentOut(sessionId, accountId) {
      places.forget(sessionId, accountId)
      putOut(sessionId, accountId)
      if (severalNodes) io.serverSideEmit('session.left', { sessionId, accountId })
    },
    askAnew(sessionId) {
      void askHere(sessionId).catch(lost)
      if (severalNodes) io.serverSideEmit('session.readers', sessionId)
    },
  }

  return {
    handlers,
    presence,
    publish: told.publish,
    askAll: () => void askHere('all').catch(lost),
    /** After the actor of a socket changed. */
    async askSocket(socket: LiveSocket) {
      for (const sessionId of [...socket.data.sessions]) await askSocket(socket, sessionId)
    },
    stop() {
      told.stop()
      places.stop()
    },
  }
}
