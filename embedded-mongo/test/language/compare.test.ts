// The order of all values, and of the keys made of them.
import { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCollation } from '../../src/language/collation.ts'
import { compareValues } from '../../src/language/compare.ts'
import { encodeKey, typeBracket } from '../../src/language/keys.ts'
import { EMPTY_ARRAY_KEY, type Value } from '../../src/language/value.ts'
import { anyValue, stored } from './values.ts'

/** Least first; values in one row are equal. */
const ASCENDING: Value[][] = [
  [new MinKey()],
  [EMPTY_ARRAY_KEY],
  [null, undefined],
  [new Double(Number.NaN), Decimal128.fromString('NaN')],
  [new Double(-Infinity), Decimal128.fromString('-Infinity')],
  [Decimal128.fromString('-1E+400')],
  [Long.fromBigInt(-(2n ** 63n)), new Double(-(2 ** 63))],
  [Long.fromBigInt(-(2n ** 53n) - 1n)],
  [new Double(-(2 ** 53))],
  [Decimal128.fromString('-1E-400')],
  [new Double(-0), new Int32(0), Long.ZERO, Decimal128.fromString('-0E+3')],
  [Decimal128.fromString('1E-400')],
  [Decimal128.fromString('0.1')],
  [new Double(0.1)],
  [Decimal128.fromString('0.1000000000000000055511151231257828')],
  [new Int32(1), new Double(1), Long.ONE, Decimal128.fromString('1.000')],
  [new Double(2 ** 53), Long.fromBigInt(2n ** 53n)],
  [Long.fromBigInt(2n ** 53n + 1n), Decimal128.fromString('9007199254740993')],
  [Decimal128.fromString('9007199254740993.5')],
  [new Double(2 ** 53 + 2)],
  [Long.fromBigInt(2n ** 63n - 1n)],
  [new Double(2 ** 63), Decimal128.fromString('9223372036854775808')],
  [Decimal128.fromString('1E+400')],
  [new Double(Infinity), Decimal128.fromString('Infinity')],
  [''],
  ['a'],
  ['a\0'],
  ['a\0b'],
  ['aa'],
  ['\uffee'],
  ['\ud83d\ude00'],
  [{}],
  [{ b: null }],
  [{ a: new Int32(1) }],
  [{ a: new Int32(1), b: null }],
  [{ b: new Int32(0) }],
  [{ a: 'x' }],
  [[]],
  [[null]],
  [[new Int32(1)]],
  [[new Int32(1), null]],
  [new Binary(new Uint8Array([9]), 0)],
  [new Binary(new Uint8Array([1, 1]), 0)],
  [new Binary(new Uint8Array([0, 0]), 4)],
  [ObjectId.createFromHexString('000000000000000000000001')],
  [ObjectId.createFromHexString('ff0000000000000000000000')],
  [false],
  [true],
  [new Date(-1)],
  [new Date(0)],
  [new Date(8.64e15)],
  [new Timestamp({ t: 1, i: 2 })],
  [new Timestamp({ t: 0xffffffff, i: 0 })],
  [new BSONRegExp('a', '')],
  [new BSONRegExp('a', 'i')],
  [new Code('a')],
  [new Code('a', { x: new Int32(1) })],
  [new MaxKey()],
]

describe('values', () => {
  test('stand in the order of the table, whatever their types', () => {
    for (const [i, row] of ASCENDING.entries()) {
      for (const [j, other] of ASCENDING.entries()) {
        for (const a of row) for (const b of other) expect([i, j, Math.sign(compareValues(a, b))]).toEqual([i, j, Math.sign(i - j)])
      }
    }
  })

  test('have keys in the order of the table', () => {
    const keys = ASCENDING.map(row => row.map(value => encodeKey([value], [1]).bytes))
    for (const row of keys) for (const key of row) expect(key).toEqual(row[0])
    for (let i = 1; i < keys.length; i++) expect([i, Buffer.compare(keys[i - 1]![0]!, keys[i]![0]!)]).toEqual([i, -1])
  })

  test('of any kind have keys in the order of the values, in both directions', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const order = Math.sign(compareValues(a, b))
        expect(Math.sign(Buffer.compare(encodeKey([a], [1]).bytes, encodeKey([b], [1]).bytes))).toBe(order)
        expect(Math.sign(Buffer.compare(encodeKey([a], [-1]).bytes, encodeKey([b], [-1]).bytes)) + order).toBe(0)
      }),
      { numRuns: 3000 },
    )
  })

  test('in a compound key are compared one after the other', () => {
    const pair = fc.tuple(anyValue, anyValue)
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        const order = compareValues(a[0], b[0]) || -compareValues(a[1], b[1])
        expect(Math.sign(Buffer.compare(encodeKey(a, [1, -1]).bytes, encodeKey(b, [1, -1]).bytes)) - Math.sign(order)).toBe(0)
      }),
      { numRuns: 1500 },
    )
  })

  test('in documents are stored without a change', () => {
    fc.assert(fc.property(anyValue, value => compareValues(stored({ value }).value, value) === 0))
  })

  test('of one type lie within its bracket, and NaN below that of numbers', () => {
    for (const value of ['', 'z', new Date(0), new Int32(-5), new Double(-Infinity), new Double(Infinity), true]) {
      const { low, high } = typeBracket(value)
      const key = encodeKey([value], [1]).bytes
      expect([Buffer.compare(low, key) <= 0, Buffer.compare(key, high)]).toEqual([true, -1])
    }
    expect(Buffer.compare(encodeKey([new Double(Number.NaN)], [1]).bytes, typeBracket(new Int32(1)).low)).toBe(-1)
  })
})

describe('a key of more than 1,900 bytes', () => {
  const long = (end: string) => encodeKey(['x'.repeat(3000) + end], [1])

  test('is cut, says so, and still tells values apart', () => {
    expect(long('a').cut).toBe(true)
    expect(long('a').bytes.length).toBeLessThanOrEqual(1900)
    expect(long('a').bytes).toEqual(long('a').bytes)
    expect(long('a').bytes).not.toEqual(long('b').bytes)
    expect(encodeKey(['x'.repeat(1800)], [1]).cut).toBe(false)
  })
})

describe('a collation', () => {
  test('of strength 2 takes no notice of case, but of accents', () => {
    const collation = compileCollation(stored({ locale: 'en', strength: 2 }))
    expect([compareValues('PING', 'ping', collation), compareValues('e', 'é', collation)]).toEqual([0, -1])
    expect(compareValues([{ a: 'A' }], [{ a: 'a' }], collation)).toBe(0)
  })

  test('with numeric ordering puts 10 after 9', () => {
    expect(compareValues('10', '9', compileCollation(stored({ locale: 'en', numericOrdering: true })))).toBe(1)
  })

  test('with shifted punctuation passes over it, and of strength 5 tells apart what is not the same text', () => {
    const [shifted, identical] = [{ alternate: 'shifted', strength: 2 }, { strength: 5 }].map(each =>
      compileCollation(stored({ locale: 'en', ...each })),
    )
    expect([compareValues('co-op', 'Coop', shifted), compareValues('a, b', 'ab', shifted)]).toEqual([0, 0])
    expect([compareValues('a\u0000', 'a', identical), compareValues('é', 'e\u0301', identical)]).toEqual([1, 0])
    expect(compareValues('a\u0000', 'a', compileCollation(stored({ locale: 'en' })))).toBe(0)
  })

  test.each([
    [{ locale: 'en', strength: 4, alternate: 'shifted' }, 238],
    [{ locale: 'en', maxVariable: 'space' }, 238],
    [{ locale: 'fr_CA', backwards: true }, 238],
    [{ locale: 'en', strength: 6 }, 2],
    [{ locale: 'en', colour: 1 }, 9],
    [{ strength: 1 }, 9],
    [{ locale: 'no such locale' }, 2],
  ])('%o is refused with code %i', (spec, code) => {
    expect(() => compileCollation(stored(spec))).toThrow(expect.objectContaining({ code }))
  })

  test('gives equal texts one key, and others another', () => {
    const collation = compileCollation(stored({ locale: 'en', strength: 2 }))!
    const key = (value: unknown) => encodeKey([value], [1], collation).bytes.toString('hex')
    expect(key('Ana')).toBe(key('aNA'))
    expect(key({ a: ['Ana'] })).toBe(key({ a: ['ana'] }))
    expect(key('Ana')).not.toBe(key('Áná'))
    expect(key({ A: 1 })).not.toBe(key({ a: 1 }))
  })
})
