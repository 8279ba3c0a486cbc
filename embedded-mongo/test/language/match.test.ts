// Filters: which documents they match.
import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey } from 'bson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCollation, compileFilter, QUERY_OPERATORS, REFUSED_QUERY_OPERATORS } from '../../src/language/match.ts'
import type { Doc } from '../../src/language/value.ts'
import { plainMatches } from './plain-matcher.ts'
import { smallDocument, smallPath, smallValue, stored } from './values.ts'

const matches = (filter: object, doc: object) => compileFilter(stored(filter)).matches(stored(doc))

type Case = [filter: object, doc: object, expected: boolean]

const big = Long.fromBigInt(2n ** 53n + 1n)

const CASES: Record<string, Case[]> = {
  equality: [
    [{ a: 1 }, { a: new Double(1) }, true],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: 1 }, { a: [2, 1] }, true],
    [{ a: [1] }, { a: [1] }, true],
    [{ a: [1] }, { a: [[1]] }, true],
    [{ a: [1] }, { a: [1, 2] }, false],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, false],
    [{ a: big }, { a: new Double(2 ** 53) }, false],
    [{ a: Decimal128.fromString('0.1') }, { a: 0.1 }, false],
    [{ a: new Double(Number.NaN) }, { a: Decimal128.fromString('NaN') }, true],
    [{ a: -0 }, { a: 0 }, true],
  ],
  'null and what is missing': [
    [{ a: null }, {}, true],
    [{ a: null }, { a: null }, true],
    [{ a: null }, { a: [null] }, true],
    [{ a: null }, { a: [] }, false],
    [{ 'a.b': null }, { a: [] }, false],
    [{ 'a.b': null }, { a: [1] }, false],
    [{ 'a.b': null }, { a: [1, {}] }, true],
    [{ 'a.b': null }, { a: 5 }, true],
    [{ 'a.b': null }, { a: [{ b: 1 }] }, false],
    [{ a: { $ne: null } }, { a: [] }, true],
    [{ a: { $gte: null } }, {}, true],
    [{ a: { $gt: null } }, { a: 1 }, false],
    [{ a: { $in: [null] } }, {}, true],
    [{ a: { $nin: [null] } }, {}, false],
  ],
  'paths through arrays': [
    [{ 'a.b': 1 }, { a: [{ b: 2 }, { b: 1 }] }, true],
    [{ 'a.b': 1 }, { a: [[{ b: 1 }]] }, false],
    [{ 'a.0': 1 }, { a: [1, 2] }, true],
    [{ 'a.1': 1 }, { a: [1, 2] }, false],
    [{ 'a.0': 1 }, { a: [[1]] }, false],
    [{ 'a.0': [1] }, { a: [[1]] }, true],
    [{ 'a.0.b': 1 }, { a: [{ b: 1 }] }, true],
    [{ 'a.0.0': 1 }, { a: [[1]] }, true],
    [{ 'a.0': 1 }, { a: [{ 0: 1 }] }, true],
    [{ 'a.00': 1 }, { a: [1] }, false],
  ],
  order: [
    [{ a: { $gt: 1 } }, { a: '2' }, false],
    [{ a: { $gt: 1 } }, { a: [0, 2] }, true],
    [{ a: { $gt: 1, $lt: 5 } }, { a: [0, 9] }, true],
    [{ a: { $lt: 5 } }, { a: new Double(Number.NaN) }, false],
    [{ a: { $lte: new Double(Number.NaN) } }, { a: new Double(Number.NaN) }, true],
    [{ a: { $gt: new Double(2 ** 53) } }, { a: big }, true],
    [{ a: { $gte: big } }, { a: new Double(2 ** 53) }, false],
    [{ a: { $gt: new MinKey() } }, { a: 'x' }, true],
    [{ a: { $lt: new MaxKey() } }, {}, true],
    [{ a: { $gte: new Date(5) } }, { a: new Date(5) }, true],
    [{ a: { $gt: [1] } }, { a: [2] }, true],
  ],
  '$in and $nin': [
    [{ a: { $in: [1, 'x'] } }, { a: new Double(1) }, true],
    [{ a: { $in: [big] } }, { a: new Double(2 ** 53) }, false],
    [{ a: { $in: [new BSONRegExp('^x', 'i')] } }, { a: 'Xy' }, true],
    [{ a: { $in: [[1, 2]] } }, { a: [1, 2] }, true],
    [{ a: { $in: [] } }, { a: 1 }, false],
    [{ a: { $nin: [1] } }, { a: [1, 2] }, false],
    [{ a: { $nin: [1] } }, {}, true],
  ],
  '$exists, $size and $type': [
    [{ a: { $exists: true } }, { a: null }, true],
    [{ 'a.b': { $exists: false } }, { a: [] }, true],
    [{ 'a.b': { $exists: true } }, { a: [{}, { b: 1 }] }, true],
    [{ a: { $size: 2 } }, { a: [1, [2]] }, true],
    [{ a: { $size: 0 } }, {}, false],
    [{ a: { $size: 1 } }, { a: [[1]] }, true],
    [{ a: { $type: 'int' } }, { a: 1 }, true],
    [{ a: { $type: 'int' } }, { a: new Double(1) }, false],
    [{ a: { $type: 'double' } }, { a: new Double(1) }, true],
    [{ a: { $type: 'number' } }, { a: Long.ONE }, true],
    [{ a: { $type: 'array' } }, { a: [] }, true],
    [{ a: { $type: 'string' } }, { a: [1, 'x'] }, true],
    [{ a: { $type: [2, 10] } }, { a: null }, true],
    [{ a: { $type: 'null' } }, {}, false],
  ],
  '$elemMatch and $all': [
    [{ a: { $elemMatch: { b: 1, c: 2 } } }, { a: [{ b: 1 }, { c: 2 }] }, false],
    [{ a: { $elemMatch: { b: 1, c: 2 } } }, { a: [{ b: 1, c: 2 }] }, true],
    [{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }, { a: [0, 4] }, false],
    [{ a: { $elemMatch: { $gt: 1 } } }, { a: [[2]] }, false],
    [{ a: { $elemMatch: { $elemMatch: { $gt: 1 } } } }, { a: [[2]] }, true],
    [{ a: { $elemMatch: { 0: 2 } } }, { a: [[2]] }, true],
    [{ a: { $elemMatch: { $not: { $gt: 1 } } } }, { a: [5, 1] }, true],
    [{ a: { $elemMatch: { $or: [{ b: 1 }, { b: 2 }] } } }, { a: [{ b: 2 }] }, true],
    [{ a: { $elemMatch: { b: 1 } } }, { a: { b: 1 } }, false],
    [{ a: { $all: [1, 2] } }, { a: [2, 1, 0] }, true],
    [{ a: { $all: [] } }, { a: [] }, false],
    [{ a: { $all: [[1]] } }, { a: [1] }, true],
    [{ a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } }, { a: [{ b: 1 }, { b: 2 }] }, true],
  ],
  '$not, $nor and $or': [
    [{ a: { $not: { $gt: 1 } } }, {}, true],
    [{ a: { $not: { $gt: 1 } } }, { a: [0, 2] }, false],
    [{ a: { $not: new BSONRegExp('x', '') } }, { a: 'y' }, true],
    [{ $nor: [{ a: 1 }, { b: 1 }] }, { b: 2 }, true],
    [{ $or: [{ a: 1 }, { b: 1 }] }, { b: 1 }, true],
    [{ $and: [{ a: 1 }, { b: 1 }] }, { a: 1 }, false],
  ],
  'numbers by remainder and by bits': [
    [{ a: { $mod: [4, 1] } }, { a: 5 }, true],
    [{ a: { $mod: [10, 3] } }, { a: Long.fromBigInt(9007199254740993n) }, true],
    [{ a: { $mod: [4, -1] } }, { a: -5 }, true],
    [{ a: { $mod: [4, 1] } }, { a: 5.9 }, true],
    [{ a: { $mod: [2, 0] } }, { a: 'x' }, false],
    [{ a: { $mod: [2, 0] } }, { a: new Double(Infinity) }, false],
    [{ a: { $bitsAllSet: 5 } }, { a: 7 }, true],
    [{ a: { $bitsAllSet: [0, 2] } }, { a: Long.fromNumber(4) }, false],
    [{ a: { $bitsAnyClear: 5 } }, { a: 4 }, true],
    [{ a: { $bitsAllClear: [200] } }, { a: -1 }, false],
    [{ a: { $bitsAnySet: 1 } }, { a: 1.5 }, false],
    [{ a: { $bitsAllSet: new Binary(new Uint8Array([3])) } }, { a: new Binary(new Uint8Array([7])) }, true],
  ],
  'regular expressions': [
    [{ a: /^ab/ }, { a: 'abc' }, true],
    [{ a: { $regex: '^AB', $options: 'i' } }, { a: ['x', 'abc'] }, true],
    [{ a: { $regex: 'a b # letters', $options: 'x' } }, { a: 'ab' }, true],
    [{ a: { $regex: '(?i)AB' } }, { a: 'ab' }, true],
    [{ a: { $regex: 'a.b', $options: 's' } }, { a: 'a\nb' }, true],
    [{ a: { $regex: '^b', $options: 'm' } }, { a: 'a\nb' }, true],
    [{ a: { $regex: '^.$' } }, { a: '\ud83d\ude00' }, true],
    [{ a: { $regex: 'a\\-b' } }, { a: 'a-b' }, true],
    [{ a: new BSONRegExp('x', 'i') }, { a: new BSONRegExp('x', 'i') }, true],
  ],
  'names that objects inherit': [
    [{ constructor: null }, {}, true],
    [{ 'constructor.prototype.x': { $exists: true } }, {}, false],
    [{ toString: { $exists: true } }, { toString: 1 }, true],
    [{ __proto__x: 1 }, {}, false],
  ],
  $expr: [
    [{ $expr: { $gt: ['$a', '$b'] } }, { a: 2, b: 1 }, true],
    [{ $expr: { $eq: ['$a', null] } }, {}, false],
    [{ $expr: '$a' }, { a: 0 }, false],
  ],
}

describe.each(Object.entries(CASES))('a filter on %s', (_, cases) => {
  test.each(cases)('%o on %o answers %s', (filter, doc, expected) => {
    expect(matches(filter, doc)).toBe(expected)
  })
})

const REFUSALS: [filter: object, code: number][] = [
  [{ a: { $foo: 1 } }, 2],
  [{ $foo: 1 }, 2],
  [{ a: { $gt: 1, b: 2 } }, 2],
  [{ $and: [] }, 2],
  [{ $or: 1 }, 2],
  [{ a: { $in: 1 } }, 2],
  [{ a: { $in: [{ $gt: 1 }] } }, 2],
  [{ a: { $mod: [0, 1] } }, 2],
  [{ a: { $size: -1 } }, 2],
  [{ a: { $type: 'colour' } }, 2],
  [{ a: { $type: 99 } }, 2],
  [{ a: { $options: 'i' } }, 2],
  [{ a: { $regex: '(' } }, 51091],
  [{ a: { $regex: '[[:alpha:]]' } }, 51091],
  [{ a: { $regex: 'a', $options: 'q' } }, 51108],
  [{ a: { $not: 1 } }, 2],
  [{ a: { $gt: /x/ } }, 2],
  [{ $where: '1' }, 238],
  [{ $text: { $search: 'x' } }, 238],
  [{ $jsonSchema: 5 }, 14],
  [{ $alwaysTrue: 2 }, 9],
  [{ $sampleRate: 2 }, 2],
  [{ $sampleRate: 'x' }, 2],
  [{ a: { $near: [1, 2] } }, 238],
  [{ $expr: { $foo: 1 } }, 168],
]

test.each(REFUSALS)('the filter %o is refused with code %i', (filter, code) => {
  expect(() => compileFilter(stored(filter))).toThrow(expect.objectContaining({ code }))
})

test('every operator that is said to be supported is known, and every other refused by name', () => {
  expect(QUERY_OPERATORS).toContain('$elemMatch')
  for (const name of REFUSED_QUERY_OPERATORS) {
    const attempts = [{ [name]: 1 }, { a: { [name]: 1 } }].map(filter => () => compileFilter(stored(filter)))
    expect(attempts.some(attempt => errorOf(attempt).includes(`${name} is not supported`))).toBe(true)
  }
})

function errorOf(attempt: () => unknown): string {
  try {
    attempt()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('the position that a match was found at', () => {
  test.each([
    [{ a: 5 }, { a: [1, 5] }, 1],
    [{ 'a.b': 5 }, { a: [{ b: 1 }, { b: [4, 5] }] }, 1],
    [{ a: { $elemMatch: { b: 2 } } }, { a: [{ b: 1 }, { b: 1 }, { b: 2 }] }, 2],
    [{ x: 1, a: { $gt: 3 } }, { x: 1, a: [1, 5] }, 1],
    [{ $or: [{ a: 9 }, { a: 5 }] }, { a: [1, 5] }, 1],
    [{ 'a.b': { $elemMatch: { c: 1 } } }, { a: [{ b: [] }, { b: [{ c: 0 }, { c: 0 }, { c: 1 }] }] }, 1],
    [{ 'a.1': 5 }, { a: [1, 5] }, undefined],
    [{ a: 5 }, { a: 5 }, undefined],
  ])('of %o in %o is %s', (filter, doc, position) => {
    expect(compileFilter(stored(filter)).positional(stored(doc))).toBe(position)
  })
})

test('a filter compares strings by its collation', () => {
  const collation = compileCollation(stored({ locale: 'en', strength: 2 }))!
  const filter = (spec: object) => compileFilter(stored(spec), { collation })
  expect(filter({ a: 'PING' }).matches(stored({ a: 'ping' }))).toBe(true)
  expect(filter({ a: { $in: ['PING'] } }).matches(stored({ a: 'ping' }))).toBe(true)
  expect(filter({ a: { $gt: 'PING' } }).matches(stored({ a: 'ping' }))).toBe(false)
})

test('variables of a command are known to $expr', () => {
  const filter = compileFilter(stored({ $expr: { $eq: ['$a', '$$wanted'] } }), { let: stored({ wanted: 3 }) })
  expect([filter.matches(stored({ a: 3 })), filter.matches(stored({ a: 4 }))]).toEqual([true, false])
})

const condition: fc.Arbitrary<Doc> = fc.letrec<{ condition: Doc; filter: Doc }>(tie => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), smallValue).map(([name, value]) => ({ [name]: value })),
    fc.tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(smallValue, { maxLength: 3 })).map(([name, list]) => ({ [name]: list })),
    fc.boolean().map(wanted => ({ $exists: wanted })),
    fc.nat(3).map(size => ({ $size: size })),
    tie('condition').map(inner => ({ $not: inner })),
    tie('condition').map(inner => ({ $elemMatch: inner })),
    fc.tuple(fc.constantFrom('a', 'b', '0'), tie('condition')).map(([name, inner]) => ({ $elemMatch: { [name]: inner } })),
  ),
  filter: fc.constant({}),
})).condition

const filter: fc.Arbitrary<Doc> = fc.letrec<{ filter: Doc }>(tie => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: fc.tuple(smallPath, condition).map(([path, inner]) => ({ [path]: inner })) },
    { weight: 2, arbitrary: fc.tuple(smallPath, smallValue).map(([path, value]) => ({ [path]: value })) },
    fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('filter'), { minLength: 1, maxLength: 3 }))
      .map(([name, list]) => ({ [name]: list })),
  ),
})).filter

test('a compiled filter answers as the plain one does, for any filter and document', () => {
  fc.assert(
    fc.property(filter, smallDocument, (spec, doc) => {
      expect(compileFilter(spec).matches(doc)).toBe(plainMatches(spec, doc))
    }),
    { numRuns: 10_000 },
  )
})

test('a filter does not change with the number type of its operand', () => {
  for (const operand of [new Int32(1), new Double(1), Long.ONE, Decimal128.fromString('1'), 1]) {
    for (const value of [new Int32(1), new Double(1), Long.ONE, Decimal128.fromString('1')]) {
      for (const spec of [{ a: operand }, { a: { $in: [operand] } }, { a: { $gte: operand, $lte: operand } }]) {
        expect(compileFilter(spec).matches({ a: value })).toBe(true)
      }
    }
  }
})
