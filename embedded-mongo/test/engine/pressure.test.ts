// Large things on the wire: documents and batches of the greatest size, and clients that do not read what they asked for.
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { serialize } from 'bson'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'
import { message, section } from './raw.ts'

const database = useDatabase()
const MEGABYTE = 1024 * 1024

test('a client that sends and never reads is not listened to any longer, and loses nothing when it reads', async () => {
  const things = database.fresh()
  await things.insertOne({ text: 'x'.repeat(MEGABYTE) })
  const requests = 250
  const request = message(section({ find: things.collectionName, comment: 'y'.repeat(64 * 1024), $db: 'test' }))
  const socket = connect(join(database.path, 'mongodb.sock'))
  await once(socket, 'connect')
  socket.pause()
  const before = process.memoryUsage().rss
  for (let sent = 0; sent < requests; sent++) socket.write(request)
  const waiting = await untilStill(() => socket.writableLength)
  expect(waiting).toBeGreaterThan((requests / 2) * request.length)
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEGABYTE)
  let received = 0
  for await (const chunk of socket) {
    received += chunk.length
    if (received >= requests * MEGABYTE) break
  }
})

/** What a number is once twenty answers to somebody else have not changed it. */
async function untilStill(look: () => number): Promise<number> {
  let last = -1
  while (last !== look()) {
    last = look()
    for (let n = 0; n < 20; n++) await database.db.command({ ping: 1 })
  }
  return last
}

test('a document of 16 MB is kept, a larger one is refused', async () => {
  const things = database.fresh()
  const room = 16 * MEGABYTE - serialize({ _id: 1, text: '' }).length
  await things.insertOne({ _id: 1 as never, text: 'x'.repeat(room) })
  expect((await things.findOne())!.text).toHaveLength(room)
  const command = { insert: things.collectionName, documents: [{ _id: 2, text: 'x'.repeat(room + 1) }], $db: 'test' }
  expect(await answerTo(message(section(command)))).toContain('object to insert too large')
  await expect(things.updateOne({}, { $set: { more: 1 } })).rejects.toMatchObject({ code: 17419 })
})

/** An insert whose documents come as a list beside the command. */
function inserting(name: string, documents: readonly Uint8Array[]): Buffer {
  const list = Buffer.concat([Buffer.from('\0\0\0\0documents\0'), ...documents])
  list.writeInt32LE(list.length)
  return message(Buffer.concat([section({ insert: name, $db: 'test' }), Buffer.of(1), list]))
}

test('a message of 48 MB is read, a longer one closes the connection', async () => {
  const things = database.fresh()
  const whole = (size: number) => {
    const sized = (length: number) => serialize({ text: 'x'.repeat(length) })
    const share = Math.floor((size - inserting(things.collectionName, [sized(0), sized(0), sized(0)]).length) / 3)
    const rest = size - inserting(things.collectionName, [sized(share), sized(share), sized(0)]).length
    return inserting(things.collectionName, [sized(share), sized(share), sized(rest)])
  }
  const largest = whole(48_000_000)
  expect(largest.length).toBe(48_000_000)
  await answerTo(largest)
  expect(await things.countDocuments()).toBe(3)
  await expect(answerTo(whole(48_000_001))).rejects.toThrow(/closed|ECONNRESET|EPIPE/)
})

test('a batch has 100,000 writes and no more', async () => {
  const things = database.fresh()
  const batch = (size: number) => inserting(things.collectionName, new Array(size).fill(serialize({})))
  await answerTo(batch(100_000))
  expect(await things.countDocuments()).toBe(100_000)
  expect(await answerTo(batch(100_001))).toContain('Write batch sizes must be between 1 and 100000')
  expect(await things.countDocuments()).toBe(100_000)
})

/** The bytes of one answer as text. */
async function answerTo(bytes: Buffer): Promise<string> {
  const socket = connect(join(database.path, 'mongodb.sock'))
  socket.on('error', () => undefined)
  socket.write(bytes)
  for await (const chunk of socket) return chunk.toString('latin1')
  throw new Error('the connection was closed')
}
