// Arithmetic in expressions, with MongoDB's result types; null and missing operands give null.
import { Decimal128, Double, Int32, Long } from 'bson'
import { add, asDecimal, decimalOf, multiply } from '../arithmetic.ts'
import { DECIMAL_FUNCTIONS } from '../decimal/functions.ts'
import { decimalLogarithm, decimalPower } from '../decimal/of-two.ts'
import { badValue, queryError } from '../errors.ts'
import { compareNumbers, type Exact, exactOf, nearestNumber } from '../numbers.ts'
import { bsonType, isNumber, TYPE, typeName, type Value } from '../types.ts'
import { binary, isNullish, type Operator, ranged, unary, variadic } from './operator.ts'

/** An integer that is too large goes on as a double. */
export function sum(a: Value, b: Value): Value {
  return add(a, b) ?? new Double(nearestNumber(a) + nearestNumber(b))
}

export function product(a: Value, b: Value): Value {
  return multiply(a, b) ?? new Double(nearestNumber(a) * nearestNumber(b))
}

export function negate(value: Value): Value {
  return product(value, new Int32(-1))
}

function addAll(args: readonly Value[]): Value {
  let date: Date | undefined
  let total: Value = new Int32(0)
  for (const value of args) {
    if (isNullish(value)) return null
    if (value instanceof Date) {
      if (date) throw queryError(16612, 'only one date allowed in an $add expression')
      date = value
    } else {
      total = sum(total, number('$add', value, 'numeric or date'))
    }
  }
  return date ? new Date(date.getTime() + Math.round(nearestNumber(total))) : total
}

export function subtract(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime())
  if (a instanceof Date) return new Date(a.getTime() - nearestNumber(number('$subtract', b)))
  return sum(number('$subtract', a), negate(number('$subtract', b)))
}

export function number(name: string, value: Value, kinds = 'numeric', code = 14): Value {
  if (isNumber(value)) return value
  throw queryError(code, `${name} only supports ${kinds} types, not ${typeName(value)}`)
}

function multiplyAll(args: readonly Value[]): Value {
  if (args.some(isNullish)) return null
  return args.reduce((total, value) => product(total, number('$multiply', value)), new Int32(1))
}

export function divide(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (nearestNumber(number('$divide', b)) === 0) throw badValue("can't $divide by zero")
  if (bsonType(a) !== TYPE.decimal && bsonType(b) !== TYPE.decimal)
    return new Double(nearestNumber(number('$divide', a)) / nearestNumber(b))
  return divideDecimal(exactOf(asDecimal(number('$divide', a))), exactOf(asDecimal(b)))
}

const GUARD_DIGITS = 72n

function divideDecimal(a: Exact | number, b: Exact | number): Decimal128 {
  if (typeof b === 'number') return Decimal128.fromString(Number.isNaN(b) || typeof a === 'number' ? 'NaN' : '0')
  if (typeof a === 'number') return Decimal128.fromString(Number.isNaN(a) ? 'NaN' : a > 0 === b.coefficient > 0n ? 'Infinity' : '-Infinity')
  const coefficient = (a.coefficient * 10n ** GUARD_DIGITS) / b.coefficient
  return decimalOf(withoutZeros({ coefficient, exponent: a.exponent - b.exponent - Number(GUARD_DIGITS) }, a.exponent - b.exponent))
}

/** A quotient that comes out even is written as short as its operands are. */
function withoutZeros({ coefficient, exponent }: Exact, ideal: number): Exact {
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n
    exponent++
  }
  return { coefficient, exponent }
}

function modulo(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (nearestNumber(number('$mod', b, 'numeric', 16611)) === 0) throw queryError(16610, "can't $mod by zero")
  const types = [bsonType(number('$mod', a, 'numeric', 16611)), bsonType(b)]
  if (types.includes(TYPE.decimal)) return moduloDecimal(exactOf(asDecimal(a)), exactOf(asDecimal(b)))
  if (types.includes(TYPE.double)) return new Double(nearestNumber(a) % nearestNumber(b))
  const rest = (exactOf(a) as Exact).coefficient % (exactOf(b) as Exact).coefficient
  return types.includes(TYPE.long) ? Long.fromBigInt(rest) : new Int32(Number(rest))
}

function moduloDecimal(a: Exact | number, b: Exact | number): Decimal128 {
  if (typeof a === 'number') return Decimal128.fromString('NaN')
  if (typeof b === 'number') return Number.isNaN(b) ? Decimal128.fromString('NaN') : decimalOf(a)
  const exponent = Math.min(a.exponent, b.exponent)
  const scale = (value: Exact) => value.coefficient * 10n ** BigInt(value.exponent - exponent)
  return decimalOf({ coefficient: scale(a) % scale(b), exponent })
}

function absolute(value: Value): Value {
  if (isNullish(value)) return null
  const negative = nearestNumber(number('$abs', value, 'numeric', 28765)) < 0 || Object.is(nearestNumber(value), -0)
  return negative ? negate(value) : value
}

type Rounding = 'ceil' | 'floor' | 'trunc' | 'even'

const rounded =
  (name: string, rounding: Rounding) =>
  ([value, place]: readonly Value[]): Value => {
    if (isNullish(value) || place === null) return null
    const digits = place === undefined ? 0 : nearestNumber(number(name, place, 'numeric', 51082))
    if (!Number.isInteger(digits)) throw queryError(51082, `precision argument to ${name} must be a integral value`)
    if (digits < -20 || digits > 100)
      throw queryError(51083, `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`)
    return roundTo(number(name, value, 'numeric', name === '$round' || name === '$trunc' ? 51081 : 28765), digits, rounding)
  }

function roundTo(value: Value, place: number, rounding: Rounding): Value {
  const exact = exactOf(value)
  if (typeof exact === 'number' || exact.exponent >= -place) return value
  const divisor = 10n ** BigInt(-place - exact.exponent)
  const result = { coefficient: roundQuotient(exact.coefficient, divisor, rounding), exponent: -place }
  const type = bsonType(value)
  if (type === TYPE.decimal) return decimalOf(result)
  const plain = Number(`${result.coefficient}E${result.exponent}`)
  if (type === TYPE.double) return new Double(plain === 0 && nearestNumber(value) < 0 ? -0 : plain)
  return type === TYPE.int && plain === (plain | 0) ? new Int32(plain) : Long.fromBigInt(result.coefficient * 10n ** BigInt(-place))
}

function roundQuotient(value: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = value / divisor
  const rest = value % divisor
  if (rest === 0n || rounding === 'trunc') return quotient
  if (rounding === 'ceil') return rest > 0n ? quotient + 1n : quotient
  if (rounding === 'floor') return rest < 0n ? quotient - 1n : quotient
  const twice = (rest < 0n ? -rest : rest) * 2n
  if (twice < divisor || (twice === divisor && quotient % 2n === 0n)) return quotient
  return rest < 0n ? quotient - 1n : quotient + 1n
}

/** Whole numbers give whole numbers as long as 64 bits hold them. */
function power(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  number('$pow', a, 'numeric', 28762)
  number('$pow', b, 'numeric', 28763)
  if (compareNumbers(a, 0) === 0 && isBelow(b, 0)) throw queryError(28764, '$pow cannot take a base of 0 and a negative exponent')
  if (isDecimal(a) || isDecimal(b)) return decimalPower(a, b)
  const [base, exponent] = [nearestNumber(a), nearestNumber(b)]
  const whole = [a, b].every(value => bsonType(value) === TYPE.int || bsonType(value) === TYPE.long)
  const fits = whole && exponent >= 0 && Math.abs(base) ** exponent < 2 ** 64
  const result = fits ? wholeOf(a) ** wholeOf(b) : undefined
  if (result === undefined || BigInt.asIntN(64, result) !== result) return new Double(base ** exponent)
  const isSmall = [a, b].every(value => bsonType(value) === TYPE.int) && BigInt.asIntN(32, result) === result
  return isSmall ? new Int32(Number(result)) : Long.fromBigInt(result)
}

const wholeOf = (value: Value): bigint => (exactOf(value) as Exact).coefficient

const isDecimal = (value: Value): boolean => bsonType(value) === TYPE.decimal
const isBelow = (value: Value, limit: number): boolean => !Number.isNaN(nearestNumber(value)) && compareNumbers(value, limit) < 0

/** Reckoned in doubles, or in decimals. */
const real = (name: string, apply: (value: number) => number, check: (value: Value) => void = () => undefined): Operator =>
  unary(name, value => {
    if (isNullish(value)) return null
    check(number(name, value, 'numeric', 28765))
    return isDecimal(value) ? DECIMAL_FUNCTIONS[name]!(value) : new Double(apply(nearestNumber(value)))
  })

function logarithm(name: string, code: number, apply: (value: number) => number): Operator {
  return real(name, apply, value => {
    if (!isPositive(value)) throw queryError(code, `${name}'s argument must be a positive number, but is ${String(value)}`)
  })
}

/** Also what is no number at all, of which the result is none either. */
const isPositive = (value: Value): boolean => Number.isNaN(nearestNumber(value)) || compareNumbers(value, 0) > 0

function logarithmTo(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  number('$log', a, 'numeric', 28756)
  number('$log', b, 'numeric', 28757)
  if (!isPositive(a)) throw queryError(28758, `$log's argument must be a positive number, but is ${String(a)}`)
  if (!isPositive(b) || compareNumbers(b, 1) === 0)
    throw queryError(28759, `$log's base must be a positive number not equal to 1, but is ${String(b)}`)
  if (isDecimal(a) || isDecimal(b)) return decimalLogarithm(a, b)
  return new Double(Math.log(nearestNumber(a)) / Math.log(nearestNumber(b)))
}

export const ARITHMETIC: Readonly<Record<string, Operator>> = {
  $add: variadic(addAll),
  $subtract: binary('$subtract', subtract),
  $multiply: variadic(multiplyAll),
  $divide: binary('$divide', divide),
  $mod: binary('$mod', modulo),
  $abs: unary('$abs', absolute),
  $ceil: unary('$ceil', value => rounded('$ceil', 'ceil')([value])),
  $floor: unary('$floor', value => rounded('$floor', 'floor')([value])),
  $trunc: ranged('$trunc', 1, 2, rounded('$trunc', 'trunc')),
  $round: ranged('$round', 1, 2, rounded('$round', 'even')),
  $pow: binary('$pow', power),
  $exp: real('$exp', Math.exp),
  $ln: logarithm('$ln', 28766, Math.log),
  $log10: logarithm('$log10', 28761, Math.log10),
  $log: binary('$log', logarithmTo),
  $sqrt: real('$sqrt', Math.sqrt, value => {
    if (isBelow(value, 0)) throw queryError(28714, "$sqrt's argument must be greater than or equal to 0")
  }),
}
