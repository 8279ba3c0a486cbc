// Aggregation expressions: values and types.
import { Decimal128, Double, EJSON, Int32, Long, ObjectId } from 'bson'
import { describe, expect, test } from 'vitest'
import { compileExpression, EXPRESSION_NAMES, REFUSED_EXPRESSIONS } from '../../src/language/expression.ts'
import type { Value } from '../../src/language/value.ts'
import { stored } from './values.ts'

function evaluate(expression: unknown, doc: object = {}): Value {
  return compileExpression(stored({ expression }).expression, { now: new Date(7) })(stored(doc))
}

const double = (value: number) => new Double(value)
const long = (value: number) => Long.fromNumber(value)
const decimal = (text: string) => Decimal128.fromString(text)
const DAY = new Date('2024-03-10T08:05:09.012Z')
const DOC = { a: 2, b: [1, 2, 3], c: { d: 'x' }, e: [{ f: 1 }, { f: 2 }, 5, {}], n: null, s: 'Grüße', day: DAY }

const CASES: Record<string, [expression: unknown, expected: unknown][]> = {
  'paths and variables': [
    ['$a', 2],
    ['$c.d', 'x'],
    ['$e.f', [1, 2]],
    ['$b.0', []],
    ['$$ROOT.a', 2],
    ['$$NOW', new Date(7)],
    [{ $literal: '$a' }, '$a'],
    [{ x: '$a', y: '$missing' }, { x: 2 }],
    [
      ['$a', '$missing'],
      [2, null],
    ],
    [{ $let: { vars: { x: '$a' }, in: { $add: ['$$x', 1] } } }, 3],
    [{ $cond: [true, '$$REMOVE', 1] }, undefined],
  ],
  comparison: [
    [{ $eq: ['$a', double(2)] }, true],
    [{ $eq: ['$missing', null] }, false],
    [{ $gt: [null, '$missing'] }, true],
    [{ $lt: [1, 'x'] }, true],
    [{ $cmp: ['$a', 5] }, -1],
    [{ $and: [1, '$a', []] }, true],
    [{ $or: [0, null, '$missing'] }, false],
    [{ $not: ['$missing'] }, true],
    [{ $ifNull: ['$missing', '$n', 5] }, 5],
    // biome-ignore lint/suspicious/noThenProperty: it is MongoDB's name.
    [{ $cond: { if: '$a', then: 'y', else: 'n' } }, 'y'],
    // biome-ignore lint/suspicious/noThenProperty: it is MongoDB's name.
    [{ $switch: { branches: [{ case: { $gt: ['$a', 5] }, then: 1 }], default: 2 } }, 2],
  ],
  arithmetic: [
    [{ $add: ['$a', 1, double(0.5)] }, double(3.5)],
    [{ $add: [2147483647, 1] }, long(2147483648)],
    [{ $add: ['$day', 1000] }, new Date(DAY.getTime() + 1000)],
    [{ $add: ['$n', 1] }, null],
    [{ $subtract: ['$day', new Date(0)] }, long(DAY.getTime())],
    [{ $subtract: [1, decimal('0.1')] }, decimal('0.9')],
    [{ $multiply: [3, long(2)] }, long(6)],
    [{ $divide: [6, 3] }, double(2)],
    [{ $divide: [decimal('1'), 3] }, decimal('0.3333333333333333333333333333333333')],
    [{ $divide: [decimal('6'), 2] }, decimal('3')],
    [{ $mod: [-7, 3] }, -1],
    [{ $abs: -3 }, 3],
    [{ $round: [2.5] }, double(2)],
    [{ $round: [1234.5678, 2] }, double(1234.57)],
    [{ $round: [15, -1] }, 20],
    [{ $trunc: [-1.9] }, double(-1)],
    [{ $ceil: 1.2 }, double(2)],
    [{ $floor: decimal('-1.2') }, decimal('-2')],
    [{ $pow: [2, 10] }, 1024],
    [{ $sqrt: 9 }, double(3)],
    [{ $sum: '$b' }, 6],
    [{ $avg: '$b' }, double(2)],
    [{ $max: ['$a', 9] }, 9],
  ],
  arrays: [
    [{ $size: '$b' }, 3],
    [{ $arrayElemAt: ['$b', -1] }, 3],
    [{ $arrayElemAt: ['$b', 9] }, undefined],
    [{ $first: '$b' }, 1],
    [{ $slice: ['$b', 1, 5] }, [2, 3]],
    [{ $concatArrays: ['$b', [4]] }, [1, 2, 3, 4]],
    [{ $in: [double(2), '$b'] }, true],
    [{ $indexOfArray: ['$b', 3] }, 2],
    [{ $range: [0, 5, 2] }, [0, 2, 4]],
    [{ $reverseArray: '$b' }, [3, 2, 1]],
    [{ $map: { input: '$b', as: 'x', in: { $multiply: ['$$x', '$a'] } } }, [2, 4, 6]],
    [{ $filter: { input: '$b', cond: { $gt: ['$$this', 1] } } }, [2, 3]],
    [{ $reduce: { input: '$b', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
    [
      { $map: { input: '$b', as: 'x', in: { $map: { input: '$b', as: 'y', in: { $add: ['$$x', '$$y'] } } } } },
      [
        [2, 3, 4],
        [3, 4, 5],
        [4, 5, 6],
      ],
    ],
    [
      { $zip: { inputs: ['$b', ['x']], useLongestLength: true } },
      [
        [1, 'x'],
        [2, null],
        [3, null],
      ],
    ],
    [{ $sortArray: { input: [3, 1, 2], sortBy: -1 } }, [3, 2, 1]],
    [{ $setUnion: ['$b', [3, 4]] }, [1, 2, 3, 4]],
    [{ $setIntersection: ['$b', [3, 1]] }, [1, 3]],
    [{ $setIsSubset: [[1], '$b'] }, true],
    [{ $maxN: { n: 2, input: '$b' } }, [3, 2]],
  ],
  documents: [
    [{ $mergeObjects: ['$c', { z: 1 }, null] }, { d: 'x', z: 1 }],
    [{ $objectToArray: '$c' }, [{ k: 'd', v: 'x' }]],
    [{ $arrayToObject: [[['k', 1]]] }, { k: 1 }],
    [{ $getField: 'a' }, 2],
    [{ $getField: { field: 'd', input: '$c' } }, 'x'],
    [{ $setField: { field: 'y', input: '$c', value: 1 } }, { d: 'x', y: 1 }],
  ],
  strings: [
    [{ $concat: ['a', '$c.d'] }, 'ax'],
    [{ $concat: ['a', null] }, null],
    [{ $toUpper: '$c.d' }, 'X'],
    [{ $strLenCP: '$s' }, 5],
    [{ $strLenBytes: '$s' }, 7],
    [{ $substrCP: ['$s', 1, 2] }, 'rü'],
    [{ $split: ['a-b', '-'] }, ['a', 'b']],
    [{ $trim: { input: '  x ' } }, 'x'],
    [{ $indexOfCP: ['abc', 'c'] }, 2],
    [{ $replaceAll: { input: 'a$a', find: 'a', replacement: { $literal: '$&' } } }, '$&$$&'],
    [{ $regexMatch: { input: '$s', regex: 'GRÜ', options: 'i' } }, true],
    [{ $regexFind: { input: 'xaby', regex: 'a(b)' } }, { match: 'ab', idx: 1, captures: ['b'] }],
  ],
  types: [
    [{ $type: '$missing' }, 'missing'],
    [{ $type: '$a' }, 'int'],
    [{ $toInt: '12' }, 12],
    [{ $toLong: double(3.9) }, long(3)],
    [{ $toDouble: '1.5' }, double(1.5)],
    [{ $toString: double(1.5) }, '1.5'],
    [{ $toDate: '2024-03-10' }, new Date('2024-03-10T00:00:00Z')],
    [{ $toObjectId: '0123456789abcdef01234567' }, ObjectId.createFromHexString('0123456789abcdef01234567')],
    [{ $convert: { input: 'x', to: 'int', onError: 'bad' } }, 'bad'],
    [{ $convert: { input: null, to: 'int', onNull: 0 } }, 0],
    [{ $isNumber: '$a' }, true],
  ],
  dates: [
    [{ $year: '$day' }, 2024],
    [{ $hour: { date: '$day', timezone: 'America/New_York' } }, 4],
    [{ $dayOfWeek: '$day' }, 1],
    [{ $isoWeek: '$day' }, 10],
    [{ $dateToString: { date: '$day', format: '%Y-%m-%d %H:%M:%S.%L %j %G-W%V %%' } }, '2024-03-10 08:05:09.012 070 2024-W10 %'],
    [{ $dateToString: { date: '$day', format: '%d %b %z', timezone: '+02:00' } }, '10 Mar +0200'],
    [{ $dateToString: { date: '$missing' } }, null],
    [{ $dateTrunc: { date: '$day', unit: 'month' } }, new Date('2024-03-01T00:00:00Z')],
    [{ $dateAdd: { startDate: '$day', unit: 'day', amount: 1 } }, new Date('2024-03-11T08:05:09.012Z')],
    [{ $dateDiff: { startDate: new Date(0), endDate: '$day', unit: 'year' } }, long(54)],
    [{ $dateAdd: { startDate: new Date('2024-01-31T00:00:00Z'), unit: 'month', amount: 1 } }, new Date('2024-02-29T00:00:00Z')],
    [{ $dateSubtract: { startDate: new Date('2024-03-31T00:00:00Z'), unit: 'month', amount: 1 } }, new Date('2024-02-29T00:00:00Z')],
    [{ $dateTrunc: { date: '$day', unit: 'week', startOfWeek: 'monday' } }, new Date('2024-03-04T00:00:00Z')],
    [{ $dateTrunc: { date: '$day', unit: 'hour', binSize: 6 } }, new Date('2024-03-10T06:00:00Z')],
    [{ $dateTrunc: { date: '$day', unit: 'day', timezone: 'America/New_York' } }, new Date('2024-03-10T05:00:00Z')],
    [{ $dateDiff: { startDate: new Date('2024-03-09T23:00:00Z'), endDate: '$day', unit: 'day' } }, long(1)],
    [{ $dateDiff: { startDate: new Date('2024-03-09T23:00:00Z'), endDate: '$day', unit: 'week' } }, long(1)],
    [{ $dateDiff: { startDate: new Date('2024-03-09T23:00:00Z'), endDate: '$day', unit: 'hour' } }, long(9)],
    [{ $dateFromString: { dateString: '10.03.2024', format: '%d.%m.%Y' } }, new Date('2024-03-10T00:00:00Z')],
    [{ $dateToParts: { date: '$day' } }, { year: 2024, month: 3, day: 10, hour: 8, minute: 5, second: 9, millisecond: 12 }],
    [{ $dateFromParts: { year: 2024, hour: 5, timezone: '+02:00' } }, new Date('2024-01-01T03:00:00Z')],
    [{ $dateFromParts: { year: 2024, month: 2, day: 30 } }, new Date('2024-03-01T00:00:00Z')],
    [{ $dateFromString: { dateString: '2024-03-10T08:05:09.012Z' } }, DAY],
  ],
}

describe.each(Object.entries(CASES))('an expression on %s', (_, cases) => {
  test.each(cases)('%j is %j', (expression, expected) => {
    const show = (value: unknown) => EJSON.stringify({ value }, { relaxed: false })
    expect(show(evaluate(expression, DOC))).toBe(show(stored({ expected }).expected))
  })
})

test.each([
  [{ $foo: 1 }, 168],
  [{ $function: {} }, 238],
  ['$$unknown', 17276],
  ['$$USER_ROLES', 238],
  [{ $eq: [1] }, 16020],
  [{ $add: ['x', 1] }, 14],
  [{ $divide: [1, 0] }, 2],
  [{ $size: 'x' }, 17124],
  [{ $toInt: 'x' }, 241],
  [{ $toInt: long(2 ** 40) }, 241],
  [{ $arrayElemAt: [1, 0] }, 28689],
  [{ a: 1, $add: [] }, 16410],
  [{ $add: [], a: 1 }, 15983],
  // biome-ignore lint/suspicious/noThenProperty: it is MongoDB's name.
  [{ $switch: { branches: [{ case: false, then: 1 }] } }, 40066],
])('the expression %j is refused with code %i', (expression, code) => {
  expect(() => evaluate(expression, DOC)).toThrow(expect.objectContaining({ code }))
})

test('a string among the data is never taken for a path', () => {
  expect(evaluate({ $concat: ['$a', '!'] }, { a: '$b', b: 'wrong' })).toBe('$b!')
  expect(evaluate({ $dateToString: { date: new Date(0), format: '$f' } }, { f: '$x' })).toBe('$x')
  expect(() => evaluate({ $dateTrunc: { date: new Date(0), unit: '$u' } }, { u: '$x', x: 'month' })).toThrow(
    expect.objectContaining({ code: 2 }),
  )
})

test('what is supported and what is refused do not overlap', () => {
  expect(EXPRESSION_NAMES.filter(name => REFUSED_EXPRESSIONS.includes(name))).toEqual([])
  expect(EXPRESSION_NAMES).toContain('$map')
})

test('a compiled expression can be used for many documents', () => {
  const compiled = compileExpression(stored({ e: { $map: { input: '$a', in: '$$this' } } }).e)
  expect([[1], [2, 3]].map(a => compiled({ a: a.map(value => new Int32(value)) }))).toEqual([[new Int32(1)], [new Int32(2), new Int32(3)]])
})
