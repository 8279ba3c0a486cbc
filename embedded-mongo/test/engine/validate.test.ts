// `validate` finds every way in which an index and the records can differ; each is made by hand in the store.
import { expect, test } from 'vitest'
import type { Collection, Index } from '../../src/catalogue/definitions.ts'
import { encode } from '../../src/language/value.ts'
import type { Environment } from '../../src/store/environment.ts'
import { spaceEnd, spaceStart } from '../../src/store/keys.ts'
import { useEngine } from './engine.ts'

const server = useEngine()
const { run } = server

type Broken = { environment: Environment; collection: Collection; index: Index }

/** A collection of some documents with one index, and what is wrong with it after somebody has laid hands on the store. */
async function errorsAfter(options: { unique?: boolean }, breakIt: (broken: Broken) => void): Promise<string[]> {
  const { environment, catalogue } = server.engine
  await run({ createIndexes: 'things', indexes: [{ key: { tags: 1 }, name: 'tags_1', ...options }] })
  await run({ insert: 'things', documents: [{ _id: 1, tags: ['a', 'b'] }, { _id: 2, tags: 'c' }, { _id: 3 }] })
  expect(await run({ validate: 'things' })).toMatchObject({ valid: true, keysPerIndex: { _id_: 3, tags_1: 4 } })
  const collection = catalogue.databases.get('test')!.get('things')!
  environment.writeNow(() => breakIt({ environment, collection, index: collection.indexes[0]! }))
  const { valid, errors } = await run({ validate: 'things' })
  expect(valid).toBe(errors.length === 0)
  return errors
}

const entries = (environment: Environment, space: number) =>
  environment.live.range({ start: spaceStart(space), end: spaceEnd(space), reverse: false, limit: 10 }).entries

const cases: [string, { unique?: boolean }, (broken: Broken) => void, string[]][] = [
  ['nothing is', {}, () => undefined, []],
  [
    'an entry is gone',
    {},
    ({ environment, index }) => environment.remove(entries(environment, index.space)[1]!.key),
    ['index tags_1 lacks an entry of a record'],
  ],
  [
    'a record is gone',
    {},
    ({ environment, collection }) => environment.remove(entries(environment, collection.space)[1]!.key),
    ['index tags_1 has an entry without its record', 'the collection counts 3 records and has 2'],
  ],
  [
    'a record is another',
    {},
    ({ environment, collection }) =>
      environment.put(entries(environment, collection.space)[1]!.key, Buffer.from(encode({ _id: 2, tags: 'd' }))),
    ['index tags_1 has an entry that its record does not have', 'index tags_1 lacks an entry of a record'],
  ],
  [
    'a record lies under the key of another',
    {},
    ({ environment, collection }) =>
      environment.put(entries(environment, collection.space)[1]!.key, Buffer.from(encode({ _id: 9, tags: 'c' }))),
    ['a record does not lie under its _id'],
  ],
  [
    'a record is not a document',
    {},
    ({ environment, collection }) => environment.put(entries(environment, collection.space)[2]!.key, Buffer.of(9, 0, 0, 0, 1)),
    ['index tags_1 has an entry that its record does not have', 'a record is not a document'],
  ],
  [
    'an entry of a unique index leads to another record',
    { unique: true },
    ({ environment, collection, index }) =>
      environment.put(entries(environment, index.space)[1]!.key, entries(environment, collection.space)[1]!.key.subarray(4)),
    ['index tags_1 has an entry that its record does not have', 'index tags_1 has an entry of a record wrong'],
  ],
  [
    'nobody knows any more that the index is over arrays',
    {},
    ({ index }) => {
      index.multikey = false
    },
    ['index tags_1 is over arrays and not marked as such'],
  ],
]

test.each(cases)('validate says what is wrong when %s', async (_, options, breakIt, errors) => {
  expect([...new Set(await errorsAfter(options, breakIt))]).toEqual(errors)
})

test('a collection is validated while others write to it', async () => {
  await run({ createIndexes: 'things', indexes: [{ key: { n: 1 }, name: 'n_1' }] })
  await run({ insert: 'things', documents: Array.from({ length: 3000 }, (_, n) => ({ n })) })
  let ended = false
  const check = run({ validate: 'things' }).finally(() => {
    ended = true
  })
  let n = 0
  for (; !ended; n++) {
    await run({ update: 'things', updates: [{ q: { n }, u: { $set: { n: -n - 1 } } }] })
    await run({ insert: 'things', documents: [{ n: 10_000 + n }] })
  }
  expect((await check).errors).toEqual([])
  expect(n).toBeGreaterThan(1)
})
