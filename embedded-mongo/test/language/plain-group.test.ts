// Random documents grouped and sorted, against slow and plain second ways to do both.
import { Double } from 'bson'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runPipeline } from '../../src/language/aggregate/index.ts'
import { compareValues } from '../../src/language/compare.ts'
import { bsonType, type Doc, TYPE, type Value } from '../../src/language/value.ts'
import { contextWith } from './pipelines.ts'
import { anyValue, smallValue, stored } from './values.ts'

const documents = (value: fc.Arbitrary<Value>) =>
  fc.array(fc.record({ k: value, v: smallValue }, { requiredKeys: [], noNullPrototype: true }), { maxLength: 12 })

async function run(docs: readonly Doc[], stages: object[]): Promise<Doc[]> {
  const result: Doc[] = []
  const source = (async function* () {
    yield* docs
  })()
  for await (const doc of runPipeline(source, stored({ stages }).stages as Doc[], contextWith({}))) result.push(...([doc].flat() as Doc[]))
  return result
}

const NUMBERS: readonly number[] = [TYPE.int, TYPE.long, TYPE.double, TYPE.decimal]
const numbersOf = (docs: readonly Doc[]) => docs.map(doc => doc.v).filter(value => value !== undefined && NUMBERS.includes(bsonType(value)))
const same = (a: Value, b: Value) => compareValues(a ?? null, b ?? null) === 0

/** Pairs of a key and the documents that have it, found by comparing each with each. */
function plainGroups(docs: readonly Doc[]): { key: Value; docs: Doc[] }[] {
  const groups: { key: Value; docs: Doc[] }[] = []
  for (const doc of docs) {
    const known = groups.find(group => same(group.key, doc.k))
    if (known) known.docs.push(doc)
    else groups.push({ key: doc.k ?? null, docs: [doc] })
  }
  return groups
}

function extremeOf(docs: readonly Doc[], direction: 1 | -1): Value {
  const values = docs.map(doc => doc.v).filter(value => value !== null && value !== undefined)
  return values.reduce<Value>((best, value) => (best === null || compareValues(value, best) * direction > 0 ? value : best), null)
}

function expectClose(found: Value, expected: number): void {
  if (Number.isNaN(expected)) expect(Number(found)).toBeNaN()
  else expect(Number(found)).toBeCloseTo(expected)
}

test('groups hold the documents of equal keys, whatever their types, and what is said of each is right', async () => {
  const spec = {
    _id: '$k',
    count: { $sum: 1 },
    sum: { $sum: '$v' },
    mean: { $avg: '$v' },
    least: { $min: '$v' },
    most: { $max: '$v' },
    first: { $first: '$v' },
    all: { $push: '$v' },
    different: { $addToSet: '$v' },
  }
  await fc.assert(
    fc.asyncProperty(documents(anyValue), async docs => {
      const found = await run(docs, [{ $group: spec }])
      const expected = plainGroups(docs)
      expect(found).toHaveLength(expected.length)
      for (const [at, group] of expected.entries()) {
        const made = found[at]!
        const numbers = numbersOf(group.docs).map(Number)
        const sum = numbers.reduce((total, value) => total + value, 0)
        const values = group.docs.map(doc => doc.v).filter(value => value !== undefined)
        expect(same(made._id, group.key)).toBe(true)
        expect(Number(made.count)).toBe(group.docs.length)
        expectClose(made.sum, sum)
        if (numbers.length === 0) expect(made.mean).toBeNull()
        else expectClose(made.mean, sum / numbers.length)
        expect(same(made.least, extremeOf(group.docs, -1))).toBe(true)
        expect(same(made.most, extremeOf(group.docs, 1))).toBe(true)
        expect(same(made.first, group.docs[0]!.v)).toBe(true)
        expect(made.all).toEqual(values)
        const different = values.filter((value, i) => !values.slice(0, i).some(other => same(other, value)))
        expect((made.different as Value[]).length).toBe(different.length)
      }
    }),
    { numRuns: 500 },
  )
})

/** An array sorts by its least or greatest element; an empty one below null, which is here told apart by a number. */
function plainKey(value: Value, direction: 1 | -1): [rank: number, value: Value] {
  if (!Array.isArray(value)) return [1, value]
  if (value.length === 0) return [0, null]
  return [1, value.reduce((best, element) => (compareValues(element, best) * direction < 0 ? element : best))]
}

test.each([1, -1] as const)('documents of any values sorted by %i', async direction => {
  await fc.assert(
    fc.asyncProperty(documents(anyValue), async docs => {
      const compare = (a: Doc, b: Doc) => {
        const [[rankA, x], [rankB, y]] = [plainKey(a.k, direction), plainKey(b.k, direction)]
        if (rankA === rankB) return compareValues(x, y)
        const other = rankA === 0 ? y : x
        const order = compareValues(other ?? null, null) < 0 ? 1 : -1
        return rankA === 0 ? order : -order
      }
      const found = await run(docs, [{ $sort: { k: new Double(direction) } }])
      const expected: Doc[] = []
      for (const doc of docs) {
        const at = expected.findIndex(other => compare(doc, other) * direction < 0)
        expected.splice(at < 0 ? expected.length : at, 0, doc)
      }
      expect(found.map(doc => docs.indexOf(doc))).toEqual(expected.map(doc => docs.indexOf(doc)))
    }),
    { numRuns: 500 },
  )
})
