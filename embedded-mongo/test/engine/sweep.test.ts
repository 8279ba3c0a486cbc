// What goes by itself: expired documents, dropped collections' records, transactions that nobody ends, and what sessions remembered.
import { UUID } from 'bson'
import { expect, test } from 'vitest'
import { SESSION_SPACE, spaceEnd, spaceStart } from '../../src/store/keys.ts'
import { sweep } from '../../src/sweep.ts'
import { START, useEngine } from './engine.ts'

const MINUTE = 60_000

const server = useEngine()
const { run } = server

const sweepNow = () => sweep(server.engine, () => false)

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
  server.now = START + MINUTE
  await sweepNow()
  expect((await namesOf()).sort()).toEqual(['later', 'never', 'none'])
  expect((await run({ validate: 'things' })).errors).toEqual([])
})

test('the records of a dropped collection and of its indexes are removed', async () => {
  await run({ createIndexes: 'things', indexes: [{ key: { name: 1 }, name: 'name_1' }] })
  await run({ insert: 'things', documents: Array.from({ length: 1200 }, (_, n) => ({ name: `n${n}` })) })
  const { space, indexes } = server.engine.catalogue.databases.get('test')!.get('things')!
  await run({ drop: 'things' })
  const left = () => [space, indexes[0]!.space].map(each => server.engine.environment.count(spaceStart(each), spaceEnd(each)))
  expect(left()).toEqual([1200, 1200])
  await sweepNow()
  expect(left()).toEqual([0, 0])
  expect(server.engine.catalogue.garbage.size).toBe(0)
})

test('a transaction that nobody goes on with is aborted after a minute and holds nothing any more', async () => {
  await run({ insert: 'things', documents: [{ _id: 1, n: 0 }] })
  const common = { lsid: { id: new UUID() }, txnNumber: 1n, autocommit: false }
  await run({ update: 'things', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }], ...common, startTransaction: true })
  server.now += 2 * MINUTE
  await sweepNow()
  expect(server.engine.locks.size).toBe(0)
  expect(await run({ commitTransaction: 1, ...common })).toMatchObject({ code: 251 })
  expect(await run({ update: 'things', updates: [{ q: { _id: 1 }, u: { $inc: { n: 5 } } }] })).toMatchObject({ nModified: 1 })
})

test('what a session remembers is forgotten half an hour after its last use', async () => {
  const session = { lsid: { id: new UUID() }, txnNumber: 1n }
  await run({ insert: 'things', documents: [{ _id: 1 }], ...session })
  const remembered = () => server.engine.environment.count(spaceStart(SESSION_SPACE), spaceEnd(SESSION_SPACE))
  server.now += 20 * MINUTE
  await sweepNow()
  expect(remembered()).toBe(1)
  server.now += 20 * MINUTE
  await sweepNow()
  expect([remembered(), server.engine.sessions.byId.size]).toEqual([0, 0])
})
