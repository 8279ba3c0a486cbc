// A number's part of an index key: the double next to it towards zero, and behind it whatever a double could not hold.

import type { KeyWriter } from './key-writer.ts'
import { compareExact, digits, type Exact, exactOf, plainNumber } from './numbers.ts'
import type { Value } from './types.ts'

const NAN = 0x10
/** Infinity's own byte, inverted, is above 0: this is less than every number but NaN. */
export const AFTER_NAN = 0x11
const NEGATIVE = 0x11
const ZERO = 0x12
const POSITIVE = 0x13

const NO_REST = 0x00
const REST = 0x01
/** Above the most digits before the point that a rest can have, and keeps the smallest exponents (-6176 with 34 digits) positive. */
const EXPONENT_BIAS = 0x4000

export function writeNumber(writer: KeyWriter, value: Value): void {
  const number = plainNumber(value) ?? exactOf(value)
  if (typeof number === 'number') writePlain(writer, number)
  else writeExact(writer, number)
}

function writePlain(writer: KeyWriter, value: number): void {
  if (value === 0) writer.byte(ZERO)
  else if (Number.isNaN(value)) writer.byte(NAN)
  else writeSigned(writer, value < 0, () => writeWhole(writer, Math.abs(value)))
}

function writeExact(writer: KeyWriter, exact: Exact): void {
  const negative = exact.coefficient < 0n
  if (exact.coefficient === 0n) writer.byte(ZERO)
  else writeSigned(writer, negative, () => writeMagnitude(writer, negative ? { ...exact, coefficient: -exact.coefficient } : exact))
}

function writeSigned(writer: KeyWriter, negative: boolean, write: () => void): void {
  writer.byte(negative ? NEGATIVE : POSITIVE)
  const start = writer.length
  write()
  if (negative) writer.invertFrom(start)
}

function writeWhole(writer: KeyWriter, positive: number): void {
  writer.double(positive)
  writer.byte(NO_REST)
}

function writeMagnitude(writer: KeyWriter, exact: Exact): void {
  const below = doubleBelow(exact)
  const rest = subtract(exact, exactOf(below) as Exact)
  writer.double(below)
  writer.byte(rest.coefficient === 0n ? NO_REST : REST)
  if (rest.coefficient !== 0n) writeRest(writer, rest)
}

/** The largest finite double that is not above a positive number. */
function doubleBelow(exact: Exact): number {
  const nearest = Math.min(Number(`${exact.coefficient}E${exact.exponent}`), Number.MAX_VALUE)
  return compareExact(exactOf(nearest) as Exact, exact) > 0 ? previousDouble(nearest) : nearest
}

const VIEW = new DataView(new ArrayBuffer(8))

function previousDouble(positive: number): number {
  VIEW.setFloat64(0, positive)
  VIEW.setBigUint64(0, VIEW.getBigUint64(0) - 1n)
  return VIEW.getFloat64(0)
}

function subtract(a: Exact, b: Exact): Exact {
  const exponent = Math.min(a.exponent, b.exponent)
  const x = a.coefficient * 10n ** BigInt(a.exponent - exponent)
  const y = b.coefficient * 10n ** BigInt(b.exponent - exponent)
  return { coefficient: x - y, exponent }
}

/** In scientific form: where the first digit stands, then the digits without trailing zeros, which sort as text. */
function writeRest(writer: KeyWriter, rest: Exact): void {
  const position = digits(rest.coefficient) + rest.exponent + EXPONENT_BIAS
  writer.byte(position >> 8)
  writer.byte(position & 255)
  writer.text(rest.coefficient.toString().replace(/0+$/, ''))
}
