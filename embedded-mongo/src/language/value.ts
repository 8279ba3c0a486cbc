// What the rest of the server needs of values: documents to bytes and back, their types, and the error.
import { serialize } from 'bson'
import { badValue } from './errors.ts'
import type { Doc } from './types.ts'

export { decode, decodeFields } from './decode.ts'
export { QueryError } from './errors.ts'
export type { Doc, Value } from './types.ts'
export { bsonType, EMPTY_ARRAY_KEY, isDocument, TYPE, typeName } from './types.ts'

/** Throws 2 for what cannot be encoded, such as a document with a field `_bsontype`, which the encoder takes for a mark of its own. */
export function encode(doc: Doc): Uint8Array {
  try {
    return serialize(doc, { ignoreUndefined: true, checkKeys: false })
  } catch (error) {
    throw badValue(`a document cannot be encoded: ${error instanceof Error ? error.message : String(error)}`)
  }
}
