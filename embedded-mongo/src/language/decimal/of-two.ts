// Powers, logarithms to any base and angles: what two decimals give.
import { Decimal128 } from 'bson'
import { asDecimal, decimalOf } from '../arithmetic.ts'
import { digits, type Exact, exactOf } from '../numbers.ts'
import type { Value } from '../types.ts'
import { exact, extreme, fixed, logarithmOf, MINUS_INFINITE, minus, NAN, power, quotient, rounded } from './exact.ts'
import { ONE, PLACES, pi } from './fixed.ts'
import { DECIMAL_FUNCTIONS, ofDouble } from './functions.ts'

const MOST_EXACT_DIGITS = 20_000

/** Both greater than nothing, the base not one. */
export function decimalLogarithm(value: Value, base: Value): Decimal128 {
  const [x, y] = [exactOf(asDecimal(value)), exactOf(asDecimal(base))]
  if (typeof x === 'number' || typeof y === 'number') return extreme(Math.log(Number(String(value))) / Math.log(Number(String(base))))
  return rounded(exact(quotient(logarithmOf(x), logarithmOf(y))))
}

/** Nothing to a negative power is refused before. */
export function decimalPower(base: Value, exponent: Value): Decimal128 {
  const [x, y] = [exactOf(asDecimal(base)), exactOf(asDecimal(exponent))]
  if (typeof x === 'number' || typeof y === 'number') return ofExtremes(Number(String(base)) ** Number(String(exponent)))
  const whole = wholeOf(y)
  if (whole !== undefined && whole >= 0 && whole * digits(x.coefficient) < MOST_EXACT_DIGITS)
    return rounded({ coefficient: x.coefficient ** BigInt(whole), exponent: x.exponent * whole })
  if (x.coefficient === 0n) return rounded({ coefficient: 0n, exponent: 0 })
  if (x.coefficient < 0n && whole === undefined) return NAN
  const size = logarithmOf(x.coefficient < 0n ? minus(x) : x) * y.coefficient
  const result = power(y.exponent >= 0 ? size * 10n ** BigInt(Math.min(y.exponent, PLACES)) : size / 10n ** BigInt(-y.exponent))
  const isNegative = x.coefficient < 0n && whole !== undefined && whole % 2 !== 0
  if (result instanceof Decimal128) return isNegative ? MINUS_INFINITE : result
  return rounded(isNegative ? minus(result) : result)
}

const ofExtremes = (value: number): Decimal128 => (Number.isFinite(value) ? rounded(ofDouble(value)) : extreme(value))

function wholeOf({ coefficient, exponent }: Exact): number | undefined {
  if (coefficient === 0n) return 0
  if (exponent > 15) return undefined
  const whole = exponent >= 0 ? coefficient * 10n ** BigInt(exponent) : coefficient / 10n ** BigInt(-exponent)
  if (exponent < 0 && whole * 10n ** BigInt(-exponent) !== coefficient) return undefined
  return whole > 2n ** 52n || whole < -(2n ** 52n) ? undefined : Number(whole)
}

export function decimalAngle(y: Value, x: Value): Decimal128 {
  const [a, b] = [exactOf(asDecimal(y)), exactOf(asDecimal(x))]
  if (typeof a === 'number' || typeof b === 'number') return ofAngle(Math.atan2(Number(String(y)), Number(String(x))))
  const half = a.coefficient < 0n ? -pi() : pi()
  if (b.coefficient === 0n) return a.coefficient === 0n ? rounded(a) : rounded(exact(half / 2n))
  if (a.coefficient === 0n) return b.coefficient > 0n ? rounded(a) : rounded(exact(half))
  const ratio: Exact = { coefficient: (a.coefficient * ONE) / b.coefficient, exponent: a.exponent - b.exponent - PLACES }
  const angle = DECIMAL_FUNCTIONS.$atan!(decimalOf(ratio))
  return b.coefficient > 0n ? angle : rounded(exact(fixed(exactOf(angle) as Exact) + half))
}

/** Parts of pi that doubles give at infinities. */
function ofAngle(value: number): Decimal128 {
  if (Number.isNaN(value)) return NAN
  return rounded(exact((pi() * BigInt(Math.round((value / Math.PI) * 4))) / 4n))
}
