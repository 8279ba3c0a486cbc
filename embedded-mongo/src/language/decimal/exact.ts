// Decimals as whole numbers of the unit of our fixed point and back, rounded once at the end.
import { Decimal128 } from 'bson'
import { decimalOf } from '../arithmetic.ts'
import { digits, type Exact, exactOf } from '../numbers.ts'
import { exponential, logarithm, logarithmOfTen, ONE, PLACES } from './fixed.ts'

/** Where e ** x is more than any decimal, or less. */
export const MOST_POWER = 15_000n * ONE
const DECIMAL_DIGITS = 34

/** Where the number is of the size of 10 ** this. */
export const magnitude = ({ coefficient, exponent }: Exact): number =>
  coefficient === 0n ? Number.NEGATIVE_INFINITY : digits(coefficient) + exponent

export function fixed({ coefficient, exponent }: Exact): bigint {
  const shift = exponent + PLACES
  return shift >= 0 ? coefficient * 10n ** BigInt(shift) : coefficient / 10n ** BigInt(-shift)
}

export const exact = (value: bigint): Exact => ({ coefficient: value, exponent: -PLACES })

/** Rounded, without zeros at its end; whole numbers written out as far as there is room. */
export function rounded(value: Exact): Decimal128 {
  const result = decimalOf(value)
  const known = exactOf(result)
  if (typeof known === 'number') return result
  const { coefficient, exponent } = known
  if (coefficient === 0n) return decimalOf({ coefficient, exponent: 0 })
  let [short, shift] = [coefficient, exponent]
  for (; short % 10n === 0n; shift++) short /= 10n
  const isPlain = shift > 0 && digits(short) + shift <= DECIMAL_DIGITS
  return decimalOf(isPlain ? { coefficient: short * 10n ** BigInt(shift), exponent: 0 } : { coefficient: short, exponent: shift })
}

export const NAN = Decimal128.fromString('NaN')
export const INFINITE = Decimal128.fromString('Infinity')
export const MINUS_INFINITE = Decimal128.fromString('-Infinity')
export const extreme = (value: number): Decimal128 => (Number.isNaN(value) ? NAN : value > 0 ? INFINITE : MINUS_INFINITE)

export const minus = (x: Exact): Exact => ({ ...x, coefficient: -x.coefficient })
export const quotient = (a: bigint, b: bigint): bigint => (a * ONE) / b

/** e ** x as digits and a power of ten. */
function exponentialOf(x: bigint): Exact {
  const tens = x / logarithmOfTen()
  const { coefficient, exponent } = exact(exponential(x - tens * logarithmOfTen()))
  return { coefficient, exponent: exponent + Number(tens) }
}

export function power(x: bigint): Exact | Decimal128 {
  if (x > MOST_POWER) return INFINITE
  return x < -MOST_POWER ? { coefficient: 0n, exponent: 0 } : exponentialOf(x)
}

/** Of a number greater than nothing. */
export function logarithmOf({ coefficient, exponent }: Exact): bigint {
  const tens = digits(coefficient) - 1
  const mantissa = (coefficient * ONE) / 10n ** BigInt(tens)
  return logarithm(mantissa) + BigInt(exponent + tens) * logarithmOfTen()
}
