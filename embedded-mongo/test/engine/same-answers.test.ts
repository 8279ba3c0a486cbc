// A query answers the same whatever indexes there are, over random documents, indexes, filters and sorts.
import type { Document } from 'bson'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Doc, Value } from '../../src/language/value.ts'
import { smallDocument, smallPath, smallValue } from '../language/values.ts'
import { useEngine } from './engine.ts'

/** `npm run prove` asks for the long form, over other cases each time. */
const form = process.env.PROVE ? { numRuns: 3000 } : { numRuns: 50, seed: 1 }
const server = useEngine()
const { run } = server

const direction = fc.constantFrom(1, -1)
const keyOf = (paths: string[], directions: (1 | -1)[]): Doc => Object.fromEntries(paths.map((path, at) => [path, directions[at]!]))
const paths = fc.uniqueArray(smallPath, { minLength: 1, maxLength: 3 })
const key = fc
  .tuple(paths, fc.array(direction, { minLength: 3, maxLength: 3 }))
  .map(([names, directions]) => keyOf(names, directions as (1 | -1)[]))

const partial = fc.constantFrom<Doc>({ a: { $exists: true } }, { b: { $gt: 0 } }, { a: 'x' }, { b: { $type: 'string' } })
const ANY_CASE: Doc = { locale: 'en', strength: 2 }
const index = fc.oneof(
  key.map((key): Doc => ({ key, collation: ANY_CASE })),
  fc.tuple(key, partial).map(([key, partialFilterExpression]): Doc => ({ key, partialFilterExpression, collation: ANY_CASE })),
  { weight: 4, arbitrary: key.map((key): Doc => ({ key })) },
  key.map((key): Doc => ({ key, sparse: true })),
  fc.tuple(key, partial).map(([key, partialFilterExpression]): Doc => ({ key, partialFilterExpression })),
  smallPath.map((path): Doc => ({ key: { [path]: 'hashed' } })),
)

const values = fc.array(smallValue, { maxLength: 3 })
const test1: fc.Arbitrary<Value> = fc.oneof(
  { weight: 3, arbitrary: smallValue },
  fc.tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), smallValue).map(([name, value]) => ({ [name]: value })),
  fc.tuple(smallValue, smallValue).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.tuple(fc.constantFrom('$in', '$nin'), values).map(([name, list]) => ({ [name]: list })),
  fc.boolean().map(value => ({ $exists: value })),
  fc.constantFrom<Doc>(
    { $type: 'number' },
    { $size: 1 },
    { $regex: '^x' },
    { $elemMatch: { $gt: 0, $lt: 2 } },
    { $elemMatch: { b: 1 } },
    { $not: { $gt: 1 } },
  ),
)
const condition: fc.Arbitrary<Doc> = fc.tuple(smallPath, test1).map(([path, value]) => ({ [path]: value }))
const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 3, arbitrary: condition },
  { weight: 3, arbitrary: fc.tuple(condition, condition).map(([one, other]) => ({ ...one, ...other })) },
  fc
    .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(condition, { minLength: 1, maxLength: 3 }))
    .map(([name, list]) => ({ [name]: list })),
  fc.tuple(condition, fc.array(condition, { minLength: 1, maxLength: 3 })).map(([one, list]) => ({ ...one, $or: list })),
)
const query = fc.record({
  filter,
  collation: fc.option(fc.constant(ANY_CASE), { nil: undefined, freq: 2 }),
  sort: fc.option(key, { nil: undefined }),
  limit: fc.nat({ max: 6 }),
  skip: fc.nat({ max: 2 }),
})

let round = 0

/** The same documents in a collection with indexes, as far as they can be, and in one without. */
async function fill(documents: Doc[], indexes: Doc[]): Promise<[indexed: string, plain: string]> {
  const [indexed, plain] = [`indexed${++round}`, `plain${round}`]
  const stored = documents.map((document, at) => ({ _id: at, ...document }))
  for (const [at, each] of indexes.entries()) await run({ createIndexes: indexed, indexes: [{ ...each, name: `index${at}` }] })
  // An index refuses parallel arrays, and a hashed one every array: those documents are in neither collection.
  const { writeErrors = [] } = await run({ insert: indexed, documents: stored, ordered: false })
  const refused = new Set((writeErrors as Document[]).map(({ index }) => index))
  const kept = stored.filter((_, at) => !refused.has(at))
  if (kept.length > 0) await run({ insert: plain, documents: kept })
  return [indexed, plain]
}

/** Only with a sort to the last does a limit say which documents come. */
async function answer(name: string, { filter, sort, limit, skip, collation }: Document): Promise<Document> {
  const order = sort === undefined ? {} : { sort: { ...sort, _id: 1 }, limit, skip }
  const { cursor, code } = await run({ find: name, filter, ...order, ...(collation && { collation }) })
  const ids = cursor?.firstBatch.map(({ _id }: Document) => _id)
  return { code, ids: sort === undefined ? ids?.sort() : ids }
}

/** A pipeline takes its documents out of the store in another way than a find. */
async function grouped(name: string, { filter, collation }: Document): Promise<unknown[] | undefined> {
  const pipeline = [{ $match: filter }, { $group: { _id: '$_id' } }]
  const { cursor } = await run({ aggregate: name, pipeline, cursor: {}, ...(collation && { collation }) })
  return cursor?.firstBatch.map(({ _id }: Document) => _id).sort()
}

test('every query finds the same documents in the same order with indexes as without, and counts and changes the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(smallDocument, { minLength: 1, maxLength: 14 }),
      fc.array(index, { minLength: 1, maxLength: 4 }),
      fc.array(query, { minLength: 4, maxLength: 12 }),
      async (documents, indexes, queries) => {
        const [indexed, plain] = await fill(documents, indexes)
        for (const each of queries) {
          expect(await answer(indexed, each)).toEqual(await answer(plain, each))
          const counted = await Promise.all(
            [indexed, plain].map(name => run({ count: name, query: each.filter, ...(each.collation && { collation: each.collation }) })),
          )
          expect(counted[0]!.n).toBe(counted[1]!.n)
          const { ids } = await answer(plain, { filter: each.filter, collation: each.collation })
          for (const name of [indexed, plain]) expect(await grouped(name, each)).toEqual(ids)
        }
        const [q] = queries.map(each => each.filter)
        const changed = await Promise.all(
          [indexed, plain].map(name => run({ update: name, updates: [{ q, u: { $set: { b: 1 } }, multi: true }] })),
        )
        // A document that only now comes into a partial index may have arrays that it refuses.
        const isRefused = changed[0]!.writeErrors !== undefined
        if (!isRefused) expect(changed[0]!.nModified).toBe(changed[1]!.nModified)
        const gone = await Promise.all(
          [indexed, plain].map(name => run({ delete: name, deletes: [{ q: queries.at(-1)!.filter, limit: 0 }] })),
        )
        if (!isRefused) expect(gone[0]!.n).toBe(gone[1]!.n)
        expect((await run({ validate: indexed })).errors ?? []).toEqual([])
        for (const name of [indexed, plain]) await run({ drop: name })
      },
    ),
    form,
  )
}, 600_000)
