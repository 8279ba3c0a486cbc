// How many are in a topic and how many write: numbers for everybody and never names, with the topic's head so that a lost last event is noticed.
import { randomUUID } from 'node:crypto'
import type { Presence } from '@hearth/shared/presence'
import { topicChannels } from './channels.ts'
import type { LiveServer, LiveSocket, NodeCount, ReadTopic } from './wire.ts'

/** Milliseconds. A change waits `settle` for others to join it: longer the more listen, so that a crowd coming in is not told of each. */
export type PresenceTimes = { tick: number; settle: number; settlePerListener: number; writing: number }
export const presenceTimes: PresenceTimes = { tick: 20_000, settle: 250, settlePerListener: 4, writing: 6_000 }

export type PresenceKeeper = {
  now(topicId: string): Promise<Presence>
  writing(socket: LiveSocket, topicId: string, writing: boolean): void
  /** Somebody came, went, began or stopped: told shortly, together with what else changes meanwhile. */
  changed(topicId: string): void
  stop(): void
}

type Deps = { readTopic: ReadTopic; severalNodes: boolean; times: PresenceTimes; lost(error: unknown): void }

export function presenceOn(io: LiveServer, { readTopic, severalNodes, times, lost }: Deps): PresenceKeeper {
  const node = randomUUID()
  const writers = new Map<string, Map<string, NodeJS.Timeout>>()
  const pending = new Map<string, NodeJS.Timeout>()
  const elsewhere = new Map<string, Map<string, NodeCount & { until: number }>>()
  const tick = setInterval(tickAll, times.tick)
  tick.unref()

  io.on('presence.counted', count => {
    const counts = elsewhere.get(count.topicId) ?? new Map()
    elsewhere.set(count.topicId, counts.set(count.node, { ...count, until: performance.now() + 3 * times.tick }))
    if (listeners(count.topicId) > 0) changed(count.topicId, { tellNodes: false })
  })
  io.on('connection', socket => {
    socket.on('disconnecting', () => {
      for (const topicId of socket.data.topics) setWriting(socket.id, topicId, false)
    })
    socket.on('disconnect', () => {
      for (const topicId of socket.data.topics) changed(topicId)
    })
  })

  function listeners(topicId: string) {
    return topicChannels(topicId).reduce((sum, channel) => sum + (io.sockets.adapter.rooms.get(channel)?.size ?? 0), 0)
  }

  function countHere(topicId: string): NodeCount {
    return { node, topicId, here: listeners(topicId), writing: writers.get(topicId)?.size ?? 0 }
  }

  async function now(topicId: string): Promise<Presence> {
    const seq = (await readTopic(topicId))?.seq ?? 0
    const counts = [countHere(topicId), ...countsElsewhere(topicId)]
    return { topicId, here: sum(counts.map(count => count.here)), writing: sum(counts.map(count => count.writing)), seq }
  }

  function countsElsewhere(topicId: string) {
    const counts = elsewhere.get(topicId)
    for (const [name, count] of counts ?? []) if (count.until < performance.now() || count.here === 0) counts?.delete(name)
    if (counts?.size === 0) elsewhere.delete(topicId)
    return [...(counts?.values() ?? [])]
  }

  function changed(topicId: string, { tellNodes = true } = {}) {
    if (tellNodes && severalNodes) io.serverSideEmit('presence.counted', countHere(topicId))
    if (pending.has(topicId)) return
    const wait = Math.min(5_000, times.settle + times.settlePerListener * listeners(topicId))
    pending.set(topicId, setTimeout(() => announce(topicId), wait).unref())
  }

  function announce(topicId: string) {
    pending.delete(topicId)
    if (listeners(topicId) === 0) return
    now(topicId).then(presence => void io.local.to(topicChannels(topicId)).emit('presence', presence), lost)
  }

  function tickAll() {
    const open = new Set([...io.sockets.sockets.values()].flatMap(socket => [...(socket.data.topics ?? [])]))
    for (const topicId of open) {
      if (severalNodes) io.serverSideEmit('presence.counted', countHere(topicId))
      announce(topicId)
    }
  }

  /** True when this changed anything. Writing ends by itself when it is not said again in time. */
  function setWriting(socketId: string, topicId: string, writing: boolean) {
    const those = writers.get(topicId) ?? new Map<string, NodeJS.Timeout>()
    const before = those.get(socketId)
    clearTimeout(before)
    those.delete(socketId)
    if (writing) those.set(socketId, setTimeout(() => setWriting(socketId, topicId, false) && changed(topicId), times.writing).unref())
    if (those.size > 0) writers.set(topicId, those)
    else writers.delete(topicId)
    return Boolean(before) !== writing
  }

  function stop() {
    clearInterval(tick)
    for (const timer of pending.values()) clearTimeout(timer)
    for (const those of writers.values()) for (const timer of those.values()) clearTimeout(timer)
  }

  return {
    now,
    changed: topicId => changed(topicId),
    writing: (socket, topicId, writing) => void (setWriting(socket.id, topicId, writing) && changed(topicId)),
    stop,
  }
}

function sum(numbers: number[]) {
  return numbers.reduce((total, number) => total + number, 0)
}
