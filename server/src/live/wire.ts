// The types of Socket.IO, fed from the contract: a wrong event name or payload does not compile.
import type { ClientToServer } from '@hearth/shared/commands'
import type { ServerToClient } from '@hearth/shared/events'
import type { Server, Socket } from 'socket.io'
import type { Actor } from '../policy/actor.ts'
import type { TopicFacts } from '../policy/topics.ts'

/** What one process tells the others; never sent to browsers. */
export type NodeToNode = {
  'access.changed': (change: AccessChange) => void
  'readers.changed': (topicIds: string[] | 'all') => void
  'presence.counted': (count: NodeCount) => void
  /** A session changed: what was said is never sent from node to node, but read again from where it is sealed. */
  'session.moved': (moved: { sessionId: string; seq: number }) => void
  'session.left': (gone: { sessionId: string; accountId: string }) => void
  'session.readers': (sessionId: string | 'all') => void
}

/** A sign-in or token that ended, or an account whose password, roles or standing changed: all of its sockets are asked anew. */
export type AccessChange = { accountId: string }

/** How many one process counts in a topic. */
export type NodeCount = { node: string; topicId: string; here: number; writing: number }

/** What a socket is known by. Nothing of it is ever sent to anybody. */
export type SocketData = {
  actor: Actor
  /** The topics that the browser asked for and may read; its channels follow from these. */
  topics: Set<string>
  /** The sessions in whose rooms it is. */
  sessions: Set<string>
  /** Whom limits count by: an account, or a guest's address. */
  limitKey: string
  /** Resolves when the actor has been asked for once more after the socket could be found; commands wait for it. */
  settled: Promise<void>
}

export type LiveServer = Server<ClientToServer, ServerToClient, NodeToNode, SocketData>
export type LiveSocket = Socket<ClientToServer, ServerToClient, NodeToNode, SocketData>

/** A topic as the rules see it, and its last sequence number; null when there is none. */
export type ReadTopic = (topicId: string) => Promise<{ facts: Omit<TopicFacts, 'mine'>; seq: number } | null>
