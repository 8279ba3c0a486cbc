// The window functions that reckon with the distance between documents: how fast a value changes, and what it adds up to.
import { Double, Int32 } from 'bson'
import { failedToParse, queryError } from '../../errors.ts'
import { divide, product, subtract, sum } from '../../expression/arithmetic.ts'
import { isTimeUnit, unitMilliseconds } from '../../expression/date-steps.ts'
import { isNullish } from '../../expression/operator.ts'
import { compileExpression } from '../../expression.ts'
import { nearestNumber } from '../../numbers.ts'
import { type Doc, isDocument, isNumber, type Value } from '../../types.ts'
import { parseWindow } from './bounds.ts'
import { type Partition, refuseOthers, type WindowFunction, type WindowSpec } from './partition.ts'

/** Of the documents of one window. */
type Rate = (docs: readonly Doc[], partition: Partition, input: (doc: Doc) => Value, unit: number | undefined) => Value

const rate =
  (apply: Rate, needsWindow: boolean) =>
  (use: WindowSpec): WindowFunction => {
    const { name, spec, sortPaths, options } = use
    refuseOthers(use, 'window')
    const args = spec[name]
    if (!isDocument(args) || args.input === undefined) throw failedToParse(`${name} requires an 'input' expression`)
    for (const field of Object.keys(args))
      if (field !== 'input' && field !== 'unit') throw failedToParse(`${name} got unexpected argument: ${field}`)
    if (sortPaths.length !== 1) throw failedToParse(`${name} requires a sortBy with exactly one element`)
    if (needsWindow && spec.window === undefined) throw failedToParse(`${name} requires explicit window bounds`)
    const unit = args.unit === undefined ? undefined : fixedUnit(args.unit)
    const window = parseWindow(spec.window ?? {}, sortPaths)
    const input = compileExpression(args.input, options)
    return function* (partition) {
      for (const extent of window.extents(partition))
        yield extent === undefined ? null : apply(partition.docs.slice(extent[0], extent[1] + 1), partition, input, unit)
    }
  }

function fixedUnit(unit: Value): number {
  if (!isTimeUnit(unit)) throw failedToParse(`unknown time unit value: ${String(unit)}`)
  const milliseconds = unitMilliseconds(unit)
  if (milliseconds === undefined) throw queryError(5490704, 'unit must be a week or smaller')
  return milliseconds
}

const derivative: Rate = (docs, { sortKey }, input, unit) => {
  const [first, last] = [docs[0]!, docs.at(-1)!]
  const times = [sortKey(first), sortKey(last)]
  checkTimes(times, unit, [5624900, 5624901, 5624902], '$derivative')
  const run = subtract(times[1], times[0])
  const rise = subtract(input(last), input(first))
  if (isNullish(rise)) throw queryError(5624903, '$derivative input must not be null or missing')
  if (nearestNumber(run) === 0) return null
  const result = divide(rise, run)
  return unit === undefined ? result : product(result, new Double(unit))
}

/** By trapezoids: the mean of two neighbours' values times the distance between them. */
const integral: Rate = (docs, { sortKey }, input, unit) => {
  let total: Value = new Int32(0)
  const times = docs.map(sortKey)
  checkTimes(times, unit, [5423901, 5423902, 5423902], '$integral')
  const values = docs.map(input)
  for (const value of values) if (!isNumber(value)) throw queryError(5423900, 'The input value of $integral must be numeric')
  for (let at = 1; at < docs.length; at++) {
    const area = product(sum(values[at - 1], values[at]), subtract(times[at], times[at - 1]))
    total = sum(total, divide(area, new Int32(2)))
  }
  return unit === undefined ? total : divide(total, new Double(unit))
}

function checkTimes(times: readonly Value[], unit: number | undefined, codes: readonly [number, number, number], name: string): void {
  for (const time of times) {
    if (unit !== undefined && !(time instanceof Date))
      throw queryError(codes[0], `${name} with 'unit' expects the sortBy field to be a Date`)
    if (unit === undefined && time instanceof Date) throw queryError(codes[1], `${name} where the sortBy is a Date requires an 'unit'`)
    if (unit === undefined && !isNumber(time)) throw queryError(codes[2], `${name} (with no 'unit') expects the sortBy field to be numeric`)
  }
}

export const RATE_FUNCTIONS: Readonly<Record<string, (use: WindowSpec) => WindowFunction>> = {
  $derivative: rate(derivative, true),
  $integral: rate(integral, false),
}
