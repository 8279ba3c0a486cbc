// `$sort` within `$push`: of whole elements by 1 or -1, or of documents by their fields.
import { type Collation, compareValues } from '../compare.ts'
import { badValue } from '../errors.ts'
import { plainNumber } from '../numbers.ts'
import { compileSort } from '../sort.ts'
import { type Doc, isDocument, type Value } from '../types.ts'

export function compileElementSort(spec: Value, collation?: Collation): (a: Value, b: Value) => number {
  if (isDocument(spec)) return documentSort(spec, collation)
  const direction = plainNumber(spec)
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1')
  return (a, b) => compareValues(a, b, collation) * direction
}

/** An element that is no document has none of the fields. */
function documentSort(spec: Doc, collation: Collation | undefined): (a: Value, b: Value) => number {
  if (Object.keys(spec).length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.')
  const compare = compileSort(spec, collation)
  return (a, b) => compare(isDocument(a) ? a : {}, isDocument(b) ? b : {})
}
