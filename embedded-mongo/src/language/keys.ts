// Index keys: which values a document has under an index, and their bytes.

export { decodeKey, UNTOLD } from './decode-key.ts'
export { encodeKey, typeBracket } from './encode-key.ts'
export { indexKeys } from './index-keys.ts'
