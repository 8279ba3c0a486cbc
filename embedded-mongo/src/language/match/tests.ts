// Tests of single values by comparison: equality, order and membership, each made once for its operand.
import { BSONRegExp, Double, Int32, ObjectId } from 'bson'
import { type Collation, compareStrings, compareValues, rank } from '../compare.ts'
import { nearestNumber, plainNumber } from '../numbers.ts'
import type { Test } from '../paths.ts'
import { bsonType, isNumber, TYPE, type Value } from '../types.ts'
import { regexTest } from './regex.ts'

export function equalTest(operand: Value, collation?: Collation): Test {
  switch (bsonType(operand)) {
    case TYPE.null:
    case TYPE.missing:
      return value => value === null || value === undefined
    case TYPE.string:
      return collation ? sameRankTest(operand, order => order === 0, collation) : equalStringTest(operand as string)
    case TYPE.objectId:
      return value => value instanceof ObjectId && value.equals(operand as ObjectId)
    case TYPE.bool:
      return value => value === operand
    default:
      return isNumber(operand) ? equalNumberTest(operand) : sameRankTest(operand, order => order === 0, collation)
  }
}

function equalStringTest(operand: string): Test {
  const general = sameRankTest(operand, order => order === 0, undefined)
  return value => value === operand || (typeof value === 'object' && general(value))
}

function equalNumberTest(operand: Value): Test {
  const plain = plainNumber(operand)
  const general = sameRankTest(operand, order => order === 0, undefined)
  if (plain === undefined || Number.isNaN(plain)) return general
  return value => {
    if (value instanceof Int32 || value instanceof Double) return value.value === plain
    return general(value)
  }
}

function sameRankTest(operand: Value, accept: (order: number) => boolean, collation: Collation | undefined): Test {
  const operandRank = rank(operand)
  return value => rank(value) === operandRank && accept(compareValues(value, operand, collation))
}

export type Order = '$gt' | '$gte' | '$lt' | '$lte'

const ACCEPTS: Readonly<Record<Order, (order: number) => boolean>> = {
  $gt: order => order > 0,
  $gte: order => order >= 0,
  $lt: order => order < 0,
  $lte: order => order <= 0,
}

/** An order holds only between values of one type; MinKey and MaxKey alone stand below and above all. */
export function orderTest(operator: Order, operand: Value, collation?: Collation): Test {
  const inclusive = operator === '$gte' || operator === '$lte'
  const type = bsonType(operand)
  if (type === TYPE.null || type === TYPE.missing) return inclusive ? equalTest(null) : () => false
  if (type === TYPE.minKey || type === TYPE.maxKey) return extremeTest(operator, operand, inclusive)
  if (isNumber(operand)) return numberOrderTest(operator, operand)
  if (type === TYPE.string && !collation) return stringOrderTest(operator, operand as string)
  return sameRankTest(operand, ACCEPTS[operator], collation)
}

function extremeTest(operator: Order, operand: Value, inclusive: boolean): Test {
  const operandRank = rank(operand)
  const all = (operandRank === 1) === (operator === '$gt' || operator === '$gte')
  return value => (rank(value) === operandRank ? inclusive : all)
}

/** NaN is equal to itself and neither less nor greater than any number. */
function numberOrderTest(operator: Order, operand: Value): Test {
  if (Number.isNaN(nearestNumber(operand))) return operator === '$gte' || operator === '$lte' ? equalTest(operand) : () => false
  const plain = plainNumber(operand)
  const accept = ACCEPTS[operator]
  const general = sameRankTest(operand, accept, undefined)
  return value => {
    if (plain !== undefined && value instanceof Int32) return accept(value.value - plain)
    return general(value) && !Number.isNaN(nearestNumber(value))
  }
}

function stringOrderTest(operator: Order, operand: string): Test {
  const accept = ACCEPTS[operator]
  return value => typeof value === 'string' && accept(compareStrings(value, operand))
}

/** Membership by hash where the type allows it; the rest one by one. */
export function memberTest(operands: readonly Value[], collation?: Collation): Test {
  const strings = new Set<Value>()
  const numbers = new Set<number>()
  const ids = new Set<string>()
  const plainNumbers: Test[] = []
  const others: Test[] = []
  for (const operand of operands) {
    const plain = plainNumber(operand)
    if (typeof operand === 'string' && !collation) strings.add(operand)
    else if (operand instanceof ObjectId) ids.add(operand.toHexString())
    else if (operand instanceof BSONRegExp) others.push(regexTest(operand))
    else if (plain === undefined) others.push(equalTest(operand, collation))
    else {
      numbers.add(plain)
      plainNumbers.push(equalTest(operand))
    }
  }
  const isPlainNumber = anyOf(plainNumbers)
  const isOther = anyOf(others)
  return value => {
    if (typeof value === 'string') return strings.has(value) || isOther(value)
    if (value instanceof ObjectId) return ids.has(value.toHexString())
    const plain = plainNumber(value)
    // A decimal or a large integer may equal a number that the set holds as another type.
    if (plain !== undefined ? numbers.has(plain) : isPlainNumber(value)) return true
    return isOther(value)
  }
}

function anyOf(tests: readonly Test[]): Test {
  if (tests.length === 0) return () => false
  return value => tests.some(test => test(value))
}
