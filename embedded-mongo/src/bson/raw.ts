// Builds BSON documents around bytes that are already BSON, so that stored documents travel without being decoded.

import type { Doc, Value } from '../language/value.ts'
import { encode } from '../language/value.ts'
import { Pieces } from './pieces.ts'
import { elements } from './walk.ts'

/** A growing list of whole documents, to be sent as an array. */
export class RawArray {
  readonly #pieces = new Pieces()
  length = 0
  /** The bytes of the documents alone. */
  bytes = 0

  add(document: Buffer): void {
    this.#pieces.add(position(this.length++))
    this.#pieces.add(document)
    this.bytes += document.length
  }

  /** The array as a value, once. */
  *finish(): Generator<Buffer> {
    const size = Buffer.allocUnsafe(4)
    size.writeInt32LE(this.#pieces.size + 5)
    yield size
    yield* this.#pieces.finish()
    yield END
  }
}

const END = Buffer.of(0)

/** Field values may be ordinary values, a Buffer (one whole document), a RawArray, or plain objects that hold such values. */
export type RawFields = Record<string, Value>

/** Encodes fields of which some are bytes already; a nested object is looked into only if `deep` names it. Begins with `front`. */
export function encodeFields(fields: RawFields, deep: string | undefined, front: Buffer): { pieces: readonly Buffer[]; size: number } {
  const parts = [front]
  addDocument(fields, deep, parts)
  const whole = new Pieces()
  for (const part of parts) whole.add(part)
  return { pieces: whole.finish(), size: whole.size }
}

/** Gives the size, which stands in front of what is only known afterwards. */
function addDocument(fields: RawFields, deep: string | undefined, parts: Buffer[]): number {
  const front = Buffer.allocUnsafe(4)
  parts.push(front)
  const size = 5 + addFields(fields, deep, parts)
  front.writeInt32LE(size)
  parts.push(END)
  return size
}

function addFields(fields: RawFields, deep: string | undefined, parts: Buffer[]): number {
  let size = 0
  let plain: Doc | undefined
  const flush = () => {
    if (plain !== undefined) size += push(parts, inside(encode(plain)))
    plain = undefined
  }
  for (const name of Object.keys(fields)) {
    const value = fields[name]
    if (name === deep || Buffer.isBuffer(value) || value instanceof RawArray) {
      flush()
      size += addRaw(name, value, parts)
    } else {
      plain ??= {}
      plain[name] = value
    }
  }
  flush()
  return size
}

/** A document's elements without its size and end. */
const inside = (document: Buffer): Buffer => document.subarray(4, document.length - 1)

function push(parts: Buffer[], bytes: Buffer): number {
  parts.push(bytes)
  return bytes.length
}

function addRaw(name: string, value: Value, parts: Buffer[]): number {
  let size = push(parts, header(value instanceof RawArray ? 0x04 : 0x03, name))
  if (value instanceof RawArray) for (const piece of value.finish()) size += push(parts, piece)
  else size += Buffer.isBuffer(value) ? push(parts, value) : addDocument(value as RawFields, undefined, parts)
  return size
}

const header = (type: number, name: string): Buffer => Buffer.from(`${String.fromCharCode(type)}${name}\0`, 'latin1')

/** The headers of the first elements of arrays, which nearly all arrays have. */
const positions: Buffer[] = Array.from({ length: 1000 }, (_, index) => header(0x03, String(index)))
const position = (index: number): Buffer => positions[index] ?? header(0x03, String(index))

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
