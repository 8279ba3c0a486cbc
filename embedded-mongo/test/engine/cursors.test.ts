// Cursors: batches, their end, and that they hold no part of the store between two batches.
import { Long } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()

test('a long result comes in batches, each document once', async () => {
  const things = database.fresh()
  await things.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })))
  const found = await things.find({}).batchSize(70).toArray()
  expect(found.map(({ n }) => n)).toEqual(Array.from({ length: 1000 }, (_, n) => n))
})

test('what is written between two batches does not disturb the order or repeat a document', async () => {
  const things = database.fresh()
  await things.createIndex({ n: 1 })
  await things.insertMany(Array.from({ length: 300 }, (_, n) => ({ n: n * 2 })))
  const cursor = things.find({}).sort({ n: 1 }).batchSize(10)
  const seen: number[] = []
  for (let document = await cursor.next(); document !== null; document = await cursor.next()) {
    seen.push(document.n)
    if (seen.length % 25 === 0) {
      await things.insertOne({ n: document.n + 101 })
      await things.deleteOne({ n: document.n - 2 })
    }
  }
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
  expect(seen.filter(n => n % 2 === 1).length).toBeGreaterThan(5)
})

test('an answer of distinct is no larger than a document may be', async () => {
  const things = database.fresh()
  for (let n = 0; n < 6; n++) await things.insertOne({ n, text: String(n).repeat(3 * 1024 * 1024) })
  expect(await things.distinct('text', { n: { $lt: 5 } })).toHaveLength(5)
  await expect(things.distinct('text')).rejects.toMatchObject({ code: 17217, message: 'distinct too big, 16mb cap' })
})

test('a batch ends at 16 MB', async () => {
  const things = database.fresh()
  const text = 'x'.repeat(3 * 1024 * 1024)
  for (let n = 0; n < 8; n++) await things.insertOne({ n, text })
  const { cursor } = await database.db.command({ find: things.collectionName, batchSize: 100 })
  expect(cursor.firstBatch.length).toBe(5)
  expect(await things.find({}).toArray()).toHaveLength(8)
})

test('a killed cursor is gone', async () => {
  const things = database.fresh()
  await things.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })))
  const session = database.client.startSession()
  const name = things.collectionName
  const { cursor } = await database.db.command({ find: name, batchSize: 2 }, { session })
  expect(cursor.id).not.toBe(0)
  const id = Long.fromBigInt(BigInt(cursor.id.toString()))
  expect((await database.db.command({ killCursors: name, cursors: [id] }, { session })).cursorsKilled).toHaveLength(1)
  await expect(database.db.command({ getMore: id, collection: name }, { session })).rejects.toMatchObject({ code: 43 })
  await session.endSession()
})

test('a query that takes too long is ended, and others are answered meanwhile', async () => {
  const things = database.fresh()
  await things.insertMany(Array.from({ length: 50_000 }, (_, n) => ({ n, text: 'some words to read' })))
  let over = false
  const scan = things.find({ text: /nothing/ }).toArray()
  void scan.then(() => {
    over = true
  })
  let answered = 0
  for (; !over; answered++) await database.db.command({ ping: 1 })
  // One that did not share its time would let one or two through, before it began and after it ended.
  expect(answered).toBeGreaterThan(3)
  await expect(things.find({ text: /nothing/ }, { maxTimeMS: 1 }).toArray()).rejects.toMatchObject({ code: 50 })
})
