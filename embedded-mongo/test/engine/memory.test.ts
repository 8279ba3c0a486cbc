// Queries that would hold too much in memory are ended by name, and harm nobody else.
import { rmSync } from 'node:fs'
import { type Collection, MongoClient } from 'mongodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EmbeddedMongo } from '../../src/index.ts'
import { start } from '../../src/index.ts'
import { newFolder } from './database.ts'

const path = newFolder()
const TEXT = 'x'.repeat(1000)
let server: EmbeddedMongo
let client: MongoClient
let things: Collection

beforeAll(async () => {
  server = await start({ path, queryMemory: 200_000 })
  client = await new MongoClient(server.uri).connect()
  things = client.db('test').collection('things')
  await things.insertMany(Array.from({ length: 400 }, (_, n) => ({ n, half: n >> 1, text: TEXT + n, next: n + 1, of: 'one' })))
})

afterAll(async () => {
  await client.close()
  await server.close()
  rmSync(path, { recursive: true, force: true })
})

test.each([
  [[{ $sort: { text: 1 } }], 292],
  [[{ $set: { a: 1 } }, { $sort: { text: 1 } }], 292],
  [[{ $group: { _id: '$text' } }], 292],
  [[{ $group: { _id: null, all: { $push: '$text' } } }], 146],
  [[{ $group: { _id: '$of', all: { $addToSet: '$text' } } }], 146],
  [[{ $sample: { size: 390 } }], 292],
  [[{ $bucketAuto: { groupBy: '$text', buckets: 2 } }], 292],
  [[{ $setWindowFields: { sortBy: { n: 1 }, output: { a: { $sum: '$n' } } } }], 5414201],
  [[{ $densify: { field: 'n', range: { step: 1, bounds: 'full' } } }], 292],
  [[{ $limit: 1 }, { $lookup: { from: 'things', localField: 'of', foreignField: 'of', as: 'all' } }], 4568],
  [
    [
      { $limit: 1 },
      { $graphLookup: { from: 'things', startWith: '$n', connectFromField: 'next', connectToField: 'n', maxDepth: 300, as: 'all' } },
    ],
    40099,
  ],
  [[{ $facet: { all: [{ $match: {} }] } }], 292],
])('%j needs more memory than there may be: error %i', async (pipeline, code) => {
  if (code === 40099) await things.createIndex({ n: 1 })
  await expect(things.aggregate(pipeline).toArray()).rejects.toMatchObject({ code })
})

test('a find sorts no more than may be held, and as much as it likes with a limit or an index', async () => {
  await expect(things.find().sort({ text: 1 }).toArray()).rejects.toMatchObject({ code: 292 })
  expect(await things.find().sort({ text: 1 }).limit(5).toArray()).toHaveLength(5)
  await things.createIndex({ text: -1 })
  expect(await things.find().sort({ text: 1 }).toArray()).toHaveLength(400)
})

test('distinct values are no more than may be held', async () => {
  await expect(things.distinct('text')).rejects.toMatchObject({ code: 146, message: expect.stringContaining('distinct') })
  expect(await things.distinct('text', { n: { $lt: 5 } })).toHaveLength(5)
  expect(await things.distinct('half')).toHaveLength(200)
})

test('what keeps only a few of all needs no more', async () => {
  const [found] = await things
    .aggregate([
      {
        $group: {
          _id: null,
          first: { $first: '$text' },
          best: { $topN: { n: 2, sortBy: { n: -1 }, output: '$n' } },
          worst: { $bottom: { sortBy: { n: -1 }, output: '$n' } },
          least: { $minN: { n: 2, input: '$n' } },
          last: { $lastN: { n: 2, input: '$n' } },
          sum: { $sum: '$n' },
        },
      },
      { $unset: 'first' },
    ])
    .toArray()
  expect(found).toEqual({ _id: null, best: [399, 398], worst: 0, least: [0, 1], last: [398, 399], sum: 79_800 })
  expect(await things.aggregate([{ $sample: { size: 5 } }]).toArray()).toHaveLength(5)
})
