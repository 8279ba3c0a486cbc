// Builds BSON documents around bytes that are already BSON, so that stored documents travel without being decoded.

import type { Doc, Value } from '../language/value.ts'
import { encode } from '../language/value.ts'
import { elements } from './walk.ts'

/** A list of whole documents, to be sent as an array. */
export class RawArray {
  readonly documents: readonly Buffer[]
  constructor(documents: readonly Buffer[]) {
    this.documents = documents
  }
}

/** Field values may be ordinary values, a Buffer (one whole document), a RawArray, or plain objects that hold such values. */
export type RawFields = Record<string, Value>

const isRaw = (value: Value): boolean => Buffer.isBuffer(value) || value instanceof RawArray

/** Encodes fields of which some are bytes already; a nested object is looked into only if `deep` names it. `room` bytes are left free in front. */
export function encodeFields(fields: RawFields, deep?: string, room = 0): Buffer {
  const chunks: Buffer[] = []
  let size = 5
  const add = (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
  }
  let plain: Doc = {}
  let hasPlain = false
  const flush = () => {
    if (!hasPlain) return
    const bytes = encode(plain)
    add(bytes.subarray(4, bytes.length - 1))
    plain = {}
    hasPlain = false
  }
  for (const [name, value] of Object.entries(fields)) {
    if (isRaw(value) || name === deep) {
      flush()
      add(header(value instanceof RawArray ? 0x04 : 0x03, name))
      if (value instanceof RawArray) addArray(value.documents, add)
      else add(Buffer.isBuffer(value) ? value : encodeFields(value as RawFields))
    } else {
      plain[name] = value
      hasPlain = true
    }
  }
  flush()
  return wrap(chunks, size, room)
}

const header = (type: number, name: string): Buffer => Buffer.from(`${String.fromCharCode(type)}${name}\0`, 'latin1')

const positions: Buffer[] = []

function position(index: number): Buffer {
  const known = positions[index]
  if (known !== undefined) return known
  const made = header(0x03, String(index))
  positions[index] = made
  return made
}

function addArray(documents: readonly Buffer[], add: (chunk: Buffer) => void): void {
  let size = 5
  for (let index = 0; index < documents.length; index++) size += position(index).length + documents[index]!.length
  const length = Buffer.allocUnsafe(4)
  length.writeInt32LE(size)
  add(length)
  for (let index = 0; index < documents.length; index++) {
    add(position(index))
    add(documents[index]!)
  }
  add(Buffer.of(0))
}

function wrap(chunks: Buffer[], size: number, room: number): Buffer {
  const bytes = Buffer.allocUnsafe(room + size)
  bytes.writeInt32LE(size, room)
  let at = room + 4
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  bytes[room + size - 1] = 0
  return bytes
}

export function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The same document with `_id` as its first field, as MongoDB stores it; the same bytes if it is already. */
export function idFirst(bytes: Buffer, idElement: { start: number; end: number }): Buffer {
  if (idElement.start === 4) return bytes
  const moved = Buffer.allocUnsafe(bytes.length)
  const idSize = idElement.end - idElement.start
  bytes.copy(moved, 0, 0, 4)
  bytes.copy(moved, 4, idElement.start, idElement.end)
  bytes.copy(moved, 4 + idSize, 4, idElement.start)
  bytes.copy(moved, idElement.end, idElement.end)
  return moved
}

/** The document with one more field in front. */
export function prepend(bytes: Buffer, field: Doc): Buffer {
  const front = encode(field)
  const result = Buffer.allocUnsafe(bytes.length + front.length - 5)
  result.writeInt32LE(result.length)
  front.copy(result, 4, 4, front.length - 1)
  bytes.copy(result, front.length - 1, 4)
  return result
}

/** The elements of an array of documents, as bytes of their own. */
export function splitArray(bytes: Buffer): Buffer[] {
  const documents: Buffer[] = []
  for (const element of elements(bytes)) {
    if (element.type !== 0x03) throw new TypeError('an array of documents has another element')
    documents.push(bytes.subarray(element.value, element.end))
  }
  return documents
}
