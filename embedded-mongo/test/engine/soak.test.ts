// Everything at once, for long: what clients leave lying about (cursors, sessions, answers, transactions) is let go, and memory stays flat.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { UUID } from 'bson'
import { expect, test } from 'vitest'
import { SESSION_SPACE, spaceEnd, spaceStart } from '../../src/store/keys.ts'
import { sweep } from '../../src/sweep.ts'
import { useEngine } from './engine.ts'

/** `npm run prove` asks for the long form. */
const ROUNDS = process.env.PROVE ? 600 : 6
const SECONDS_A_ROUND = 1
const LANES = 8
const MEGABYTE = 1024 * 1024
const GROWTH_MEGABYTES = 24
const HOUR = 3_600_000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const server = useEngine()
const { run } = server

/** A client that never cleans up: sessions are left, cursors half read, transactions open, answers remembered. */
async function live(lane: number, until: number): Promise<void> {
  for (let n = 0; performance.now() < until; n++) {
    const lsid = { id: new UUID() }
    const id = lane * 1000 + (n % 200)
    await run({
      update: 'things',
      updates: [{ q: { _id: id }, u: { $set: { n, text: 'x'.repeat(n % 2000) } }, upsert: true }],
      lsid,
      txnNumber: 1n,
    })
    await run({ findAndModify: 'things', query: { _id: id }, update: { $inc: { n: 1 } }, lsid, txnNumber: 2n })
    await run({ find: 'things', filter: { n: { $gte: 0 } }, batchSize: 1, lsid })
    const transaction = { lsid, txnNumber: 3n, autocommit: false }
    await run({ insert: 'pairs', documents: [{ lane, n, at: new Date(server.now) }], ...transaction, startTransaction: true })
    await run({ find: 'things', filter: { _id: id }, ...transaction })
    if (n % 3 !== 0) await run({ [n % 3 === 1 ? 'commitTransaction' : 'abortTransaction']: 1, ...transaction })
  }
}

/** Bytes that are in use after everything that can be let go was. */
async function inUse(): Promise<number> {
  server.now += HOUR
  await sweep(server.engine, () => false)
  await sweep(server.engine, () => false)
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

test(
  'after each round of full load nothing is held of it, and memory is where it was',
  async () => {
    await run({ createIndexes: 'things', indexes: [{ key: { n: 1 }, name: 'n_1' }] })
    await run({ createIndexes: 'pairs', indexes: [{ key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 }] })
    const used: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const until = performance.now() + SECONDS_A_ROUND * 1000
      await Promise.all(Array.from({ length: LANES }, (_, lane) => live(lane, until)))
      expect(server.engine.cursors.size).toBeGreaterThan(LANES)
      used.push(await inUse())
      const { cursors, sessions, locks, environment } = server.engine
      const remembered = environment.count(spaceStart(SESSION_SPACE), spaceEnd(SESSION_SPACE))
      expect({ cursors: cursors.size, sessions: sessions.byId.size, locks: locks.size, remembered }).toEqual({
        cursors: 0,
        sessions: 0,
        locks: 0,
        remembered: 0,
      })
    }
    expect((await run({ count: 'pairs' })).n).toBe(0)
    for (const name of ['things', 'pairs']) expect((await run({ validate: name })).errors).toEqual([])
    // What the first rounds warm up stays; nothing is added to it.
    expect(Math.max(...used.slice(2)) - used[1]!).toBeLessThan(GROWTH_MEGABYTES * MEGABYTE)
  },
  60_000 + ROUNDS * SECONDS_A_ROUND * 4000,
)
