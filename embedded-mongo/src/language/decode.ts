// From BSON bytes to values: bson's own decoder turns `$ref` documents into classes, and cannot skip fields.
import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import { badValue, unsupported } from './errors.ts'
import { setField } from './fields.ts'
import type { Doc, Value } from './types.ts'

/** Everything is copied out of `bytes`, so that they may lie in a memory map that is about to go. */
export function decode(bytes: Uint8Array): Doc {
  const buffer = asBuffer(bytes)
  return readDocument(openDocument(buffer, 0))
}

/** Only the named top-level fields: the rest is skipped without being decoded. */
export function decodeFields(bytes: Uint8Array, names: ReadonlySet<string>): Doc {
  const reader = openDocument(asBuffer(bytes), 0)
  const doc: Doc = {}
  let left = names.size
  for (;;) {
    const type = reader.buffer[reader.at++]!
    if (type === 0 || left === 0) return doc
    const name = readName(reader)
    if (names.has(name)) {
      setField(doc, name, readValue(reader, type))
      left--
    } else {
      skipValue(reader, type)
    }
  }
}

interface Reader {
  buffer: Buffer
  at: number
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function openDocument(buffer: Buffer, at: number): Reader {
  if (buffer.length < at + 5) throw badValue('a BSON document is at least 5 bytes long')
  const size = buffer.readInt32LE(at)
  if (size < 5 || at + size > buffer.length || buffer[at + size - 1] !== 0) throw badValue('a BSON document of a wrong length')
  return { buffer, at: at + 4 }
}

function readDocument(reader: Reader): Doc {
  const doc: Doc = {}
  for (;;) {
    const type = reader.buffer[reader.at++]
    if (type === 0) return doc
    if (type === undefined) throw badValue('a BSON document without an end')
    const name = readName(reader)
    setField(doc, name, readValue(reader, type))
  }
}

function readArray(reader: Reader): Value[] {
  const array: Value[] = []
  for (;;) {
    const type = reader.buffer[reader.at++]
    if (type === 0) return array
    if (type === undefined) throw badValue('a BSON array without an end')
    while (reader.buffer[reader.at++]) {
      // The names of array elements are not looked at: BSON counts them.
    }
    array.push(readValue(reader, type))
  }
}

// Field names repeat in every document: kept by hash, they need no new string and are already interned.
const NAMES: (string | undefined)[] = new Array(4096)

function readName(reader: Reader): string {
  const { buffer, at } = reader
  let hash = 0
  let end = at
  let high = 0
  for (let byte = buffer[end]; byte !== 0; byte = buffer[++end]) {
    if (byte === undefined) throw badValue('a BSON field name without an end')
    hash = (Math.imul(hash, 31) + byte) | 0
    high |= byte
  }
  reader.at = end + 1
  if (high >= 128) return buffer.toString('utf8', at, end)
  const slot = (hash ^ (hash >>> 12)) & 4095
  const known = NAMES[slot]
  if (known !== undefined && sameText(known, buffer, at, end)) return known
  const name = buffer.toString('latin1', at, end)
  NAMES[slot] = name
  return name
}

function sameText(text: string, buffer: Buffer, at: number, end: number): boolean {
  if (text.length !== end - at) return false
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== buffer[at + i]) return false
  return true
}

function readValue(reader: Reader, type: number): Value {
  const { buffer, at } = reader
  switch (type) {
    case 0x01:
      reader.at += 8
      return new Double(buffer.readDoubleLE(at))
    case 0x02:
      return readString(reader)
    case 0x03:
      return readNested(reader, readDocument)
    case 0x04:
      return readNested(reader, readArray)
    case 0x05:
      return readBinary(reader)
    case 0x06:
    case 0x0a:
      return null
    case 0x07:
      return new ObjectId(copy(reader, 12))
    case 0x08:
      reader.at += 1
      return buffer[at] === 1
    case 0x09:
      reader.at += 8
      return new Date(buffer.readInt32LE(at + 4) * 0x100000000 + buffer.readUInt32LE(at))
    case 0x10:
      reader.at += 4
      return new Int32(buffer.readInt32LE(at))
    case 0x12:
      reader.at += 8
      return new Long(buffer.readInt32LE(at), buffer.readInt32LE(at + 4))
    default:
      return readRareValue(reader, type)
  }
}

function readRareValue(reader: Reader, type: number): Value {
  const { buffer, at } = reader
  switch (type) {
    case 0x0b:
      return readRegex(reader)
    case 0x0d:
      return new Code(readString(reader))
    case 0x0e:
      return new BSONSymbol(readString(reader))
    case 0x0f:
      reader.at += 4
      return new Code(readString(reader), readNested(reader, readDocument))
    case 0x11:
      reader.at += 8
      return new Timestamp({ i: buffer.readUInt32LE(at), t: buffer.readUInt32LE(at + 4) })
    case 0x13:
      return new Decimal128(copy(reader, 16))
    case 0x7f:
      return new MaxKey()
    case 0xff:
      return new MinKey()
    default:
      throw unsupported(`BSON type ${type}`)
  }
}

function readNested<T>(reader: Reader, read: (reader: Reader) => T): T {
  const start = reader.at
  const size = reader.buffer.readInt32LE(start)
  if (size < 5 || start + size > reader.buffer.length) throw badValue('a nested BSON document of a wrong length')
  reader.at = start + 4
  const value = read(reader)
  if (reader.at !== start + size) throw badValue('a nested BSON document of a wrong length')
  return value
}

function readString(reader: Reader): string {
  const start = reader.at + 4
  const end = start + reader.buffer.readInt32LE(reader.at) - 1
  if (end < start || end >= reader.buffer.length) throw badValue('a BSON string of a wrong length')
  reader.at = end + 1
  return reader.buffer.toString('utf8', start, end)
}

function readCString(reader: Reader): string {
  const start = reader.at
  const end = reader.buffer.indexOf(0, start)
  if (end < 0) throw badValue('a BSON text without an end')
  reader.at = end + 1
  return reader.buffer.toString('utf8', start, end)
}

function readRegex(reader: Reader): BSONRegExp {
  const pattern = readCString(reader)
  const options = readCString(reader)
  if (!/^[imlsux]*$/.test(options)) throw badValue(`a regular expression with the options '${options}'`)
  return new BSONRegExp(pattern, options)
}

function readBinary(reader: Reader): Binary {
  const size = reader.buffer.readInt32LE(reader.at)
  const subtype = reader.buffer[reader.at + 4]!
  reader.at += 5
  if (subtype !== Binary.SUBTYPE_BYTE_ARRAY) return new Binary(copy(reader, size), subtype)
  reader.at += 4
  return new Binary(copy(reader, size - 4), subtype)
}

function copy(reader: Reader, length: number): Uint8Array {
  const start = reader.at
  if (length < 0 || start + length > reader.buffer.length) throw badValue('a BSON value of a wrong length')
  reader.at += length
  return Uint8Array.prototype.slice.call(reader.buffer, start, start + length)
}

/** Bytes of the types that always take as many. */
const FIXED_SIZES = new Map<number, number>([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
])

function skipValue(reader: Reader, type: number): void {
  const fixed = FIXED_SIZES.get(type)
  if (fixed !== undefined) {
    reader.at += fixed
    return
  }
  const { buffer, at } = reader
  if (type === 0x02 || type === 0x0d || type === 0x0e) reader.at += 4 + buffer.readInt32LE(at)
  else if (type === 0x03 || type === 0x04 || type === 0x0f) reader.at += buffer.readInt32LE(at)
  else if (type === 0x05) reader.at += 5 + buffer.readInt32LE(at)
  else readRareValue(reader, type)
}
