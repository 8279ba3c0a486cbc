// Collections and indexes that a transaction makes.
import type { ClientSession } from 'mongodb'
import { expect, test } from 'vitest'
import { explain, useDatabase } from './database.ts'

const database = useDatabase()

async function inTransaction(run: (session: ClientSession) => Promise<void>): Promise<void> {
  await database.client.withSession(session => session.withTransaction(() => run(session)).then(() => undefined))
}

const isListed = async ({ collectionName }: { collectionName: string }) =>
  (await database.db.listCollections({ name: collectionName }, { nameOnly: true }).toArray()).length > 0

test('a collection that a transaction makes is its own until it commits, and never was if it is aborted', async () => {
  const [made, filled] = [database.fresh(), database.fresh()]
  await database.client.withSession(async session => {
    session.startTransaction()
    await database.db.createCollection(made.collectionName, { session })
    await filled.insertOne({ n: 1 }, { session })
    expect(await filled.countDocuments({}, { session })).toBe(1)
    expect([await isListed(made), await isListed(filled)]).toEqual([false, false])
    await session.abortTransaction()
    expect([await isListed(made), await isListed(filled)]).toEqual([false, false])
    await session.withTransaction(async () => {
      await database.db.createCollection(made.collectionName, { session })
      await filled.insertOne({ n: 2 }, { session })
    })
  })
  expect([await isListed(made), await isListed(filled)]).toEqual([true, true])
  await database.restart()
  expect(await database.db.collection(filled.collectionName).findOne()).toMatchObject({ n: 2 })
  await database.db.collection('another').insertOne({ n: 3 })
  expect(await database.db.collection(filled.collectionName).countDocuments()).toBe(1)
})

test('an index can be made in the transaction that makes its collection, and in no other', async () => {
  const people = database.fresh()
  await inTransaction(async session => {
    await people.createIndex({ name: 1 }, { unique: true, session })
    await people.insertMany([{ name: 'a' }, { name: 'b' }], { session })
    expect(await people.countDocuments({ name: 'b' }, { session })).toBe(1)
    expect(await people.createIndex({ name: 1 }, { unique: true, session })).toBe('name_1')
  })
  await expect(people.insertOne({ name: 'a' })).rejects.toMatchObject({ code: 11000 })
  expect(await explain(people, { name: 'b' })).toMatchObject({ index: 'name_1', returned: 1 })
  await expect(inTransaction(async session => void (await people.createIndex({ age: 1 }, { session })))).rejects.toMatchObject({
    code: 263,
  })
})

test('of two transactions that make one collection the second begins again', async () => {
  const things = database.fresh()
  let rounds = 0
  await inTransaction(async session => {
    rounds++
    await things.insertOne({ n: 1 }, { session })
    if (rounds === 1) await inTransaction(async other => void (await things.insertOne({ n: 2 }, { session: other })))
  })
  expect(rounds).toBe(2)
  expect((await things.find().toArray()).map(({ n }) => n).sort()).toEqual([1, 2])
})
