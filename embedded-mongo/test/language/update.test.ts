// Updates: what they make of documents, and what they refuse.
import { Decimal128, Double, EJSON, Int32, Long, Timestamp } from 'bson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identical } from '../../src/language/identical.ts'
import { compileUpdate, UPDATE_OPERATORS } from '../../src/language/update.ts'
import type { Doc } from '../../src/language/value.ts'
import { smallDocument, smallValue, stored } from './values.ts'

const NOW = new Date('2030-01-02T03:04:05.678Z')

interface Options {
  arrayFilters?: object[]
  positional?: number
  isInsert?: boolean
}

function updated(doc: object, update: object, { arrayFilters, ...context }: Options = {}): Doc {
  const parsed = stored({ update }).update as Doc | Doc[]
  return compileUpdate(parsed, { now: NOW, ...(arrayFilters && { arrayFilters: arrayFilters.map(stored) }) }).apply(stored(doc), context)
}

type Case = [doc: object, update: object, expected: object, options?: Options]

const CASES: Record<string, Case[]> = {
  '$set and $unset': [
    [{ a: 1 }, { $set: { b: 2 } }, { a: 1, b: 2 }],
    [{}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    [{ a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
    [{ a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
    [{ a: 1 }, { $set: { a: new Double(1) } }, { a: new Double(1) }],
    [{}, { $set: { z: 1, b: 1, 'a.b': 1 } }, { a: { b: 1 }, b: 1, z: 1 }],
    [{ a: { b: 1 }, c: 1 }, { $unset: { 'a.b': '', x: '' } }, { a: {}, c: 1 }],
    [{ a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    [{ a: 5 }, { $unset: { 'a.b': '' } }, { a: 5 }],
    [{ a: 1 }, { $set: {} }, { a: 1 }],
  ],
  arithmetic: [
    [{ a: 1 }, { $inc: { a: 2, b: 3 } }, { a: 3, b: 3 }],
    [{ a: 2147483647 }, { $inc: { a: 1 } }, { a: Long.fromNumber(2147483648) }],
    [{ a: Long.fromNumber(1) }, { $inc: { a: 1 } }, { a: Long.fromNumber(2) }],
    [{ a: 1 }, { $inc: { a: 0.5 } }, { a: new Double(1.5) }],
    [{ a: new Double(1) }, { $inc: { a: 1 } }, { a: new Double(2) }],
    [{ a: Decimal128.fromString('1.10') }, { $inc: { a: Decimal128.fromString('2.20') } }, { a: Decimal128.fromString('3.30') }],
    [{ a: 0.1 }, { $inc: { a: Decimal128.fromString('1') } }, { a: Decimal128.fromString('1.100000000000000') }],
    [{ a: 3 }, { $mul: { a: 4, b: 5 } }, { a: 12, b: 0 }],
    [{ a: 65536 }, { $mul: { a: 65536 } }, { a: Long.fromNumber(4294967296) }],
    [{}, { $mul: { a: Long.fromNumber(2) } }, { a: Long.ZERO }],
    [{ a: 13 }, { $bit: { a: { and: 10, or: 1 } } }, { a: 9 }],
    [{}, { $bit: { a: { xor: Long.fromNumber(5) } } }, { a: Long.fromNumber(5) }],
  ],
  'least and greatest': [
    [{ a: 5 }, { $min: { a: 3, b: 1 } }, { a: 3, b: 1 }],
    [{ a: 5 }, { $max: { a: 3 } }, { a: 5 }],
    [{ a: 5 }, { $max: { a: 'x' } }, { a: 'x' }],
    [{ a: null }, { $min: { a: 1 } }, { a: null }],
  ],
  $rename: [
    [{ a: 1 }, { $rename: { a: 'b' } }, { b: 1 }],
    [{ a: { b: 1 } }, { $rename: { 'a.b': 'c.d' } }, { a: {}, c: { d: 1 } }],
    [{ b: 1 }, { $rename: { a: 'b' } }, { b: 1 }],
  ],
  dates: [
    [{}, { $currentDate: { a: true, b: { $type: 'date' } } }, { a: NOW, b: NOW }],
    [{}, { $currentDate: { a: { $type: 'timestamp' } } }, { a: new Timestamp({ t: Math.floor(NOW.getTime() / 1000), i: 1 }) }],
  ],
  $setOnInsert: [
    [{ a: 1 }, { $setOnInsert: { b: 1 }, $set: { a: 2 } }, { a: 2 }],
    [{ a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1, b: 1 }, { isInsert: true }],
  ],
  '$push and $addToSet': [
    [{}, { $push: { a: 1 } }, { a: [1] }],
    [{ a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
    [{ a: [1] }, { $push: { a: { $each: [2, 3], $position: 0 } } }, { a: [2, 3, 1] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 9, 2] }],
    [{ a: [3, 1] }, { $push: { a: { $each: [2], $sort: -1, $slice: 2 } } }, { a: [3, 2] }],
    [{ a: [1, 2, 3] }, { $push: { a: { $each: [], $slice: -2 } } }, { a: [2, 3] }],
    [{ a: [{ n: 2 }, { n: 1 }] }, { $push: { a: { $each: [{ n: 0 }], $sort: { n: 1 } } } }, { a: [{ n: 0 }, { n: 1 }, { n: 2 }] }],
    [{ a: [1] }, { $addToSet: { a: new Double(1) } }, { a: [1] }],
    [{ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
    [{}, { $addToSet: { a: 1 } }, { a: [1] }],
  ],
  '$pop, $pull and $pullAll': [
    [{ a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
    [{ a: [1, 2] }, { $pop: { a: -1 } }, { a: [2] }],
    [{}, { $pop: { a: 1, 'b.c': 1 } }, {}],
    [{ a: [1, 2, 3] }, { $pull: { a: { $gte: 2 } } }, { a: [1] }],
    [{ a: [1, [1], 2] }, { $pull: { a: 1 } }, { a: [[1], 2] }],
    [{ a: [{ b: 1, c: 1 }, { b: 2 }, 1] }, { $pull: { a: { b: 1 } } }, { a: [{ b: 2 }, 1] }],
    [{ a: ['ab', 'c'] }, { $pull: { a: /^a/ } }, { a: ['c'] }],
    [{ a: [{ b: [1, 2] }] }, { $pull: { a: { b: { $elemMatch: { $gt: 1 } } } } }, { a: [] }],
    [{ a: [1, 2, 1] }, { $pullAll: { a: [1] } }, { a: [2] }],
  ],
  positions: [
    [{ a: [1, 2] }, { $set: { 'a.$': 9 } }, { a: [1, 9] }, { positional: 1 }],
    [{ a: [{ b: 1 }] }, { $inc: { 'a.$.b': 1 } }, { a: [{ b: 2 }] }, { positional: 0 }],
    [{ a: [1, 2] }, { $inc: { 'a.$[]': 1 } }, { a: [2, 3] }],
    [
      { a: [{ b: 1 }, { b: 2 }] },
      { $set: { 'a.$[x].c': 1 } },
      { a: [{ b: 1 }, { b: 2, c: 1 }] },
      { arrayFilters: [{ 'x.b': { $gt: 1 } }] },
    ],
    [{ a: [1, 5] }, { $set: { 'a.$[x]': 0 } }, { a: [1, 0] }, { arrayFilters: [{ x: { $gt: 1 } }] }],
    [{ a: [[1, 5], [6]] }, { $set: { 'a.$[].$[x]': 0 } }, { a: [[1, 0], [0]] }, { arrayFilters: [{ x: { $gt: 1 } }] }],
    [
      { a: [{ n: 1 }, { n: 2 }] },
      { $set: { 'a.$[x].y': 1, 'a.$[z].y': 2 } },
      {
        a: [
          { n: 1, y: 1 },
          { n: 2, y: 2 },
        ],
      },
      { arrayFilters: [{ 'x.n': 1 }, { 'z.n': 2 }] },
    ],
  ],
  'a whole new document': [
    [{ _id: 1, a: 1 }, { b: 2 }, { _id: 1, b: 2 }],
    [
      { _id: 1, a: 1 },
      { b: 2, _id: 1 },
      { _id: 1, b: 2 },
    ],
    [{ _id: 1 }, {}, { _id: 1 }],
  ],
  'a pipeline': [
    [{ _id: 1, a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }, { $unset: 'a' }], { _id: 1, b: 2 }],
    [{ _id: 1, a: { x: 1 } }, [{ $replaceWith: '$a' }], { _id: 1, x: 1 }],
    [{ _id: 1, a: 1 }, [{ $project: { b: '$a', _id: 0 } }], { _id: 1, b: 1 }],
  ],
  'names that objects inherit': [
    [{}, { $set: { 'constructor.prototype.x': 1 } }, { constructor: { prototype: { x: 1 } } }],
    [{}, { $push: { toString: 1 } }, { toString: [1] }],
  ],
}

describe.each(Object.entries(CASES))('an update by %s', (_, cases) => {
  test.each(cases)('makes of %j by %j %j', (doc, update, expected, options) => {
    const result = updated(doc, update, options)
    expect(EJSON.stringify(result, { relaxed: false })).toBe(EJSON.stringify(stored(expected), { relaxed: false }))
    expect(({} as { x?: number }).x).toBeUndefined()
  })
})

type Refusal = [doc: object, update: object, code: number, options?: Options]

const REFUSALS: Refusal[] = [
  [{}, { $foo: { a: 1 } }, 9],
  [{}, { $set: 1 }, 9],
  [{}, { $set: { a: 1 }, b: 2 }, 9],
  [{}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  [{}, { $set: { a: 1, 'a.b': 1 } }, 40],
  [{}, { $set: { a: 1 }, $rename: { b: 'a' } }, 40],
  [{ a: [1] }, { $set: { 'a.$[]': 1, 'a.$[x]': 2 } }, 40, { arrayFilters: [{ x: 1 }] }],
  [{ a: [1] }, { $set: { 'a.$': 1, 'a.0': 2 } }, 40, { positional: 0 }],
  [{ a: [1] }, { $set: { 'a.$': 1 } }, 2],
  [{ a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
  [{ a: [1] }, { $set: { b: 1 } }, 9, { arrayFilters: [{ x: 1 }] }],
  [{ a: 1 }, { $set: { 'a.$[]': 1 } }, 2],
  [{}, { $set: { 'a.$[]': 1 } }, 2],
  [{}, { $set: { '': 1 } }, 56],
  [{}, { $set: { 'a..b': 1 } }, 56],
  [{}, { $set: { 'a.$b': 1 } }, 52],
  [{}, { $set: { '$[].a': 1 } }, 2],
  [{}, { $set: { 'a.__proto__.x': 1 } }, 2],
  [{ a: 5 }, { $set: { 'a.b': 1 } }, 28],
  [{ a: null }, { $set: { 'a.b': 1 } }, 28],
  [{ a: [1] }, { $set: { 'a.b': 1 } }, 28],
  [{ a: 5 }, { $pull: { 'a.b': 1 } }, 28],
  [{ a: 5 }, { $pop: { 'a.b': 1 } }, 28],
  [{ a: 5 }, { $rename: { 'a.b': 'c' } }, 28],
  [{ a: [{ b: 1 }] }, { $rename: { 'a.b': 'c' } }, 2],
  [{ a: 1 }, { $rename: { a: 'a' } }, 2],
  [{ a: 'x' }, { $inc: { a: 1 } }, 14],
  [{ a: null }, { $inc: { a: 1 } }, 14],
  [{}, { $inc: { a: 'x' } }, 14],
  [{ a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
  [{ a: 1 }, { $push: { a: 1 } }, 2],
  [{}, { $push: { a: { $each: 1 } } }, 2],
  [{}, { $push: { a: { $each: [], $foo: 1 } } }, 2],
  [{ a: 1 }, { $addToSet: { a: 1 } }, 2],
  [{ a: 1 }, { $pop: { a: 1 } }, 14],
  [{ a: [1] }, { $pop: { a: 2 } }, 9],
  [{ a: 1 }, { $pull: { a: 1 } }, 2],
  [{ a: 1.5 }, { $bit: { a: { and: 1 } } }, 2],
  [{}, { $bit: { a: { nor: 1 } } }, 2],
  [{}, { $currentDate: { a: 'x' } }, 2],
  [{ _id: 1 }, { $set: { _id: 2 } }, 66],
  [{ _id: 1 }, { $unset: { _id: '' } }, 66],
  [{ _id: 1 }, { _id: 2 }, 66],
  [{ _id: 1 }, [{ $set: { _id: 2 } }], 66],
  [{}, { a: 1, $set: { b: 1 } }, 52],
  [{}, [{ $match: {} }], 72],
]

test.each(REFUSALS)('on %j the update %j is refused with code %i', (doc, update, code, options) => {
  expect(() => updated(doc, update, options)).toThrow(expect.objectContaining({ code }))
})

test('the names of all operators are known', () => {
  expect(UPDATE_OPERATORS).toEqual(expect.arrayContaining(['$set', '$rename', '$bit', '$setOnInsert', '$pullAll']))
})

describe('an update that changes nothing', () => {
  test.each([
    [{ a: 1 }, { $set: { a: 1 } }],
    [{ a: 1 }, { $unset: { b: '' } }],
    [{ a: 1 }, { $inc: { a: 0 } }],
    [{ a: 1 }, { $max: { a: 0 } }],
    [{ a: [1] }, { $addToSet: { a: 1 } }],
    [{ a: [1] }, { $pull: { a: 5 } }],
    [{ a: [1, 2] }, { $push: { a: { $each: [], $sort: 1 } } }],
    [{ _id: 1, a: 1 }, { a: 1 }],
    [{ _id: 1, a: 1 }, [{ $set: { a: 1 } }]],
    [{ a: [1] }, { $pop: { b: 1 } }],
    [{ a: [null] }, { $unset: { 'a.0': '', 'a.5': '' } }],
  ])('on %j by %j gives the same document back', (doc, update) => {
    const before = stored(doc)
    expect(compileUpdate(stored({ update }).update as Doc, { now: NOW }).apply(before, {})).toBe(before)
  })
})

const anyUpdate: fc.Arbitrary<Doc> = fc
  .tuple(
    fc.constantFrom(
      '$set',
      '$unset',
      '$inc',
      '$mul',
      '$min',
      '$max',
      '$push',
      '$addToSet',
      '$pull',
      '$pop',
      '$pullAll',
      '$rename',
      '$setOnInsert',
    ),
    fc.constantFrom('a', 'a.b', 'a.0', 'a.$[]', 'a.$[].b', 'b', 'a.b.a', 'a.1.b'),
    fc.oneof(smallValue, fc.constant('c'), fc.constant(new Int32(1)), fc.array(smallValue, { maxLength: 2 })),
  )
  .map(([name, path, operand]) => ({ [name]: { [path]: operand } }))

test('no update changes the document that it is given', () => {
  let applied = 0
  fc.assert(
    fc.property(anyUpdate, smallDocument, (update, doc) => {
      const copy = structuredCopy(doc)
      let after: Doc | undefined
      try {
        after = compileUpdate(update, { now: NOW }).apply(doc, {})
        applied++
      } catch (error) {
        expect(error).toHaveProperty('code')
      }
      expect(identical(doc, copy)).toBe(true)
      if (after && identical(after, doc)) expect(after).toBe(doc)
    }),
    { numRuns: 10_000 },
  )
  expect(applied).toBeGreaterThan(3_000)
})

/** Values of BSON classes are never changed in place: only documents and arrays are copied. */
function structuredCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(structuredCopy) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, structuredCopy(inner)])) as T
}

describe('the new document of an upsert', () => {
  const seedOf = (filter: object, update: object = { $set: {} }) => compileUpdate(stored(update), { now: NOW }).upsertSeed(stored(filter))

  test.each([
    [
      { a: 1, b: { $eq: 2 } },
      { a: 1, b: 2 },
    ],
    [{ $and: [{ a: 1 }, { b: { $in: [2] } }] }, { a: 1, b: 2 }],
    [{ a: { $in: [1, 2] }, b: { $gt: 1 } }, {}],
    [{ a: { $all: [1] } }, { a: 1 }],
    [{ $or: [{ a: 1 }] }, { a: 1 }],
    [{ $or: [{ a: 1 }, { b: 1 }] }, {}],
    [{ 'a.b': 1, 'a.c': 2 }, { a: { b: 1, c: 2 } }],
    [{ a: /x/ }, {}],
    [{ a: { b: 1 } }, { a: { b: 1 } }],
  ])('begins for the filter %j with %j', (filter, seed) => {
    expect(seedOf(filter)).toEqual(stored(seed))
  })

  test('takes only the identity from the filter of a replacement', () => {
    expect(seedOf({ _id: 5, a: 1 }, { b: 1 })).toEqual(stored({ _id: 5 }))
  })

  test.each([[{ a: 1, $and: [{ a: 2 }] }], [{ a: { b: 1 }, 'a.b': 1 }]])('cannot be told from %j', filter => {
    expect(() => seedOf(filter)).toThrow(expect.objectContaining({ code: 54 }))
  })
})
