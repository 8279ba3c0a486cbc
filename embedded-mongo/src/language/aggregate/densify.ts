// `$densify`: documents where a series of numbers or dates has gaps.
import { compareValues } from '../compare.ts'
import { encodeKey } from '../encode-key.ts'
import { queryError } from '../errors.ts'
import { sum } from '../expression/arithmetic.ts'
import { movedDate } from '../expression/date-steps.ts'
import { isNullish } from '../expression/operator.ts'
import { newMeter } from '../memory.ts'
import { nearestNumber } from '../numbers.ts'
import { readPath } from '../paths.ts'
import { sortDocuments } from '../sort.ts'
import { type Doc, isNumber, type Value } from '../types.ts'
import { collect } from './batches.ts'
import type { MakeStage } from './context.ts'
import { type Densify, parseDensify } from './densify-range.ts'
import { withValue } from './unwind.ts'

/** What MongoDB makes at most. */
const MOST_MADE = 500_000

export const densify: MakeStage = (spec, context) => {
  const parsed = parseDensify(spec)
  const { field, partitionBy, bounds } = parsed
  const order = Object.fromEntries([...(bounds === 'full' ? [] : partitionBy), field.join('.')].map(path => [path, 1]))
  return async function* (input) {
    const docs = await sortDocuments(await collect(input, newMeter('$densify')), order, context)
    let given = 0
    let batch: Doc[] = []
    for (const doc of densified(docs, parsed)) {
      if (++given > MOST_MADE + docs.length) throw queryError(5897900, `Generated ${MOST_MADE} documents in $densify, which is the limit`)
      batch.push(doc)
      if (batch.length >= 256) {
        yield batch
        batch = []
        await context.pause?.()
      }
    }
    if (batch.length > 0) yield batch
  }
}

/** One partition: the fields that its new documents have, and the next value that one of them would have. */
interface Series {
  fields: Doc
  next: Value
}

/** The documents in their order, with new ones where a step is left out. */
function* densified(docs: readonly Doc[], spec: Densify): Generator<Doc> {
  const { field, partitionBy, bounds } = spec
  const read = (doc: Doc) => readPath(doc, field)
  const known = docs.map(read).filter(value => !isNullish(value))
  const series = new Map<string, Series>()
  const start = bounds === 'full' ? known[0] : Array.isArray(bounds) ? bounds[0] : undefined
  if (partitionBy.length === 0 && start !== undefined) series.set(keyOf({}, spec), { fields: {}, next: start })
  for (const doc of docs) {
    const value = read(doc)
    if (isNullish(value)) {
      yield doc
      continue
    }
    checkValue(value, spec)
    const key = keyOf(doc, spec)
    const own = series.get(key) ?? { fields: partitionFields(doc, spec), next: start ?? value }
    series.set(key, own)
    yield* upTo(own, spec, next => compareValues(next, value) < 0 && (!Array.isArray(bounds) || compareValues(next, bounds[1]) < 0))
    if (compareValues(own.next, value) === 0) own.next = stepped(own.next, spec)
    yield doc
  }
  if (bounds === 'partition') return
  const isLeft = Array.isArray(bounds)
    ? (next: Value) => compareValues(next, bounds[1]) < 0
    : (next: Value) => compareValues(next, known.at(-1)) <= 0
  for (const own of series.values()) yield* upTo(own, spec, isLeft)
}

function* upTo(series: Series, spec: Densify, isLeft: (next: Value) => boolean): Generator<Doc> {
  while (isLeft(series.next)) {
    yield withValue(series.fields, spec.field, 0, series.next)
    series.next = stepped(series.next, spec)
  }
}

function stepped(value: Value, { step, unit }: Densify): Value {
  return unit === undefined ? sum(value, step) : movedDate(value as Date, unit, nearestNumber(step), undefined)
}

function checkValue(value: Value, { unit }: Densify): void {
  if (!isNumber(value) && !(value instanceof Date)) throw queryError(5733201, 'Densify field type must be numeric or a date')
  if (value instanceof Date && unit === undefined)
    throw queryError(6053600, 'Encountered date densify value in collection when step does not have a date unit')
  if (isNumber(value) && unit !== undefined)
    throw queryError(6053601, 'Encountered numeric densify value in collection when step has a date unit')
}

function keyOf(doc: Doc, { partitionBy }: Densify): string {
  const values = partitionBy.map(path => readPath(doc, path.split('.')))
  return encodeKey(
    values,
    values.map(() => 1),
  ).bytes.toString('latin1')
}

function partitionFields(doc: Doc, { partitionBy }: Densify): Doc {
  let fields: Doc = {}
  for (const path of partitionBy) {
    const value = readPath(doc, path.split('.'))
    if (value !== undefined) fields = withValue(fields, path.split('.'), 0, value)
  }
  return fields
}
