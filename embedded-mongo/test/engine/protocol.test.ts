// The wire: what is no message closes its own connection and nothing else; the folder belongs to one process; the socket to its owner.
import { once } from 'node:events'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { start } from '../../src/index.ts'
import { crc32c } from '../../src/wire/checksum.ts'
import { newFolder, useDatabase } from './database.ts'
import { message, section } from './raw.ts'

const database = useDatabase()
const socketPath = () => join(database.path, 'mongodb.sock')

async function open(): Promise<Socket> {
  const socket = connect(socketPath())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const ping = () => section({ ping: 1, $db: 'admin' })

async function outcome(bytes: Buffer): Promise<'closed' | 'answered'> {
  const socket = await open()
  const result = Promise.race([once(socket, 'close').then(() => 'closed' as const), once(socket, 'data').then(() => 'answered' as const)])
  socket.write(bytes)
  const what = await result
  socket.destroy()
  return what
}

test('a message with a right checksum is answered, one with a wrong one closes the connection', async () => {
  const bytes = Buffer.concat([message(ping(), { flags: 1 }), Buffer.alloc(4)])
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeUInt32LE(crc32c(bytes.subarray(0, -4)), bytes.length - 4)
  expect(await outcome(bytes)).toBe('answered')
  bytes[bytes.length - 1]! ^= 1
  expect(await outcome(bytes)).toBe('closed')
})

test('a client that may be sent more than one answer is sent one, which promises no more', async () => {
  const socket = await open()
  const answers: Buffer[] = []
  socket.on('data', bytes => answers.push(bytes))
  const exhaustAllowed = 1 << 16
  socket.write(message(section({ hello: 1, $db: 'admin', maxAwaitTimeMS: 1 }), { flags: exhaustAllowed }))
  await once(socket, 'data')
  // Another command on the same connection is answered next: nothing came between.
  socket.write(message(ping()))
  await expect.poll(() => Buffer.concat(answers).length).toBeGreaterThan(Buffer.concat(answers).readInt32LE(0))
  const all = Buffer.concat(answers)
  const moreToCome = 2
  expect(all.readUInt32LE(16) & moreToCome).toBe(0)
  expect(all.length - all.readInt32LE(0)).toBe(38)
  socket.destroy()
})

test('a message in many pieces and many messages in one piece are both read', async () => {
  const socket = await open()
  const bytes = Buffer.concat([message(ping()), message(ping())])
  let received = 0
  const both = new Promise<void>(resolve => {
    socket.on('data', chunk => {
      received += chunk.length
      if (received >= 2 * 38) resolve()
    })
  })
  for (const byte of bytes) socket.write(Buffer.of(byte))
  await both
  socket.destroy()
})

test.each([
  ['a size that is too small', message(ping(), { size: 8 })],
  ['a size that is too large', message(ping(), { size: 100_000_000 })],
  ['an unknown operation', message(ping(), { opCode: 2012 })],
  ['an unknown required flag', message(ping(), { flags: 4 })],
  ['no body', message(Buffer.alloc(5))],
  ['a section of an unknown kind', message(Buffer.concat([ping(), Buffer.of(9, 5, 0, 0, 0)]))],
  [
    'a document sequence that runs past its end',
    message(Buffer.concat([ping(), Buffer.from([1, 14, 0, 0, 0, 97, 0, 99, 0, 0, 0, 0, 0, 0, 0])])),
  ],
])('%s closes the connection', async (_name, bytes) => {
  expect(await outcome(bytes)).toBe('closed')
  await database.db.command({ ping: 1 })
})

test('no bytes whatever stop the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(60), async (noise, at) => {
      const socket = await open()
      const bytes = message(section({ insert: 'noise', documents: [{ a: 'text', b: [1, { c: 2 }] }], $db: 'test' }))
      noise.forEach((byte, index) => {
        const position = 16 + ((at + index * 7) % (bytes.length - 16))
        bytes[position] = byte
      })
      socket.end(bytes)
      socket.resume()
      await once(socket, 'close')
    }),
    { numRuns: 150, seed: 11 },
  )
  await database.db.command({ ping: 1 })
})

test('only the owner may use the socket', () => {
  expect(statSync(socketPath()).mode & 0o777).toBe(0o600)
})

test('a folder whose path is too long for a socket gets one elsewhere', async () => {
  const path = join(newFolder(), 'long'.repeat(30))
  mkdirSync(path)
  const server = await start({ path })
  const client = await new MongoClient(server.uri).connect()
  await client.db('x').command({ ping: 1 })
  await client.close()
  await server.close()
  rmSync(path, { recursive: true })
})

test('a second server on the folder is refused with a sentence, and welcome after the first is closed', async () => {
  const path = newFolder()
  const first = await start({ path })
  await expect(start({ path })).rejects.toThrow(/data folder .* is in use by .*only one process may open it/)
  await first.close()
  const second = await start({ path })
  await second.close()
  rmSync(path, { recursive: true })
})
