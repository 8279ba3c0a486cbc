// Updates: by operators, by a pipeline, or by a whole new document; compiled once, and never changing the document they are given.
import { badValue, failedToParse, queryError } from './errors.ts'
import { identical } from './identical.ts'
import { type Doc, isDocument, type Value } from './types.ts'
import type { UpdateOptions } from './update/modifier.ts'
import { type ApplyContext, compileOperatorUpdate, MODIFIERS } from './update/operators.ts'
import { compilePipelineUpdate } from './update/pipeline.ts'
import { upsertSeed } from './update/seed.ts'
import { show } from './update/show.ts'

export type { ApplyContext, UpdateOptions }

export interface CompiledUpdate {
  isReplacement: boolean
  /** Gives the same reference if nothing changed. */
  apply(doc: Doc, context: ApplyContext): Doc
  /** What an upsert begins with; `apply` with `isInsert` then makes the new document. */
  upsertSeed(filter: Doc): Doc
}

export const UPDATE_OPERATORS: readonly string[] = Object.keys(MODIFIERS)

export function compileUpdate(update: Doc | Doc[], options: UpdateOptions): CompiledUpdate {
  if (Array.isArray(update)) return pipelineUpdate(update, options)
  if (!isDocument(update)) throw failedToParse('Update argument must be either an object or an array')
  return Object.keys(update)[0]?.startsWith('$') ? operatorUpdate(update, options) : replacement(update, options)
}

function operatorUpdate(update: Doc, options: UpdateOptions): CompiledUpdate {
  const change = compileOperatorUpdate(update, options)
  return { isReplacement: false, upsertSeed, apply: (doc, context) => withSameId(doc, change(doc, context)) }
}

function withSameId(before: Doc, after: Doc): Doc {
  if (after === before || before._id === undefined || identical(before._id, after._id)) return after
  throw queryError(66, `Performing an update on the path '_id' would modify the immutable field '_id'`)
}

function pipelineUpdate(stages: Doc[], options: UpdateOptions): CompiledUpdate {
  if (options.arrayFilters?.length) throw failedToParse('arrayFilters may not be specified for pipeline-style updates')
  const change = compilePipelineUpdate(stages, options)
  return { isReplacement: false, upsertSeed, apply: doc => withKeptId(doc, change(doc)) }
}

function replacement(update: Doc, options: UpdateOptions): CompiledUpdate {
  if (options.arrayFilters?.length) throw badValue('arrayFilters may not be specified for replacement updates')
  for (const name of Object.keys(update)) refuseDollar(name)
  return { isReplacement: true, upsertSeed: idSeed, apply: doc => withKeptId(doc, update) }
}

function refuseDollar(name: string): void {
  if (!name.startsWith('$') || ['$ref', '$id', '$db'].includes(name)) return
  throw queryError(
    52,
    `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  )
}

/** A replacement takes nothing from the filter but the identity. */
function idSeed(filter: Doc): Doc {
  const seed = upsertSeed(filter)
  return Object.hasOwn(seed, '_id') ? { _id: seed._id } : {}
}

/** The identity stays, in the first place, and may be repeated but not altered. */
function withKeptId(before: Doc, after: Doc): Doc {
  const id: Value = before._id
  if (id === undefined) return after
  if (after._id !== undefined && !identical(id, after._id)) throw alteredId(after._id)
  const result = { _id: id, ...after }
  return identical(before, result) ? before : result
}

function alteredId(id: Value): Error {
  return queryError(66, `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(id)}`)
}
