// Index keys as bytes whose order is the order of the values.
import { createHash } from 'node:crypto'
import type { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson'
import type { Collation } from './collation.ts'
import { rank } from './compare.ts'
import { AFTER_NAN, writeNumber } from './key-numbers.ts'
import { KeyWriter } from './key-writer.ts'
import type { Doc, Value } from './types.ts'

/** lmdb takes keys of 1,978 bytes; the engine puts an identifier of the index before ours. */
const LONGEST_KEY_BYTES = 1_900
const HASH_BYTES = 20

/**
 * Bytes that sort as the values do; with a collation they are only the same for equal values, and tell nothing of the order of texts. A key that had to be cut ends in a hash of the whole: equal values still have equal keys and its
 * order is right up to the cut, but what is found under it must be checked again, and it must not be sorted by.
 */
export function encodeKey(
  values: readonly Value[],
  directions: readonly (1 | -1)[],
  collation?: Collation,
): { bytes: Buffer; cut: boolean } {
  const writer = KeyWriter.shared()
  writer.fold = collation?.fold
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

type Payload = (writer: KeyWriter, value: Value) => void

/** By rank; a rank without one is a single value, such as null. */
const PAYLOADS: readonly (Payload | undefined)[] = payloads(
  [10, writeNumber],
  [15, (writer, value) => writer.value(String(value))],
  [20, (writer, value) => writeDocument(writer, value as Doc)],
  [25, (writer, value) => writeArray(writer, value as Value[])],
  [30, (writer, value) => writeBinary(writer, value as Binary)],
  [35, (writer, value) => writer.raw((value as ObjectId).id)],
  [40, (writer, value) => writer.byte(value === true ? 1 : 0)],
  [45, (writer, value) => writer.int64((value as Date).getTime() || 0)],
  [47, (writer, value) => writer.uint64(BigInt.asUintN(64, (value as Timestamp).toBigInt()))],
  [50, (writer, value) => writeRegex(writer, value as BSONRegExp)],
  [60, (writer, value) => writeCode(writer, value as Code)],
  [65, (writer, value) => writeCode(writer, value as Code)],
)

function payloads(...entries: readonly [rank: number, write: Payload][]): (Payload | undefined)[] {
  const table: (Payload | undefined)[] = Array.from({ length: 128 })
  for (const [typeRank, write] of entries) table[typeRank] = write
  return table
}

function writePayload(writer: KeyWriter, typeRank: number, value: Value): void {
  PAYLOADS[typeRank]?.(writer, value)
}

function writeRegex(writer: KeyWriter, regex: BSONRegExp): void {
  writer.text(regex.pattern)
  writer.text(regex.options)
}

function writeCode(writer: KeyWriter, code: Code): void {
  writer.text(String(code.code))
  writeDocument(writer, (code.scope ?? {}) as Doc)
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
