// What is answered by an index alone: projections of fields that its keys tell exactly, so that no record is fetched.
import type { Index } from '../catalogue/definitions.ts'
import { isTrue } from '../catalogue/definitions.ts'
import { setField } from '../language/fields.ts'
import { decodeKey, UNTOLD } from '../language/keys.ts'
import { isNumber } from '../language/types.ts'
import type { Doc, Value } from '../language/value.ts'
import { encode } from '../language/value.ts'
import { MAX_ID_SIZE } from '../store/keys.ts'
import type { Plan } from './choose.ts'

/** The projected document of an entry and its record's key; undefined if a value in it is not told exactly. */
export type Cover = (entry: Buffer, id: Buffer) => Buffer | undefined

/** Undefined if the plan has to fetch its records: to test or sort them, or for fields that are not in the index. */
export function coverOf({ index, exact, sorted, merged }: Plan, projection: Doc | undefined): Cover | undefined {
  if (index === undefined || !exact || !sorted || merged || index.hashed !== undefined || index.collation !== undefined) return undefined
  const wanted = includedFields(projection ?? {})
  if (wanted === undefined) return undefined
  const { _id: withId, names } = wanted
  const positions = names.map(name => index.fields.findIndex(([path]) => path === name))
  if (positions.includes(-1)) return undefined
  const directions = index.directions.slice(0, Math.max(-1, ...positions) + 1)
  const isWanted = directions.map((_, at) => positions.includes(at))
  return (entry, id) => {
    const doc: Doc = {}
    if (withId && !addId(doc, id)) return undefined
    return addFields(doc, entry, index, directions, isWanted) ? encode(doc) : undefined
  }
}

/** The fields of a projection that only takes some over; of those below others a key does not tell what is around them. */
function includedFields(projection: Doc): { _id: boolean; names: string[] } | undefined {
  const { _id: id = true, ...fields } = projection
  const names = Object.keys(fields)
  if (!isPlain(id) || (names.length === 0 && (!isTrue(id) || projection._id === undefined))) return undefined
  const isCoverable = names.every(name => !name.includes('.') && isPlain(fields[name]) && isTrue(fields[name]))
  return isCoverable ? { _id: isTrue(id), names } : undefined
}

const isPlain = (value: Value): boolean => typeof value === 'boolean' || isNumber(value)

function addId(doc: Doc, id: Buffer): boolean {
  const [value] = decodeKey(id, 0, [1])
  // One that long may have been cut.
  if (id.length >= MAX_ID_SIZE || value === undefined || value === UNTOLD) return false
  doc._id = value
  return true
}

/** In the order of the index. */
function addFields(doc: Doc, entry: Buffer, { fields }: Index, directions: readonly (1 | -1)[], isWanted: readonly boolean[]): boolean {
  let at = 0
  for (const value of decodeKey(entry, 4, directions)) {
    if (isWanted[at] && value === UNTOLD) return false
    if (isWanted[at]) setField(doc, fields[at]![0], value)
    at++
  }
  return at === directions.length
}
