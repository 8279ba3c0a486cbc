// A client of a few lines that sends exactly what it is told: the driver puts sessions and numbers of its own on what it sends.
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Document } from 'bson'
import { deserialize, serialize } from 'bson'

export function message(body: Buffer, { flags = 0, opCode = 2013, size = 0 } = {}): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(20), body])
  bytes.writeInt32LE(size || bytes.length, 0)
  bytes.writeInt32LE(7, 4)
  bytes.writeInt32LE(opCode, 12)
  bytes.writeUInt32LE(flags, 16)
  return bytes
}

export const section = (doc: object): Buffer => Buffer.concat([Buffer.of(0), serialize(doc)])

/** One command on a connection of its own; the answer, whatever it is. */
export async function ask(folder: string, command: Document): Promise<Document> {
  const socket = connect(join(folder, 'mongodb.sock'))
  await once(socket, 'connect')
  socket.write(message(section(command)))
  const chunks: Buffer[] = []
  for await (const chunk of socket) {
    chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    if (bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0)) return deserialize(bytes.subarray(21))
  }
  throw new Error('the connection was closed')
}
