// A field that an index keeps as a hash of its value: small however long the value, found by equality, of no use for ranges and order.
import { createHash } from 'node:crypto'
import { Long } from 'bson'
import type { Index, IndexField } from '../catalogue/definitions.ts'
import { encodeKey } from '../language/keys.ts'
import type { Bound } from '../language/match.ts'
import type { Value } from '../language/value.ts'
import { QueryError } from '../language/value.ts'

/** Stands for the hashed field where an order is looked for; no path is empty, so none is found. */
const NO_ORDER: IndexField = ['', 1]

/** Equal values have equal hashes, of whatever number type; others may have too, so what is found is checked again. */
function hashOf(value: Value): Long {
  const hash = createHash('sha256')
    .update(encodeKey([value], [1]).bytes)
    .digest()
  return new Long(hash.readInt32LE(0), hash.readInt32LE(4))
}

/** The tuple as the index keeps it. */
export function hashTuple(index: Index, tuple: Value[]): Value[] {
  return tuple.map((value, at) => (index.fields[at]![0] === index.hashed ? hashOf(value) : value))
}

export function refuseArrays(multikey: boolean): void {
  if (multikey) throw new QueryError(16766, 'Location16766', 'hashed indexes do not currently support array values')
}

/** What a filter says of an index's fields, as far as the index can follow it. */
export function hashBounds(index: Index, known: ReadonlyMap<string, Bound>): ReadonlyMap<string, Bound> {
  const { hashed } = index
  const bound = hashed === undefined ? undefined : known.get(hashed)
  if (hashed === undefined || bound === undefined) return known
  const result = new Map(known)
  const values = Object.hasOwn(bound, 'eq') ? [bound.eq] : bound.in
  if (values === undefined || values.some(Array.isArray)) result.delete(hashed)
  else result.set(hashed, values.length === 1 ? { exact: false, eq: hashOf(values[0]) } : { exact: false, in: values.map(hashOf) })
  return result
}

export function fieldsInOrder(index: Index): readonly IndexField[] {
  return index.hashed === undefined ? index.fields : index.fields.map(field => (field[0] === index.hashed ? NO_ORDER : field))
}
