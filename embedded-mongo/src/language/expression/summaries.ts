// The accumulators that are expressions too: over the elements of one array, or over several operands.
import { type Decimal128, Double, Int32 } from 'bson'
import { type Collation, compareValues } from '../compare.ts'
import { nearestNumber } from '../numbers.ts'
import { bsonType, isNumber, TYPE, type Value } from '../types.ts'
import { divide, sum } from './arithmetic.ts'
import { compileAll, isNullish, type Operator } from './operator.ts'

/** What is no number does not count. */
export function sumOf(values: readonly Value[]): Value {
  return values.filter(isNumber).reduce((total, value) => sum(total, value), new Int32(0))
}

export function averageOf(values: readonly Value[]): Value {
  const numbers = values.filter(isNumber)
  if (numbers.length === 0) return null
  const total = sumOf(numbers)
  const count = new Int32(numbers.length)
  return bsonType(total) === TYPE.decimal ? (divide(total, count) as Decimal128) : new Double(nearestNumber(total) / numbers.length)
}

export function extremeOf(values: readonly Value[], direction: 1 | -1, collation: Collation | undefined): Value {
  let best: Value = null
  for (const value of values) {
    if (!isNullish(value) && (best === null || compareValues(value, best, collation) * direction > 0)) best = value
  }
  return best
}

export function deviationOf(values: readonly Value[], sample: boolean): Value {
  const numbers = values.filter(isNumber).map(nearestNumber)
  const count = numbers.length - (sample ? 1 : 0)
  if (count <= 0) return null
  const mean = numbers.reduce((total, value) => total + value, 0) / numbers.length
  return new Double(Math.sqrt(numbers.reduce((total, value) => total + (value - mean) ** 2, 0) / count))
}

type Summary = (values: readonly Value[], collation: Collation | undefined) => Value

const summary =
  (apply: Summary): Operator =>
  (operand, env) => {
    const parts = compileAll(Array.isArray(operand) ? operand : [operand], env)
    return scope => {
      const values = parts.map(part => part(scope))
      const [only] = values
      return apply(values.length === 1 && Array.isArray(only) ? only : values, env.collation)
    }
  }

export const SUMMARIES: Readonly<Record<string, Operator>> = {
  $sum: summary(sumOf),
  $avg: summary(averageOf),
  $min: summary((values, collation) => extremeOf(values, -1, collation)),
  $max: summary((values, collation) => extremeOf(values, 1, collation)),
  $stdDevPop: summary(values => deviationOf(values, false)),
  $stdDevSamp: summary(values => deviationOf(values, true)),
}
