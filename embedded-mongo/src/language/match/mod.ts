// `$mod`: the remainder of a number cut to a whole one, exact for 64-bit integers.
import { badValue } from '../errors.ts'
import { exactOf, plainNumber } from '../numbers.ts'
import type { Test } from '../paths.ts'
import { isNumber, type Value } from '../types.ts'

export function modTest(operand: Value): Test {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array')
  if (operand.length < 2) throw badValue('malformed mod, not enough elements')
  if (operand.length > 2) throw badValue('malformed mod, too many elements')
  const divisor = required(operand[0], 'divisor')
  const remainder = required(operand[1], 'remainder')
  if (divisor === 0n) throw badValue('divisor cannot be 0')
  return value => isNumber(value) && hasRemainder(value, divisor, remainder)
}

function hasRemainder(value: Value, divisor: bigint, remainder: bigint): boolean {
  const plain = plainNumber(value)
  const small = plain !== undefined && Number.isFinite(plain)
  if (small && Number.isSafeInteger(Number(divisor))) return BigInt(Math.trunc(plain) % Number(divisor)) === remainder
  const whole = truncated(value)
  return whole !== undefined && whole % divisor === remainder
}

function required(value: Value, what: string): bigint {
  const whole = value === undefined || !isNumber(value) ? undefined : truncated(value)
  if (whole === undefined) throw badValue(`malformed mod, ${what} not a number`)
  return whole
}

/** Towards zero; undefined for what no 64-bit integer can hold. */
function truncated(value: Value): bigint | undefined {
  const exact = exactOf(value)
  if (typeof exact === 'number' || exact.exponent > 20) return undefined
  const whole = exact.exponent >= 0 ? exact.coefficient * 10n ** BigInt(exact.exponent) : exact.coefficient / 10n ** BigInt(-exact.exponent)
  return BigInt.asIntN(64, whole) === whole ? whole : undefined
}
