// Who is in a room: somebody with a connection, or who asked for its page a moment ago. A line that breaks may come back before anybody has left.
import { placeChannel } from './channels.ts'
import type { RoomDoor } from './room-door.ts'
import type { LiveServer } from './wire.ts'

type Deps = { door(): RoomDoor; leaveMs: number; pageMs: number; lost(error: unknown): void }

export function placesIn(io: LiveServer, { door, leaveMs, pageMs, lost }: Deps) {
  /** When somebody without a connection here was last seen by a page. */
  const pages = new Map<string, { sessionId: string; accountId: string; at: number }>()
  const timers = new Set<NodeJS.Timeout>()
  const sweep = setInterval(() => void sweepPages().catch(lost), Math.max(50, pageMs / 5)).unref()
  const keyOf = (sessionId: string, accountId: string) => `${sessionId} ${accountId}`
  let stopped = false

  async function sweepPages() {
    for (const [key, { sessionId, accountId, at }] of pages) {
      if (performance.now() - at < pageMs) continue
      pages.delete(key)
      await leaveUnlessBack(sessionId, accountId)
    }
  }

  async function leaveUnlessBack(sessionId: string, accountId: string) {
    const sockets = await io.in(placeChannel(sessionId, accountId)).fetchSockets()
    if (sockets.length > 0 || pages.has(keyOf(sessionId, accountId)) || stopped) return
    await door().left(sessionId, accountId)
  }

  return {
    seen(sessionId: string, accountId: string) {
      if (stopped || io.sockets.adapter.rooms.has(placeChannel(sessionId, accountId))) return
      pages.set(keyOf(sessionId, accountId), { sessionId, accountId, at: performance.now() })
    },
    /** A connection says it better, or they are out. */
    forget: (sessionId: string, accountId: string) => void pages.delete(keyOf(sessionId, accountId)),
    /** A page that goes and a line that breaks look alike: both may be back in a moment. */
    goneSoon(sessionId: string, accountId: string | null) {
      if (accountId === null || stopped) return
      const timer = setTimeout(() => {
        timers.delete(timer)
        leaveUnlessBack(sessionId, accountId).catch(lost)
      }, leaveMs).unref()
      timers.add(timer)
    },
    /** From here on nobody leaves any more. */
    stop() {
      stopped = true
      clearInterval(sweep)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
