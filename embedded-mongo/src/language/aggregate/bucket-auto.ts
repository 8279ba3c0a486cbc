// `$bucketAuto`: so many buckets, with about as many documents in each.
import { Int32 } from 'bson'
import { compareValues } from '../compare.ts'
import { queryError } from '../errors.ts'
import { compileExpression } from '../expression.ts'
import { setField } from '../fields.ts'
import { newMeter } from '../memory.ts'
import { plainNumber } from '../numbers.ts'
import { type Doc, isDocument, isNumber, typeName, type Value } from '../types.ts'
import { compileAccumulator, type MakeAccumulator } from './accumulators.ts'
import { collect } from './batches.ts'
import type { MakeStage } from './context.ts'
import { checkRoundable, type Granularity, granularityOf } from './granularity.ts'

interface Keyed {
  key: Value
  doc: Doc
}

export const bucketAuto: MakeStage = (spec, context) => {
  const { groupBy, output, count, granularity } = parse(spec)
  const keyOf = compileExpression(groupBy, context)
  const names = Object.keys(output)
  const makers = names.map(name => compileAccumulator(name, output[name], context))
  return async function* (input) {
    const keyed = (await collect(input, newMeter('$bucketAuto'))).map(doc => ({ key: keyOf(doc) ?? null, doc }))
    if (granularity !== undefined) for (const { key } of keyed) checkRoundable(key)
    const compare: Compare = (a, b) => compareValues(a, b, context.collation)
    keyed.sort((a, b) => compare(a.key, b.key))
    for (const bucket of buckets(keyed, count, compare, granularity)) {
      yield [describe(keyed, bucket, names, makers)]
      await context.pause?.()
    }
  }
}

type Compare = (a: Value, b: Value) => number

/** From one position to before another, and the bounds that are told of it. */
interface Bucket {
  from: number
  to: number
  min: Value
  max: Value
}

function* buckets(keyed: readonly Keyed[], count: number, compare: Compare, granularity: Granularity | undefined): Generator<Bucket> {
  const size = Math.max(1, Math.round(keyed.length / count))
  let before: Bucket | undefined
  for (let bucket = 1; bucket <= count; bucket++) {
    const from: number = before?.to ?? 0
    if (from >= keyed.length) return
    const wanted = bucket === count ? keyed.length : Math.min(keyed.length, from + size)
    const made = granularity === undefined ? plainBucket(keyed, from, wanted, compare) : rounded(keyed, from, wanted, compare, granularity)
    before = { ...made, min: granularity === undefined ? keyed[from]!.key : (before?.max ?? granularity.down(keyed[from]!.key)) }
    yield before
  }
}

type Made = Omit<Bucket, 'min'>

/** Equal keys are never parted. The next bucket's least key is the end of this one; only the last bucket ends with its own greatest. */
function plainBucket(keyed: readonly Keyed[], from: number, wanted: number, compare: Compare): Made {
  const to = endOf(keyed, wanted, key => compare(key, keyed[wanted - 1]!.key) === 0)
  return { from, to, max: (keyed[to] ?? keyed[to - 1]!).key }
}

/** What is below the rounded end belongs to the bucket too. One of zeros alone ends before the next, since zero has no next number. */
function rounded(keyed: readonly Keyed[], from: number, wanted: number, compare: Compare, { up, down }: Granularity): Made {
  const last = keyed[wanted - 1]!.key
  const end = up(last)
  const to = endOf(keyed, wanted, key => compare(key, end) < 0 || compare(key, last) === 0)
  const isZero = compare(end, new Int32(0)) === 0
  return { from, to, max: isZero && to < keyed.length ? down(keyed[to]!.key) : end }
}

function parse(spec: Value): { groupBy: Value; output: Doc; count: number; granularity: Granularity | undefined } {
  if (!isDocument(spec)) throw queryError(40240, `The argument to $bucketAuto must be an object, but found type: ${typeName(spec)}`)
  const { groupBy, buckets, output = { count: { $sum: new Int32(1) } }, granularity, ...others } = spec
  for (const name of Object.keys(others)) throw queryError(40245, `Unrecognized option to $bucketAuto: ${name}`)
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
  return { groupBy, output, count, granularity: granularityOf(granularity) }
}

function endOf(keyed: readonly Keyed[], wanted: number, belongs: (key: Value) => boolean): number {
  let end = wanted
  while (end < keyed.length && belongs(keyed[end]!.key)) end++
  return end
}

function describe(
  keyed: readonly Keyed[],
  { from, to, min, max }: Bucket,
  names: readonly string[],
  makers: readonly MakeAccumulator[],
): Doc {
  const accumulators = makers.map(make => make())
  for (let at = from; at < to; at++) for (const accumulator of accumulators) accumulator.add(keyed[at]!.doc)
  const result: Doc = { _id: { min, max } }
  for (const [at, name] of names.entries()) setField(result, name, accumulators[at]!.result() ?? null)
  return result
}
