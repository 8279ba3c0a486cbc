// What the rest of the server needs of values: documents to bytes and back, their types, and the error.
import { serialize } from 'bson'
import type { Doc } from './types.ts'

export { decode, decodeFields } from './decode.ts'
export { QueryError } from './errors.ts'
export type { Doc, Value } from './types.ts'
export { bsonType, EMPTY_ARRAY_KEY, isDocument, TYPE, typeName } from './types.ts'

export function encode(doc: Doc): Uint8Array {
  return serialize(doc, { ignoreUndefined: true, checkKeys: false })
}
