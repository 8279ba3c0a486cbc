// bulkWrite across collections, and the order in which an update of one document chooses it.
import { Long, UUID } from 'bson'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'
import { ask } from './raw.ts'

const database = useDatabase()

test('a client writes to several databases at once, and hears what became of each', async () => {
  const [left, right] = ['left.things', 'right.things']
  const result = await database.client.bulkWrite(
    [
      { namespace: left, name: 'insertOne', document: { _id: 1, n: 1 } as never },
      { namespace: right, name: 'updateOne', filter: { _id: 2 as never }, update: { $set: { n: 2 } }, upsert: true },
      { namespace: left, name: 'replaceOne', filter: { n: 1 }, replacement: { n: 3 } },
      { namespace: right, name: 'deleteMany', filter: {} },
    ],
    { verboseResults: true },
  )
  expect(result).toMatchObject({ insertedCount: 1, upsertedCount: 1, matchedCount: 1, modifiedCount: 1, deletedCount: 1 })
  expect(result.updateResults!.get(1)).toMatchObject({ upsertedId: 2 })
  expect(await database.client.db('left').collection('things').find().toArray()).toEqual([{ _id: 1, n: 3 }])
  expect(await database.client.db('right').collection('things').countDocuments()).toBe(0)
})

test('an ordered bulk ends at its first error, an unordered one tells of all', async () => {
  const models = [1, 1, 2, 2].map(_id => ({ namespace: 'errors.things', name: 'insertOne' as const, document: { _id: _id as never } }))
  const ordered = await database.client.bulkWrite(models).catch(error => error)
  expect([...ordered.writeErrors.keys()]).toEqual([1])
  expect(ordered.writeErrors.get(1)).toMatchObject({ code: 11000 })
  const unordered = await database.client.bulkWrite(models, { ordered: false }).catch(error => error)
  expect([...unordered.writeErrors.keys()]).toEqual([0, 1, 3])
})

test('a bulk that is sent again is not done again, also after a restart', async () => {
  const lsid = { id: new UUID() }
  const ops = [
    { insert: 0, document: { _id: 1, n: 0 } },
    { update: 0, filter: { _id: 1 }, updateMods: { $inc: { n: 1 } } },
  ]
  const send = () => ask(database.path, { bulkWrite: 1, ops, nsInfo: [{ ns: 'again.things' }], lsid, txnNumber: Long.ONE, $db: 'admin' })
  expect(await send()).toMatchObject({ ok: 1, nInserted: 1, nMatched: 1, nModified: 1, nErrors: 0 })
  await database.restart()
  expect(await send()).toMatchObject({ ok: 1, nInserted: 1, nModified: 1, retriedStmtIds: [0, 1] })
  expect(await database.client.db('again').collection('things').findOne()).toMatchObject({ n: 1 })
})

test.each([
  [{ ops: [{ insert: 1, document: {} }] }, 2],
  [{ ops: [{ upsert: 0, document: {} }] }, 2],
  [{ ops: [{ insert: 0, document: {}, colour: 1 }] }, 40415],
  [{ ops: [{ update: 0, updateMods: {} }] }, 14],
  [{ ops: [] }, 16],
  [{ ops: [{ insert: 0, document: {} }], $db: 'test' }, 13],
])('a bulk of %j is refused', async (wrong, code) => {
  expect(await ask(database.path, { bulkWrite: 1, nsInfo: [{ ns: 'a.b' }], $db: 'admin', ...wrong })).toMatchObject({ ok: 0, code })
})

test('an update of one document takes the first of the order that is asked for', async () => {
  const things = database.fresh()
  await things.insertMany([{ n: 1 }, { n: 3 }, { n: 2 }])
  await things.updateOne({}, { $set: { chosen: 'one' } }, { sort: { n: -1 } })
  await things.replaceOne({}, { n: 0 }, { sort: { n: 1 } })
  expect(await things.find({}, { sort: { n: 1 }, projection: { _id: 0 } }).toArray()).toEqual([{ n: 0 }, { n: 2 }, { n: 3, chosen: 'one' }])
  const many = { update: things.collectionName, updates: [{ q: {}, u: { $set: { a: 1 } }, multi: true, sort: { n: 1 } }], $db: 'test' }
  expect(await ask(database.path, many)).toMatchObject({ writeErrors: [{ code: 9 }] })
})
