// Numbers of the four BSON types compared exactly: a double, a 64-bit integer and a decimal are never rounded to one another.
import { Decimal128, Double, Int32, Long } from 'bson'
import type { Value } from './types.ts'

/** `coefficient * 10 ** exponent`; every finite double is one of these too. */
export interface Exact {
  coefficient: bigint
  exponent: number
}

/** The value as a JavaScript number if that is exact, else undefined. */
export function plainNumber(value: Value): number | undefined {
  if (value instanceof Int32 || value instanceof Double) return value.value
  if (typeof value === 'number') return value
  if (value instanceof Long) return isSafe(value) ? value.toNumber() : undefined
  if (typeof value === 'bigint') return value >= -MAX_SAFE && value <= MAX_SAFE ? Number(value) : undefined
  return undefined
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER)

function isSafe(value: Long): boolean {
  return value.high >= -0x200000 && value.high < 0x200000
}

/** Nearest double, which may lose digits. */
export function nearestNumber(value: Value): number {
  const plain = plainNumber(value)
  if (plain !== undefined) return plain
  if (value instanceof Long) return value.toNumber()
  return Number(String(value))
}

export function compareNumbers(a: Value, b: Value): number {
  const x = plainNumber(a)
  const y = plainNumber(b)
  if (x !== undefined && y !== undefined) return comparePlain(x, y)
  if (a instanceof Long && b instanceof Long) return a.compare(b)
  return compareSlow(a, b)
}

/** NaN is the least number and equal to itself. */
function comparePlain(x: number, y: number): number {
  if (x < y) return -1
  if (x > y) return 1
  if (x === y) return 0
  if (Number.isNaN(x)) return Number.isNaN(y) ? 0 : -1
  return 1
}

function compareSlow(a: Value, b: Value): number {
  const x = exactOf(a)
  const y = exactOf(b)
  if (typeof x === 'number' || typeof y === 'number') return comparePlain(asExtreme(x), asExtreme(y))
  return compareExact(x, y)
}

/** A finite number stands between the infinities as 0 does. */
function asExtreme(value: Exact | number): number {
  return typeof value === 'number' ? value : 0
}

/** NaN and the infinities come back as numbers. */
export function exactOf(value: Value): Exact | number {
  if (value instanceof Decimal128) return decimalParts(value)
  if (value instanceof Long) return { coefficient: value.toBigInt(), exponent: 0 }
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 }
  const plain = plainNumber(value) ?? Number.NaN
  return Number.isFinite(plain) ? exactDouble(plain) : plain
}

const VIEW = new DataView(new ArrayBuffer(8))

/** A double is m * 2^k, and 2^-n is 5^n * 10^-n. */
function exactDouble(value: number): Exact {
  if (Number.isSafeInteger(value)) return { coefficient: BigInt(value), exponent: 0 }
  VIEW.setFloat64(0, value)
  const bits = VIEW.getBigUint64(0)
  const biased = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n
  const power = (biased === 0 ? 1 : biased) - 1075
  const signed = value < 0 ? -mantissa : mantissa
  if (power >= 0) return { coefficient: signed << BigInt(power), exponent: 0 }
  return { coefficient: signed * 5n ** BigInt(-power), exponent: power }
}

/** Reads the 128 bits (little-endian): sign, 14 bits of exponent, 113 of coefficient; bigger coefficients are zero by the standard. */
function decimalParts(value: Decimal128): Exact | number {
  const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, 16)
  const high = view.getBigUint64(8, true)
  const negative = high >> 63n === 1n
  const combination = (high >> 58n) & 0x1fn
  if (combination === 31n) return Number.NaN
  if (combination === 30n) return negative ? -Infinity : Infinity
  if (combination >> 3n === 3n) return { coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) - 6176 }
  const coefficient = ((high & 0x1ffffffffffffn) << 64n) | view.getBigUint64(0, true)
  const exponent = Number((high >> 49n) & 0x3fffn) - 6176
  return { coefficient: negative ? -coefficient : coefficient, exponent }
}

export function compareExact(a: Exact, b: Exact): number {
  const signA = sign(a.coefficient)
  const signB = sign(b.coefficient)
  if (signA !== signB) return signA < signB ? -1 : 1
  if (signA === 0) return 0
  const magnitude = digits(a.coefficient) + a.exponent - digits(b.coefficient) - b.exponent
  if (magnitude !== 0) return magnitude > 0 ? signA : -signA
  const least = Math.min(a.exponent, b.exponent)
  const x = a.coefficient * 10n ** BigInt(a.exponent - least)
  const y = b.coefficient * 10n ** BigInt(b.exponent - least)
  return x < y ? -1 : x > y ? 1 : 0
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0
}

/** How many decimal digits a whole number other than zero has. */
export function digits(value: bigint): number {
  const text = value.toString()
  return value < 0n ? text.length - 1 : text.length
}
