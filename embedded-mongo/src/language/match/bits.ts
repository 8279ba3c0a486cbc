// The bit operators: which bits of an integer or of binary data are set.
import { Binary, Double, Int32, Long } from 'bson'
import { badValue, failedToParse } from '../errors.ts'
import { plainNumber } from '../numbers.ts'
import type { Test } from '../paths.ts'
import type { Value } from '../types.ts'

export function bitsTest(operator: string, operand: Value): Test {
  const positions = bitPositions(operator, operand)
  const wanted = operator.endsWith('Set')
  const all = operator.startsWith('$bitsAll')
  return value => {
    const read = bitReader(value)
    if (!read) return false
    return all ? positions.every(position => read(position) === wanted) : positions.some(position => read(position) === wanted)
  }
}

function bitPositions(operator: string, operand: Value): number[] {
  if (Array.isArray(operand)) return operand.map(value => position(operator, value))
  const mask = operand instanceof Binary ? undefined : plainNumber(operand)
  if (mask !== undefined && (!Number.isInteger(mask) || mask < 0)) throw failedToParse(`Expected a non-negative integer in: ${operator}`)
  const read = bitReader(operand)
  if (!read) throw badValue(`${operator} takes an Array, a number, or a BinData but received: ${String(operand)}`)
  const width = operand instanceof Binary ? operand.position * 8 : 64
  return Array.from({ length: width }, (_, i) => i).filter(read)
}

function position(operator: string, value: Value): number {
  const plain = plainNumber(value)
  if (plain === undefined || !Number.isInteger(plain) || plain < 0) throw badValue(`bit positions of ${operator} must be an integer >= 0`)
  return plain
}

/** Integers go on with their sign for ever, binary data with zeros. */
function bitReader(value: Value): ((position: number) => boolean) | undefined {
  if (value instanceof Binary) return at => at < value.position * 8 && ((value.buffer[at >> 3]! >> (at & 7)) & 1) === 1
  const integer = wholeNumber(value)
  if (integer === undefined) return undefined
  return at => ((integer >> BigInt(Math.min(at, 63))) & 1n) === 1n
}

function wholeNumber(value: Value): bigint | undefined {
  if (value instanceof Long) return value.toBigInt()
  if (value instanceof Int32) return BigInt(value.value)
  const plain = value instanceof Double ? value.value : plainNumber(value)
  if (plain === undefined || !Number.isInteger(plain) || Math.abs(plain) >= 2 ** 63) return undefined
  return BigInt(plain)
}
