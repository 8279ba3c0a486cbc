// `$unwind`: a document for each element of an array.
import { Long } from 'bson'
import { queryError } from '../errors.ts'
import { getField, setField } from '../fields.ts'
import { readPath } from '../paths.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import { inLists } from './batches.ts'
import type { MakeStage } from './context.ts'

interface Unwind {
  parts: readonly string[]
  indexParts: readonly string[] | undefined
  preserve: boolean
}

/** One document may give very many: they are made list by list, as they are asked for. */
export const unwind: MakeStage = (spec, { pause }) => {
  const parsed = parse(spec)
  return async function* (input) {
    for await (const batch of input) yield* inLists(unwoundAll(batch, parsed), pause)
  }
}

function* unwoundAll(batch: readonly Doc[], parsed: Unwind): Generator<Doc> {
  for (const doc of batch) yield* unwound(doc, parsed)
}

function parse(spec: Value): Unwind {
  const options: Doc = isDocument(spec) ? spec : { path: spec }
  for (const name of Object.keys(options)) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
      throw queryError(28811, `unrecognized option to $unwind stage: ${name}`)
  }
  const { path, includeArrayIndex: index } = options
  if (typeof path !== 'string' || path === '') throw queryError(28808, 'expected a string as the path for $unwind stage')
  if (!path.startsWith('$')) throw queryError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw queryError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage')
  return { parts: path.slice(1).split('.'), indexParts: index?.split('.'), preserve: options.preserveNullAndEmptyArrays === true }
}

function* unwound(doc: Doc, unwind: Unwind): Generator<Doc> {
  const value = readPath(doc, unwind.parts)
  if (Array.isArray(value) && value.length > 0) {
    for (let i = 0; i < value.length; i++) yield withIndex(withValue(doc, unwind.parts, 0, value[i]), unwind, Long.fromNumber(i))
    return
  }
  const empty = value === undefined || value === null || Array.isArray(value)
  if (empty && !unwind.preserve) return
  yield withIndex(Array.isArray(value) ? withValue(doc, unwind.parts, 0, undefined) : doc, unwind, null)
}

function withIndex(doc: Doc, { indexParts }: Unwind, index: Value): Doc {
  return indexParts ? withValue(doc, indexParts, 0, index) : doc
}

/** A copy with a value at a path; `undefined` takes the field away. */
export function withValue(doc: Doc, parts: readonly string[], at: number, value: Value): Doc {
  const part = parts[at]!
  const copy = { ...doc }
  const inner = getField(doc, part)
  const next = at === parts.length - 1 ? value : withValue(isDocument(inner) ? inner : {}, parts, at + 1, value)
  if (next === undefined) delete copy[part]
  else setField(copy, part, next)
  return copy
}
