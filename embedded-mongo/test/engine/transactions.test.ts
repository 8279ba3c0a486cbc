// Transactions: all or nothing, what they see, who wins, and what a repeated message does.
import type { ClientSession, Collection } from 'mongodb'
import { Long, UUID } from 'mongodb'
import { expect, test } from 'vitest'
import { explain, useDatabase } from './database.ts'
import { ask } from './raw.ts'

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

test('a commit that is sent again is answered again, also after a restart', async () => {
  const things = database.fresh()
  await things.insertOne({ _id: 1 as never })
  const send = (command: object, number: number) =>
    ask(database.path, { ...command, lsid, txnNumber: Long.fromNumber(number), autocommit: false, $db: 'test' })
  const lsid = { id: new UUID() }
  expect(await send({ insert: things.collectionName, documents: [{ _id: 2 }], startTransaction: true }, 3)).toMatchObject({ ok: 1, n: 1 })
  expect(await send({ commitTransaction: 1 }, 3)).toMatchObject({ ok: 1 })
  expect(await send({ commitTransaction: 1 }, 3)).toMatchObject({ ok: 1 })
  expect(await send({ abortTransaction: 1 }, 3)).toMatchObject({ code: 256 })
  await database.restart()
  expect(await send({ commitTransaction: 1 }, 3)).toMatchObject({ ok: 1 })
  expect(await database.db.collection(things.collectionName).countDocuments()).toBe(2)
  expect(await send({ commitTransaction: 1 }, 4)).toMatchObject({ code: 251, errorLabels: ['TransientTransactionError'] })
})

test('a write that is sent again is answered again and not done again, also after a restart', async () => {
  const things = database.fresh()
  const name = things.collectionName
  const lsid = { id: new UUID() }
  const send = (command: object, number: number) =>
    ask(database.path, { ...command, lsid, txnNumber: Long.fromNumber(number), $db: 'test' })
  await things.insertOne({ _id: 1 as never, n: 0 })
  const updating = { update: name, updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] }
  const changing = { findAndModify: name, query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true }
  expect(await send(updating, 1)).toMatchObject({ ok: 1, n: 1, nModified: 1 })
  expect(await send(updating, 1)).toMatchObject({ ok: 1, n: 1, nModified: 1, retriedStmtIds: [0] })
  expect(await send(changing, 2)).toMatchObject({ value: { n: 2 } })
  await database.restart()
  expect(await send(changing, 2)).toMatchObject({ value: { n: 2 } })
  expect(await database.db.collection(name).findOne()).toMatchObject({ n: 2 })
  expect(await send(updating, 1)).toMatchObject({ code: 225 })
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
  expect(await numbers(things)).toEqual([1, 2])
})

test('concerns are said where a transaction begins and ends, and nowhere else', async () => {
  const lsid = { id: new UUID() }
  const send = (command: object, number: number) =>
    ask(database.path, { ...command, lsid, txnNumber: Long.fromNumber(number), autocommit: false, $db: 'test' })
  expect(await send({ find: 'x', startTransaction: true, readConcern: { level: 'snapshot' } }, 1)).toMatchObject({ ok: 1 })
  expect(await send({ find: 'x', readConcern: { level: 'local' } }, 1)).toMatchObject({ code: 72 })
  expect(await send({ insert: 'x', documents: [{}], startTransaction: true, writeConcern: { w: 1 } }, 2)).toMatchObject({ code: 72 })
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
