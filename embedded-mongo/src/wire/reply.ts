// Writes replies: header and document as a few pieces, whatever the document is made of.
import type { RawFields } from '../bson/raw.ts'
import { encodeFields } from '../bson/raw.ts'
import { HEADER_SIZE, OP_MSG, OP_QUERY, OP_REPLY } from './message.ts'

/** Flags and the kind of the one section. */
const MESSAGE_FRONT = HEADER_SIZE + 5
/** Flags, cursor, position and the number of documents. */
const QUERY_FRONT = HEADER_SIZE + 20
const AWAIT_CAPABLE = 8

let nextId = 1

/** The answer to a request; `cursor` is the one field that may hold raw documents a level down. */
export function writeReply(requestId: number, opCode: number, fields: RawFields): readonly Buffer[] {
  const isQuery = opCode === OP_QUERY
  const front = Buffer.alloc(isQuery ? QUERY_FRONT : MESSAGE_FRONT)
  const { pieces, size } = encodeFields(fields, 'cursor' in fields ? 'cursor' : undefined, front)
  // The front is the first of what was joined.
  const bytes = pieces[0]!
  bytes.writeInt32LE(size, 0)
  bytes.writeInt32LE(nextId, 4)
  bytes.writeInt32LE(requestId, 8)
  bytes.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12)
  if (isQuery) {
    bytes.writeInt32LE(AWAIT_CAPABLE, 16)
    bytes.writeInt32LE(1, 32)
  }
  nextId = (nextId + 1) & 0x7fffffff
  return pieces
}
