// The live door: Socket.IO on the HTTP server, put together from its parts; everything else of the server only publishes, revokes and drains.
import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { limit } from '../http/rate-limit.ts'
import type { Log } from '../log.ts'
import { type Access, accessTo } from './access.ts'
import { takeCommands } from './command.ts'
import { closeSockets, drainSockets } from './drain.ts'
import { type ActorOfHandshake, allowRequest, holdToOrigin, nameSockets } from './handshake.ts'
import { type PresenceTimes, presenceOn, presenceTimes } from './presence.ts'
import { type EmitCost, type Publish, publishOn } from './publish.ts'
import { type Revoke, revokeOn } from './revoke.ts'
import type { PublishRoom, RoomDoor, RoomPresence } from './room-door.ts'
import { type RoomTimes, roomsOn, roomTimes } from './rooms.ts'
import { topicCommands } from './topic-commands.ts'
import type { LiveServer, ReadTopic } from './wire.ts'

/** Uses within seconds, and how many at most; generous for people, tight for programs. */
export const liveLimits = {
  connectionsPerAddress: [1_200, 60],
  commandsPerSocket: [40, 10],
  commandsPerPerson: [1_200, 60],
  refusalsBeforeCut: 200,
  socketsPerAccount: 60,
  topicsPerSocket: 20,
  sessionsPerSocket: 4,
} as const satisfies Record<string, number | readonly [points: number, seconds: number]>
export type LiveLimits = {
  [Name in keyof typeof liveLimits]: (typeof liveLimits)[Name] extends number ? number : readonly [number, number]
}

export type LiveDeps = {
  /** Whoever the cookie or the token of these headers says; throws to refuse. Called again whenever access may have changed. */
  actorOfHandshake: ActorOfHandshake
  readTopic: ReadTopic
  /** The rooms; asked for only once somebody comes. */
  roomDoor(): RoomDoor
  publicUrl(): string
  trustProxy: number
  ownHost?: ((host: string | undefined) => boolean) | undefined
  redisUrl?: string | undefined
  log: Log
  limits?: Partial<LiveLimits>
  times?: Partial<PresenceTimes & RoomTimes & { recheck: number }>
}

export type Live = {
  publish: Publish & PublishRoom
  /** Who is in a room. */
  presence: RoomPresence
  accessChanged: Revoke['accessChanged']
  readersChanged: Revoke['readersChanged']
  /** Tells everybody to come back, refuses new connections, and ends the open ones. */
  drain(comeBackInMs: number): Promise<void>
  /** Ends all connections; the HTTP server stays open. */
  close(): Promise<void>
  stats(): { sockets: number; emit: EmitCost }
}

/** A socket weighs little: no page sends more than a few hundred bytes. */
const largestMessage = 32 * 1024
/** Sign-ins that ran out by themselves are found this often, in milliseconds. */
const recheckMs = 60_000

export async function liveServer(httpServer: HttpServer, deps: LiveDeps): Promise<Live> {
  const limits: LiveLimits = { ...liveLimits, ...deps.limits }
  const times = { ...presenceTimes, ...roomTimes, recheck: recheckMs, ...deps.times }
  const severalNodes = Boolean(deps.redisUrl)
  const lost = (error: unknown) => deps.log.error({ err: error }, 'live')
  let closing = false

  const handshake = { ...deps, connections: limit(...limits.connectionsPerAddress), socketsPerAccount: limits.socketsPerAccount }
  const io: LiveServer = new Server({
    transports: ['websocket', 'polling'],
    allowRequest: allowRequest(handshake, () => closing),
    maxHttpBufferSize: largestMessage,
    perMessageDeflate: false,
    serveClient: false,
  })
  const redis = deps.redisUrl && (await import('./redis.ts'))
  const nodes = redis
    ? await redis.joinRedis(io, deps.redisUrl ?? '', { heardAgain: () => void revoke.afterGap().catch(lost), failed: lost })
    : null
  const access: Access = accessTo(io, deps.readTopic, topicId => presence.changed(topicId))
  const presence = presenceOn(io, { readTopic: deps.readTopic, severalNodes, times, lost })
  const { publish, cost } = publishOn(io)
  const rooms = roomsOn(io, { door: deps.roomDoor, severalNodes, sessionsPerSocket: limits.sessionsPerSocket, times, lost })
  nameSockets(io, handshake)
  const revoke = revokeOn(io, { actorOfHandshake: deps.actorOfHandshake, access, rooms, severalNodes, lost })
  takeCommands(io, {
    handlers: { ...topicCommands({ ...limits, access, presence, readTopic: deps.readTopic }), ...rooms.handlers },
    limits: commandLimits(limits),
    log: deps.log,
  })
  io.attach(httpServer)
  holdToOrigin(io, handshake)
  const recheck = setInterval(() => void revoke.everybody().catch(lost), times.recheck).unref()

  async function close() {
    closing = true
    clearInterval(recheck)
    presence.stop()
    rooms.stop()
    await closeSockets(io)
    await nodes?.close()
  }

  return {
    publish: { ...publish, ...rooms.publish },
    presence: rooms.presence,
    accessChanged: revoke.accessChanged,
    readersChanged: revoke.readersChanged,
    async drain(comeBackInMs) {
      closing = true
      // Who is sent away by a server that ends has not left the room.
      rooms.stop()
      await drainSockets(io, comeBackInMs)
    },
    close,
    stats: () => ({ sockets: io.engine.clientsCount, emit: { ...cost } }),
  }
}

function commandLimits(limits: LiveLimits) {
  return {
    perSocket: limit(...limits.commandsPerSocket),
    perPerson: limit(...limits.commandsPerPerson),
    refusalsBeforeCut: limits.refusalsBeforeCut,
  }
}
