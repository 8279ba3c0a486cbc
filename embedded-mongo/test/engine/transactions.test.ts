// Transactions: all or nothing, and what they and snapshot sessions see.
import type { ClientSession, Collection } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()

async function inTransaction(run: (session: ClientSession) => Promise<void>): Promise<void> {
  await database.client.withSession(session => session.withTransaction(() => run(session)).then(() => undefined))
}

const numbers = async (collection: Collection, session?: ClientSession) =>
  (
    await collection
      .find({}, { session: session as never })
      .sort({ n: 1 })
      .toArray()
  ).map(({ n }) => n)

test('what a transaction writes is seen by itself at once and by others when it is committed', async () => {
  const things = database.fresh()
  await things.createIndex({ n: 1 })
  await things.insertMany([{ n: 1 }, { n: 5 }])
  await inTransaction(async session => {
    await things.insertOne({ n: 3 }, { session })
    await things.updateOne({ n: 5 }, { $set: { n: 2 } }, { session })
    await things.deleteOne({ n: 1 }, { session })
    expect(await numbers(things, session)).toEqual([2, 3])
    expect(
      (
        await things
          .find({ n: { $gt: 1 } }, { session })
          .sort({ n: -1 })
          .limit(1)
          .toArray()
      )[0],
    ).toMatchObject({ n: 3 })
    expect(await things.countDocuments({ n: 2 }, { session })).toBe(1)
    expect(await numbers(things)).toEqual([1, 5])
  })
  expect(await numbers(things)).toEqual([2, 3])
  expect((await database.db.command({ validate: things.collectionName })).errors).toEqual([])
})

test('an aborted transaction leaves nothing behind, not even a lock', async () => {
  const things = database.fresh()
  await things.insertOne({ n: 1 })
  const session = database.client.startSession()
  session.startTransaction()
  await things.updateOne({ n: 1 }, { $set: { n: 2 } }, { session })
  await session.abortTransaction()
  await session.endSession()
  expect(await numbers(things)).toEqual([1])
  expect(await things.updateOne({ n: 1 }, { $inc: { n: 1 } })).toMatchObject({ modifiedCount: 1 })
})

test('a transaction goes on seeing the state in which it began', async () => {
  const things = database.fresh()
  await things.insertMany([{ n: 1 }, { n: 2 }])
  const session = database.client.startSession()
  session.startTransaction()
  expect(await numbers(things, session)).toEqual([1, 2])
  await things.updateOne({ n: 1 }, { $set: { n: 7 } })
  await things.insertOne({ n: 8 })
  expect(await numbers(things, session)).toEqual([1, 2])
  await session.commitTransaction()
  await session.endSession()
  expect(await numbers(things)).toEqual([2, 7, 8])
})

test('a key that a transaction frees can be taken in the same transaction', async () => {
  const people = database.fresh()
  await people.createIndex({ name: 1 }, { unique: true })
  await people.insertOne({ name: 'a', old: true })
  await inTransaction(async session => {
    await people.deleteOne({ old: true }, { session })
    await people.insertOne({ name: 'a', old: false }, { session })
  })
  expect(await people.find({ name: 'a' }).toArray()).toMatchObject([{ old: false }])
  expect((await database.db.command({ validate: people.collectionName })).errors).toEqual([])
})

test('a snapshot session goes on reading the state of its first read, and others the newest', async () => {
  const things = database.fresh()
  await things.createIndex({ n: 1 })
  await things.insertMany([{ n: 1 }, { n: 2 }])
  await database.client.withSession({ snapshot: true }, async session => {
    expect(await numbers(things, session)).toEqual([1, 2])
    await things.insertOne({ n: 3 })
    await things.deleteOne({ n: 1 })
    expect(await numbers(things, session)).toEqual([1, 2])
    expect(await things.countDocuments({}, { session })).toBe(2)
    expect(await things.distinct('n', { n: { $gt: 0 } }, { session })).toEqual([1, 2])
    await expect(database.db.command({ count: things.collectionName }, { session })).rejects.toMatchObject({ code: 72 })
  })
  expect(await numbers(things)).toEqual([2, 3])
})

test('an index that is younger than the state that is read is not read from', async () => {
  const things = database.fresh()
  await things.insertMany([{ n: 1 }, { n: 2 }])
  await database.client.withSession({ snapshot: true }, async session => {
    expect(await numbers(things, session)).toEqual([1, 2])
    await things.createIndex({ n: 1 })
    await expect(things.find({ n: 1 }, { session }).toArray()).rejects.toMatchObject({ code: 246 })
    expect(await things.find({ n: 1 }, { session, hint: { $natural: 1 } }).toArray()).toHaveLength(1)
  })
  expect(await things.find({ n: 1 }).toArray()).toHaveLength(1)
})
