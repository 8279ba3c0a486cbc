// Reads that an index answers alone: when no record is fetched, and that what they give is what the records say.
import { Binary, BSONSymbol, Decimal128, Double, Int32, Long, ObjectId } from 'bson'
import fc from 'fast-check'
import type { Collection, Document } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()

async function looked(collection: Collection, filter: Document, projection: Document, sort: Document = {}) {
  const { executionStats } = await collection.find(filter, { projection }).sort(sort).explain('executionStats')
  return [executionStats.executionStages.stage, executionStats.totalKeysExamined, executionStats.totalDocsExamined]
}

async function people(): Promise<Collection> {
  const collection = database.fresh()
  await collection.createIndexes([{ key: { room: 1, name: -1, at: 1 } }, { key: { email: 1 }, unique: true }, { key: { tags: 1 } }])
  await collection.insertMany(
    Array.from({ length: 20 }, (_, n) => ({ room: n % 2, name: `n${n}`, at: new Date(n + 1), email: `e${n}`, tags: [`t${n}`] })),
  )
  return collection
}

const cases: [filter: Document, projection: Document, seen: [string, number, number], sort?: Document][] = [
  [{ room: 1 }, { _id: 0, name: 1 }, ['PROJECTION_COVERED', 10, 0]],
  [{ room: 1 }, { name: true, at: 1 }, ['PROJECTION_COVERED', 10, 0], { name: -1 }],
  [{ room: 1 }, { _id: 1 }, ['PROJECTION_COVERED', 10, 0]],
  [{ email: { $gte: 'e2' } }, { email: 1 }, ['PROJECTION_COVERED', 8, 0]],
  // What a key does not tell: the type of a number, other fields, what is sorted or tested, what an array was.
  [{ room: 1 }, { room: 1 }, ['PROJECTION_SIMPLE', 10, 10]],
  [{ room: 1 }, { email: 1 }, ['PROJECTION_SIMPLE', 10, 10]],
  [{ room: 1 }, { _id: 0 }, ['PROJECTION_SIMPLE', 10, 10]],
  [{ room: 1 }, { name: 1 }, ['PROJECTION_SIMPLE', 10, 10], { at: 1 }],
  [{ room: 1, tags: 't1' }, { name: 1 }, ['PROJECTION_SIMPLE', 10, 10]],
  [{ tags: 't1' }, { tags: 1 }, ['PROJECTION_SIMPLE', 1, 1]],
  [{ room: 1 }, { name: { $toUpper: '$name' } }, ['PROJECTION_DEFAULT', 10, 10]],
]

test.each(cases)('%j projected to %j is looked up by %j', async (filter, projection, seen, sort) => {
  const collection = await people()
  if (Object.hasOwn(filter, 'tags') && Object.hasOwn(filter, 'room')) await collection.dropIndex('tags_1')
  expect(await looked(collection, filter, projection, sort)).toEqual(seen)
})

test('a record is fetched for those entries alone that do not tell its value', async () => {
  const things = database.fresh()
  await things.createIndex({ kind: 1, value: 1 })
  await things.insertMany([{ value: 'x' }, { value: 1 }, { value: null }, {}, { value: true }].map(each => ({ kind: 'a', ...each })))
  expect(await looked(things, { kind: 'a' }, { _id: 0, value: 1 })).toEqual(['PROJECTION_SIMPLE', 5, 3])
  const found = await things.find({ kind: 'a' }, { projection: { _id: 0, value: 1 } }).toArray()
  expect(found).toEqual([{ value: null }, {}, { value: 1 }, { value: 'x' }, { value: true }])
})

const value = fc.oneof(
  fc.constant(new BSONSymbol('a')),
  fc.constantFrom<unknown>(null, undefined, true, false, '', 'a', 'a\0b', '\0', 'é', '\u{1f600}', {}, { b: 'x' }),
  fc.constantFrom(new Int32(1), new Double(-1.5), new Double(Number.NaN), new Double(0), Long.fromNumber(2 ** 53), Long.MIN_VALUE),
  fc.constantFrom('0.1', '-0.1', '1E+30', '-9007199254740993.5').map(text => Decimal128.fromString(text)),
  fc.constantFrom(-8.64e15, -1, 0, 1, 2 ** 40, 8.64e15).map(ms => new Date(ms)),
  fc.constantFrom('000000000000000000000000', 'ff0001020304050607ffffff').map(hex => ObjectId.createFromHexString(hex)),
  fc.uint8Array({ maxLength: 4 }).map(bytes => new Binary(bytes, bytes.length % 2 === 0 ? 0 : 4)),
)
const document = fc.record({ a: value, b: value, c: value })

test('covered or not, a projection gives the same bytes', { timeout: 60_000 }, async () => {
  const direction = fc.constantFrom(1, -1)
  const projection = fc.constantFrom({ a: 1 }, { a: 1, b: 1 }, { b: 1, c: 1, _id: 0 }, { c: 1 }, { _id: 1 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 1, maxLength: 12 }),
      fc.tuple(direction, direction, direction),
      projection,
      async (documents, [a, b, c], wanted) => {
        const things = database.fresh()
        const key = { a, b, c } as const
        await things.createIndex(key as never)
        await things.insertMany(
          documents.map((each, n) => ({ _id: (n % 3 === 0 ? n : n === 7 ? new BSONSymbol('id') : `id${n}`) as never, ...each })),
          { ignoreUndefined: true },
        )
        const read = async (hint: object) =>
          (await things.find({}, { projection: wanted, hint: hint as never, raw: true }).toArray()).map(bytes =>
            Buffer.from(bytes as never).toString('hex'),
          )
        expect((await read(key)).sort()).toEqual((await read({ $natural: 1 })).sort())
        await things.drop()
      },
    ),
    { numRuns: 100 },
  )
})
