// Transactions that write the same: who wins, who waits, and who begins again.
import type { ClientSession } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()

async function inTransaction(run: (session: ClientSession) => Promise<void>): Promise<void> {
  await database.client.withSession(session => session.withTransaction(() => run(session)).then(() => undefined))
}

test('of two transactions that write one document the second is told to try again', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never, n: 0 })
  const [first, second] = [database.client.startSession(), database.client.startSession()]
  first.startTransaction()
  second.startTransaction()
  await things.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session: first })
  const error = await things.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session: second }).catch(e => e)
  expect(error.code).toBe(112)
  expect(error.hasErrorLabel('TransientTransactionError')).toBe(true)
  await first.commitTransaction()
  await Promise.all([first.endSession(), second.endSession()])
  expect(await things.findOne()).toMatchObject({ n: 1 })
})

test('a transaction that has read nothing yet waits a moment for the other writer, and counts on from what that one left', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never, n: 0 })
  const [first, second] = [database.client.startSession(), database.client.startSession()]
  first.startTransaction()
  second.startTransaction()
  await things.insertOne({ child: 1 }, { session: second })
  await things.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session: first })
  const waiting = things.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session: second })
  await first.commitTransaction()
  expect(await waiting).toMatchObject({ modifiedCount: 1 })
  await second.commitTransaction()
  await Promise.all([first.endSession(), second.endSession()])
  expect(await things.findOne({ _id: 1 as never })).toMatchObject({ n: 2 })
  expect(await things.countDocuments({ child: 1 })).toBe(1)
})

test('transactions that hold what the other wants do not wait for each other', async () => {
  const things = database.fresh()
  await things.insertMany([{ _id: 1 }, { _id: 2 }] as never[])
  const [first, second] = [database.client.startSession(), database.client.startSession()]
  first.startTransaction()
  second.startTransaction()
  const touch = (_id: number, session: ClientSession) => things.updateOne({ _id: _id as never }, { $inc: { n: 1 } }, { session })
  await touch(1, first)
  await touch(2, second)
  const results = await Promise.allSettled([touch(2, first), touch(1, second)])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await first.abortTransaction().catch(() => undefined)
  await second.abortTransaction().catch(() => undefined)
  await Promise.all([first.endSession(), second.endSession()])
})

test('a document that was changed since the transaction began is a conflict too', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never, n: 0 })
  const session = database.client.startSession()
  session.startTransaction()
  await things.findOne({ _id: 1 as never }, { session })
  await things.updateOne({ _id: 1 as never }, { $inc: { n: 1 } })
  await expect(things.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session })).rejects.toMatchObject({ code: 112 })
  await session.endSession()
})

test('a plain write waits for the transaction that holds its document', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never, n: 0 })
  const session = database.client.startSession()
  session.startTransaction()
  await things.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session })
  let done = false
  const waiting = things.updateOne({ _id: 1 as never }, { $inc: { n: 10 } }).then(() => {
    done = true
  })
  await database.db.command({ ping: 1 })
  await things.insertOne({ n: 5 })
  expect(done).toBe(false)
  await session.commitTransaction()
  await waiting
  await session.endSession()
  expect(await things.findOne({ _id: 1 as never })).toMatchObject({ n: 11 })
})

test('two transactions cannot take the same unique key', async () => {
  const people = database.fresh()
  await people.createIndex({ name: 1 }, { unique: true })
  const [first, second] = [database.client.startSession(), database.client.startSession()]
  first.startTransaction()
  second.startTransaction()
  await people.insertOne({ name: 'a' }, { session: first })
  await expect(people.insertOne({ name: 'a' }, { session: second })).rejects.toMatchObject({ code: 112 })
  await first.commitTransaction()
  await Promise.all([first.endSession(), second.endSession()])
  await expect(inTransaction(async session => void (await people.insertOne({ name: 'a' }, { session })))).rejects.toMatchObject({
    code: 11000,
  })
})

test('ten writers who count on one parent all count, and each leaves its child', async () => {
  const parents = database.fresh()
  const children = database.fresh()
  await parents.insertOne({ _id: 1 as never, children: 0 })
  await Promise.all(
    Array.from({ length: 10 }, (_, writer) =>
      inTransaction(async session => {
        await children.insertOne({ writer }, { session })
        await parents.updateOne({ _id: 1 as never }, { $inc: { children: 1 } }, { session })
      }),
    ),
  )
  expect(await parents.findOne()).toMatchObject({ children: 10 })
  expect(await children.countDocuments()).toBe(10)
})

test('those who wait for one record go on one after the other, and none has to begin again', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never, n: 0 })
  let attempts = 0
  const add = () =>
    database.client.withSession(session =>
      session.withTransaction(async () => {
        attempts++
        const found = await things.findOneAndUpdate({ _id: 1 as never }, { $inc: { n: 1 } }, { session, returnDocument: 'after' })
        await things.insertOne({ seen: found!.n }, { session })
      }),
    )
  await Promise.all(Array.from({ length: 8 }, add))
  expect(attempts).toBe(8)
  const seen = await things.find({ seen: { $exists: true } }).toArray()
  expect(seen.map(each => each.seen).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

test('when the one whose turn it is gives up, the next goes on', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never, n: 0 })
  const [holder, first, second] = [0, 1, 2].map(() => database.client.startSession())
  for (const session of [holder!, first!, second!]) session.startTransaction()
  await things.updateOne({ _id: 1 as never }, { $set: { n: 1 } }, { session: holder! })
  const givesUp = things.updateOne({ _id: 1 as never }, { $set: { n: 2 } }, { session: first!, maxTimeMS: 30 })
  const goesOn = things.updateOne({ _id: 1 as never }, { $set: { n: 3 } }, { session: second! })
  await expect(givesUp).rejects.toMatchObject({ code: 50 })
  await holder!.abortTransaction()
  expect(await goesOn).toMatchObject({ modifiedCount: 1 })
  await second!.commitTransaction()
  expect(await things.findOne()).toMatchObject({ n: 3 })
  await Promise.all([holder!, first!, second!].map(session => session.endSession()))
})
