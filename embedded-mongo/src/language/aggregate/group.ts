// `$group` and what is made of it: `$sortByCount` and `$bucket`.
import { BSONSymbol, Decimal128, Double, Int32, Long } from 'bson'
import { type Collation, compareValues } from '../compare.ts'
import { encodeKey } from '../encode-key.ts'
import { badValue, queryError } from '../errors.ts'
import { compileExpression } from '../expression.ts'
import { setField } from '../fields.ts'
import { type Meter, newMeter } from '../memory.ts'
import { compareNumbers, nearestNumber, plainNumber } from '../numbers.ts'
import { sortDocuments } from '../sort.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import { type Accumulator, compileAccumulator, type MakeAccumulator } from './accumulators.ts'
import { LARGEST_BATCH } from './batches.ts'
import type { MakeStage, PipelineContext, Stage } from './context.ts'

interface Group {
  id: Value
  fields: Accumulator[]
}

export const group: MakeStage = (spec, context) => {
  if (!isDocument(spec)) throw queryError(15947, "a group's fields must be specified in an object")
  if (!Object.hasOwn(spec, '_id')) throw queryError(15955, 'a group specification must include an _id')
  const { _id, ...fields } = spec
  return groupBy(compileExpression(_id, context), fields, context, groups => groups)
}

function groupBy(idOf: (doc: Doc) => Value, fields: Doc, context: PipelineContext, order: (docs: Doc[]) => Doc[] | Promise<Doc[]>): Stage {
  const { collation } = context
  const names = Object.keys(fields)
  const holder: { meter?: Meter } = {}
  const makers = names.map(name => compileAccumulator(name, fields[name], { ...context, holder }))
  return async function* (input) {
    const meter = newMeter('$group')
    holder.meter = meter
    const groups = new Map<string | number, Group>()
    for await (const batch of input) for (const doc of batch) addTo(groups, doc, idOf(doc) ?? null, makers, collation, meter)
    const docs: Doc[] = []
    for (const found of groups.values()) {
      docs.push(resultOf(found, names))
      if (docs.length % LARGEST_BATCH === 0) await context.pause?.()
    }
    if (docs.length > 0) yield await order(docs)
  }
}

function addTo(
  groups: Map<string | number, Group>,
  doc: Doc,
  id: Value,
  makers: readonly MakeAccumulator[],
  collation: Collation | undefined,
  meter: Meter,
): void {
  const key = keyOf(id, collation)
  let found = groups.get(key)
  if (!found) {
    found = { id, fields: makers.map(make => make()) }
    groups.set(key, found)
    meter.add(id)
  }
  for (const field of found.fields) field.add(doc)
}

/** Strings are their own keys, marked so that they meet no other value's bytes; and numbers, as which a map takes NaN and zero rightly. */
function keyOf(id: Value, collation: Collation | undefined): string | number {
  if (typeof id === 'string' || id instanceof BSONSymbol) return `"${collation ? collation.fold(String(id)) : String(id)}`
  return plainNumber(id) ?? doubleOf(id) ?? encodeKey([id], [1], collation).bytes.toString('latin1')
}

/** The double that a decimal or a large integer is equal to, if there is one. */
function doubleOf(id: Value): number | undefined {
  if (!(id instanceof Decimal128) && !(id instanceof Long)) return undefined
  const nearest = nearestNumber(id)
  return compareNumbers(id, new Double(nearest)) === 0 ? nearest : undefined
}

function resultOf({ id, fields }: Group, names: readonly string[]): Doc {
  const doc: Doc = { _id: id }
  for (const [i, name] of names.entries()) setField(doc, name, fields[i]!.result())
  return doc
}

export const sortByCount: MakeStage = (spec, context) => {
  const isPath = typeof spec === 'string' && spec.startsWith('$')
  const isExpression = isDocument(spec) && Object.keys(spec)[0]?.startsWith('$')
  if (!isPath && !isExpression) throw queryError(40147, 'the sortByCount field must be defined as a $-prefixed path or an expression')
  const byCount = (docs: Doc[]) => sortDocuments(docs, { count: new Int32(-1) }, context)
  return groupBy(compileExpression(spec, context), { count: { $sum: new Int32(1) } }, context, byCount)
}

export const bucket: MakeStage = (spec, context) => {
  if (!isDocument(spec)) throw queryError(40201, 'Argument to $bucket stage must be an object')
  for (const name of Object.keys(spec)) {
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(name)) throw queryError(40197, `Unrecognized option to $bucket: ${name}.`)
  }
  const boundaries = checkBoundaries(spec.boundaries)
  const evaluate = compileExpression(spec.groupBy, context)
  const output = isDocument(spec.output) ? spec.output : { count: { $sum: new Int32(1) } }
  const byId = (docs: Doc[]) => sortDocuments(docs, { _id: new Int32(1) }, context)
  return groupBy(doc => bucketOf(evaluate(doc) ?? null, boundaries, spec), output, context, byId)
}

function checkBoundaries(value: Value): readonly Value[] {
  if (!Array.isArray(value) || value.length < 2) throw queryError(40192, "The $bucket 'boundaries' field must have at least 2 values")
  for (let i = 1; i < value.length; i++) {
    if (compareValues(value[i - 1], value[i]) >= 0) throw queryError(40194, "The 'boundaries' option to $bucket must be sorted")
  }
  return value
}

function bucketOf(value: Value, boundaries: readonly Value[], spec: Doc): Value {
  for (let i = 1; i < boundaries.length; i++) {
    if (compareValues(value, boundaries[i - 1]) >= 0 && compareValues(value, boundaries[i]) < 0) return boundaries[i - 1]
  }
  if (Object.hasOwn(spec, 'default')) return spec.default
  throw badValue('$switch could not find a matching branch for an input, and no default was specified.')
}
