// Scans of what is changed meanwhile: each record comes once, whatever becomes of the index that it is found by.
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()

test('a document that gets an array behind the place of a scan, whose index had none, is not given again', async () => {
  const posts = database.fresh()
  await posts.createIndex({ at: 1 })
  await posts.insertMany(Array.from({ length: 500 }, (_, n) => ({ _id: n as never, at: n })))
  const cursor = posts.find({ at: { $gte: 0 } }, { batchSize: 50 }).hint({ at: 1 })
  const seen = [(await cursor.next())!._id]
  await posts.updateOne({ at: 0 }, { $set: { at: [0, 400] } })
  await posts.updateOne({ at: 300 }, { $set: { at: [2, 300] } })
  for await (const { _id } of cursor) seen.push(_id)
  expect(seen.map(Number)).toEqual(Array.from({ length: 500 }, (_, n) => n))
})

test('a cursor over an index that is dropped ends with an error instead of as if there were no more', async () => {
  const posts = database.fresh()
  await posts.createIndex({ at: 1 })
  await posts.insertMany(Array.from({ length: 5000 }, (_, n) => ({ at: n })))
  const cursor = posts.find({ at: { $gte: 0 } }, { batchSize: 50 }).hint({ at: 1 })
  await cursor.next()
  await posts.dropIndex('at_1')
  await expect(cursor.toArray()).rejects.toMatchObject({ code: 175, codeName: 'QueryPlanKilled' })
})

test('a cursor over a collection that is dropped ends with an error', async () => {
  const posts = database.fresh()
  await posts.insertMany(Array.from({ length: 5000 }, (_, n) => ({ at: n })))
  const cursor = posts.find({}, { batchSize: 50 })
  await cursor.next()
  await posts.drop()
  await expect(cursor.toArray()).rejects.toMatchObject({ code: 175, codeName: 'QueryPlanKilled' })
})
