// The plan of a filter that names one record by its `_id` and says nothing else: most filters of most programs, found without weighing any index.
import type { Collection } from '../catalogue/definitions.ts'
import { idKey } from '../indexes/entries.ts'
import { bsonType, type Doc, TYPE, type Value } from '../language/value.ts'
import { afterPrefix, joinKey, MAX_ID_SIZE } from '../store/keys.ts'
import type { Plan } from './choose.ts'
import { HASH_SIZE, UNIQUE_SCORE } from './choose.ts'

/** Of these types a filter's value is nothing but a value: no operators, no pattern, no list of elements. */
const PLAIN = new Set<number>([TYPE.int, TYPE.long, TYPE.double, TYPE.string, TYPE.objectId, TYPE.binData, TYPE.date, TYPE.bool])

/** Undefined if the filter is not of this kind. */
export function planById(collection: Collection, filter: Doc): Plan | undefined {
  const id = onlyId(filter)
  if (id === undefined || !PLAIN.has(bsonType(id))) return undefined
  const key = idKey(id)
  if (key.length > MAX_ID_SIZE - HASH_SIZE) return undefined
  const start = joinKey(collection.space, key)
  const ranges = [{ start, end: afterPrefix(start), fixed: start.length, point: true }]
  return { index: undefined, ranges, reverse: false, sorted: true, merged: false, score: UNIQUE_SCORE, exact: true }
}

function onlyId(filter: Doc): Value {
  for (const name in filter) if (name !== '_id') return undefined
  return filter._id
}
