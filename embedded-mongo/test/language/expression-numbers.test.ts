// Aggregation expressions on bits and bytes, percentiles, powers and ISO weeks.
import { Binary, Decimal128, Double, EJSON, Long, Timestamp } from 'bson'
import { expect, test } from 'vitest'
import { compileExpression } from '../../src/language/expression.ts'
import { stored } from './values.ts'

const evaluate = (expression: unknown) => compileExpression(stored({ expression }).expression)(stored(DOC))

const double = (value: number) => new Double(value)
const long = (value: number) => Long.fromNumber(value)
const decimal = (text: string) => Decimal128.fromString(text)
const DOC = { a: 2, b: [1, 2, 3], s: 'Grüße', day: new Date('2024-03-10T08:05:09.012Z') }

const CASES: [expression: unknown, expected: unknown][] = [
  [{ $bitAnd: [6, 3] }, 2],
  [{ $bitOr: ['$a', long(5)] }, long(7)],
  [{ $bitXor: [] }, 0],
  [{ $bitNot: 5 }, -6],
  [{ $bitNot: '$missing' }, null],
  [{ $binarySize: '$s' }, 7],
  [{ $binarySize: new Binary(Buffer.alloc(3)) }, 3],
  [{ $bsonSize: { $literal: { a: 1 } } }, 12],
  [{ $tsSecond: new Timestamp({ t: 7, i: 9 }) }, long(7)],
  [{ $tsIncrement: new Timestamp({ t: 7, i: 9 }) }, long(9)],
  [{ $toDate: new Timestamp({ t: 7, i: 9 }) }, new Date(7000)],
  [{ $median: { input: [5, 1, 'x', 3, 2], method: 'approximate' } }, double(2)],
  [{ $percentile: { input: '$b', p: [0, 0.9, 1], method: 'approximate' } }, [double(1), double(3), double(3)]],
  [{ $percentile: { input: 'x', p: [0.5], method: 'approximate' } }, [null]],
  [{ $pow: [2, 62] }, long(2 ** 62)],
  [{ $pow: [2, 64] }, double(2 ** 64)],
  [{ $pow: [2, -1] }, double(0.5)],
  [{ $filter: { input: '$b', cond: true, limit: 2 } }, [1, 2]],
  [{ $dateFromParts: { isoWeekYear: 2024, isoWeek: 10, isoDayOfWeek: 7 } }, new Date('2024-03-10T00:00:00Z')],
  // Both known from MongoDB: the one of its manual, and a number that is the same whatever its type.
  [{ $toHashedIndexKey: 'string to hash' }, Long.fromString('763543691661428748')],
  [{ $toHashedIndexKey: 1 }, Long.fromString('5902408780260971510')],
  [{ $toHashedIndexKey: double(1.9) }, Long.fromString('5902408780260971510')],
  [{ $toHashedIndexKey: decimal('1') }, Long.fromString('5902408780260971510')],
  [{ $eq: [{ $toHashedIndexKey: double(Number.NaN) }, { $toHashedIndexKey: 0 }] }, true],
  [{ $eq: [{ $toHashedIndexKey: double(2 ** 63) }, { $toHashedIndexKey: Long.MIN_VALUE }] }, true],
  [{ $eq: [{ $toHashedIndexKey: '$b' }, { $toHashedIndexKey: [[1, 2, 3]] }] }, false],
  [{ $eq: [{ $toHashedIndexKey: '$b' }, { $toHashedIndexKey: [1, 2, 3] }] }, true],
  [{ $eq: [{ $toHashedIndexKey: '$missing' }, { $toHashedIndexKey: null }] }, false],
  [
    { $dateToParts: { date: '$day', iso8601: true } },
    { isoWeekYear: 2024, isoWeek: 10, isoDayOfWeek: 7, hour: 8, minute: 5, second: 9, millisecond: 12 },
  ],
]

test.each(CASES)('%j is %j', (expression, expected) => {
  const show = (value: unknown) => EJSON.stringify({ value }, { relaxed: false })
  expect(show(evaluate(expression))).toBe(show(stored({ expected }).expected))
})

test.each([
  [{ $pow: [decimal('0'), -1] }, 28764],
  [{ $ln: decimal('0') }, 28766],
  [{ $log10: decimal('-1E-6000') }, 28761],
  [{ $log: [decimal('-1'), 2] }, 28758],
  [{ $sqrt: decimal('-4') }, 28714],
  [{ $acos: decimal('2') }, 50989],
  [{ $asin: -1.5 }, 50989],
  [{ $acosh: 0 }, 50989],
  [{ $atanh: 2 }, 50989],
  [{ $sin: double(Number.POSITIVE_INFINITY) }, 50989],
  [{ $cos: decimal('-Infinity') }, 50989],
  [{ $atan2: ['x', 1] }, 51044],
  [{ $pow: [0, -1] }, 28764],
  [{ $abs: 'x' }, 28765],
  [{ $mod: ['x', 1] }, 16611],
  [{ $ln: 0 }, 28766],
  [{ $log: [1, 1] }, 28759],
  [{ $round: ['x', 1] }, 51081],
  [{ $round: [1, 0.5] }, 51082],
  [{ $bitAnd: [1.5, 1] }, 14],
  [{ $binarySize: 1 }, 51276],
  [{ $bsonSize: 1 }, 31393],
  [{ $tsSecond: 1 }, 5687301],
  [{ $median: { input: '$b', method: 'exact' } }, 2],
  [{ $percentile: { input: '$b', p: [2], method: 'approximate' } }, 7750303],
  [{ $map: { input: 1, in: 1 } }, 16883],
  [{ $filter: { input: [], cond: true, limit: 0 } }, 327392],
  [{ $setUnion: [1] }, 17043],
  [{ $dateFromParts: { year: 2024, isoWeek: 1 } }, 40489],
])('%j is refused with code %i', (expression, code) => {
  expect(() => evaluate(expression)).toThrow(expect.objectContaining({ code }))
})
