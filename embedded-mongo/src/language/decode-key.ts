// From the bytes of an index key back to values, as far as these are told exactly.
import { Binary, ObjectId } from 'bson'
import type { Value } from './types.ts'

/** Numbers have lost their type in a key, and null is as what is missing. */
export const UNTOLD = Symbol('untold')

/**
 * The values of a key that begins at `start`, up to the first one whose end cannot be told. A BSON symbol comes as the text that it
 * is equal to.
 */
export function* decodeKey(bytes: Buffer, start: number, directions: readonly (1 | -1)[]): Generator<Value | typeof UNTOLD> {
  const reader = new KeyReader(bytes, start)
  for (const direction of directions) {
    reader.mask = direction === 1 ? 0 : 255
    const read = READERS.get(reader.byte())
    if (read === undefined) return
    yield read(reader)
  }
}

const READERS = new Map<number, (reader: KeyReader) => Value | typeof UNTOLD>([
  [5, () => UNTOLD],
  [10, readNumber],
  [15, reader => reader.text()],
  [30, readBinary],
  [35, reader => new ObjectId(reader.raw(12))],
  [40, reader => reader.byte() === 1],
  [45, readDate],
])

const [NEGATIVE, POSITIVE] = [0x11, 0x13]

/** Passed over: a sign, a double, and behind it the digits that it could not hold. */
function readNumber(reader: KeyReader): typeof UNTOLD {
  const sign = reader.byte()
  if (sign !== NEGATIVE && sign !== POSITIVE) return UNTOLD
  if (sign === NEGATIVE) reader.mask ^= 255
  reader.raw(8)
  if (reader.byte() === 0) return UNTOLD
  reader.raw(2)
  reader.text()
  return UNTOLD
}

function readBinary(reader: KeyReader): Binary {
  const size = reader.raw(4).readUInt32BE(0)
  const subtype = reader.byte()
  return new Binary(reader.raw(size), subtype)
}

/** Dates beyond what JavaScript knows have the key of the first of 1970. */
function readDate(reader: KeyReader): Date | typeof UNTOLD {
  const bytes = reader.raw(8)
  const time = ((bytes.readUInt32BE(0) ^ 0x80000000) | 0) * 0x100000000 + bytes.readUInt32BE(4)
  return time === 0 ? UNTOLD : new Date(time)
}

class KeyReader {
  /** 255 where every byte is inverted. */
  mask = 0
  private readonly bytes: Buffer
  private at: number

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes
    this.at = at
  }

  byte(): number {
    return this.bytes[this.at++]! ^ this.mask
  }

  raw(length: number): Buffer {
    const copy = Buffer.from(this.bytes.subarray(this.at, this.at + length))
    this.at += length
    if (this.mask !== 0) for (let at = 0; at < length; at++) copy[at] = copy[at]! ^ this.mask
    return copy
  }

  /** Up to two zeros; one before a 255 is a zero of the text. */
  text(): string {
    const text = Buffer.allocUnsafe(this.bytes.length - this.at)
    let size = 0
    while (this.at < this.bytes.length) {
      const byte = this.byte()
      if (byte === 0 && this.byte() === 0) break
      text[size++] = byte
    }
    return text.toString('utf8', 0, size)
  }
}
