// Lets sockets into a topic's channel and out again, so that no race leaves one where it may not be: join first, then ask once more.
import type { ProblemCode } from '@hearth/shared/problems'
import { entry, topicChannels } from './channels.ts'
import type { LiveServer, LiveSocket, ReadTopic } from './wire.ts'

export type Access = {
  /** Joins the right channel, or returns the code of the reason why not. */
  enter(socket: LiveSocket, topicId: string): Promise<ProblemCode | null>
  leave(socket: LiveSocket, topicId: string): void
  /** Takes these sockets out of the topic at once, and lets those back in who may still read; the others are told. */
  askAnew(topicId: string, sockets: LiveSocket[]): Promise<void>
  /** The sockets of this process in a topic. */
  inTopic(topicId: string): LiveSocket[]
}

export function accessTo(io: LiveServer, readTopic: ReadTopic, changed: (topicId: string) => void): Access {
  async function enter(socket: LiveSocket, topicId: string) {
    socket.data.topics.add(topicId)
    const refused = await admit([socket], topicId)
    if (!refused.has(socket)) return null
    socket.data.topics.delete(topicId)
    return refused.get(socket) ?? 'not-found'
  }

  function leave(socket: LiveSocket, topicId: string) {
    socket.data.topics.delete(topicId)
    takeOut(socket, topicId)
    changed(topicId)
  }

  async function askAnew(topicId: string, sockets: LiveSocket[]) {
    for (const socket of sockets) takeOut(socket, topicId)
    const refused = await admit(sockets, topicId)
    for (const socket of refused.keys()) {
      socket.data.topics.delete(topicId)
      socket.emit('access.ended', { topicId })
    }
    changed(topicId)
  }

  /** Places the sockets by the facts, then reads the facts again: an end that fell between reading and joining is seen by the second look. */
  async function admit(sockets: LiveSocket[], topicId: string) {
    const refused = new Map<LiveSocket, ProblemCode>()
    for (let look = 0; look < 2; look += 1) {
      const topic = await readTopic(topicId)
      for (const socket of sockets) if (!refused.has(socket)) place(socket, topicId, topic?.facts, refused)
    }
    if (refused.size < sockets.length) changed(topicId)
    return refused
  }

  function place(socket: LiveSocket, topicId: string, facts: Parameters<typeof entry>[2], refused: Map<LiveSocket, ProblemCode>) {
    takeOut(socket, topicId)
    // Left or gone while the topic was read: nobody to let in, and nothing to tell.
    if (!socket.connected || !socket.data.topics.has(topicId)) return
    const verdict = entry(socket.data.actor, topicId, facts)
    if ('refused' in verdict) refused.set(socket, verdict.refused)
    else void socket.join(verdict.channel)
  }

  function inTopic(topicId: string) {
    return [...io.of('/').sockets.values()].filter(socket => socket.data.topics?.has(topicId))
  }

  return { enter, leave, askAnew, inTopic }
}

function takeOut(socket: LiveSocket, topicId: string) {
  for (const channel of topicChannels(topicId)) void socket.leave(channel)
}
