// MongoDB's truth: false, null, a missing value and zero are false, all else is true.
import { nearestNumber } from './numbers.ts'
import { isNumber, type Value } from './types.ts'

export function truth(value: Value): boolean {
  if (value === true) return true
  if (value === undefined || value === null || value === false) return false
  return !isNumber(value) || nearestNumber(value) !== 0
}
