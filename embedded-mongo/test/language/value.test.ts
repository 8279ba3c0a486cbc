// Documents from bytes and back.
import { Binary, BSONRegExp, Code, Double, deserialize, Int32, Long, MinKey, ObjectId, serialize, Timestamp } from 'bson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareValues } from '../../src/language/compare.ts'
import { decode, decodeFields, encode, typeName } from '../../src/language/value.ts'
import { anyValue, stored } from './values.ts'

describe('a decoded document', () => {
  test('keeps the types of numbers apart', () => {
    const doc = stored({ int: 1, double: new Double(1), long: Long.fromNumber(1) })
    expect([doc.int, doc.double, doc.long].map(typeName)).toEqual(['int', 'double', 'long'])
    expect(doc.int).toBeInstanceOf(Int32)
  })

  test('has what bson itself reads', () => {
    fc.assert(
      fc.property(anyValue, value => {
        const bytes = encode({ value })
        const theirs = deserialize(bytes, { promoteValues: false, bsonRegExp: true })
        expect(compareValues(decode(bytes).value, theirs.value)).toBe(0)
      }),
    )
  })

  test('is encoded to the bytes that bson itself writes', () => {
    fc.assert(
      fc.property(anyValue, value => {
        expect(encode({ value })).toEqual(Buffer.from(serialize({ value }, { ignoreUndefined: true })))
      }),
    )
    const rare = {
      timestamp: new Timestamp({ t: 5, i: 6 }),
      code: new Code('x', { a: 1 }),
      oldest: new Binary(Buffer.of(1, 2), 2),
      min: new MinKey(),
    }
    const texts = {
      ü: 'ü'.repeat(30),
      list: [undefined, 'x'.repeat(100_000)],
      skipped: undefined,
      huge: 2n ** 62n,
      zero: -0,
      early: new Date(-1),
    }
    for (const doc of [rare, texts]) expect(encode(doc)).toEqual(Buffer.from(serialize(doc, { ignoreUndefined: true })))
  })

  test('whose name holds a zero byte, or that is nested without end, is refused', () => {
    const circle: Record<string, unknown> = {}
    circle.circle = circle
    for (const doc of [{ 'a\0b': 1 }, circle]) expect(() => encode(doc)).toThrow(expect.objectContaining({ code: 2 }))
  })

  test('leaves a reference to a document a plain document', () => {
    const doc = stored({ ref: { $ref: 'c', $id: new ObjectId() } })
    expect(Object.getPrototypeOf(doc.ref)).toBe(Object.prototype)
  })

  test('may have fields called like what objects inherit, and changes no prototype', () => {
    const bytes = encode(JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'))
    const doc = decode(bytes)
    expect(Object.getPrototypeOf(doc)).toBe(Object.prototype)
    expect(Object.keys(doc)).toEqual(['__proto__', 'constructor'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('may have a field that bson itself takes for a mark of its own', () => {
    for (const doc of [{ _bsontype: 'ObjectId' }, { a: { _bsontype: 'ObjectId' } }]) expect(decode(encode(doc))).toEqual(doc)
  })

  test('shares no bytes with the buffer that it came from', () => {
    const bytes = Buffer.from(
      encode({ binary: new Binary(new Uint8Array([1, 2, 3])), id: ObjectId.createFromHexString('0123456789abcdef01234567') }),
    )
    const doc = decode(bytes)
    bytes.fill(255)
    expect([...(doc.binary as Binary).buffer]).toEqual([1, 2, 3])
    expect(String(doc.id)).toBe('0123456789abcdef01234567')
  })

  test('of some fields has these and no others', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 4, maxLength: 4 }), ([a, b, c, d]) => {
        const bytes = encode({ a, b, c, d })
        expect(Object.keys(decodeFields(bytes, new Set(['b', 'd', 'zzz'])))).toEqual(['b', 'd'])
        expect(compareValues(decodeFields(bytes, new Set(['d'])).d, d)).toBe(0)
      }),
    )
  })
})

describe('bytes that are no document', () => {
  test.each([
    ['too short', Buffer.from([5, 0, 0])],
    ['longer than they are', Buffer.from([9, 0, 0, 0, 0])],
    ['without an end', Buffer.from([5, 0, 0, 0, 1])],
    ['with a string that runs over', Buffer.from([12, 0, 0, 0, 2, 97, 0, 100, 0, 0, 0, 0])],
  ])('%s are refused', (_, bytes) => {
    expect(() => decode(bytes)).toThrow(expect.objectContaining({ code: 2 }))
  })
})

test('a regular expression keeps its options', () => {
  expect(stored({ r: new BSONRegExp('a', 'im') }).r).toMatchObject({ pattern: 'a', options: 'im' })
})
