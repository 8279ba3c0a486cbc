// Whether two values are the same to the bit: 5 as an integer is not 5.0, and the order of fields counts.
import { Decimal128, Double } from 'bson'
import { compareValues } from './compare.ts'
import { nearestNumber } from './numbers.ts'
import { bsonType, type Doc, TYPE, type Value } from './types.ts'

export function identical(a: Value, b: Value): boolean {
  if (a === b) return true
  const type = bsonType(a)
  if (type !== bsonType(b)) return false
  if (type === TYPE.object) return identicalDocuments(a as Doc, b as Doc)
  if (type === TYPE.array) return identicalArrays(a as Value[], b as Value[])
  if (type === TYPE.double) return a instanceof Double ? Object.is(a.value, nearestNumber(b)) : Object.is(a, nearestNumber(b))
  if (a instanceof Decimal128 && b instanceof Decimal128) return Buffer.compare(a.bytes, b.bytes) === 0
  return compareValues(a, b) === 0
}

function identicalDocuments(a: Doc, b: Doc): boolean {
  const names = Object.keys(a)
  const others = Object.keys(b)
  return names.length === others.length && names.every((name, i) => name === others[i] && identical(a[name], b[name]))
}

function identicalArrays(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((value, i) => identical(value, b[i]))
}
