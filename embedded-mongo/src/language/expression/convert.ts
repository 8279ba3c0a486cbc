// Types in expressions: asking for them, and converting from one to another.
import { Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import { asDecimal } from '../arithmetic.ts'
import { queryError } from '../errors.ts'
import { type Exact, exactOf, nearestNumber } from '../numbers.ts'
import { truth } from '../truth.ts'
import { bsonType, isDocument, isNumber, TYPE, typeName, type Value } from '../types.ts'
import { type Env, type Evaluate, isNullish, namedArguments, type Operator, unary } from './operator.ts'

type Convert = (value: Value) => Value

function failure(value: Value, target: string): Error {
  return queryError(241, `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`)
}

function malformed(value: Value, target: string): Error {
  return queryError(241, `Failed to parse '${String(value)}' as ${target} in $convert with no onError value`)
}

export function toText(value: Value): string {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof ObjectId) return value.toHexString()
  if (typeof value === 'string' || typeof value === 'boolean' || isNumber(value)) return String(value)
  throw failure(value, 'string')
}

/** Whole part of a number, a text of digits, a date's milliseconds, or a truth; within so many bits. */
function toWhole(value: Value, bits: number, target: string): bigint {
  const whole = wholeOf(value, target)
  if (BigInt.asIntN(bits, whole) !== whole)
    throw queryError(241, `Conversion would overflow target type in $convert with no onError value: ${String(value)}`)
  return whole
}

function wholeOf(value: Value, target: string): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (value instanceof Date && target === 'long') return BigInt(value.getTime())
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw malformed(value, target)
    return BigInt(value.replace('+', ''))
  }
  if (!isNumber(value)) throw failure(value, target)
  const exact = exactOf(value)
  if (typeof exact === 'number')
    throw queryError(241, `Attempt to convert ${exact} value to integer type in $convert with no onError value`)
  return truncate(exact)
}

function truncate({ coefficient, exponent }: Exact): bigint {
  return exponent >= 0 ? coefficient * 10n ** BigInt(exponent) : coefficient / 10n ** BigInt(-exponent)
}

function toDouble(value: Value): Value {
  if (typeof value === 'boolean') return new Double(value ? 1 : 0)
  if (value instanceof Date) return new Double(value.getTime())
  if (isNumber(value)) return new Double(nearestNumber(value))
  if (typeof value !== 'string') throw failure(value, 'double')
  const plain = Number(value)
  if (value.trim() !== value || value === '' || (Number.isNaN(plain) && value !== 'NaN')) throw malformed(value, 'double')
  return new Double(plain)
}

function toDecimal(value: Value): Value {
  if (typeof value === 'boolean') return asDecimal(new Int32(value ? 1 : 0))
  if (value instanceof Date) return asDecimal(Long.fromNumber(value.getTime()))
  if (isNumber(value)) return asDecimal(value)
  if (typeof value !== 'string') throw failure(value, 'decimal')
  try {
    return Decimal128.fromStringWithRounding(value)
  } catch {
    throw malformed(value, 'decimal')
  }
}

function toDate(value: Value): Value {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  if (value instanceof Timestamp) return new Date(value.t * 1000)
  if (typeof value === 'string') return parseDate(value)
  if (!isNumber(value) || bsonType(value) === TYPE.int) throw failure(value, 'date')
  return new Date(nearestNumber(value))
}

/** ISO 8601; without a zone it is UTC, which JavaScript only takes a date alone to be. */
function parseDate(text: string): Date {
  const zoned = /([zZ]|[+-]\d\d:?\d\d)$/.test(text) || !/[T ]\d/.test(text)
  const date = new Date(zoned ? text : `${text.replace(' ', 'T')}Z`)
  if (!/^\d{4}-\d\d/.test(text) || Number.isNaN(date.getTime())) throw malformed(text, 'date')
  return date
}

function toObjectId(value: Value): Value {
  if (value instanceof ObjectId) return value
  if (typeof value !== 'string') throw failure(value, 'objectId')
  if (!/^[0-9a-fA-F]{24}$/.test(value)) throw malformed(value, 'objectId')
  return ObjectId.createFromHexString(value)
}

const TARGETS: Readonly<Record<string, Convert>> = {
  string: toText,
  bool: value => (isNumber(value) ? truth(value) : value !== false),
  int: value => new Int32(Number(toWhole(value, 32, 'int'))),
  long: value => Long.fromBigInt(toWhole(value, 64, 'long')),
  double: toDouble,
  decimal: toDecimal,
  date: toDate,
  objectId: toObjectId,
}

const shorthand = (name: string, target: string): Operator => unary(name, value => (isNullish(value) ? null : TARGETS[target]!(value)))

const convert: Operator = (operand, env) => {
  const parts = new Map(namedArguments('$convert', operand, ['input', 'to'], ['onError', 'onNull']))
  const input = env.compile(parts.get('input'), env)
  const target = env.compile(targetOf(parts.get('to')), env)
  const onError = optional(parts, 'onError', env)
  const onNull = optional(parts, 'onNull', env)
  return scope => {
    const value = input(scope)
    if (isNullish(value)) return onNull ? onNull(scope) : null
    const to = target(scope)
    if (isNullish(to)) return null
    return attempt(value, to, onError && (() => onError(scope)))
  }
}

function targetOf(to: Value): Value {
  return isDocument(to) && Object.hasOwn(to, 'type') ? to.type : to
}

function optional(parts: ReadonlyMap<string, Value>, name: string, env: Env): Evaluate | undefined {
  return parts.has(name) ? env.compile(parts.get(name), env) : undefined
}

function attempt(value: Value, to: Value, onError: (() => Value) | undefined): Value {
  const name = isNumber(to) ? aliasOf(nearestNumber(to)) : String(to)
  const apply = Object.hasOwn(TARGETS, name) ? TARGETS[name] : undefined
  if (!apply) throw queryError(2, `Unknown type name: ${name}`)
  try {
    return apply(value)
  } catch (error) {
    if (onError) return onError()
    throw error
  }
}

function aliasOf(code: number): string {
  return Object.entries(TYPE).find(([, known]) => known === code)?.[0] ?? String(code)
}

export const CONVERSIONS: Readonly<Record<string, Operator>> = {
  $type: unary('$type', value => typeName(value)),
  $isNumber: unary('$isNumber', isNumber),
  $convert: convert,
  $toString: shorthand('$toString', 'string'),
  $toBool: shorthand('$toBool', 'bool'),
  $toInt: shorthand('$toInt', 'int'),
  $toLong: shorthand('$toLong', 'long'),
  $toDouble: shorthand('$toDouble', 'double'),
  $toDecimal: shorthand('$toDecimal', 'decimal'),
  $toDate: shorthand('$toDate', 'date'),
  $toObjectId: shorthand('$toObjectId', 'objectId'),
}
