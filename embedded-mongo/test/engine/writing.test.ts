// What writes answer and leave behind, through the official driver.
import { Decimal128, Double, Int32, Long, ObjectId } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()

test('a document comes back as it went in, number types and order of fields kept', async () => {
  const things = database.fresh()
  const _id = new ObjectId()
  const document = {
    b: new Double(1),
    a: Long.fromString('9007199254740993'),
    d: Decimal128.fromString('1.10'),
    i: new Int32(7),
    list: [1, { x: null }],
    _id,
  }
  await things.insertOne(document)
  const found = await things.findOne({ _id }, { promoteValues: false, promoteLongs: false })
  expect(Object.keys(found!)).toEqual(['_id', 'b', 'a', 'd', 'i', 'list'])
  expect(found!.a.toString()).toBe('9007199254740993')
  expect(found!.d.toString()).toBe('1.10')
  expect(found!.b._bsontype).toBe('Double')
})

test('a second document with the same _id is refused with the key that was taken', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 5 as never })
  const error = await things.insertOne({ _id: 5 as never }).catch(e => e)
  expect(error).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 5 } })
  expect(error.message).toMatch(/^E11000 duplicate key error collection: test\.c\d+ index: _id_ dup key: \{ _id: 5 \}$/)
})

test('an ordered insert stops at the first error, an unordered one goes on', async () => {
  const ordered = database.fresh()
  await ordered.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[]).catch(() => undefined)
  expect(await ordered.countDocuments()).toBe(1)
  const unordered = database.fresh()
  const error = await unordered.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[], { ordered: false }).catch(e => e)
  expect(error.writeErrors).toHaveLength(1)
  expect(error.writeErrors[0].index).toBe(1)
  expect(await unordered.countDocuments()).toBe(2)
})

test('updates count what they matched and what they modified', async () => {
  const things = database.fresh()
  await things.insertMany([
    { n: 1, a: 1 },
    { n: 1, a: 2 },
    { n: 2, a: 1 },
  ])
  expect(await things.updateMany({ n: 1 }, { $set: { a: 2 } })).toMatchObject({ matchedCount: 2, modifiedCount: 1 })
  expect(await things.updateOne({ n: 3 }, { $set: { a: 2 } })).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedId: null })
  expect(await things.replaceOne({ n: 2 }, { n: 9 })).toMatchObject({ modifiedCount: 1 })
  expect(await things.findOne({ n: 9 }, { projection: undefined as never })).not.toHaveProperty('a')
})

test('an upsert takes its beginning from the filter', async () => {
  const things = database.fresh()
  const result = await things.updateOne({ name: 'x', age: { $gt: 3 } }, { $set: { b: 1 }, $setOnInsert: { c: 2 } }, { upsert: true })
  expect(result.upsertedCount).toBe(1)
  expect(await things.findOne({ _id: result.upsertedId! })).toMatchObject({ name: 'x', b: 1, c: 2 })
})

test('the _id of a document cannot be changed', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never, a: 1 })
  await expect(things.updateOne({ a: 1 }, { $set: { _id: 2 } })).rejects.toMatchObject({ code: 66 })
})

test('findOneAndUpdate answers with the document before or after', async () => {
  const things = database.fresh()
  await things.insertMany([{ n: 1 }, { n: 2 }, { n: 3 }])
  expect(await things.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })).toMatchObject({ n: 3 })
  expect(await things.findOneAndUpdate({ n: 13 }, { $inc: { n: 1 } }, { returnDocument: 'after' })).toMatchObject({ n: 14 })
  expect(await things.findOneAndDelete({ n: 14 })).toMatchObject({ n: 14 })
  expect(await things.findOneAndUpdate({ n: 14 }, { $inc: { n: 1 } })).toBeNull()
  expect(await things.findOneAndUpdate({ k: 1 }, { $set: { m: 1 } }, { upsert: true, returnDocument: 'after' })).toMatchObject({
    k: 1,
    m: 1,
  })
})

test('ten writers each take another task, although all ask for the first', async () => {
  const tasks = database.fresh()
  await tasks.createIndex({ state: 1, n: 1 })
  await tasks.insertMany(Array.from({ length: 10 }, (_, n) => ({ n, state: 'open' })))
  const taken = await Promise.all(
    Array.from({ length: 10 }, () => tasks.findOneAndUpdate({ state: 'open' }, { $set: { state: 'taken' } }, { sort: { n: 1 } })),
  )
  expect(taken.map(task => task!.n).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a bulk write runs its operations in order', async () => {
  const things = database.fresh()
  const result = await things.bulkWrite([
    { insertOne: { document: { n: 1 } } },
    { updateOne: { filter: { n: 1 }, update: { $set: { n: 2 } } } },
    { replaceOne: { filter: { n: 5 }, replacement: { n: 6 }, upsert: true } },
    { deleteOne: { filter: { n: 2 } } },
  ])
  expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 })
  expect((await things.find().toArray()).map(({ n }) => n)).toEqual([6])
})

test('a change of thousands of documents reaches all of them, although it is done in pieces', async () => {
  const things = database.fresh()
  await things.createIndex({ n: 1 })
  await things.insertMany(Array.from({ length: 5000 }, (_, n) => ({ n })))
  expect(await things.updateMany({ n: { $gte: 0 } }, { $inc: { n: 10_000 } })).toMatchObject({ matchedCount: 5000, modifiedCount: 5000 })
  expect(await things.countDocuments({ n: { $lt: 10_000 } })).toBe(0)
  expect(await things.deleteMany({ n: { $lt: 12_000 } })).toMatchObject({ deletedCount: 2000 })
  expect(await things.countDocuments({})).toBe(3000)
})

test('options and commands that are not known are refused by name', async () => {
  await expect(database.db.command({ find: 'x', frobnicate: 1 })).rejects.toMatchObject({
    code: 40415,
    message: expect.stringContaining('frobnicate'),
  })
  await expect(database.db.command({ mapReduce: 'x' })).rejects.toMatchObject({ code: 59, message: "no such command: 'mapReduce'" })
  await expect(database.db.createCollection('capped', { capped: true, size: 1000 })).rejects.toThrow(/size|capped/)
})
