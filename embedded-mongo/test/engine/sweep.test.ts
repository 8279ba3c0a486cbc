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

test('many documents go in one sweep, through a hidden and partial index too, all but those that a transaction holds', async () => {
  const index = { key: { at: 1 }, name: 'at_1', expireAfterSeconds: 0, hidden: true, partialFilterExpression: { goes: true } }
  await run({ createIndexes: 'things', indexes: [index] })
  const at = new Date(START)
  const documents = Array.from({ length: 900 }, (_, n) => ({
    _id: n,
    at: n % 2 === 0 ? at : [new Date(START + MINUTE), at],
    goes: n < 800,
    name: n,
  }))
  await run({ insert: 'things', documents })
  const common = { lsid: { id: new UUID() }, txnNumber: 1n, autocommit: false }
  await run({
    update: 'things',
    updates: [{ q: { _id: { $lt: 3 } }, u: { $set: { held: true } }, multi: true }],
    ...common,
    startTransaction: true,
  })
  await sweepNow()
  expect(await namesOf()).toEqual([0, 1, 2, ...Array.from({ length: 100 }, (_, n) => 800 + n)])
  await run({ abortTransaction: 1, ...common })
  await sweepNow()
  expect(await namesOf()).toHaveLength(100)
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

test('an answer that holds a document is given again after a restart, for half an hour and no longer, however much its session is used', async () => {
  const session = { lsid: { id: new UUID() } }
  const removal = { findAndModify: 'things', query: { n: 1 }, remove: true, ...session, txnNumber: 1n }
  const secrets = () => {
    const { entries } = server.engine.environment.live.range({
      start: spaceStart(SESSION_SPACE),
      end: spaceEnd(SESSION_SPACE),
      reverse: false,
      limit: 10,
    })
    const kept = [...server.engine.sessions.byId.values()].flatMap(({ statements }) => [...statements.values()])
    return [entries.some(({ value }) => value.includes('a secret')), kept.length > 0]
  }
  await run({
    insert: 'things',
    documents: [
      { n: 1, text: 'a secret' },
      { n: 1, text: 'another' },
    ],
  })
  const answer = await run(removal)
  expect(answer.value.text).toBe('a secret')
  await server.restart()
  server.now += 29 * MINUTE
  await sweepNow()
  expect((await run(removal)).value).toEqual(answer.value)
  expect(secrets()).toEqual([true, true])
  server.now += 2 * MINUTE
  await run({ find: 'things', ...session })
  await sweepNow()
  expect(secrets()).toEqual([false, false])
  expect(server.engine.sessions.byId.size).toBe(1)
})

test('an answer that was stored for too long is not given again by a server that starts after it, even before it sweeps', async () => {
  const update = { update: 'things', updates: [{ q: {}, u: { $inc: { n: 1 } } }], lsid: { id: new UUID() }, txnNumber: 1n }
  await run({ insert: 'things', documents: [{ n: 1 }] })
  await run(update)
  expect(await run(update)).toMatchObject({ retriedStmtIds: [0] })
  await server.restart()
  expect(await run(update)).toMatchObject({ retriedStmtIds: [0] })
  server.now += 31 * MINUTE
  await server.restart()
  expect((await run(update)).retriedStmtIds).toBeUndefined()
})
