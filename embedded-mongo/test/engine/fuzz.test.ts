// Bytes that nearly are messages: whatever comes, nobody else notices, nothing hangs, and the server has no fault of its own to tell.
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Document } from 'bson'
import { deserialize, Long, serialize } from 'bson'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'
import { recordMessages } from './recording.ts'

/** `npm run prove` asks for the long form. */
const MESSAGES = process.env.PROVE ? 100_000 : 3000
const AT_ONCE = 10
const database = useDatabase()

/** Numbers that are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Random = ReturnType<typeof seeded>

const LENGTHS = [0, 1, 4, 5, 16, -1, 0x7fffffff, -0x80000000, 48_000_000]

const MUTATIONS: ((bytes: Buffer, random: Random, other: Buffer) => Buffer)[] = [
  (bytes, random) => {
    for (let n = random(8); n >= 0; n--) bytes[16 + random(bytes.length - 16)] = random(256)
    return bytes
  },
  (bytes, random) => {
    bytes[random(bytes.length)]! ^= 1 << random(8)
    return bytes
  },
  (bytes, random) => {
    bytes.writeInt32LE(LENGTHS[random(LENGTHS.length)]!, random(bytes.length - 4))
    return bytes
  },
  (bytes, random) => withSize(bytes.subarray(0, 16 + random(bytes.length - 16))),
  (bytes, random, other) =>
    withSize(Buffer.concat([bytes.subarray(0, 16 + random(bytes.length - 16)), other.subarray(16 + random(other.length - 16))])),
  (bytes, random) => {
    const at = 20 + random(bytes.length - 20)
    return withSize(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at - random(20)), bytes.subarray(at)]))
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  withOtherValue,
  withOtherValue,
]

/** A message whose bytes are right and whose content is not: some value, at any depth, is another. */
function withOtherValue(bytes: Buffer, random: Random): Buffer {
  if (bytes.readInt32LE(12) !== 2013) return bytes
  const size = bytes.readInt32LE(21)
  const body = deserialize(bytes.subarray(21, 21 + size), { promoteValues: false, promoteLongs: false })
  replaceSomewhere(body, random)
  return withSize(Buffer.concat([bytes.subarray(0, 21), serialize(body), bytes.subarray(21 + size)]))
}

const VALUES = () => [
  1,
  -1,
  1.5,
  Number.NaN,
  'x',
  '',
  '$n',
  null,
  true,
  [],
  [1],
  {},
  { $bad: 1 },
  { a: { b: 1 } },
  Long.MAX_VALUE,
  new Date(0),
  /x/,
]

function replaceSomewhere(within: Document, random: Random): void {
  const names = Object.keys(within).filter(name => name !== '$db')
  const name = names[random(names.length)]
  if (name === undefined) return
  const value = within[name]
  const isDeep = typeof value === 'object' && value !== null && !('_bsontype' in value) && !(value instanceof Date)
  if (isDeep && random(4) > 0) {
    replaceSomewhere(value, random)
    return
  }
  const values = VALUES()
  within[name] = values[random(values.length)]
}

function withSize(bytes: Buffer): Buffer {
  bytes.writeInt32LE(bytes.length, 0)
  return bytes
}

/** Sends, says that nothing follows, and waits until the server has let go. */
async function send(bytes: Buffer): Promise<void> {
  const socket = connect(join(database.path, 'mongodb.sock'))
  socket.on('error', () => undefined)
  socket.resume()
  socket.end(bytes)
  await once(socket, 'close')
}

test(
  'messages with faults harm nobody but their own connection',
  async () => {
    const recorded = await recordMessages(join(database.path, 'mongodb.sock'))
    expect(recorded.length).toBeGreaterThan(15)
    const random = seeded(20)
    for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) {
      const mutated = Array.from({ length: AT_ONCE }, () => {
        const pick = () => Buffer.from(recorded[random(recorded.length)]!)
        return MUTATIONS[random(MUTATIONS.length)]!(pick(), random, pick())
      })
      await Promise.all([...mutated.map(send), database.db.command({ ping: 1 })])
    }
    expect(database.log.filter(([event]) => event !== 'connection refused')).toEqual([])
    expect(database.log.length).toBeGreaterThan(MESSAGES / 10)
    await database.client.db('admin').command({ killAllSessions: [] })
    await database.fresh().insertOne({ well: true })
    const recordedInto = database.client.db('recorded')
    for (const { name } of await recordedInto.listCollections().toArray()) {
      expect(await recordedInto.command({ validate: name })).toMatchObject({ errors: [] })
      await recordedInto.collection(name).find().toArray()
    }
  },
  30_000 + MESSAGES * 10,
)
