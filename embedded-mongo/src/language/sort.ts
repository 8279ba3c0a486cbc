// Sorting: each field's least or greatest element stands for an array, depending on the direction.
import { type Collation, compareValues } from './compare.ts'
import { badValue, failedToParse, queryError, unsupported } from './errors.ts'
import { arrayIndex, fieldReader, getField } from './fields.ts'
import { LONGEST_RUN, mergeRuns } from './merge.ts'
import { plainNumber } from './numbers.ts'
import { type Doc, EMPTY_ARRAY_KEY, isDocument, type Value } from './types.ts'

export type Direction = 1 | -1

/** The fields of a sort document in their order, checked. */
export function sortFields(spec: Doc): [path: string, direction: Direction][] {
  return Object.keys(spec).map(path => {
    if (path === '' || path.split('.').includes('')) throw queryError(40352, 'FieldPath field names may not be empty.')
    if (path.startsWith('$'))
      throw queryError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`)
    if (isDocument(spec[path])) throw unsupported(`sorting by ${JSON.stringify(spec[path])}`)
    const direction = plainNumber(spec[path])
    if (direction === undefined) throw failedToParse(`Illegal key in $sort specification: ${path}: ${String(spec[path])}`)
    if (direction !== 1 && direction !== -1) throw badValue('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    return [path, direction]
  })
}

export function compileSort(spec: Doc, collation?: Collation): (a: Doc, b: Doc) => number {
  const readers = sortFields(spec).map(([path, direction]) => ({ read: sortKeyReader(path, direction, collation), direction }))
  return (a, b) => {
    for (const { read, direction } of readers) {
      const order = compareValues(read(a), read(b), collation)
      if (order !== 0) return order * direction
    }
    return 0
  }
}

export interface SortOptions {
  collation?: Collation
  /** Asked between steps: a promise if others should have their turn first. */
  pause?(): Promise<void> | undefined
}

/** Sorts a list, reading each document's keys once. */
export async function sortDocuments(docs: readonly Doc[], spec: Doc, { collation, pause }: SortOptions = {}): Promise<Doc[]> {
  const fields = sortFields(spec)
  const readers = fields.map(([path, direction]) => sortKeyReader(path, direction, collation))
  const compare = (a: Keyed, b: Keyed): number => {
    for (let i = 0; i < fields.length; i++) {
      const order = compareValues(a.keys[i], b.keys[i], collation)
      if (order !== 0) return order * fields[i]![1]
    }
    return 0
  }
  const runs: Keyed[][] = []
  for (let from = 0; from < docs.length; from += LONGEST_RUN) {
    const run = docs.slice(from, from + LONGEST_RUN).map(doc => ({ doc, keys: readers.map(read => read(doc)) }))
    runs.push(run.sort(compare))
    await pause?.()
  }
  const merging = mergeRuns(runs, compare)
  for (;;) {
    const { done, value } = merging.next()
    if (done) return value.map(({ doc }) => doc)
    await pause?.()
  }
}

interface Keyed {
  doc: Doc
  keys: Value[]
}

export function sortKeyReader(path: string, direction: Direction, collation?: Collation): (doc: Doc) => Value {
  const parts = path.split('.')
  const read = fieldReader(parts[0]!)
  return doc => {
    const value = read(doc)
    if (parts.length === 1 && !Array.isArray(value)) return value
    return extreme(reach(value, parts, 1), direction, collation)
  }
}

function extreme(values: readonly Value[], direction: Direction, collation: Collation | undefined): Value {
  let best = values[0]
  for (let i = 1; i < values.length; i++) if (compareValues(values[i], best, collation) * direction < 0) best = values[i]
  return best
}

/** The values that an index on the path would hold. */
function reach(value: Value, parts: readonly string[], at: number): Value[] {
  if (Array.isArray(value)) return reachArray(value, parts, at)
  if (at === parts.length) return [value]
  return isDocument(value) ? reach(getField(value, parts[at]!), parts, at + 1) : [undefined]
}

function reachArray(array: readonly Value[], parts: readonly string[], at: number): Value[] {
  if (array.length === 0) return [EMPTY_ARRAY_KEY]
  if (at === parts.length) return [...array]
  const index = arrayIndex(parts[at]!)
  if (index >= 0 && index < array.length) return reach(array[index], parts, at + 1)
  return array.flatMap(element => (isDocument(element) ? reach(getField(element, parts[at]!), parts, at + 1) : [undefined]))
}
