// Roots, logarithms and trigonometry of decimals, to all of their 34 digits.
import { Decimal128 } from 'bson'
import { asDecimal } from '../arithmetic.ts'
import { type Exact, exactOf } from '../numbers.ts'
import type { Value } from '../types.ts'
import {
  exact,
  extreme,
  fixed,
  INFINITE,
  logarithmOf,
  MINUS_INFINITE,
  MOST_POWER,
  magnitude,
  minus,
  power,
  quotient,
  rounded,
} from './exact.ts'
import { arctangent, exponential, logarithmOfTen, ONE, PLACES, pi, root, sine, wholeRoot } from './fixed.ts'

const ROOT_DIGITS = 80
/** Nearer to nothing than this a function is its first term to all digits. */
const TINY = -40
/** Where the hyperbolic tangent is one to all digits. */
const FLAT = 60n * ONE
/** Where one more or less under a root is nothing. */
const HUGE = 50

type OfOne = (x: Exact) => Exact | Decimal128

/** `atExtremes` gives what the function is of infinities and NaN, as of doubles. */
const ofOne =
  (apply: OfOne, atExtremes: (value: number) => number) =>
  (value: Value): Decimal128 => {
    const x = exactOf(asDecimal(value))
    if (typeof x !== 'number') return finish(apply(x))
    const result = atExtremes(x)
    return Number.isFinite(result) ? finish(ofDouble(result)) : extreme(result)
  }

const finish = (result: Exact | Decimal128): Decimal128 => (result instanceof Decimal128 ? result : rounded(result))

/** What doubles give at extremes is nothing, one, or parts of pi. */
export function ofDouble(value: number): Exact {
  if (Math.abs(value) === Math.PI / 2) return exact((value < 0 ? -pi() : pi()) / 2n)
  return { coefficient: BigInt(Math.round(value)), exponent: 0 }
}

function rootOf({ coefficient, exponent }: Exact): Exact {
  const shift = ROOT_DIGITS + ((exponent + ROOT_DIGITS) & 1)
  return { coefficient: wholeRoot(coefficient * 10n ** BigInt(shift)), exponent: (exponent - shift) / 2 }
}

/** The angle without whole turns, for which as many more digits of pi are needed as the number has before its point. */
function withoutTurns(x: Exact): bigint {
  const more = Math.max(0, magnitude(x))
  const turn = 2n * pi(PLACES + more)
  const shift = x.exponent + PLACES + more
  const angle = shift >= 0 ? x.coefficient * 10n ** BigInt(shift) : x.coefficient / 10n ** BigInt(-shift)
  return (angle % turn) / 10n ** BigInt(more)
}

const tiny =
  (apply: (x: Exact) => Exact | Decimal128, ofNothing?: Exact): OfOne =>
  x =>
    magnitude(x) < TINY ? (ofNothing ?? x) : apply(x)
const WHOLE: Exact = { coefficient: 1n, exponent: 0 }

const cosine = (x: bigint): bigint => sine(pi() / 2n - x)
const square = (x: bigint): bigint => (x * x) / ONE

function hyperbolic(x: Exact, sign: bigint): Exact | Decimal128 {
  const value = fixed(x)
  const [up, down] = [power(value), power(-value)]
  if (up instanceof Decimal128) return up
  if (down instanceof Decimal128) return sign > 0n ? down : MINUS_INFINITE
  const exponent = Math.min(up.exponent, down.exponent)
  const scaled = (part: Exact) => part.coefficient * 10n ** BigInt(part.exponent - exponent)
  return { coefficient: (scaled(up) + sign * scaled(down)) * 5n, exponent: exponent - 1 }
}

function hyperbolicTangent(x: Exact): Exact {
  const value = fixed(x)
  if (value > FLAT || value < -FLAT) return { coefficient: value > 0n ? 1n : -1n, exponent: 0 }
  const doubled = exponential(2n * value)
  return exact(quotient(doubled - ONE, doubled + ONE))
}

function areaSine(x: Exact): Exact {
  if (x.coefficient < 0n) return minus(areaSine(minus(x)))
  if (magnitude(x) > HUGE) return exact(logarithmOf({ ...x, coefficient: 2n * x.coefficient }))
  const value = fixed(x)
  return exact(logarithmOf(exact(value + root(square(value) + ONE))))
}

function areaCosine(x: Exact): Exact {
  if (magnitude(x) > HUGE) return exact(logarithmOf({ ...x, coefficient: 2n * x.coefficient }))
  const value = fixed(x)
  return exact(logarithmOf(exact(value + root(square(value) - ONE))))
}

function areaTangent(x: Exact): Exact | Decimal128 {
  const value = fixed(x)
  if (value === ONE) return INFINITE
  return value === -ONE ? MINUS_INFINITE : exact(logarithmOf(exact(quotient(ONE + value, ONE - value))) / 2n)
}

const arcsine = (value: bigint): bigint => {
  const beside = root(ONE - square(value))
  return beside === 0n ? (value < 0n ? -pi() : pi()) / 2n : arctangent(quotient(value, beside))
}

const arctangentOf = (x: Exact): Exact =>
  magnitude(x) > HUGE ? exact((x.coefficient < 0n ? -pi() : pi()) / 2n - reciprocal(x)) : exact(arctangent(fixed(x)))

/** Of a large number, as a whole number of the unit. */
function reciprocal({ coefficient, exponent }: Exact): bigint {
  const shift = PLACES - exponent
  return shift < 0 ? 0n : 10n ** BigInt(shift) / coefficient
}

const degrees = (x: Exact, from: bigint, to: bigint): Exact => ({
  coefficient: (x.coefficient * from * ONE) / to,
  exponent: x.exponent - PLACES,
})

export const DECIMAL_FUNCTIONS: Readonly<Record<string, (value: Value) => Decimal128>> = {
  $sqrt: ofOne(rootOf, Math.sqrt),
  $exp: ofOne(
    tiny(x => (magnitude(x) > 6 ? power(x.coefficient < 0n ? -MOST_POWER - 1n : MOST_POWER + 1n) : power(fixed(x))), WHOLE),
    Math.exp,
  ),
  $ln: ofOne(x => exact(logarithmOf(x)), Math.log),
  $log10: ofOne(x => exact(quotient(logarithmOf(x), logarithmOfTen())), Math.log10),
  $sin: ofOne(
    tiny(x => exact(sine(withoutTurns(x)))),
    Math.sin,
  ),
  $cos: ofOne(
    tiny(x => exact(cosine(withoutTurns(x))), WHOLE),
    Math.cos,
  ),
  $tan: ofOne(
    tiny(x => exact(quotient(sine(withoutTurns(x)), cosine(withoutTurns(x))))),
    Math.tan,
  ),
  $asin: ofOne(
    tiny(x => exact(arcsine(fixed(x)))),
    Math.asin,
  ),
  $acos: ofOne(x => exact(pi() / 2n - (magnitude(x) < TINY ? 0n : arcsine(fixed(x)))), Math.acos),
  $atan: ofOne(tiny(arctangentOf), Math.atan),
  $sinh: ofOne(
    tiny(x => hyperbolic(clamped(x), -1n)),
    Math.sinh,
  ),
  $cosh: ofOne(
    tiny(x => hyperbolic(clamped(x), 1n), WHOLE),
    Math.cosh,
  ),
  $tanh: ofOne(
    tiny(x => hyperbolicTangent(clamped(x))),
    Math.tanh,
  ),
  $asinh: ofOne(tiny(areaSine), Math.asinh),
  $acosh: ofOne(areaCosine, Math.acosh),
  $atanh: ofOne(tiny(areaTangent), Math.atanh),
  $degreesToRadians: ofOne(
    x => degrees(x, pi(), 180n * ONE),
    x => x,
  ),
  $radiansToDegrees: ofOne(
    x => degrees(x, 180n * ONE, pi()),
    x => x,
  ),
}

/** Beyond this the function is as far out as it gets. */
function clamped(x: Exact): Exact {
  return magnitude(x) > 6 ? exact(x.coefficient < 0n ? -2n * MOST_POWER : 2n * MOST_POWER) : x
}
