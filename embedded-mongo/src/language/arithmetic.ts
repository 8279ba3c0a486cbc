// Sums and products with MongoDB's result types: int, long when that is too small, double, decimal.
import { Decimal128, Double, Int32, Long } from 'bson'
import { digits, type Exact, exactOf, nearestNumber } from './numbers.ts'
import { bsonType, TYPE, type Value } from './types.ts'

const DECIMAL_DIGITS = 34
const LEAST_EXPONENT = -6176
const GREATEST_EXPONENT = 6111

interface Operation {
  doubles(a: number, b: number): number
  integers(a: bigint, b: bigint): bigint
  decimals(a: Exact, b: Exact): Exact
}

const ADD: Operation = {
  doubles: (a, b) => a + b,
  integers: (a, b) => a + b,
  decimals: (a, b) => {
    const exponent = Math.min(a.exponent, b.exponent)
    return { coefficient: scaled(a, exponent) + scaled(b, exponent), exponent }
  },
}

const MULTIPLY: Operation = {
  doubles: (a, b) => a * b,
  integers: (a, b) => a * b,
  decimals: (a, b) => ({ coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent }),
}

/** Undefined if two integers give one of more than 64 bits. */
export function add(a: Value, b: Value): Value | undefined {
  return calculate(ADD, a, b)
}

/** Undefined if two integers give one of more than 64 bits. */
export function multiply(a: Value, b: Value): Value | undefined {
  return calculate(MULTIPLY, a, b)
}

function calculate(operation: Operation, a: Value, b: Value): Value | undefined {
  const typeA = bsonType(a)
  const typeB = bsonType(b)
  if (typeA === TYPE.decimal || typeB === TYPE.decimal) return calculateDecimal(operation, a, b)
  if (typeA === TYPE.double || typeB === TYPE.double) return new Double(operation.doubles(nearestNumber(a), nearestNumber(b)))
  if (typeA === TYPE.int && typeB === TYPE.int) return integer(operation.doubles(nearestNumber(a), nearestNumber(b)))
  const result = operation.integers(wholeOf(a), wholeOf(b))
  return BigInt.asIntN(64, result) === result ? Long.fromBigInt(result) : undefined
}

/** Two 32-bit integers never give more than 64 bits, but their product may be more than a double holds exactly. */
function integer(result: number): Value {
  if ((result | 0) === result) return new Int32(result)
  return Long.fromBigInt(BigInt(result))
}

function wholeOf(value: Value): bigint {
  return (exactOf(value) as Exact).coefficient
}

function calculateDecimal(operation: Operation, a: Value, b: Value): Decimal128 {
  const x = exactOf(asDecimal(a))
  const y = exactOf(asDecimal(b))
  if (typeof x !== 'number' && typeof y !== 'number') return decimalOf(operation.decimals(x, y))
  return extremeDecimal(operation.doubles(asDouble(x), asDouble(y)))
}

/** Only an infinity or NaN takes part: of a finite number, only its sign and whether it is zero matter. */
function asDouble(value: Exact | number): number {
  if (typeof value === 'number') return value
  return value.coefficient === 0n ? 0 : value.coefficient < 0n ? -1 : 1
}

function extremeDecimal(value: number): Decimal128 {
  return Decimal128.fromString(Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity')
}

/** As MongoDB converts: a double counts with its 15 sure digits. */
export function asDecimal(value: Value): Decimal128 {
  if (value instanceof Decimal128) return value
  if (bsonType(value) !== TYPE.double) return decimalOf(exactOf(value) as Exact)
  const plain = nearestNumber(value)
  return Number.isFinite(plain) ? Decimal128.fromString(plain.toPrecision(15)) : extremeDecimal(plain)
}

function scaled(value: Exact, exponent: number): bigint {
  return value.coefficient * 10n ** BigInt(value.exponent - exponent)
}

/** Rounded to 34 digits, half to even. */
export function decimalOf(exact: Exact): Decimal128 {
  const surplus = Math.max(exact.coefficient === 0n ? 0 : digits(exact.coefficient) - DECIMAL_DIGITS, LEAST_EXPONENT - exact.exponent)
  if (surplus <= 0) return within(exact)
  const coefficient = divideHalfEven(exact.coefficient, 10n ** BigInt(surplus))
  const rounded = { coefficient, exponent: exact.exponent + surplus }
  return coefficient !== 0n && digits(coefficient) > DECIMAL_DIGITS ? decimalOf(rounded) : within(rounded)
}

function within({ coefficient, exponent }: Exact): Decimal128 {
  const room = coefficient === 0n ? Infinity : DECIMAL_DIGITS - digits(coefficient)
  if (exponent - room > GREATEST_EXPONENT) return extremeDecimal(coefficient < 0n ? -1 : 1)
  const limited = coefficient === 0n ? Math.min(exponent, GREATEST_EXPONENT) : exponent
  return Decimal128.fromString(`${coefficient}E${limited}`)
}

function divideHalfEven(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  const rest = (value % divisor) * 2n
  const size = rest < 0n ? -rest : rest
  const up = size > divisor || (size === divisor && quotient % 2n !== 0n)
  return up ? quotient + (value < 0n ? -1n : 1n) : quotient
}
