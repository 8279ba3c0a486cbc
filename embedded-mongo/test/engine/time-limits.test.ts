// maxTimeMS: whatever a command does, it ends when its time is over, and the time that a client takes between two batches does not count.
import type { Collection } from 'mongodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()
let things: Collection

beforeAll(async () => {
  things = database.fresh()
  await things.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n, m: n % 7, text: `some words to read ${n}` })))
})

const slow = { text: /nothing/ }
const brief = { maxTimeMS: 2 }
const pipelines = {
  $group: [{ $group: { _id: '$text', n: { $sum: 1 } } }],
  $sort: [{ $set: { x: '$text' } }, { $sort: { x: 1 } }],
  $lookup: [{ $limit: 50 }, { $lookup: { from: 'c1', localField: 'text', foreignField: 'other', as: 'found' } }],
  $graphLookup: [
    { $limit: 50 },
    { $graphLookup: { from: 'c1', startWith: '$n', connectFromField: 'n', connectToField: 'other', as: 'found' } },
  ],
  $unwind: [{ $unwind: '$text' }, { $match: slow }],
  $facet: [{ $facet: { all: [{ $sort: { text: 1 } }, { $limit: 3 }] } }],
}

describe('a command ends when its time is over', () => {
  const works: Record<string, () => Promise<unknown>> = {
    find: () => things.find(slow, brief).toArray(),
    'a sorted find': () => things.find({}, brief).sort({ text: 1, n: 1 }).toArray(),
    count: () => things.countDocuments(slow, brief),
    distinct: () => things.distinct('text', {}, brief),
    update: () => things.updateMany(slow, { $set: { x: 1 } }, brief),
    delete: () => things.deleteMany(slow, brief),
    findAndModify: () => things.findOneAndDelete(slow, brief),
    ...Object.fromEntries(Object.entries(pipelines).map(([name, stages]) => [name, () => things.aggregate(stages, brief).toArray()])),
  }
  test.each(Object.keys(works))('%s', async name => {
    await expect(works[name]!()).rejects.toMatchObject({ code: 50 })
  })

  test('a batch that is asked for later', async () => {
    // The first batch takes little of its time on any machine, and the rest would take much longer.
    const never = { $expr: { $gt: [{ $size: { $range: [0, 5000] } }, 5000] } }
    const cursor = things.find({ $or: [{ n: 0 }, never] }, { maxTimeMS: 400, batchSize: 1 })
    expect(await cursor.next()).toMatchObject({ n: 0 })
    await expect(cursor.next()).rejects.toMatchObject({ code: 50 })
  })

  test('a write that waits for a transaction', async () => {
    const waiting = database.fresh()
    await waiting.insertOne({ n: 1 })
    await database.client.withSession(async session => {
      session.startTransaction()
      await waiting.updateOne({ n: 1 }, { $set: { m: 1 } }, { session })
      await expect(waiting.updateOne({ n: 1 }, { $set: { m: 2 } }, { maxTimeMS: 20 })).rejects.toMatchObject({ code: 50 })
      await session.commitTransaction()
    })
    expect(await waiting.findOne()).toMatchObject({ m: 1 })
  })
})

test.each([
  ['find', () => things.find({}, { maxTimeMS: 500, batchSize: 10 })],
  ['aggregate', () => things.aggregate([{ $set: { x: 1 } }], { maxTimeMS: 500, batchSize: 10 })],
])('the time between two batches of %s does not count', async (_, open) => {
  const cursor = open()
  for (let n = 0; n < 10; n++) await cursor.next()
  await new Promise(resolve => setTimeout(resolve, 600))
  for (let n = 0; n < 1000; n++) await cursor.next()
  await cursor.close()
})
