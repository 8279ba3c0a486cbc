// Cuts or asks anew what is already open when access ends: at once, idle sockets too, on every process.
import { accountIdOf } from '../policy/actor.ts'
import type { Access } from './access.ts'
import { accountChannel } from './channels.ts'
import type { ActorOfHandshake } from './handshake.ts'
import type { AccessChange, LiveServer, LiveSocket } from './wire.ts'

export type Revoke = {
  accessChanged(change: AccessChange): void
  readersChanged(topicIds: string[] | 'all'): void
  /** Everybody in this process, one after the other: for sign-ins that ran out by themselves. */
  everybody(): Promise<void>
  /** After a gap in hearing the other processes: everybody and every topic; the heads that are told with it let listeners catch up. */
  afterGap(): Promise<void>
}

type Deps = {
  actorOfHandshake: ActorOfHandshake
  access: Access
  rooms: { askSocket(socket: LiveSocket): Promise<void>; askAll(): void }
  severalNodes: boolean
  lost(error: unknown): void
}

export function revokeOn(io: LiveServer, { actorOfHandshake, access, rooms, severalNodes, lost }: Deps): Revoke {
  io.on('connection', socket => {
    const accountId = accountIdOf(socket.data.actor)
    if (!accountId) return
    void socket.join(accountChannel(accountId))
    // What ended between the handshake and now has not cut this socket, which could not be found yet.
    socket.data.settled = askActor(socket)
  })
  io.on('access.changed', change => accessChangedHere(change))
  io.on('readers.changed', topicIds => readersChangedHere(topicIds))

  function accessChangedHere({ accountId }: AccessChange) {
    const ids = io.sockets.adapter.rooms.get(accountChannel(accountId)) ?? new Set<string>()
    for (const id of ids) {
      const socket = io.sockets.sockets.get(id)
      if (socket) void askActor(socket)
    }
  }

  function readersChangedHere(topicIds: string[] | 'all') {
    const concerned = topicIds === 'all' ? openTopics() : topicIds
    if (topicIds === 'all') rooms.askAll()
    for (const topicId of concerned)
      access.askAnew(topicId, access.inTopic(topicId)).catch(error => failClosed(error, access.inTopic(topicId)))
  }

  function openTopics() {
    return new Set([...io.sockets.sockets.values()].flatMap(socket => [...socket.data.topics]))
  }

  /** A socket whose person changed or cannot be asked for is cut; its page comes back as whoever it is now. */
  async function askActor(socket: LiveSocket) {
    try {
      const { actor } = await actorOfHandshake(socket.request.headers)
      if (accountIdOf(actor) !== accountIdOf(socket.data.actor)) return void socket.disconnect(true)
      if (JSON.stringify(actor) === JSON.stringify(socket.data.actor)) return
      socket.data.actor = actor
      await Promise.all([...socket.data.topics].map(topicId => access.askAnew(topicId, [socket])))
      await rooms.askSocket(socket)
    } catch (error) {
      failClosed(error, [socket])
    }
  }

  function failClosed(error: unknown, sockets: LiveSocket[]) {
    lost(error)
    for (const socket of sockets) socket.disconnect(true)
  }

  async function everybody() {
    for (const socket of io.sockets.sockets.values()) if (socket.data.actor.kind === 'member') await askActor(socket)
  }

  return {
    everybody,
    async afterGap() {
      readersChangedHere('all')
      await everybody()
    },
    accessChanged(change) {
      accessChangedHere(change)
      if (severalNodes) io.serverSideEmit('access.changed', change)
    },
    readersChanged(topicIds) {
      readersChangedHere(topicIds)
      if (severalNodes) io.serverSideEmit('readers.changed', topicIds)
    },
  }
}
