// The stages that read other collections or run other pipelines: `$lookup`, `$unionWith` and `$facet`.
import { BSONRegExp } from 'bson'
import { failedToParse, queryError } from '../errors.ts'
import { compileExpression } from '../expression.ts'
import { setField } from '../fields.ts'
import { newMeter } from '../memory.ts'
import { atPath } from '../paths.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { collect, inBatches, slicesOf, wholeStage } from './batches.ts'
import type { Batches, MakePipeline, MakeStage, PipelineContext, Stage } from './context.ts'
import { withValue } from './unwind.ts'

interface Lookup {
  /** Undefined if the pipeline begins with documents of its own. */
  from: string | undefined
  as: readonly string[]
  localField: string | undefined
  foreignField: string | undefined
  variables: Doc
  pipeline: Doc[] | undefined
}

export const lookup: MakeStage = (spec, outer, makePipeline) => {
  const parsed = parseLookup(spec)
  const context: PipelineContext = { ...outer, inside: '$lookup' }
  const variables = Object.entries(parsed.variables).map(([name, value]) => [name, compileExpression(value, context)] as const)
  // Made once without the variables' values, so that a pipeline that is wrong fails before anything is read.
  if (parsed.pipeline)
    makePipeline(parsed.pipeline, { ...context, let: { ...context.let, ...literals(variables.map(([name]) => [name, null])) } })
  return async function* (input) {
    for await (const batch of input) {
      const joined: Doc[] = []
      for (const doc of batch) {
        const values = literals(variables.map(([name, evaluate]) => [name, evaluate(doc) ?? null]))
        joined.push(
          withValue(doc, parsed.as, 0, await foreign(doc, parsed, { ...context, let: { ...context.let, ...values } }, makePipeline)),
        )
        await context.pause?.()
      }
      yield joined
    }
  }
}

function literals(entries: readonly (readonly [string, Value])[]): Doc {
  return Object.fromEntries(entries.map(([name, value]) => [name, { $literal: value }]))
}

function parseLookup(spec: Value): Lookup {
  if (!isDocument(spec)) throw failedToParse(`the $lookup specification must be an object, but found ${typeName(spec)}`)
  for (const name of Object.keys(spec)) {
    if (!['from', 'as', 'localField', 'foreignField', 'let', 'pipeline'].includes(name))
      throw failedToParse(`unknown argument to $lookup: ${name}`)
  }
  const as = text(spec, 'as')
  const [localField, foreignField] = ['localField', 'foreignField'].map(name => (spec[name] === undefined ? undefined : text(spec, name)))
  const pipeline = spec.pipeline
  if (pipeline !== undefined && !Array.isArray(pipeline)) throw failedToParse('A pipeline of $lookup has to be an array')
  if (!pipeline && (localField === undefined || foreignField === undefined))
    throw failedToParse("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified")
  const from = spec.from === undefined && beginsWithDocuments(pipeline) ? undefined : text(spec, 'from')
  return { from, as: as.split('.'), localField, foreignField, variables: isDocument(spec.let) ? spec.let : {}, pipeline }
}

function beginsWithDocuments(pipeline: readonly Doc[] | undefined): boolean {
  const first = pipeline?.[0]
  return isDocument(first) && Object.hasOwn(first, '$documents')
}

function text(spec: Doc, name: string): string {
  const value = spec[name]
  if (typeof value !== 'string' || value === '')
    throw failedToParse(`$lookup argument '${name}' must be a string, found ${typeName(value)}`)
  return value
}

/** A filter at the beginning of the pipeline goes to the other collection, which may have an index for it. */
async function foreign(
  doc: Doc,
  { from, localField, foreignField, pipeline }: Lookup,
  context: PipelineContext,
  makePipeline: MakePipeline,
): Promise<Doc[]> {
  const conditions: Doc[] =
    localField !== undefined && foreignField !== undefined ? [{ [foreignField]: localCondition(doc, localField) }] : []
  const first = pipeline?.[0]
  const leading = first && isDocument(first.$match) ? first.$match : undefined
  if (leading) conditions.push(leading)
  const filter = conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? {})
  const source = from === undefined ? nothing() : inBatches(context.find(from, filter, context.let ? { let: context.let } : {}))
  const rest = pipeline?.slice(leading ? 1 : 0) ?? []
  return collect(rest.length > 0 ? makePipeline(rest, context)(source) : source, newMeter("$lookup's documents of one document", 4568))
}

/** The field's value, or any of its elements; what is missing is looked for as null. */
function localCondition(doc: Doc, path: string): Doc {
  const values: Value[] = []
  atPath(path)(value => {
    if (Array.isArray(value)) values.push(...value)
    else values.push(value ?? null)
    return false
  }, true)(doc)
  const plain = values.every(value => !(value instanceof BSONRegExp))
  if (!plain) throw queryError(238, 'a regular expression as the local value of $lookup is not supported by this server')
  return values.length === 1 ? { $eq: values[0] } : { $in: values }
}

export const unionWith: MakeStage = (spec, context, makePipeline) => {
  const options: Doc = isDocument(spec) ? spec : { coll: spec }
  for (const name of Object.keys(options))
    if (name !== 'coll' && name !== 'pipeline') throw queryError(40415, `BSON field '$unionWith.${name}' is an unknown field.`)
  const { coll, pipeline } = options
  const needsNone = coll === undefined && Array.isArray(pipeline) && beginsWithDocuments(pipeline)
  if (typeof coll !== 'string' && !needsNone) throw failedToParse("$unionWith needs the name of a collection, 'coll'")
  const stage = pipeline === undefined ? undefined : makePipeline(pipeline, { ...context, inside: '$unionWith' })
  return async function* (input) {
    yield* input
    const source = typeof coll === 'string' ? inBatches(context.find(coll, {}, context.let ? { let: context.let } : {})) : nothing()
    yield* stage ? stage(source) : source
  }
}

async function* nothing(): Batches {
  // The pipeline begins with a stage that makes its own documents.
}

export const facet: MakeStage = (spec, context, makePipeline) => {
  if (!isDocument(spec) || Object.keys(spec).length === 0) throw queryError(40169, 'the $facet specification must be a non-empty object')
  const facets = Object.entries(spec).map(([name, stages]): [string, Stage] => {
    if (!Array.isArray(stages)) throw queryError(40170, 'arguments to $facet must be arrays')
    return [name, makePipeline(stages, { ...context, inside: '$facet' })]
  })
  return wholeStageOfOne(async docs => {
    const result: Doc = {}
    const meter = newMeter('$facet', 146)
    for (const [name, stage] of facets) setField(result, name, await collect(stage(slicesOf(docs, context.pause)), meter))
    return result
  })
}

function wholeStageOfOne(apply: (docs: readonly Doc[]) => Promise<Doc>): Stage {
  return wholeStage('$facet', async docs => [await apply(docs)])
}
