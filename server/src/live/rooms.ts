// Rooms over sockets: who is in one, what is told there, and what happens when a connection ends; what a session is, it asks of its door.
import type { EventPayload } from '@hearth/shared/events'
import type { Move, RoomMessage } from '@hearth/shared/room'
import type { Actor } from '../policy/actor.ts'
import { accountIdOf } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import { placeChannel, sessionChannel } from './channels.ts'
import type { CommandHandlers } from './command.ts'
import type { LiveServer, LiveSocket } from './wire.ts'

type Head = EventPayload<'session.head'>
type Saying = Parameters<CommandHandlers['session.say']>[1]

/** What rooms answer; throws `Problem` to refuse. */
export type RoomDoor = {
  /** Refuses whoever may not hear what is said there. */
  demandHearing(actor: Actor, sessionId: string): Promise<void>
  /** Is in the room from now on, having gone through the door before. */
  come(actor: Actor, sessionId: string): Promise<Head>
  left(sessionId: string, accountId: string): Promise<void>
  move(actor: Actor, sessionId: string, move: Move): Promise<{ seq: number }>
  say(actor: Actor, saying: Saying): Promise<RoomMessage>
  heads(sessionIds: string[]): Promise<Head[]>
  /** State and messages stamped above `after`, for a process that did not make the change. */
  news(sessionId: string, after: number): Promise<{ change: EventPayload<'session.changed'>; said: SaidPublication[] } | null>
}

/** `notTo`: who came late and does not read what was before. */
export type SaidPublication = EventPayload<'session.said'> & { notTo: string[] }
export type PublishRoom = {
  room(change: EventPayload<'session.changed'>): void
  said(said: SaidPublication): void
  /** A paper beside the talk, or a commitment, is new: to be asked for. */
  papers(sessionId: string): void
}
/** Who is in a room by pages and sockets. */
export type RoomPresence = {
  /** Somebody opened the page of the room, or came through its door. */
  seen(sessionId: string, accountId: string): void
  sentOut(sessionId: string, accountId: string): Promise<void>
  /** Who may be there may have changed. */
  askAnew(sessionId: string | 'all'): void
}

/** Milliseconds: a lost connection may come back within `leave`; a page without script is asked for anew within `page`. */
export type RoomTimes = { leave: number; page: number; head: number }
export const roomTimes: RoomTimes = { leave: 10_000, page: 75_000, head: 20_000 }

type Deps = { door(): RoomDoor; severalNodes: boolean; sessionsPerSocket: number; times: RoomTimes; lost(error: unknown): void }

export function roomsOn(io: LiveServer, deps: Deps) {
  const { door, severalNodes, times, lost } = deps
  /** When somebody was last seen by a page, for those without a socket here. */
  const pages = new Map<string, { sessionId: string; accountId: string; at: number }>()
  const told = new Map<string, number>()
  let stopped = false
  const timers = new Set<NodeJS.Timeout>()
  const sweep = setInterval(() => void sweepPages().catch(lost), Math.max(50, times.page / 5)).unref()
  const heads = setInterval(() => void tellHeads().catch(lost), times.head).unref()

  io.on('connection', socket => {
    socket.on('disconnect', () => {
      for (const sessionId of socket.data.sessions) goneSoon(sessionId, accountIdOf(socket.data.actor))
    })
  })
  io.on('session.moved', ({ sessionId, seq }) => void retell(sessionId, seq).catch(lost))
  io.on('session.left', ({ sessionId, accountId }) => putOut(sessionId, accountId))
  io.on('session.readers', sessionId => void askHere(sessionId).catch(lost))

  async function enter(socket: LiveSocket, sessionId: string): Promise<Head> {
    const { actor, sessions } = socket.data
    if (!sessions.has(sessionId) && sessions.size >= deps.sessionsPerSocket) throw new Problem('too-many')
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
    pages.delete(`${sessionId} ${accountId}`)
    void socket.join([sessionChannel(sessionId), placeChannel(sessionId, accountId)])
  }

  function takeOut(socket: LiveSocket, sessionId: string) {
    socket.data.sessions.delete(sessionId)
    void socket.leave(sessionChannel(sessionId))
    void socket.leave(placeChannel(sessionId, accountIdOf(socket.data.actor) ?? ''))
  }

  /** A page that goes and a line that breaks look alike: both may be back in a moment. */
  function goneSoon(sessionId: string, accountId: string | null) {
    if (accountId === null || stopped) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      goneUnlessBack(sessionId, accountId).catch(lost)
    }, times.leave).unref()
    timers.add(timer)
  }

  async function goneUnlessBack(sessionId: string, accountId: string) {
    const sockets = await io.in(placeChannel(sessionId, accountId)).fetchSockets()
    if (sockets.length > 0 || pages.has(`${sessionId} ${accountId}`) || stopped) return
    await door().left(sessionId, accountId)
  }

  async function sweepPages() {
    for (const [key, { sessionId, accountId, at }] of pages) {
      if (performance.now() - at < times.page) continue
      pages.delete(key)
      await goneUnlessBack(sessionId, accountId)
    }
  }

  function openSessions() {
    return new Set([...io.sockets.sockets.values()].flatMap(socket => [...(socket.data.sessions ?? [])]))
  }

  function isHeardHere(sessionId: string) {
    return (io.sockets.adapter.rooms.get(sessionChannel(sessionId))?.size ?? 0) > 0
  }

  async function tellHeads() {
    const open = [...openSessions()]
    if (open.length === 0) return
    for (const head of await door().heads(open)) io.local.to(sessionChannel(head.sessionId)).emit('session.head', head)
  }

  function tellState(change: EventPayload<'session.changed'>) {
    io.local.to(sessionChannel(change.sessionId)).emit('session.changed', change)
  }

  function tellSaid({ notTo, ...said }: SaidPublication) {
    const late = notTo.map(accountId => placeChannel(said.sessionId, accountId))
    io.local.to(sessionChannel(said.sessionId)).except(late).emit('session.said', said)
  }

  function moved(sessionId: string, seq: number) {
    told.set(sessionId, seq)
    if (severalNodes) io.serverSideEmit('session.moved', { sessionId, seq })
  }

  async function retell(sessionId: string, seq: number) {
    if (!isHeardHere(sessionId)) return void told.delete(sessionId)
    const news = await door().news(sessionId, told.get(sessionId) ?? seq - 1)
    if (!news) return
    told.set(sessionId, news.change.seq)
    tellState(news.change)
    for (const said of news.said) tellSaid(said)
    io.local.to(sessionChannel(sessionId)).emit('session.papers', { sessionId })
  }

  /** The sockets of one person in this process: told that it is over for them. */
  function putOut(sessionId: string, accountId: string) {
    for (const id of io.sockets.adapter.rooms.get(placeChannel(sessionId, accountId)) ?? []) {
      const socket = io.sockets.sockets.get(id)
      if (socket) endFor(socket, sessionId)
    }
  }

  function endFor(socket: LiveSocket, sessionId: string) {
    takeOut(socket, sessionId)
    socket.emit('session.ended', { sessionId })
  }

  async function askHere(sessionId: string | 'all') {
    for (const socket of io.sockets.sockets.values())
      for (const each of socket.data.sessions) if (sessionId === 'all' || sessionId === each) await askSocket(socket, each)
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

  const handlers: Pick<CommandHandlers, 'session.enter' | 'session.leave' | 'session.move' | 'session.say'> = {
    'session.enter': (socket, { sessionId }) => enter(socket, sessionId),
    async 'session.leave'(socket, { sessionId }) {
      if (!socket.data.sessions.has(sessionId)) return null
      takeOut(socket, sessionId)
      goneSoon(sessionId, accountIdOf(socket.data.actor))
      return null
    },
    'session.move': (socket, { sessionId, move }) => door().move(socket.data.actor, sessionId, move),
    'session.say': (socket, saying) => door().say(socket.data.actor, saying),
  }

  const publish: PublishRoom = {
    room(change) {
      tellState(change)
      moved(change.sessionId, change.seq)
    },
    said(said) {
      tellSaid(said)
      moved(said.sessionId, said.seq)
    },
    papers(sessionId) {
      io.local.to(sessionChannel(sessionId)).emit('session.papers', { sessionId })
      if (severalNodes) io.serverSideEmit('session.moved', { sessionId, seq: told.get(sessionId) ?? 0 })
    },
  }

  const presence: RoomPresence = {
    seen(sessionId, accountId) {
      if (stopped || io.sockets.adapter.rooms.has(placeChannel(sessionId, accountId))) return
      pages.set(`${sessionId} ${accountId}`, { sessionId, accountId, at: performance.now() })
    },
    async sentOut(sessionId, accountId) {
      pages.delete(`${sessionId} ${accountId}`)
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
    publish,
    presence,
    askAll: () => void askHere('all').catch(lost),
    /** After the actor of a socket changed. */
    async askSocket(socket: LiveSocket) {
      for (const sessionId of [...socket.data.sessions]) await askSocket(socket, sessionId)
    },
    stop() {
      stopped = true
      clearInterval(sweep)
      clearInterval(heads)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
