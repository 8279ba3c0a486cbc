// What is told in rooms. From process to process goes only that something changed, never a word: each reads it again from where it is sealed.
import { placeChannel, sessionChannel } from './channels.ts'
import type { PublishRoom, RoomChanged, RoomDoor, SaidPublication } from './room-door.ts'
import type { LiveServer } from './wire.ts'

type Deps = { door(): RoomDoor; severalNodes: boolean; headEveryMs: number; lost(error: unknown): void }

export function toldInRooms(io: LiveServer, { door, severalNodes, headEveryMs, lost }: Deps) {
  /** The last change that was told here, by session. */
  const told = new Map<string, number>()
  const heads = setInterval(() => void tellHeads().catch(lost), headEveryMs).unref()
  io.on('session.moved', ({ sessionId, seq }) => void retell(sessionId, seq).catch(lost))

  function tellState(change: RoomChanged) {
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
    if (!io.sockets.adapter.rooms.has(sessionChannel(sessionId))) return void told.delete(sessionId)
    const news = await door().news(sessionId, told.get(sessionId) ?? seq - 1)
    if (!news) return
    told.set(sessionId, news.change.seq)
    tellState(news.change)
    for (const said of news.said) tellSaid(said)
    io.local.to(sessionChannel(sessionId)).emit('session.papers', { sessionId })
  }

  /** So that even a lost last event is noticed. */
  async function tellHeads() {
    const open = new Set([...io.sockets.sockets.values()].flatMap(socket => [...(socket.data.sessions ?? [])]))
    for (const sessionId of told.keys()) if (!open.has(sessionId)) told.delete(sessionId)
    if (open.size === 0) return
    for (const head of await door().heads([...open])) io.local.to(sessionChannel(head.sessionId)).emit('session.head', head)
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
  return { publish, stop: () => clearInterval(heads) }
}
