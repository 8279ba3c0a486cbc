// Which plan is chosen for which filter and order, as data; and that branches of an $or find each record once, in order.
import { Int32 } from 'bson'
import fc from 'fast-check'
import type { Document, Collection as DriverCollection } from 'mongodb'
import { describe, expect, test } from 'vitest'
import type { Collection, Index } from '../../src/catalogue/definitions.ts'
import { newIndex } from '../../src/catalogue/definitions.ts'
import type { Plan } from '../../src/plan/choose.ts'
import { planQuery } from '../../src/plan/find.ts'
import { stored } from '../language/values.ts'
import { useDatabase } from './database.ts'

const database = useDatabase()

type Options = { unique?: boolean; sparse?: boolean; partialFilterExpression?: object; multikey?: boolean; hidden?: boolean }

function index(key: string, { multikey = false, ...options }: Options = {}, space = 20): Index {
  const fields = key.split(' ').map(field => [field.replace('-', ''), new Int32(field.startsWith('-') ? -1 : 1)])
  return { ...newIndex(key, space, stored({ key: Object.fromEntries(fields), ...options })), ready: true, multikey }
}

/** `[-]index (ranges)`, with what else has to be done: SORT, MERGE; `*` is all records, `_id` some of them. */
function shown(plan: Plan, sorts: boolean): string {
  const scan = plan.branches === undefined ? shownOne(plan) : plan.branches.map(shownOne).join(' | ')
  return `${scan}${plan.merged ? ' MERGE' : ''}${sorts && !plan.sorted ? ' SORT' : ''}`
}

function shownOne({ index: used, ranges, reverse }: Plan): string {
  const isWhole = ranges.length === 1 && ranges[0]!.start.length === 4
  const name = used?.name ?? (isWhole ? '*' : '_id')
  return `${reverse ? '-' : ''}${name}${isWhole ? '' : ` (${ranges.length})`}`
}

function planned(indexes: Index[], filter: object, sort?: object): string {
  const collection = { space: 16, indexes } as unknown as Collection
  const query = planQuery(collection, stored(filter), { ...(sort && { sort: stored(sort) }), now: new Date(0) })
  return shown(query.plan, sort !== undefined)
}

const roomAt = index('room -at')
const author = index('author')
const tags = index('tags', { multikey: true })
const email = index('email', { unique: true })
const openOnly = index('room', { partialFilterExpression: { open: true } })

const cases: [indexes: Index[], filter: object, sort: object | undefined, expected: string][] = [
  // Equality first, then the order, then a range.
  [[roomAt], { room: 1 }, undefined, 'room -at (1)'],
  [[roomAt], { room: 1 }, { at: -1 }, 'room -at (1)'],
  [[roomAt], { room: 1 }, { at: 1 }, '-room -at (1)'],
  [[roomAt], { room: 1, at: { $lt: 5 } }, { at: -1 }, 'room -at (1)'],
  [[roomAt], { at: { $lt: 5 } }, undefined, '*'],
  [[roomAt, index('at')], { at: { $lt: 5 } }, { at: -1 }, '-at (1)'],
  [[roomAt, author], { room: 1, author: 'a' }, { at: -1 }, 'room -at (1)'],
  [[roomAt, index('room author')], { room: 1, author: 'a' }, undefined, 'room author (1)'],
  [[index('room author -at'), roomAt], { room: 1, author: 'a' }, { at: -1 }, 'room author -at (1)'],
  [[roomAt], {}, { room: 1, at: -1 }, 'room -at'],
  [[roomAt], {}, { room: -1, at: 1 }, '-room -at'],
  [[roomAt], {}, { room: 1, at: 1 }, '* SORT'],
  [[roomAt], { room: { $gt: 1 } }, { at: -1 }, 'room -at (1) SORT'],
  // Unique and whole beats everything.
  [[roomAt, email], { room: 1, email: 'x' }, { at: -1 }, 'email (1)'],
  [[roomAt], { _id: 1, room: 1 }, { at: -1 }, '_id (1)'],
  [[roomAt], { _id: { $in: [1, 2] } }, undefined, '_id (2)'],
  [[], { _id: { $gt: 1 } }, { _id: -1 }, '-_id (1)'],
  // Lists: merged where the order stands behind them.
  [[roomAt], { room: { $in: [1, 2, 3] } }, { at: -1 }, 'room -at (3) MERGE'],
  [[roomAt], { room: { $in: [1, 2, 3] } }, { author: 1 }, 'room -at (3) SORT'],
  [[index('room author -at')], { room: 1, author: { $in: ['a', 'b'] } }, { at: -1 }, 'room author -at (2) MERGE'],
  // Arrays: no order from a field that is bounded, one bound of a range.
  [[tags], { tags: 'x' }, undefined, 'tags (1)'],
  [[tags], { tags: { $gt: 'a' } }, { tags: 1 }, 'tags (1) SORT'],
  [[tags], {}, { tags: 1 }, 'tags'],
  // Indexes that do not have all records.
  [[openOnly], { room: 1 }, undefined, '*'],
  [[openOnly], { room: 1, open: true }, undefined, 'room (1)'],
  [[index('email', { sparse: true })], { email: null }, undefined, '*'],
  [[index('email', { sparse: true })], { email: { $in: ['x', 'y'] } }, undefined, 'email (2)'],
  [[index('email', { hidden: true })], { email: 'x' }, undefined, '*'],
  // $or: an index for each clause, or none.
  [[roomAt, author], { $or: [{ room: 1 }, { author: 'a' }] }, undefined, 'room -at (1) | author (1)'],
  [[roomAt, author], { $or: [{ room: 1 }, { score: 1 }] }, undefined, '*'],
  [[roomAt, author], { $or: [{ room: 1 }, { _id: 7 }] }, undefined, 'room -at (1) | _id (1)'],
  [[roomAt, author], { score: 1, $or: [{ room: 1 }, { author: 'a' }] }, undefined, 'room -at (1) | author (1)'],
  [[roomAt, author], { $and: [{ score: 1 }, { $or: [{ room: 1 }, { author: 'a' }] }] }, undefined, 'room -at (1) | author (1)'],
  [[roomAt, author], { author: 'b', $or: [{ room: 1 }, { room: 2 }] }, undefined, 'author (1)'],
  [[roomAt, index('author -at')], { $or: [{ room: 1 }, { author: 'a' }] }, { at: -1 }, 'room -at (1) | author -at (1) MERGE'],
  [[roomAt, author], { $or: [{ room: 1 }, { author: 'a' }] }, { at: -1 }, 'room -at (1) | author (1) SORT'],
  [[openOnly, author], { open: true, $or: [{ room: 1 }, { author: 'a' }] }, undefined, 'room (1) | author (1)'],
  [[openOnly, author], { $or: [{ room: 1, open: true }, { author: 'a' }] }, undefined, 'room (1) | author (1)'],
  [[openOnly, author], { $or: [{ room: 1 }, { author: 'a' }] }, undefined, '*'],
]

describe('the plan', () => {
  test.each(
    cases.map(([indexes, filter, sort, expected]) => [JSON.stringify(filter), JSON.stringify(sort), expected, indexes, filter, sort]),
  )('for %s in the order %s is %s', (_filter, _sort, expected, indexes, filter, sort) => {
    expect(planned(indexes as Index[], filter as object, sort as object | undefined)).toBe(expected)
  })
})

test('explain tells the plan, what was examined, and the plans that were not chosen', async () => {
  const posts = database.fresh()
  await posts.createIndexes([{ key: { room: 1, at: -1 } }, { key: { author: 1 } }, { key: { score: 1 } }])
  await posts.insertMany(Array.from({ length: 200 }, (_, n) => ({ room: n % 10, at: n, author: `a${n % 4}`, score: n })))
  const either = { $or: [{ room: 3 }, { author: 'a3' }] }
  const { queryPlanner, executionStats } = await posts.find(either).explain('executionStats')
  expect(queryPlanner.winningPlan).toMatchObject({
    stage: 'SUBPLAN',
    inputStage: { stage: 'OR', inputStages: [{ stage: 'FETCH' }, { stage: 'FETCH' }] },
  })
  expect(executionStats).toMatchObject({ nReturned: 60, totalKeysExamined: 70, totalDocsExamined: 70 })
  const both = await posts.find({ room: 3, author: 'a3' }).explain('queryPlanner')
  expect(both.queryPlanner.winningPlan.inputStage.indexName).toBe('author_1')
  expect(both.queryPlanner.rejectedPlans).toMatchObject([{ stage: 'FETCH', inputStage: { indexName: 'room_1_at_-1' } }])
})

test('an $or finds with indexes what it finds without, in the same order, whatever is asked', { timeout: 60_000 }, async () => {
  const [bare, indexed] = [database.fresh(), database.fresh()]
  await indexed.createIndexes([{ key: { a: 1, s: 1 } }, { key: { b: 1, s: -1 } }, { key: { c: 1 } }, { key: { d: 1, s: 1 }, sparse: true }])
  const documents = Array.from({ length: 300 }, (_, n) => ({
    _id: n as never,
    a: n % 7,
    b: n % 3 === 0 ? [n % 5, n % 4] : n % 5,
    ...(n % 2 === 0 && { c: n % 11 }),
    d: n % 6 === 0 ? null : n % 4,
    s: (n * 37) % 101,
  }))
  await bare.insertMany(documents)
  await indexed.insertMany(documents)
  const value = fc.integer({ min: 0, max: 6 })
  const clause = fc.oneof(
    fc.record({ a: value }),
    fc.record({ b: fc.oneof(value, fc.record({ $gte: value }), fc.record({ $in: fc.array(value, { maxLength: 3 }) })) }),
    fc.record({ c: value, a: fc.record({ $lt: value }) }),
    fc.record({ d: fc.record({ $in: fc.array(value, { minLength: 1, maxLength: 2 }) }) }),
    fc.record({ _id: value }),
  )
  const filter = fc.oneof(
    fc.record({ $or: fc.array(clause, { minLength: 1, maxLength: 3 }) }),
    fc.record({ $or: fc.array(clause, { minLength: 1, maxLength: 3 }), a: fc.record({ $gte: value }) }),
    fc.record({ $and: fc.tuple(clause, fc.record({ $or: fc.array(clause, { minLength: 2, maxLength: 3 }) })) }),
  )
  const sort = fc.constantFrom<Document | undefined>(undefined, { s: 1, _id: 1 }, { s: -1 }, { a: 1, s: 1 })
  const found = (where: DriverCollection, what: Document, order: Document | undefined) =>
    where
      .find(what)
      .sort(order ?? { _id: 1 })
      .toArray()
  await fc.assert(
    fc.asyncProperty(filter, sort, async (what, order) => {
      const [expected, got] = await Promise.all([found(bare, what, order), found(indexed, what, order)])
      const keys = (list: Document[]) => list.map(doc => (order === undefined ? doc._id : Object.keys(order).map(name => doc[name])))
      expect(keys(got)).toEqual(keys(expected))
      expect(new Set(got.map(({ _id }) => _id))).toEqual(new Set(expected.map(({ _id }) => _id)))
      const unordered = await indexed.find(what as object).toArray()
      expect(unordered.map(({ _id }) => Number(_id)).sort((x, y) => x - y)).toEqual(
        expected.map(({ _id }) => Number(_id)).sort((x, y) => x - y),
      )
    }),
    { numRuns: 150 },
  )
})
