// What tools ask: who and what the server is, what it does now, how large things are; and the ends of operations and sessions.
import { Long, UUID } from 'bson'
import type { Document } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'
import { ask } from './raw.ts'

const database = useDatabase()
const admin = (command: Document) => database.client.db('admin').command(command)

test.each([
  [{ serverStatus: 1 }, { version: '8.0.0', repl: { setName: 'embedded' }, storageEngine: { name: 'lmdb' } }],
  [{ connectionStatus: 1, showPrivileges: true }, { authInfo: { authenticatedUsers: [] } }],
  [{ hostInfo: 1 }, { system: { cpuAddrSize: 64 } }],
  [{ getCmdLineOpts: 1 }, { argv: [] }],
  [{ getLog: 'startupWarnings' }, { log: [] }],
  [{ getParameter: 1, featureCompatibilityVersion: 1 }, { featureCompatibilityVersion: { version: '8.0' } }],
  [{ buildInfo: 1 }, { version: '8.0.0' }],
])('%j is answered', async (command, reply) => {
  expect(await admin(command)).toMatchObject(reply)
})

test.each([
  [{ atlasVersion: 1 }, 59],
  [{ getParameter: 1, logLevel: 1 }, 72],
  [{ getLog: 'nothing' }, 125],
  [{ createSearchIndexes: 'x', indexes: [] }, 115],
  [{ configureFailPoint: 'failCommand', mode: 'off' }, 59],
])('%j is refused', async (command, code) => {
  await expect(admin(command)).rejects.toMatchObject({ code })
})

test('sizes of collections and databases are those of what is in them', async () => {
  const db = database.client.db('sizes')
  await db.collection('things').createIndex({ n: 1 })
  await db.collection('things').insertMany(Array.from({ length: 1200 }, (_, n) => ({ n, text: 'x'.repeat(100) })))
  const bytes = 1200 * 140
  expect(await db.command({ collStats: 'things' })).toMatchObject({ count: 1200, size: bytes, avgObjSize: 140, nindexes: 2 })
  expect(await db.command({ dbStats: 1, scale: 1024 })).toMatchObject({ objects: 1200, dataSize: Math.floor(bytes / 1024), indexes: 2 })
  const [stats] = await db
    .collection('things')
    .aggregate([{ $collStats: { storageStats: {}, count: {} } }])
    .toArray()
  expect(stats).toMatchObject({ ns: 'sizes.things', count: 1200, storageStats: { size: bytes } })
  const { databases } = await database.client
    .db('admin')
    .admin()
    .listDatabases({ filter: { name: 'sizes' } })
  expect(databases).toHaveLength(1)
  expect(databases[0]!.sizeOnDisk).toBeGreaterThan(bytes)
})

test('uses of indexes are counted, once for each query that goes through them, from the start on', async () => {
  const things = database.fresh()
  const began = new Date()
  await things.createIndex({ n: 1 })
  await things.createIndex({ m: -1 }, { unique: true, sparse: true })
  await things.insertMany(Array.from({ length: 3000 }, (_, n) => ({ _id: n as never, n: n % 2, m: n })))
  const uses = async (collection = things) => {
    const stats = await collection.aggregate([{ $indexStats: {} }]).toArray()
    return Object.fromEntries(stats.map(({ name, accesses }) => [name, accesses.ops]))
  }
  expect(await uses()).toEqual({ _id_: 0, n_1: 0, 'm_-1': 0 })
  await things.find({ n: 1 }).toArray()
  await things.countDocuments({ n: 1 })
  await things.updateMany({ n: 1 }, { $set: { changed: true } })
  await things.findOne({ _id: 5 as never })
  await things.deleteOne({ _id: 6 as never })
  await things.find({ $or: [{ m: 7 }, { n: 0 }] }).toArray()
  await things.find({ other: 1 }).toArray()
  await things.find({ m: 7 }).explain('queryPlanner')
  expect(await uses()).toEqual({ _id_: 2, n_1: 4, 'm_-1': 1 })
  const [, , stats] = await things.aggregate([{ $indexStats: {} }]).toArray()
  expect(stats).toMatchObject({ name: 'm_-1', key: { m: -1 }, spec: { v: 2, key: { m: -1 }, name: 'm_-1', unique: true, sparse: true } })
  expect(stats!.accesses.since.getTime()).toBeGreaterThanOrEqual(began.getTime())
  expect(await uses(database.fresh())).toEqual({})
  await database.restart()
  expect(await uses(database.db.collection(things.collectionName))).toEqual({ _id_: 0, n_1: 0, 'm_-1': 0 })
})

test('a collection is renamed with its documents and indexes, over another only if that may go', async () => {
  const [from, to] = [database.fresh(), database.fresh()]
  await from.createIndex({ n: 1 }, { unique: true })
  await from.insertOne({ n: 1 })
  await to.insertOne({ old: true })
  await expect(from.rename(to.collectionName)).rejects.toMatchObject({ code: 48 })
  await from.rename(to.collectionName, { dropTarget: true })
  expect(await from.countDocuments()).toBe(0)
  await database.restart()
  const renamed = database.db.collection(to.collectionName)
  expect(await renamed.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ n: 1 }])
  await expect(renamed.insertOne({ n: 1 })).rejects.toMatchObject({ code: 11000 })
  await expect(renamed.rename(to.collectionName)).rejects.toMatchObject({ originalError: { code: 20 } })
})

test('a collection that is made again with the same options is as it was, with others it is refused', async () => {
  const ANY_CASE = { locale: 'en', strength: 2 }
  const [plain, folded] = [database.fresh().collectionName, database.fresh().collectionName]
  await database.db.createCollection(plain)
  await database.db.createCollection(folded, { collation: ANY_CASE })
  await database.db.collection(plain).insertOne({ n: 1 })
  expect(await database.db.command({ create: plain })).toMatchObject({ ok: 1 })
  expect(await database.db.command({ create: plain, collation: { locale: 'simple' }, capped: false })).toMatchObject({ ok: 1 })
  expect(await database.db.command({ create: folded, collation: { ...ANY_CASE, caseLevel: false } })).toMatchObject({ ok: 1 })
  expect(await database.db.collection(plain).countDocuments()).toBe(1)
  for (const [create, collation] of [
    [plain, ANY_CASE],
    [folded, { locale: 'en', strength: 1 }],
    [folded, undefined],
  ])
    await expect(database.db.command({ create, ...(collation && { collation }) })).rejects.toMatchObject({
      code: 48,
    })
  await database.client.withSession(session =>
    session.withTransaction(async () => {
      await database.db.command({ create: plain }, { session })
      await expect(database.db.collection(plain).findOne({}, { session })).resolves.toMatchObject({ n: 1 })
    }),
  )
})

/** A write that waits for a transaction which is left open. */
async function blockedWrite() {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never })
  const lsid = { id: new UUID() }
  const updating = { update: things.collectionName, updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }], $db: 'test', comment: 'holds' }
  await ask(database.path, { ...updating, lsid, txnNumber: Long.ONE, autocommit: false, startTransaction: true })
  const writer = { id: new UUID() }
  const waiting = ask(database.path, { ...updating, lsid: writer, comment: 'waits' })
  for (;;) {
    const inprog = await admin({ aggregate: 1, pipeline: [{ $currentOp: {} }, { $match: { 'command.comment': 'waits' } }], cursor: {} })
    const [operation] = inprog.cursor.firstBatch
    if (operation !== undefined) return { operation, waiting, lsid, writer, things }
  }
}

test('an operation that waits is seen, and killed by its number', async () => {
  const { operation, waiting, lsid, things } = await blockedWrite()
  expect(operation).toMatchObject({ ns: `test.${things.collectionName}`, active: true })
  await admin({ killOp: 1, op: operation.opid })
  expect(await waiting).toMatchObject({ ok: 0, code: 11601 })
  await admin({ killSessions: [lsid] })
})

test('a session that is killed leaves no transaction, no cursor and no operation behind', async () => {
  const { waiting, lsid, writer, things } = await blockedWrite()
  await things.insertMany([{ n: 1 }, { n: 2 }])
  const { cursor } = await ask(database.path, { find: things.collectionName, batchSize: 1, lsid: writer, $db: 'test' })
  await admin({ killSessions: [writer] })
  expect(await waiting).toMatchObject({ ok: 0, code: 11601 })
  const next = { getMore: Long.fromBigInt(BigInt(cursor.id)), collection: things.collectionName, lsid: writer, $db: 'test' }
  expect(await ask(database.path, next)).toMatchObject({ ok: 0, code: 43 })
  await admin({ killSessions: [lsid] })
  await things.updateOne({ _id: 1 as never }, { $set: { free: true } })
  const commit = { commitTransaction: 1, lsid, txnNumber: Long.ONE, autocommit: false, $db: 'admin' }
  expect(await ask(database.path, commit)).toMatchObject({ ok: 0, code: 251 })
})
