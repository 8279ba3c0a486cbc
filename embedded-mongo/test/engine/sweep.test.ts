// What goes by itself: expired documents, dropped collections' records, transactions that nobody ends, and what sessions remembered.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Document } from 'bson'
import { UUID } from 'bson'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCommand } from '../../src/commands/run.ts'
import type { Engine } from '../../src/engine.ts'
import { openEngine } from '../../src/engine.ts'
import { decode, encode } from '../../src/language/value.ts'
import { SESSION_SPACE, spaceEnd, spaceStart } from '../../src/store/keys.ts'
import { sweep } from '../../src/sweep.ts'
import { newFolder } from './database.ts'

const START = new Date('2030-01-01T00:00:00Z').getTime()
const MINUTE = 60_000

let folder: string
let engine: Engine
let now: number

beforeEach(() => {
  folder = newFolder()
  now = START
  engine = openEngine(
    join(folder, 'data.mdb'),
    () => new Date(now),
    (event, details) => {
      throw new Error(`${event}: ${JSON.stringify(details)}`)
    },
  )
})

afterEach(async () => {
  await engine.environment.close()
  rmSync(folder, { recursive: true })
})

async function run(command: Document): Promise<Document> {
  const args = decode(encode({ ...command, $db: 'test' }))
  return runCommand(engine, { requestId: 1, opCode: 2013, wantsReply: true, args, documents: undefined }, 1)
}

const sweepNow = () => sweep(engine, () => false)

const namesOf = async () => {
  const reply = await run({ distinct: 'things', key: 'name' })
  return reply.values
}

test('a document goes when its time is over, and one without a date stays', async () => {
  await run({ createIndexes: 'things', indexes: [{ key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 }] })
  const documents = [
    { name: 'old', at: new Date(START) },
    { name: 'later', at: new Date(START + MINUTE) },
    { name: 'never', at: 'no date' },
    { name: 'none' },
  ]
  await run({ insert: 'things', documents })
  await sweepNow()
  expect(await namesOf()).toEqual(['old', 'later', 'never', 'none'])
  now = START + MINUTE
  await sweepNow()
  expect((await namesOf()).sort()).toEqual(['later', 'never', 'none'])
  expect((await run({ validate: 'things' })).errors).toEqual([])
})

test('the records of a dropped collection and of its indexes are removed', async () => {
  await run({ createIndexes: 'things', indexes: [{ key: { name: 1 }, name: 'name_1' }] })
  await run({ insert: 'things', documents: Array.from({ length: 1200 }, (_, n) => ({ name: `n${n}` })) })
  const { space, indexes } = engine.catalogue.databases.get('test')!.get('things')!
  await run({ drop: 'things' })
  const left = () => [space, indexes[0]!.space].map(each => engine.environment.count(spaceStart(each), spaceEnd(each)))
  expect(left()).toEqual([1200, 1200])
  await sweepNow()
  expect(left()).toEqual([0, 0])
  expect(engine.catalogue.garbage.size).toBe(0)
})

test('a transaction that nobody goes on with is aborted after a minute and holds nothing any more', async () => {
  await run({ insert: 'things', documents: [{ _id: 1, n: 0 }] })
  const common = { lsid: { id: new UUID() }, txnNumber: 1n, autocommit: false }
  await run({ update: 'things', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }], ...common, startTransaction: true })
  now += 2 * MINUTE
  await sweepNow()
  expect(engine.locks.size).toBe(0)
  expect(await run({ commitTransaction: 1, ...common })).toMatchObject({ code: 251 })
  expect(await run({ update: 'things', updates: [{ q: { _id: 1 }, u: { $inc: { n: 5 } } }] })).toMatchObject({ nModified: 1 })
})

test('what a session remembers is forgotten half an hour after its last use', async () => {
  const session = { lsid: { id: new UUID() }, txnNumber: 1n }
  await run({ insert: 'things', documents: [{ _id: 1 }], ...session })
  const remembered = () => engine.environment.count(spaceStart(SESSION_SPACE), spaceEnd(SESSION_SPACE))
  now += 20 * MINUTE
  await sweepNow()
  expect(remembered()).toBe(1)
  now += 20 * MINUTE
  await sweepNow()
  expect([remembered(), engine.sessions.byId.size]).toEqual([0, 0])
})
