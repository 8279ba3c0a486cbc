// Writes replies: one buffer for header and document, whatever the document is made of.

import type { RawFields } from '../bson/raw.ts'
import { encodeFields } from '../bson/raw.ts'
import { HEADER_SIZE, OP_MSG, OP_QUERY, OP_REPLY } from './message.ts'

let nextId = 1

/** The answer to a request; `cursor` is the one field that may hold raw documents a level down. */
export function writeReply(requestId: number, opCode: number, fields: RawFields): Buffer[] {
  const body = encodeFields(fields, 'cursor' in fields ? 'cursor' : undefined)
  const front = opCode === OP_QUERY ? queryFront(body.length, requestId) : messageFront(body.length, requestId)
  return [front, body]
}

function header(size: number, requestId: number, opCode: number, total: number): Buffer {
  const front = Buffer.alloc(size)
  front.writeInt32LE(total, 0)
  front.writeInt32LE(nextId, 4)
  front.writeInt32LE(requestId, 8)
  front.writeInt32LE(opCode, 12)
  nextId = (nextId + 1) & 0x7fffffff
  return front
}

const messageFront = (bodySize: number, requestId: number): Buffer => header(HEADER_SIZE + 5, requestId, OP_MSG, HEADER_SIZE + 5 + bodySize)

function queryFront(bodySize: number, requestId: number): Buffer {
  const size = HEADER_SIZE + 20
  const front = header(size, requestId, OP_REPLY, size + bodySize)
  front.writeInt32LE(8, 16) // AwaitCapable, as every server says
  front.writeInt32LE(1, 32)
  return front
}
