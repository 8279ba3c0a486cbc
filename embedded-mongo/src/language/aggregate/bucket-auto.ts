// `$bucketAuto`: so many buckets, with about as many documents in each.
import { Int32 } from 'bson'
import { compareValues } from '../compare.ts'
import { queryError, unsupported } from '../errors.ts'
import { compileExpression } from '../expression.ts'
import { setField } from '../fields.ts'
import { newMeter } from '../memory.ts'
import { plainNumber } from '../numbers.ts'
import { type Doc, isDocument, isNumber, typeName, type Value } from '../types.ts'
import { compileAccumulator, type MakeAccumulator } from './accumulators.ts'
import { collect } from './batches.ts'
import type { MakeStage } from './context.ts'

interface Keyed {
  key: Value
  doc: Doc
}

export const bucketAuto: MakeStage = (spec, context) => {
  const { groupBy, output, count } = parse(spec)
  const keyOf = compileExpression(groupBy, context)
  const names = Object.keys(output)
  const makers = names.map(name => compileAccumulator(name, output[name], context))
  return async function* (input) {
    const keyed = (await collect(input, newMeter('$bucketAuto'))).map(doc => ({ key: keyOf(doc) ?? null, doc }))
    keyed.sort((a, b) => compareValues(a.key, b.key, context.collation))
    const size = Math.max(1, Math.round(keyed.length / count))
    let from = 0
    for (let bucket = 1; from < keyed.length; bucket++) {
      const to = bucket === count ? keyed.length : endOf(keyed, Math.min(keyed.length, from + size), context.collation)
      yield [describe(keyed, from, to, names, makers)]
      from = to
      await context.pause?.()
    }
  }
}

function parse(spec: Value): { groupBy: Value; output: Doc; count: number } {
  if (!isDocument(spec)) throw queryError(40240, `The argument to $bucketAuto must be an object, but found type: ${typeName(spec)}`)
  const { groupBy, buckets, output = { count: { $sum: new Int32(1) } }, granularity, ...others } = spec
  for (const name of Object.keys(others)) throw queryError(40245, `Unrecognized option to $bucketAuto: ${name}`)
  if (granularity !== undefined) throw unsupported('$bucketAuto.granularity')
  if (groupBy === undefined || buckets === undefined)
    throw queryError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified")
  const isExpression = typeof groupBy === 'string' ? /^\$./.test(groupBy) : isDocument(groupBy) && Object.keys(groupBy)[0]?.startsWith('$')
  if (!isExpression) throw queryError(40239, "The $bucketAuto 'groupBy' field must be defined as a $-prefixed path or an expression object")
  if (!isNumber(buckets))
    throw queryError(40241, `The $bucketAuto 'buckets' field must be a numeric value, but found type: ${typeName(buckets)}`)
  const count = plainNumber(buckets) ?? Number.NaN
  if (count !== (count | 0)) throw queryError(40242, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer")
  if (count <= 0) throw queryError(40243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${count}`)
  if (!isDocument(output)) throw queryError(40244, `The $bucketAuto 'output' field must be an object, but found type: ${typeName(output)}`)
  return { groupBy, output, count }
}

/** Equal keys are never parted. */
function endOf(keyed: readonly Keyed[], wanted: number, collation: Parameters<typeof compareValues>[2]): number {
  let end = wanted
  while (end < keyed.length && compareValues(keyed[end]!.key, keyed[end - 1]!.key, collation) === 0) end++
  return end
}

/** The next bucket's least key is the end of this one; only the last bucket ends with its own greatest. */
function describe(keyed: readonly Keyed[], from: number, to: number, names: readonly string[], makers: readonly MakeAccumulator[]): Doc {
  const accumulators = makers.map(make => make())
  for (let at = from; at < to; at++) for (const accumulator of accumulators) accumulator.add(keyed[at]!.doc)
  const result: Doc = { _id: { min: keyed[from]!.key, max: (keyed[to] ?? keyed[to - 1]!).key } }
  for (const [at, name] of names.entries()) setField(result, name, accumulators[at]!.result() ?? null)
  return result
}
