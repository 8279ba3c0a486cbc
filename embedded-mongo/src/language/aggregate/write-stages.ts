// `$out` and `$merge`: what they ask for, checked; the server does the writing.
import { badValue, queryError, unsupported } from '../errors.ts'
import { compileExpression } from '../expression.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { compileUpdate } from '../update.ts'
import type { MakeStage, Merge, PipelineContext, Target } from './context.ts'

export const out: MakeStage = (spec, context) => {
  const { out: write } = context
  if (!write) throw unsupported('$out in this place')
  if (typeof spec !== 'string' && !isDocument(spec))
    throw queryError(16990, `$out only supports a string or object argument, but found ${typeName(spec)}`)
  const target = typeof spec === 'string' ? { database: undefined, collection: spec } : outTarget(spec)
  return async function* (input) {
    await write(target, input)
    yield []
  }
}

function outTarget(spec: Doc): Target {
  for (const name of Object.keys(spec)) {
    if (name === 'timeseries') throw unsupported('$out.timeseries')
    if (name !== 'db' && name !== 'coll') throw queryError(40415, `BSON field '$out.${name}' is an unknown field.`)
  }
  for (const name of ['db', 'coll']) {
    if (spec[name] === undefined) throw queryError(40414, `BSON field '$out.${name}' is missing but a required field`)
    if (typeof spec[name] !== 'string') throw wrongType(`$out.${name}`, spec[name], 'string')
  }
  return { database: spec.db as string, collection: spec.coll as string }
}

const wrongType = (field: string, value: Value, wanted: string): Error =>
  queryError(14, `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${wanted}'`)

const MERGE_FIELDS = ['into', 'on', 'let', 'whenMatched', 'whenNotMatched']

export const merge: MakeStage = (spec, context) => {
  const { merge: write } = context
  if (!write) throw unsupported('$merge in this place')
  const merge = parseMerge(typeof spec === 'string' ? { into: spec } : spec, context)
  return async function* (input) {
    await write(merge, input)
    yield []
  }
}

function parseMerge(spec: Value, context: PipelineContext): Merge {
  if (!isDocument(spec)) throw queryError(51182, `$merge requires a string or object argument, but found ${typeName(spec)}`)
  for (const name of Object.keys(spec))
    if (!MERGE_FIELDS.includes(name)) throw queryError(40415, `BSON field '$merge.${name}' is an unknown field.`)
  if (spec.into === undefined) throw queryError(40414, "BSON field '$merge.into' is missing but a required field")
  const whenNotMatched = (spec.whenNotMatched ?? 'insert') as Merge['whenNotMatched']
  if (!['insert', 'discard', 'fail'].includes(whenNotMatched)) throw badMode('whenNotMatched', spec.whenNotMatched)
  const { whenMatched, change } = parseMatched(spec, context)
  if ((whenMatched === 'keep' || whenMatched === 'fail') && whenNotMatched !== 'insert')
    throw queryError(
      51181,
      `Combination of $merge modes whenMatched: ${String(spec.whenMatched)} and whenNotMatched: ${whenNotMatched} is not supported`,
    )
  return { target: mergeTarget(spec.into), on: mergeOn(spec.on), whenMatched, change, whenNotMatched }
}

const badMode = (field: string, value: Value): Error =>
  badValue(`Enumeration value '${String(value)}' for field '$merge.${field}' is not a valid value.`)

function mergeTarget(into: Value): Target {
  if (typeof into === 'string') return { database: undefined, collection: into }
  if (!isDocument(into)) throw queryError(51178, `$merge 'into' field  must be either a string or an object, but found ${typeName(into)}`)
  for (const name of Object.keys(into))
    if (name !== 'db' && name !== 'coll') throw queryError(40415, `BSON field 'into.${name}' is an unknown field.`)
  const { db, coll } = into
  if (typeof coll !== 'string') throw queryError(51178, "$merge 'into' needs the name of a collection, 'coll'")
  if (db !== undefined && typeof db !== 'string') throw wrongType('into.db', db, 'string')
  return { database: db, collection: coll }
}

function mergeOn(on: Value): readonly string[] {
  if (on === undefined) return ['_id']
  if (typeof on === 'string') return [on]
  if (!Array.isArray(on))
    throw queryError(51186, `$merge 'on' field  must be either a string or an array of strings, but found ${typeName(on)}`)
  if (on.length === 0) throw queryError(51187, "If explicitly specifying $merge 'on', must include at least one field")
  for (const [at, path] of on.entries()) {
    if (typeof path !== 'string') throw queryError(51134, `$merge 'on' array elements must be strings, but found ${typeName(path)}`)
    if (on.indexOf(path) < at) throw queryError(31465, `Found a duplicate field '${path}' in $merge.on`)
  }
  return on as string[]
}

/** The modes that make a document of two, as the pipelines that they are. */
const PIPELINES: Readonly<Record<string, Doc[]>> = {
  replace: [{ $replaceWith: '$$new' }],
  merge: [{ $replaceWith: { $mergeObjects: ['$$ROOT', '$$new'] } }],
}

function parseMatched(spec: Doc, context: PipelineContext): Pick<Merge, 'whenMatched' | 'change'> {
  const mode = spec.whenMatched ?? 'merge'
  if (typeof mode !== 'string' && !Array.isArray(mode))
    throw queryError(51191, `$merge 'whenMatched' field  must be either a string or an array, but found ${typeName(mode)}`)
  if (typeof mode === 'string' && spec.let !== undefined)
    throw queryError(51199, `Cannot use 'let' variables with 'whenMatched: ${mode}' mode`)
  if (mode === 'keepExisting' || mode === 'fail') return { whenMatched: mode === 'fail' ? 'fail' : 'keep', change: existing => existing }
  const stages = typeof mode === 'string' ? (Object.hasOwn(PIPELINES, mode) ? PIPELINES[mode] : undefined) : (mode as Doc[])
  if (stages === undefined) throw badMode('whenMatched', mode)
  return { whenMatched: 'change', change: changeBy(stages, mergeVariables(spec.let), context) }
}

function mergeVariables(spec: Value): Doc {
  if (spec === undefined) return {}
  if (!isDocument(spec)) throw wrongType('$merge.let', spec, 'object')
  if (Object.hasOwn(spec, 'new') && spec.new !== '$$ROOT')
    throw queryError(51273, "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'")
  return spec
}

/** The variables are read of the new document, and the stages of the old one. */
function changeBy(stages: Doc[], variables: Doc, context: PipelineContext): Merge['change'] {
  const { now, collation } = context
  const names = Object.keys(variables)
  const readers = names.map(name => compileExpression(variables[name], context))
  const compile = (made: Doc, values: Value[]) => {
    const literals = Object.fromEntries(names.map((name, at) => [name, { $literal: values[at] ?? null }]))
    return compileUpdate(stages, { now, let: { ...context.let, ...literals, new: { $literal: made } }, ...(collation && { collation }) })
  }
  compile({}, [])
  return (existing, made) =>
    compile(
      made,
      readers.map(read => read(made)),
    ).apply(existing, {})
}
