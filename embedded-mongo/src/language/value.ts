// What the rest of the server needs of values: documents to bytes and back, their types, and the error.

export { decode, decodeFields } from './decode.ts'
export { encode } from './encode.ts'
export { QueryError } from './errors.ts'
export type { Doc, Value } from './types.ts'
export { bsonType, EMPTY_ARRAY_KEY, isDocument, TYPE, typeName } from './types.ts'
