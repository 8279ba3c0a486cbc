// Index keys as bytes whose order is the order of the values.
import { createHash } from 'node:crypto'
import type { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson'
import type { Collation } from './collation.ts'
import { rank } from './compare.ts'
import { unsupported } from './errors.ts'
import { AFTER_NAN, writeNumber } from './key-numbers.ts'
import { KeyWriter } from './key-writer.ts'
import { bsonType, type Doc, TYPE, type Value } from './types.ts'

/** lmdb takes keys of 1,978 bytes; the engine puts an identifier of the index before ours. */
const LONGEST_KEY_BYTES = 1_900
const HASH_BYTES = 20

/**
 * Bytes that sort as the values do. A key that had to be cut ends in a hash of the whole: equal values still have equal keys and its
 * order is right up to the cut, but what is found under it must be checked again, and it must not be sorted by.
 */
export function encodeKey(
  values: readonly Value[],
  directions: readonly (1 | -1)[],
  collation?: Collation,
): { bytes: Buffer; cut: boolean } {
  if (collation) throw unsupported('an index with a collation')
  const writer = KeyWriter.shared()
  for (let i = 0; i < values.length; i++) {
    const start = writer.length
    writeValue(writer, values[i])
    if (directions[i] === -1) writer.invertFrom(start)
  }
  return writer.length > LONGEST_KEY_BYTES ? cutKey(writer.view()) : { bytes: writer.copy(), cut: false }
}

/**
 * Where the keys of one type begin (inclusive) and end (exclusive), for a range with one open end: a range never leaves its type,
 * and never holds NaN. For a descending field every byte has to be inverted and the two ends exchanged.
 */
export function typeBracket(value: Value): { low: Buffer; high: Buffer } {
  const typeRank = rank(value)
  return { low: Buffer.from(typeRank === rank(0) ? [typeRank, AFTER_NAN] : [typeRank]), high: Buffer.from([typeRank + 1]) }
}

function cutKey(whole: Uint8Array): { bytes: Buffer; cut: boolean } {
  const hash = createHash('sha1').update(whole).digest()
  return { bytes: Buffer.concat([whole.subarray(0, LONGEST_KEY_BYTES - HASH_BYTES), hash]), cut: true }
}

function writeValue(writer: KeyWriter, value: Value): void {
  const typeRank = rank(value)
  writer.byte(typeRank)
  writePayload(writer, typeRank, value)
}

function writePayload(writer: KeyWriter, typeRank: number, value: Value): void {
  switch (typeRank) {
    case 10:
      return writeNumber(writer, value)
    case 15:
      return writer.text(String(value))
    case 20:
      return writeDocument(writer, value as Doc)
    case 25:
      return writeArray(writer, value as Value[])
    case 30:
      return writeBinary(writer, value as Binary)
    case 35:
      return writer.raw((value as ObjectId).id)
    case 40:
      return writer.byte(value === true ? 1 : 0)
    case 45:
      return writer.int64(BigInt((value as Date).getTime() || 0))
    case 47:
      return writer.uint64(BigInt.asUintN(64, (value as Timestamp).toBigInt()))
    default:
      return writeRare(writer, value)
  }
}

function writeRare(writer: KeyWriter, value: Value): void {
  const type = bsonType(value)
  if (type === TYPE.regex) {
    writer.text((value as BSONRegExp).pattern)
    writer.text((value as BSONRegExp).options)
  } else if (type === TYPE.javascript || type === TYPE.javascriptWithScope) {
    writer.text(String((value as Code).code))
    writeDocument(writer, ((value as Code).scope ?? {}) as Doc)
  }
}

/** A zero ends it: it is less than every rank, so the shorter document comes first. */
function writeDocument(writer: KeyWriter, doc: Doc): void {
  for (const name of Object.keys(doc)) {
    const typeRank = rank(doc[name])
    writer.byte(typeRank)
    writer.text(name)
    writePayload(writer, typeRank, doc[name])
  }
  writer.byte(0)
}

function writeArray(writer: KeyWriter, array: readonly Value[]): void {
  for (const value of array) writeValue(writer, value)
  writer.byte(0)
}

function writeBinary(writer: KeyWriter, binary: Binary): void {
  writer.uint32(binary.position)
  writer.byte(binary.sub_type)
  writer.raw(binary.buffer.subarray(0, binary.position))
}
