// One change at one path of a document: copies what lies on the way, and nothing if nothing changes.
import { badValue, queryError } from '../errors.ts'
import { arrayIndex, getField, setField } from '../fields.ts'
import type { Probe } from '../paths.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import { type Modifier, REMOVED } from './modifier.ts'
import { arrayFilterName } from './paths.ts'
import { show } from './show.ts'

/** MongoDB's limit on the nulls that fill an array up to a position. */
const MOST_PADDING = 1_500_000

export interface Change {
  /** With `$` already replaced by a position. */
  parts: readonly string[]
  modifier: Modifier
  arrayFilters: ReadonlyMap<string, Probe>
  /** Told each path that is reached, with all positions known. */
  reached?: (path: readonly string[]) => void
}

export function applyChange(doc: Doc, change: Change): Doc {
  return changeField(doc, change, [])
}

function changeValue(value: Value, change: Change, way: readonly string[]): Value {
  if (way.length === change.parts.length) return changeLeaf(value, change, way)
  if (Array.isArray(value)) return changeArray(value, change, way)
  if (isDocument(value)) return changeField(value, change, way)
  if (value !== undefined) return passScalar(value, change, way)
  refuseArrayUpdates(change, way)
  return change.modifier.mode === 'create' ? changeField({}, change, way) : undefined
}

function changeLeaf(value: Value, change: Change, way: readonly string[]): Value {
  change.reached?.(way)
  if (value === undefined && change.modifier.mode !== 'create') return undefined
  return change.modifier.modify(value)
}

/** Whatever the operator: elements can only be named of an array that is there. */
function refuseArrayUpdates(change: Change, way: readonly string[]): void {
  const at = change.parts.findIndex((part, i) => i >= way.length && arrayFilterName(part) !== undefined)
  if (at < 0) return
  throw badValue(`The path '${change.parts.slice(0, at).join('.')}' must exist in the document in order to apply array updates.`)
}

function passScalar(value: Value, change: Change, way: readonly string[]): Value {
  const part = change.parts[way.length]!
  if (arrayFilterName(part) !== undefined) throw notAnArray(value, way)
  refuseArrayUpdates(change, way)
  if (change.modifier.mode === 'unset') return value
  if (change.modifier.mode === 'create') throw queryError(28, `Cannot create field '${part}' in element {${way.at(-1)}: ${show(value)}}`)
  throw queryError(
    28,
    `Cannot use the part (${part}) of (${change.parts.join('.')}) to traverse the element ({${way.at(-1)}: ${show(value)}})`,
  )
}

function notAnArray(value: Value, way: readonly string[]): Error {
  return badValue(`Cannot apply array updates to non-array element ${way.at(-1)}: ${show(value)}`)
}

function changeField(doc: Doc, change: Change, way: readonly string[]): Doc {
  const part = change.parts[way.length]!
  if (arrayFilterName(part) !== undefined) throw notAnArray(doc, way)
  const before = getField(doc, part)
  const after = changeValue(before, change, [...way, part])
  if (after === before) return doc
  const copy = { ...doc }
  if (after === REMOVED) delete copy[part]
  else setField(copy, part, after)
  return copy
}

function changeArray(array: readonly Value[], change: Change, way: readonly string[]): Value {
  const part = change.parts[way.length]!
  const filter = arrayFilterName(part)
  if (filter !== undefined) return changeElements(array, change, way, filter)
  const index = arrayIndex(part)
  if (index >= 0) return changeElement(array, index, change, way)
  return passScalar(array, change, way)
}

function changeElements(array: readonly Value[], change: Change, way: readonly string[], filter: string): Value {
  const probe = filter === '' ? undefined : change.arrayFilters.get(filter)
  let result = array
  for (let i = 0; i < array.length; i++) {
    if (!probe || probe({ [filter]: array[i] })) result = changeElement(result, i, change, way)
  }
  return result
}

/** An element that is removed leaves null, so that the others keep their positions. */
function changeElement(array: readonly Value[], index: number, change: Change, way: readonly string[]): readonly Value[] {
  const before = array[index]
  const changed = changeValue(before, change, [...way, String(index)])
  const after = changed === REMOVED && index < array.length ? null : changed
  if (after === before) return array
  if (index - array.length > MOST_PADDING) throw badValue(`can't backfill more than ${MOST_PADDING} elements`)
  const copy = [...array]
  while (copy.length < index) copy.push(null)
  copy[index] = after
  return copy
}
