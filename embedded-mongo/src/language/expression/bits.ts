// Expressions on bits and bytes: whole numbers bit by bit, how long a value is, and the parts of a timestamp.
import { Binary, calculateObjectSize, Int32, Long, Timestamp } from 'bson'
import { queryError } from '../errors.ts'
import { bsonType, isDocument, TYPE, typeName, type Value } from '../types.ts'
import { isNullish, type Operator, unary, variadic } from './operator.ts'

function wholeOf(name: string, value: Value): bigint {
  const type = bsonType(value)
  if (type === TYPE.int) return BigInt(Number(value))
  if (type === TYPE.long) return value instanceof Long ? value.toBigInt() : (value as bigint)
  throw queryError(14, `${name} only supports int and long operands, not ${typeName(value)}`)
}

const asWhole = (value: bigint, isLong: boolean): Value => (isLong ? Long.fromBigInt(value) : new Int32(Number(value)))
const isLong = (value: Value): boolean => bsonType(value) === TYPE.long

const bitwise = (name: string, empty: bigint, apply: (a: bigint, b: bigint) => bigint): Operator =>
  variadic(args => {
    if (args.some(isNullish)) return null
    return asWhole(
      args.reduce((total: bigint, value) => apply(total, wholeOf(name, value)), empty),
      args.some(isLong),
    )
  })

const timestampPart = (name: string, code: number, read: (value: Timestamp) => number): Operator =>
  unary(name, value => {
    if (isNullish(value)) return null
    if (value instanceof Timestamp) return Long.fromNumber(read(value))
    throw queryError(code, `Argument to ${name} must be a timestamp, but is ${typeName(value)}`)
  })

function binarySize(value: Value): Value {
  if (isNullish(value)) return null
  if (typeof value === 'string') return new Int32(Buffer.byteLength(value))
  if (value instanceof Binary) return new Int32(value.position)
  throw queryError(51276, `$binarySize requires a string or BinData argument, found: ${typeName(value)}`)
}

function bsonSize(value: Value): Value {
  if (isNullish(value)) return null
  if (isDocument(value)) return new Int32(calculateObjectSize(value, { ignoreUndefined: true }))
  throw queryError(31393, `$bsonSize requires a document input, found: ${typeName(value)}`)
}

export const BITS: Readonly<Record<string, Operator>> = {
  $bitAnd: bitwise('$bitAnd', -1n, (a, b) => a & b),
  $bitOr: bitwise('$bitOr', 0n, (a, b) => a | b),
  $bitXor: bitwise('$bitXor', 0n, (a, b) => a ^ b),
  $bitNot: unary('$bitNot', value => (isNullish(value) ? null : asWhole(~wholeOf('$bitNot', value), isLong(value)))),
  $binarySize: unary('$binarySize', binarySize),
  $bsonSize: unary('$bsonSize', bsonSize),
  $tsSecond: timestampPart('$tsSecond', 5687301, value => value.t),
  $tsIncrement: timestampPart('$tsIncrement', 5687302, value => value.i),
}
