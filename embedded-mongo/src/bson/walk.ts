// Walks the elements of BSON bytes without decoding them: size of a value, top-level elements, the check of bytes that come from outside.
import { CommandError } from '../errors.ts'

const malformed = (what: string) => new CommandError('InvalidBSON', `malformed BSON: ${what}`)
const MAX_DEPTH = 100

function endOfName(bytes: Buffer, at: number): number {
  let end = at
  for (let byte = bytes[end]; byte !== 0; byte = bytes[++end]) if (byte === undefined) throw malformed('a name has no end')
  return end
}

/** The position after the value of this type at `at`. */
export function skipValue(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return at + 8
    case 0x02:
    case 0x0d:
    case 0x0e:
      return at + 4 + bytes.readInt32LE(at)
    case 0x03:
    case 0x04:
    case 0x0f:
      return at + bytes.readInt32LE(at)
    case 0x05:
      return at + 5 + bytes.readInt32LE(at)
    case 0x07:
      return at + 12
    case 0x08:
      return at + 1
    case 0x06:
    case 0x0a:
    case 0xff:
    case 0x7f:
      return at
    case 0x0b:
      return endOfName(bytes, endOfName(bytes, at) + 1) + 1
    case 0x0c:
      return at + 4 + bytes.readInt32LE(at) + 12
    case 0x10:
      return at + 4
    case 0x13:
      return at + 16
    default:
      throw malformed(`unknown type ${type}`)
  }
}

/** One top-level element: its name, type, and where element and value start and end. */
export type Element = { name: string; type: number; start: number; value: number; end: number }

export function* elements(bytes: Buffer): Generator<Element> {
  const end = bytes.length - 1
  let at = 4
  while (at < end) {
    const type = bytes[at]!
    const nameEnd = endOfName(bytes, at + 1)
    const next = skipValue(bytes, type, nameEnd + 1)
    if (next > end) throw malformed('an element runs past its document')
    yield { name: bytes.toString('utf8', at + 1, nameEnd), type, start: at, value: nameEnd + 1, end: next }
    at = next
  }
}

/** Throws unless the bytes are one whole well-formed document with names and depth that may be stored. */
export function checkDocument(bytes: Buffer): void {
  if (bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length) throw malformed('a document length is wrong')
  checkElements(bytes, 0, bytes.length, 1)
}

function checkElements(bytes: Buffer, start: number, stop: number, depth: number): void {
  if (depth > MAX_DEPTH) throw malformed(`nested more than ${MAX_DEPTH} deep`)
  const end = stop - 1
  if (bytes[end] !== 0) throw malformed('a document has no end')
  let at = start + 4
  while (at < end) {
    const type = bytes[at]!
    const nameEnd = endOfName(bytes, at + 1)
    if (bytes[at + 1] === 0x5f) refusePrototype(bytes, at + 1, nameEnd)
    const value = nameEnd + 1
    if (value + fixedSize(type) > end) throw malformed('a value runs past its document')
    const next = skipValue(bytes, type, value)
    if (next > end || next < value) throw malformed('a value runs past its document')
    checkInside(bytes, type, value, next, depth)
    at = next
  }
  if (at !== end) throw malformed('a document length is wrong')
}

// Such a field could reach a prototype on its way through a program; nobody needs it.
function refusePrototype(bytes: Buffer, start: number, end: number): void {
  if (bytes.toString('latin1', start, end) === '__proto__') throw new CommandError('BadValue', "the field name '__proto__' is refused")
}

function fixedSize(type: number): number {
  return type === 0x02 || type === 0x03 || type === 0x04 || type === 0x0d || type === 0x0e || type === 0x0f ? 5 : type === 0x05 ? 5 : 0
}

function checkInside(bytes: Buffer, type: number, value: number, next: number, depth: number): void {
  if (type === 0x03 || type === 0x04) {
    if (next - value < 5) throw malformed('a document length is wrong')
    checkElements(bytes, value, next, depth + 1)
  }
  if ((type === 0x02 || type === 0x0d || type === 0x0e) && (next - value < 5 || bytes[next - 1] !== 0)) throw malformed('a text has no end')
  if (type === 0x08 && bytes[value]! > 1) throw malformed('a boolean is neither 0 nor 1')
  if (type === 0x0c || type === 0x0f)
    throw new CommandError('BadValue', 'values of the types DBPointer and code with scope are not supported')
}
