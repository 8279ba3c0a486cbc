// `$rename`: takes a field from one path and sets it at another; neither may lead through an array.
import { badValue, queryError } from '../errors.ts'
import { getField } from '../fields.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import { applyChange } from './change.ts'
import { REMOVED } from './modifier.ts'
import { isPositional, updatePath } from './paths.ts'
import { show } from './show.ts'

export interface Rename {
  from: readonly string[]
  to: readonly string[]
}

export function parseRename(source: string, operand: Value): Rename {
  if (typeof operand !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${source}: ${show(operand)}`)
  const rename = { from: updatePath(source), to: updatePath(operand) }
  if (rename.from.some(isPositional)) throw badValue(`The source field for $rename may not be dynamic: ${source}`)
  if (rename.to.some(isPositional)) throw badValue(`The destination field for $rename may not be dynamic: ${operand}`)
  if (source === operand) throw badValue(`The source and target field for $rename must differ: ${source}: "${operand}"`)
  return rename
}

export function applyRename(doc: Doc, { from, to }: Rename): Doc {
  const value = valueAt(doc, from)
  if (value === undefined) return doc
  refuseArrays(doc, to)
  const without = applyChange(doc, { parts: from, modifier: { mode: 'unset', modify: () => REMOVED }, arrayFilters: new Map() })
  return applyChange(without, { parts: to, modifier: { mode: 'create', modify: () => value }, arrayFilters: new Map() })
}

function valueAt(doc: Doc, parts: readonly string[]): Value {
  let value: Value = doc
  for (const [i, part] of parts.entries()) {
    if (value === undefined) return undefined
    if (Array.isArray(value))
      throw badValue(`The source field cannot be an array element, '${parts.join('.')}' has an array field called '${parts[i - 1]}'`)
    if (!isDocument(value)) throw throughScalar(parts, i, value)
    value = getField(value, part)
  }
  return value
}

function throughScalar(parts: readonly string[], at: number, value: Value): Error {
  return queryError(
    28,
    `Cannot use the part (${parts[at]}) of (${parts.join('.')}) to traverse the element ({${parts[at - 1]}: ${show(value)}})`,
  )
}

function refuseArrays(doc: Doc, parts: readonly string[]): void {
  let value: Value = doc
  for (const part of parts) {
    if (Array.isArray(value)) throw badValue(`The destination field cannot be an array element, '${parts.join('.')}'`)
    value = isDocument(value) ? getField(value, part) : undefined
  }
}
