// `$median` and `$percentile`: the value below which so much of all lies. It is always one of the values, never one between two.
import { Double } from 'bson'
import { badValue, queryError } from '../errors.ts'
import { nearestNumber } from '../numbers.ts'
import { isNumber, type Value } from '../types.ts'
import { named, type Operator } from './operator.ts'

/** What is no number does not count; with none there is no answer. */
export function percentilesOf(values: readonly Value[], shares: readonly number[]): Value[] {
  const numbers = Float64Array.from(values.filter(isNumber), nearestNumber).sort()
  return shares.map(share => {
    const place = Math.max(0, Math.ceil(numbers.length * share) - 1)
    return numbers.length === 0 ? null : new Double(numbers[place]!)
  })
}

export function sharesOf(p: Value): number[] {
  if (!Array.isArray(p)) throw queryError(7750300, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0]")
  if (p.length === 0) throw queryError(7750301, "The $percentile 'p' field cannot be an empty array")
  return p.map(value => {
    if (!isNumber(value)) throw queryError(7750302, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0]")
    const share = nearestNumber(value)
    if (!(share >= 0 && share <= 1)) throw queryError(7750303, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0]")
    return share
  })
}

export function checkMethod(method: Value): void {
  if (method !== 'approximate') throw badValue("Currently only 'approximate' can be used as percentile 'method'.")
}

const listOf = (input: Value): readonly Value[] => (Array.isArray(input) ? input : [input])

export const PERCENTILES: Readonly<Record<string, Operator>> = {
  $median: named('$median', ['input', 'method'], [], ({ input, method }) => {
    checkMethod(method)
    return percentilesOf(listOf(input), [0.5])[0]
  }),
  $percentile: named('$percentile', ['input', 'p', 'method'], [], ({ input, p, method }) => {
    checkMethod(method)
    return percentilesOf(listOf(input), sharesOf(p))
  }),
}
