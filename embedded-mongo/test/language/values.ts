// Documents for the tests: written plainly, or made at random over all BSON types.
import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, serialize, Timestamp } from 'bson'
import fc from 'fast-check'
import { type Doc, decode, type Value } from '../../src/language/value.ts'

/** As the document comes out of the database: as a driver encodes it, and with BSON's types of numbers. */
export function stored(doc: object): Doc {
  return decode(serialize(doc, { ignoreUndefined: true }))
}

const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map(value => new Int32(value)),
  fc.integer().map(value => new Int32(value)),
  fc
    .constantFrom(-1, 0, 1, 0.5, -0.5, 1e300, 5e-324, 2 ** 53, 2 ** 53 + 2, 2 ** 63, -(2 ** 63), Infinity, -Infinity, Number.NaN, -0)
    .map(value => new Double(value)),
  fc.double().map(value => new Double(value)),
  fc
    .constantFrom(0n, 1n, -1n, 2n ** 53n + 1n, 2n ** 53n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n))
    .map(value => Long.fromBigInt(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(value => Long.fromBigInt(value)),
  fc
    .constantFrom(
      '0',
      '-0',
      '1',
      '1.0',
      '1.00E+2',
      '100',
      '0.1',
      '9007199254740993',
      '9007199254740993.5',
      '9223372036854775808',
      '1E+6000',
      '-1E+6000',
    )
    .map(text => Decimal128.fromString(text)),
  fc
    .constantFrom('1E-6000', 'NaN', 'Infinity', '-Infinity', '0.1000000000000000055511151231257827')
    .map(text => Decimal128.fromString(text)),
)

const text = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'b', 'a\0', 'a\0b', '\ud83d\ude00', '\uffee', 'é'),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 3, arbitrary: text },
  fc.constantFrom(null, true, false, new MinKey(), new MaxKey()),
  fc.integer({ min: -1e14, max: 1e14 }).map(ms => new Date(ms)),
  fc
    .constantFrom('000000000000000000000001', 'ffffffffffffffffffffffff', '0123456789abcdef01234567')
    .map(hex => ObjectId.createFromHexString(hex)),
  fc.uint8Array({ maxLength: 4 }).map(bytes => new Binary(bytes, bytes.length % 3 === 0 ? 4 : 0)),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom(new BSONRegExp('a', 'i'), new BSONRegExp('a', ''), new BSONRegExp('b', '')),
  fc.constantFrom(new Code('a'), new Code('b'), new Code('a', { x: 1 })),
  fc.constantFrom(new BSONSymbol('a'), new BSONSymbol('b')),
)

/** Any value, with documents and arrays in it. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'é', 'constructor'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value

/** Few and small values on few paths, so that random filters often match random documents. */
const smallScalar: fc.Arbitrary<Value> = fc.constantFrom<Value>(
  null,
  'x',
  'X',
  'y',
  true,
  new Int32(0),
  new Int32(1),
  new Int32(2),
  new Double(1),
  new Double(1.5),
  new Double(Number.NaN),
  Long.fromNumber(2),
  Decimal128.fromString('1.5'),
)

export const smallValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: smallScalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('value'), { maxKeys: 2, noNullPrototype: true }) },
  ),
})).value

export const smallDocument: fc.Arbitrary<Doc> = fc.dictionary(fc.constantFrom('a', 'b'), smallValue, { maxKeys: 2, noNullPrototype: true })

export const smallPath = fc.constantFrom('a', 'b', 'a.b', 'a.a', 'a.0', 'a.0.b', 'a.b.0', 'a.b.a', 'a.1')
