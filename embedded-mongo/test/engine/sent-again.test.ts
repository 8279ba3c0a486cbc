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
