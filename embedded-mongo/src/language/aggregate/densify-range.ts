// What `$densify` asks for, checked.
import { compareValues } from '../compare.ts'
import { failedToParse, queryError } from '../errors.ts'
import { isTimeUnit } from '../expression/date-steps.ts'
import { nearestNumber } from '../numbers.ts'
import { bsonType, isDocument, isNumber, typeName, type Value } from '../types.ts'
import { checkNames } from './window/stage.ts'

export interface Densify {
  field: readonly string[]
  partitionBy: readonly string[]
  step: Value
  unit: string | undefined
  bounds: 'full' | 'partition' | readonly [Value, Value]
}

export function parseDensify(spec: Value): Densify {
  if (!isDocument(spec)) throw failedToParse(`The $densify stage specification must be an object, found ${typeName(spec)}`)
  checkNames('$densify', spec, ['field', 'partitionByFields', 'range'])
  const { field, partitionByFields = [], range } = spec
  if (typeof field !== 'string') throw queryError(field === undefined ? 40414 : 14, "BSON field '$densify.field' must be a string")
  if (!isDocument(range)) throw queryError(range === undefined ? 40414 : 14, "BSON field '$densify.range' must be an object")
  if (!Array.isArray(partitionByFields) || !partitionByFields.every(path => typeof path === 'string'))
    throw queryError(14, "BSON field '$densify.partitionByFields' must be an array of strings")
  checkNames('$densify.range', range, ['step', 'unit', 'bounds'])
  const { step, unit, bounds } = range
  if (!isNumber(step) || nearestNumber(step) <= 0)
    throw queryError(5733401, 'The step parameter in a range statement must be a strictly positive numeric value')
  if (unit !== undefined && !isTimeUnit(unit)) throw failedToParse(`unknown time unit value: ${String(unit)}`)
  if (unit !== undefined && !Number.isInteger(nearestNumber(step)))
    throw queryError(6586400, 'The step parameter in a range statement must be a whole number when densifying a date range')
  const checked = boundsOf(bounds, step, unit)
  if (checked === 'partition' && partitionByFields.length === 0)
    throw queryError(5733408, "One cannot specify the bounds as 'partition' without specifying a non-empty array of partitionByFields.")
  return { field: field.split('.'), partitionBy: partitionByFields as string[], step, unit, bounds: checked }
}

function boundsOf(bounds: Value, step: Value, unit: Value): Densify['bounds'] {
  if (bounds === 'full' || bounds === 'partition') return bounds
  if (typeof bounds === 'string') throw queryError(5946802, "Bounds string must either be 'full' or 'partition'")
  if (!Array.isArray(bounds))
    throw queryError(5733404, "The bounds in a range statement must be 'full', 'partition', or an ascending array")
  if (bounds.length !== 2) throw queryError(5733403, 'A bounding array in a range statement must have exactly two elements')
  const [low, high] = bounds as [Value, Value]
  if (compareValues(low, high) > 0)
    throw queryError(5733402, 'A bounding array must be an ascending array of either two dates or two numbers')
  if (isNumber(low)) checkNumbers(low, high, step, unit)
  else if (low instanceof Date) checkDates(high, unit)
  else throw queryError(5946800, 'Explicit bounds must be numeric or dates')
  return [low, high]
}

function checkNumbers(low: Value, high: Value, step: Value, unit: Value): void {
  if (unit !== undefined) throw queryError(5733409, 'Numeric bounds may not have unit parameter')
  if (!isNumber(high)) throw queryError(5733406, 'A bounding array must contain either both dates or both numeric types')
  if (bsonType(low) !== bsonType(high) || bsonType(low) !== bsonType(step))
    throw queryError(5876900, 'Upper bound, lower bound, and step must all have the same type')
}

function checkDates(high: Value, unit: Value): void {
  if (!(high instanceof Date)) throw queryError(5733405, 'A bounding array must contain either both dates or both numeric types')
  if (unit === undefined) throw queryError(5733410, 'A bounding array of dates must specify a unit')
}
