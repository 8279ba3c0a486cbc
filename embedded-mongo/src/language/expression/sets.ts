// Expressions on arrays taken as sets: without order, each value once.
import { type Collation, compareValues } from '../compare.ts'
import { queryError } from '../errors.ts'
import { typeName, type Value } from '../types.ts'
import { binary, isNullish, type Operator, variadic } from './operator.ts'

function setOf(name: string, value: Value, collation: Collation | undefined, code: number): Value[] {
  if (!Array.isArray(value)) throw queryError(code, `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`)
  return distinctValues(value, collation)
}

/** Sorted, which MongoDB leaves open. */
export function distinctValues(values: readonly Value[], collation: Collation | undefined): Value[] {
  const sorted = [...values].sort((a, b) => compareValues(a, b, collation))
  return sorted.filter((value, i) => i === 0 || compareValues(sorted[i - 1], value, collation) !== 0)
}

function has(set: readonly Value[], value: Value, collation: Collation | undefined): boolean {
  return set.some(other => compareValues(other, value, collation) === 0)
}

export const SETS: Readonly<Record<string, Operator>> = {
  $setUnion: variadic((args, collation) => {
    if (args.some(isNullish)) return null
    return distinctValues(
      args.flatMap(value => setOf('$setUnion', value, collation, 17043)),
      collation,
    )
  }),
  $setIntersection: variadic((args, collation) => {
    if (args.some(isNullish)) return null
    const [first, ...others] = args.map(value => setOf('$setIntersection', value, collation, 17047))
    return (first ?? []).filter(value => others.every(other => has(other, value, collation)))
  }),
  $setDifference: binary('$setDifference', (a, b, collation) => {
    if (isNullish(a) || isNullish(b)) return null
    const other = setOf('$setDifference', b, collation, 17049)
    return setOf('$setDifference', a, collation, 17048).filter(value => !has(other, value, collation))
  }),
  $setEquals: variadic((args, collation) => {
    if (args.length < 2) throw queryError(17045, `$setEquals needs at least two arguments had: ${args.length}`)
    const [first, ...others] = args.map(value => setOf('$setEquals', value, collation, 17044))
    return others.every(other => compareValues(first, other, collation) === 0)
  }),
  $setIsSubset: binary('$setIsSubset', (a, b, collation) => {
    const whole = setOf('$setIsSubset', b, collation, 17042)
    return setOf('$setIsSubset', a, collation, 17046).every(value => has(whole, value, collation))
  }),
}
