// Writes and commits that are sent again: answered again, not done again; and where concerns may be said.
import { Long, UUID } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'
import { ask } from './raw.ts'

const database = useDatabase()

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

test('concerns are said where a transaction begins and ends, and nowhere else', async () => {
  const lsid = { id: new UUID() }
  const send = (command: object, number: number) =>
    ask(database.path, { ...command, lsid, txnNumber: Long.fromNumber(number), autocommit: false, $db: 'test' })
  expect(await send({ find: 'x', startTransaction: true, readConcern: { level: 'snapshot' } }, 1)).toMatchObject({ ok: 1 })
  expect(await send({ find: 'x', readConcern: { level: 'local' } }, 1)).toMatchObject({ code: 72 })
  expect(await send({ insert: 'x', documents: [{}], startTransaction: true, writeConcern: { w: 1 } }, 2)).toMatchObject({ code: 72 })
})

test('a write that waits while its session goes on to the next is refused, and never answers for that one', async () => {
  const things = database.fresh()
  const name = things.collectionName
  await things.insertMany([{ _id: 1 }, { _id: 2 }] as never[])
  const [holder, lsid] = [{ id: new UUID() }, { id: new UUID() }]
  const adding = (_id: number) => ({ update: name, updates: [{ q: { _id }, u: { $inc: { n: 1 } } }], $db: 'test' })
  const transaction = { lsid: holder, txnNumber: Long.ONE, autocommit: false }
  await ask(database.path, { ...adding(1), ...transaction, startTransaction: true })
  const waiting = ask(database.path, { ...adding(1), lsid, txnNumber: Long.ONE, comment: 'waits' })
  const isWaiting = { aggregate: 1, pipeline: [{ $currentOp: {} }, { $match: { 'command.comment': 'waits' } }], cursor: {} }
  while ((await database.client.db('admin').command(isWaiting)).cursor.firstBatch.length === 0);
  const next = ask(database.path, { ...adding(1), lsid, txnNumber: Long.fromNumber(2), comment: 'next' })
  isWaiting.pipeline[1]!.$match!['command.comment'] = 'next'
  while ((await database.client.db('admin').command(isWaiting)).cursor.firstBatch.length === 0);
  await ask(database.path, { commitTransaction: 1, ...transaction, $db: 'admin' })
  expect(await waiting).toMatchObject({ ok: 0, code: 225 })
  expect(await next).toMatchObject({ ok: 1, nModified: 1 })
  expect(await things.findOne({ _id: 1 as never })).toEqual({ _id: 1, n: 2 })
})
