// Which keys a document has under an index: one, or one for each element of the one array that its fields may go through.
import { encodeKey } from './encode-key.ts'
import { queryError } from './errors.ts'
import { arrayIndex, getField } from './fields.ts'
import { type Doc, EMPTY_ARRAY_KEY, isDocument, type Value } from './types.ts'

/**
 * A missing field is `undefined` in a key (it encodes as null; a sparse index leaves out a document with nothing else).
 * Throws 171 if two fields lead through different arrays.
 */
export function indexKeys(
  doc: Doc,
  fields: readonly (readonly [path: string, direction: 1 | -1])[],
): { keys: Value[][]; multikey: boolean } {
  const single = simpleKey(doc, fields)
  if (single) return { keys: [single], multikey: false }
  const cursors = fields.map(([path]): Cursor => ({ value: doc, parts: path.split('.'), at: 0, done: false }))
  const keys: Value[][] = []
  const multikey = expand(cursors, keys)
  return { keys: keys.length > 1 ? distinct(keys) : keys, multikey }
}

/** The common case: top-level fields, none of them an array. */
function simpleKey(doc: Doc, fields: readonly (readonly [string, 1 | -1])[]): Value[] | undefined {
  const key: Value[] = []
  for (const [path] of fields) {
    if (path.includes('.')) return undefined
    const value = getField(doc, path)
    if (Array.isArray(value)) return undefined
    key.push(value)
  }
  return key
}

/** One field of the index on its way into the document; done when its value is known, else standing before an array. */
interface Cursor {
  value: Value
  parts: readonly string[]
  at: number
  done: boolean
}

function expand(cursors: Cursor[], keys: Value[][]): boolean {
  const walked = cursors.map(walk)
  const stuck = walked.filter(cursor => !cursor.done)
  if (stuck.length === 0) {
    keys.push(walked.map(cursor => cursor.value))
    return false
  }
  const array = stuck[0]!.value as Value[]
  if (stuck.some(cursor => cursor.value !== array)) throw queryError(171, 'cannot index parallel arrays')
  const elements = array.length === 0 ? [EMPTY_ARRAY_KEY] : array
  for (const element of elements)
    expand(
      walked.map(cursor => enter(cursor, element)),
      keys,
    )
  return true
}

/** Follows the path through documents until its end or an array that has to be expanded. */
function walk(cursor: Cursor): Cursor {
  let { value, at } = cursor
  const { parts } = cursor
  if (cursor.done) return cursor
  while (at < parts.length) {
    if (Array.isArray(value)) {
      const index = arrayIndex(parts[at]!)
      if (index < 0 || index >= value.length) return { value, parts, at, done: false }
      refuseAmbiguous(value, parts[at]!)
      value = value[index]
    } else {
      value = isDocument(value) ? getField(value, parts[at]!) : undefined
    }
    at++
  }
  return { value, parts, at, done: !Array.isArray(value) }
}

function refuseAmbiguous(array: readonly Value[], name: string): void {
  if (!array.some(element => isDocument(element) && Object.hasOwn(element, name))) return
  throw queryError(
    16746,
    `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${name}'`,
  )
}

/** An array within the array is a value when the path has ended, and holds nothing for a path that goes on. */
function enter(cursor: Cursor, element: Value): Cursor {
  if (cursor.done) return cursor
  const ended = cursor.at === cursor.parts.length
  if (ended) return { ...cursor, value: element, done: true }
  if (!isDocument(element)) return { ...cursor, value: undefined, done: true }
  return { ...cursor, value: element }
}

function distinct(keys: Value[][]): Value[][] {
  const seen = new Map<string, Value[]>()
  const directions = keys[0]!.map(() => 1 as const)
  for (const key of keys) {
    const text = encodeKey(key, directions).bytes.toString('latin1')
    if (!seen.has(text)) seen.set(text, key)
  }
  return [...seen.values()]
}
