// explain in the shape that Compass and mongosh draw: stages, the bounds of an index, what was looked at; of every command that looks for records.
import { Decimal128, Double, Long, ObjectId } from 'bson'
import type { Document } from 'mongodb'
import { beforeAll, expect, test } from 'vitest'
import { describeBounds } from '../../src/plan/describe-bounds.ts'
import { useDatabase } from './database.ts'

const database = useDatabase()
const POSTS = 'posts'

beforeAll(async () => {
  const posts = database.db.collection(POSTS)
  await posts.createIndex({ room: 1, at: -1 })
  await posts.createIndex({ author: 1 }, { sparse: true })
  await posts.createIndex({ tags: 1 })
  await posts.insertMany(
    Array.from({ length: 100 }, (_, n) => ({ _id: n as never, room: n % 10, at: n, author: `a${n % 4}`, tags: [n, -n], score: n })),
  )
})

const explained = (command: Document, verbosity = 'executionStats') => database.db.command({ explain: command, verbosity })
const found = (filter: object, more: object = {}) => explained({ find: POSTS, filter, ...more })

test('a page off an index is a limit over what is fetched by its entries, within bounds', async () => {
  const { queryPlanner, executionStats, serverInfo, command } = await found(
    { room: 3, at: { $lt: 80 } },
    { sort: { at: -1 }, limit: 4, skip: 2, projection: { author: 1 } },
  )
  const entries = {
    stage: 'IXSCAN',
    keyPattern: { room: 1, at: -1 },
    indexName: 'room_1_at_-1',
    isMultiKey: false,
    direction: 'forward',
    indexBounds: { room: ['[3, 3]'], at: ['(80, -inf]'] },
  }
  const fetched = { stage: 'FETCH', inputStage: entries }
  const projected = {
    stage: 'PROJECTION_SIMPLE',
    transformBy: { author: 1 },
    inputStage: { stage: 'SKIP', skipAmount: 2, inputStage: fetched },
  }
  const plan = { stage: 'LIMIT', limitAmount: 4, inputStage: projected }
  expect(queryPlanner).toMatchObject({
    namespace: 'test.posts',
    parsedQuery: { $and: [{ room: { $eq: 3 } }, { at: { $lt: 80 } }] },
    winningPlan: plan,
    rejectedPlans: [],
  })
  expect(queryPlanner.winningPlan.inputStage.inputStage.inputStage.filter).toBeUndefined()
  expect(executionStats).toMatchObject({ executionSuccess: true, nReturned: 4, totalKeysExamined: 6, totalDocsExamined: 6 })
  expect(executionStats.executionStages).toMatchObject(plan)
  expect(executionStats.executionStages.inputStage.inputStage.inputStage).toMatchObject({
    nReturned: 6,
    docsExamined: 6,
    inputStage: { nReturned: 6, keysExamined: 6 },
  })
  expect(serverInfo).toMatchObject({ version: '8.0.0' })
  expect(command).toMatchObject({ find: POSTS })
})

test('a sort without an index says what it sorts, over all that is read, with the filter that is tried on it', async () => {
  const { executionStats } = await found({ score: { $gte: 50, $ne: 60 } }, { sort: { score: 1 }, limit: 5 })
  const parsed = { $and: [{ score: { $gte: 50 } }, { score: { $ne: 60 } }] }
  expect(executionStats.executionStages).toMatchObject({
    stage: 'SORT',
    sortPattern: { score: 1 },
    limitAmount: 5,
    nReturned: 5,
    inputStage: { stage: 'COLLSCAN', direction: 'forward', filter: parsed, docsExamined: 100 },
  })
})

test('branches of an $or are counted one by one', async () => {
  const { queryPlanner, executionStats } = await found({ $or: [{ room: 3 }, { author: 'a3' }, { _id: { $lt: 2 } }] })
  expect(queryPlanner.parsedQuery).toEqual({ $or: [{ room: { $eq: 3 } }, { author: { $eq: 'a3' } }, { _id: { $lt: 2 } }] })
  const { stage, inputStages, nReturned } = executionStats.executionStages.inputStage
  expect([stage, nReturned]).toEqual(['OR', 32])
  expect(inputStages).toMatchObject([
    { stage: 'FETCH', docsExamined: 10, nReturned: 10, inputStage: { indexName: 'room_1_at_-1', keysExamined: 10 } },
    { stage: 'FETCH', docsExamined: 25, nReturned: 25, inputStage: { indexName: 'author_1', indexBounds: { author: ['["a3", "a3"]'] } } },
    { stage: 'FETCH', docsExamined: 2, nReturned: 2, inputStage: { indexName: '_id_', indexBounds: { _id: ['[-inf, 2)'] } } },
  ])
  expect(executionStats).toMatchObject({ nReturned: 32, totalKeysExamined: 37, totalDocsExamined: 37 })
})

test.each([
  [{ _id: 7 }, {}, { stage: 'IDHACK', indexName: '_id_' }],
  [{ tags: { $gt: 5, $lt: 9 } }, {}, { inputStage: { isMultiKey: true, indexBounds: { tags: ['(5, inf]'] } } }],
  [{ author: /^a/ }, {}, { inputStage: { indexBounds: { author: ['["a", "b")', '[//, MaxKey)'] } } }],
  [
    { room: 1 },
    { sort: { at: 1 } },
    { inputStage: { direction: 'backward', indexBounds: { room: ['[1, 1]'], at: ['[MinKey, MaxKey]'] } } },
  ],
  [{ room: { $in: [1, 2] } }, { sort: { at: -1 } }, { inputStage: { stage: 'SORT_MERGE', inputStages: [{ stage: 'IXSCAN' }] } }],
  [{}, { hint: { $natural: -1 } }, { stage: 'COLLSCAN', direction: 'backward' }],
])('the plan of %j with %j is drawn', async (filter, more, plan) => {
  const { queryPlanner } = await explained({ find: POSTS, filter, ...more }, 'queryPlanner')
  expect(queryPlanner.winningPlan).toMatchObject(plan)
})

test('plans that were not taken are shown', async () => {
  const { queryPlanner } = await explained({ find: POSTS, filter: { room: 3, author: 'a3' } }, 'queryPlanner')
  expect(queryPlanner.winningPlan).toMatchObject({ inputStage: { indexName: 'author_1' }, filter: {} })
  expect(queryPlanner.rejectedPlans).toMatchObject([{ stage: 'FETCH', inputStage: { indexName: 'room_1_at_-1' } }])
})

const changes = (update: object) => ({ update: POSTS, updates: [{ q: { room: 3 }, u: update, multi: true }] })

test.each<[Document, Document, Document]>([
  [{ count: POSTS }, { stage: 'RECORD_STORE_FAST_COUNT', nCounted: 100 }, { totalDocsExamined: 0 }],
  [
    { count: POSTS, query: { room: 3 } },
    { stage: 'COUNT', nCounted: 10, inputStage: { stage: 'COUNT_SCAN', keysExamined: 10 } },
    { nReturned: 0, totalDocsExamined: 0 },
  ],
  [
    { count: POSTS, query: { score: 3 }, skip: 1 },
    { stage: 'COUNT', nCounted: 0, nSkipped: 1, inputStage: { stage: 'COLLSCAN' } },
    { totalDocsExamined: 100 },
  ],
  [{ distinct: POSTS, key: 'at', query: { room: 3 } }, { stage: 'FETCH' }, { nReturned: 10, totalDocsExamined: 10 }],
  [changes({ $max: { score: 50 } }), { stage: 'UPDATE', nMatched: 10, nWouldModify: 5, nWouldUpsert: 0 }, { nReturned: 0 }],
  [{ update: POSTS, updates: [{ q: { _id: 500 }, u: {}, upsert: true }] }, { stage: 'UPDATE', nWouldUpsert: 1 }, { nReturned: 0 }],
  [{ delete: POSTS, deletes: [{ q: { room: 3 }, limit: 0 }] }, { stage: 'DELETE', nWouldDelete: 10 }, { totalKeysExamined: 10 }],
  [{ delete: POSTS, deletes: [{ q: { room: 3 }, limit: 1 }] }, { nWouldDelete: 1, inputStage: { stage: 'FETCH' } }, { nReturned: 0 }],
  [
    { findAndModify: POSTS, query: { room: 3 }, sort: { at: 1 }, update: { $set: { score: -1 } }, fields: { at: 1 } },
    { stage: 'PROJECTION_DEFAULT', inputStage: { stage: 'UPDATE', nWouldModify: 1, inputStage: { stage: 'FETCH' } } },
    { nReturned: 1, totalDocsExamined: 1 },
  ],
  [{ findAndModify: POSTS, query: { room: 3 }, remove: true }, { stage: 'DELETE', nWouldDelete: 1 }, { nReturned: 1 }],
  [{ find: 'nothing', filter: { a: 1 } }, { stage: 'EOF' }, { nReturned: 0, totalDocsExamined: 0 }],
])('%j is explained and not done', async (command, stages, stats) => {
  const { executionStats } = await explained(command)
  expect(executionStats).toMatchObject({ executionSuccess: true, ...stats })
  expect(executionStats.executionStages).toMatchObject(stages)
  expect(await database.db.collection(POSTS).countDocuments({ score: { $gte: 0 } })).toBe(100)
})

const piped = (pipeline: Document[], verbosity?: string) => explained({ aggregate: POSTS, pipeline, cursor: {} }, verbosity)

test('a pipeline begins with a cursor, and its stages say what they let through', async () => {
  const { stages } = await piped([{ $match: { room: { $lt: 2 } } }, { $group: { _id: '$room' } }, { $limit: 1 }])
  expect(stages).toMatchObject([
    {
      $cursor: {
        queryPlanner: { winningPlan: { stage: 'FETCH', inputStage: { indexBounds: { room: ['[-inf, 2)'] } } } },
        executionStats: { nReturned: 20, totalKeysExamined: 20, executionStages: { nReturned: 20, docsExamined: 20 } },
      },
      nReturned: 20,
    },
    { $group: { _id: '$room' }, nReturned: 2 },
    { $limit: 1, nReturned: 1 },
  ])
})

test('a pipeline that is a find, and one that counts, are explained as what they are', async () => {
  const plain = await piped([{ $match: { room: 1 } }, { $sort: { at: -1 } }, { $limit: 2 }])
  expect(plain).toMatchObject({ queryPlanner: { winningPlan: { stage: 'LIMIT' } }, executionStats: { nReturned: 2, totalDocsExamined: 2 } })
  const { stages } = await piped([{ $match: { room: 1 } }, { $group: { _id: 1, n: { $sum: 1 } } }])
  expect(stages[0].$cursor.executionStats).toMatchObject({ totalDocsExamined: 0, executionStages: { stage: 'COUNT', nCounted: 10 } })
  expect(stages[1]).toMatchObject({ $group: {} })
})

test('what writes is explained and never run', async () => {
  const { stages } = await piped([{ $match: { room: 1 } }, { $out: 'copied' }], 'queryPlanner')
  expect(stages).toMatchObject([{ $cursor: {} }, { $out: 'copied' }])
  await expect(piped([{ $out: 'copied' }])).rejects.toMatchObject({ code: 115 })
  expect(await database.db.listCollections({ name: 'copied' }).toArray()).toEqual([])
})

test.each<[Document, number]>([
  [{ explain: { find: POSTS, tailabel: true } }, 40415],
  [{ explain: { insert: POSTS, documents: [{}] } }, 115],
  [{ explain: { find: POSTS }, verbosity: 'everything' }, 2],
  [
    {
      explain: {
        update: POSTS,
        updates: [
          { q: {}, u: { $set: { a: 1 } } },
          { q: {}, u: {} },
        ],
      },
    },
    2,
  ],
  [{ explain: { aggregate: POSTS, pipeline: [{ $match: {} }, { $geoNear: {} }] }, verbosity: 'queryPlanner' }, 238],
])('%j is refused', async (command, code) => {
  await expect(database.db.command(command)).rejects.toMatchObject({ code })
})

test.each([
  [new Double(5), '(5.0, inf]'],
  [Long.fromString('9007199254740993'), '(9007199254740993, inf]'],
  [Decimal128.fromString('1.50'), '(1.50, inf]'],
  [new Date(7), '(new Date(7), new Date(9223372036854775807)]'],
  [new ObjectId('0'.repeat(24)), `(ObjectId('${'0'.repeat(24)}'), ObjectId('${'f'.repeat(24)}')]`],
  ['a"b', '("a\\"b", {})'],
])('a bound above %s stays within its type: %s', (gt, interval) => {
  const known = new Map([['a', { gt, exact: true }]])
  expect(describeBounds([['a', 1]], { known, points: 0, ranged: true }, false)).toEqual({ a: [interval] })
})
