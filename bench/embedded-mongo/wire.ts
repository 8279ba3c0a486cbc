// Clients that send commands as the driver does and look at no more of an answer than whether it went well: what they cost themselves is
// little, so that the server is what is measured.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { BSON, type Document } from 'mongodb'

export type Wire = AsyncDisposable & {
  /** Resolves with the bytes of the answer; rejects if it tells of an error. One at a time for each client. */
  ask(client: number, command: Document): Promise<Buffer>
}

const OP_MSG = 2013
const HEADER = 21
const OK = Buffer.from('\x01ok\0\0\0\0\0\0\0\xf0\x3f', 'latin1')

/** `uri` is that of a server on a Unix socket, as it says itself. */
export async function wire(uri: string, clients: number): Promise<Wire> {
  const path = decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)![1]!)
  const sockets = await Promise.all(Array.from({ length: clients }, () => opened(path)))
  const sessions = sockets.map(() => ({ id: new BSON.UUID() }))
  return {
    ask: (client, command) => answer(sockets[client]!, message({ ...command, lsid: sessions[client]!, $db: 'bench' })),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
    },
  }
}

async function opened(path: string): Promise<Socket> {
  const socket = connect(path)
  await once(socket, 'connect')
  return socket
}

function message(command: Document): Buffer {
  const body = BSON.serialize(command)
  const bytes = Buffer.alloc(HEADER + body.length)
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(OP_MSG, 12)
  bytes.set(body, HEADER)
  return bytes
}

function answer(socket: Socket, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let size = 0
    const take = (bytes: Buffer) => {
      pieces.push(bytes)
      size += bytes.length
      if (size < pieces[0]!.readInt32LE(0)) return
      socket.off('data', take)
      const whole = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
      if (whole.includes(OK) && !whole.includes('writeErrors')) resolve(whole)
      else reject(new Error(`the server answered ${JSON.stringify(documentOf(whole))}`))
    }
    socket.on('data', take)
    socket.write(request)
  })
}

export const documentOf = (bytes: Buffer): Document => BSON.deserialize(bytes.subarray(HEADER))
