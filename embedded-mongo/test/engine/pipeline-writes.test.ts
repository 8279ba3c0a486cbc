// `$out` and `$merge` through the driver: what they write, what they leave alone, and when they refuse.
import type { Document } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()

const all = (name: string, db = database.db) =>
  db
    .collection(name)
    .find({}, { sort: { _id: 1 } })
    .toArray()

async function source(docs: Document[]) {
  const things = database.fresh()
  await things.insertMany(docs)
  return things
}

test('$out makes a collection of what the pipeline gives, in another database too', async () => {
  const things = await source([{ _id: 1, n: 1 } as Document, { _id: 2, n: 2 }, { _id: 3, n: 3 }])
  expect(await things.aggregate([{ $match: { n: { $gt: 1 } } }, { $out: 'made' }]).toArray()).toEqual([])
  expect(await all('made')).toEqual([
    { _id: 2, n: 2 },
    { _id: 3, n: 3 },
  ])
  await things.aggregate([{ $limit: 1 }, { $out: { db: 'other', coll: 'made' } }]).toArray()
  expect(await all('made', database.client.db('other'))).toEqual([{ _id: 1, n: 1 }])
})

test('$out puts all in the place of all that was there, and keeps the indexes', async () => {
  const target = await source([{ _id: 9, n: 9 } as Document])
  await target.createIndex({ n: 1 }, { unique: true, name: 'by n' })
  const things = await source(Array.from({ length: 2000 }, (_, n) => ({ _id: n, n }) as Document))
  await things.aggregate([{ $out: target.collectionName }]).toArray()
  expect(await target.countDocuments({ n: { $gte: 1990 } })).toBe(10)
  expect(await target.estimatedDocumentCount()).toBe(2000)
  expect((await target.indexes()).map(index => index.name)).toEqual(['_id_', 'by n'])
  await expect(target.insertOne({ n: 5 })).rejects.toMatchObject({ code: 11000 })
  await database.restart()
  expect(await database.db.collection(target.collectionName).countDocuments({ n: 7 })).toBe(1)
  expect(await database.db.command({ validate: target.collectionName })).toMatchObject({ valid: true })
})

test('an $out that fails leaves everything as it was', async () => {
  const target = await source([{ _id: 1, n: 1 } as Document])
  await target.createIndex({ n: 1 }, { unique: true })
  const things = await source([{ n: 5 }, { n: 5 }])
  await expect(things.aggregate([{ $out: target.collectionName }]).toArray()).rejects.toMatchObject({ code: 11000 })
  expect(await all(target.collectionName)).toEqual([{ _id: 1, n: 1 }])
})

test('a collection may be written anew from itself', async () => {
  const things = await source([{ _id: 1, n: 1 } as Document, { _id: 2, n: 2 }])
  await things.aggregate([{ $set: { n: { $add: ['$n', 10] } } }, { $out: things.collectionName }]).toArray()
  expect((await all(things.collectionName)).map(({ n }) => n)).toEqual([11, 12])
})

const MODES: [options: Document, expected: Document[]][] = [
  [
    {},
    [
      { _id: 1, a: 1, b: 2 },
      { _id: 2, b: 3 },
    ],
  ],
  [
    { whenMatched: 'replace' },
    [
      { _id: 1, b: 2 },
      { _id: 2, b: 3 },
    ],
  ],
  [
    { whenMatched: 'keepExisting' },
    [
      { _id: 1, a: 1 },
      { _id: 2, b: 3 },
    ],
  ],
  [{ whenNotMatched: 'discard' }, [{ _id: 1, a: 1, b: 2 }]],
  [
    { whenMatched: [{ $set: { sum: { $add: ['$a', '$$new.b'] } } }] },
    [
      { _id: 1, a: 1, sum: 3 },
      { _id: 2, b: 3 },
    ],
  ],
  [
    { let: { k: { $multiply: ['$b', 10] } }, whenMatched: [{ $set: { k: '$$k' } }] },
    [
      { _id: 1, a: 1, k: 20 },
      { _id: 2, b: 3 },
    ],
  ],
]

test.each(MODES)('$merge with %j', async (options, expected) => {
  const target = await source([{ _id: 1, a: 1 } as Document])
  const things = await source([{ _id: 1, b: 2 } as Document, { _id: 2, b: 3 }])
  expect(await things.aggregate([{ $merge: { into: target.collectionName, ...options } }]).toArray()).toEqual([])
  expect(await all(target.collectionName)).toEqual(expected)
})

test.each([
  [{ whenMatched: 'fail' }, 11000],
  [{ whenNotMatched: 'fail' }, 13113],
  [{ whenMatched: [{ $set: { _id: 5 } }] }, 66],
  [{ on: 'b' }, 51183],
])('$merge with %j fails with code %i', async (options, code) => {
  const target = await source([{ _id: 1, a: 1 } as Document])
  const things = await source([{ _id: 1, b: 2 } as Document, { _id: 2, b: 3 }])
  await expect(things.aggregate([{ $merge: { into: target.collectionName, ...options } }]).toArray()).rejects.toMatchObject({ code })
})

test('$merge finds documents by other fields that a unique index keeps', async () => {
  const target = await source([{ _id: 1, day: 'mo', room: 1, n: 1 } as Document])
  await target.createIndex({ room: 1, day: 1 }, { unique: true })
  const things = await source([
    { day: 'mo', room: 1, n: 5 },
    { day: 'tu', room: 1, n: 6 },
  ])
  const stages = [{ $project: { _id: 0 } }, { $merge: { into: target.collectionName, on: ['day', 'room'] } }]
  await things.aggregate(stages).toArray()
  await things.aggregate(stages).toArray()
  expect((await all(target.collectionName)).map(({ day, n }) => [day, n])).toEqual([
    ['mo', 5],
    ['tu', 6],
  ])
  const withoutDay = things.aggregate([{ $project: { _id: 0, room: 1 } }, stages[1]!])
  await expect(withoutDay.toArray()).rejects.toMatchObject({ code: 51132 })
})

test('a pipeline that writes has no place in a transaction', async () => {
  const things = await source([{ n: 1 }])
  for (const stage of [{ $out: 'made' }, { $merge: 'made' }]) {
    await database.client.withSession(async session => {
      session.startTransaction()
      await expect(things.aggregate([stage], { session }).toArray()).rejects.toMatchObject({ code: 263 })
    })
  }
})

test('$merge waits for a transaction that holds the document', async () => {
  const target = await source([{ _id: 1, n: 1 } as Document])
  const things = await source([{ _id: 1, b: 2 } as Document])
  await database.client.withSession(async session => {
    session.startTransaction()
    await target.updateOne({ _id: 1 as never }, { $set: { n: 7 } }, { session })
    const merging = things.aggregate([{ $merge: target.collectionName }]).toArray()
    await session.commitTransaction()
    await merging
  })
  expect(await all(target.collectionName)).toEqual([{ _id: 1, n: 7, b: 2 }])
})
