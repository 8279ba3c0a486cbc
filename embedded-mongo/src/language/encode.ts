// From values to BSON bytes: bson's own encoder takes a field called `_bsontype` for a mark of its own, and is slower.
import type { Binary, BSONRegExp, Code, Decimal128, Int32, ObjectId } from 'bson'
import { Double, Long } from 'bson'
import { BsonWriter } from './bson-writer.ts'
import { badValue } from './errors.ts'
import { bsonType, type Doc, TYPE, type Value } from './types.ts'

/** As deep as MongoDB lets a document be while it is worked on; more would be a circle. */
const MOST_DEPTH = 200
const writer = new BsonWriter()

/** The bytes are the caller's. A field that is undefined is left out, and null in an array. Throws 2 for what cannot be encoded. */
export function encode(doc: Doc): Buffer {
  writer.reset()
  writeDocument(doc, 0)
  return writer.copy()
}

function writeDocument(doc: Doc, depth: number): void {
  if (depth > MOST_DEPTH) throw badValue('a document cannot be encoded: it is nested too deep')
  const start = writer.length
  writer.int32(0)
  for (const name of Object.keys(doc)) {
    const value = doc[name]
    if (value !== undefined) writeElement(name, value, depth)
  }
  end(start)
}

function writeArray(array: readonly Value[], depth: number): void {
  const start = writer.length
  writer.int32(0)
  for (let at = 0; at < array.length; at++) writeElement(String(at), array[at] ?? null, depth)
  end(start)
}

function end(start: number): void {
  writer.byte(0)
  writer.patch(start, writer.length - start)
}

type Payload = (value: Value, depth: number) => void

/** The type's byte and what follows the name, by our number of the type, which begins at -1. */
const PAYLOADS: readonly (readonly [byte: number, write: Payload] | undefined)[] = payloads(
  [TYPE.double, 0x01, value => writer.double(value instanceof Double ? value.value : (value as number))],
  [TYPE.string, 0x02, value => writer.string(value as string)],
  [TYPE.object, 0x03, (value, depth) => writeDocument(value as Doc, depth + 1)],
  [TYPE.array, 0x04, (value, depth) => writeArray(value as Value[], depth + 1)],
  [TYPE.binData, 0x05, value => writeBinary((value as Binary).value(), (value as Binary).sub_type)],
  [TYPE.objectId, 0x07, value => writer.bytes((value as ObjectId).id)],
  [TYPE.bool, 0x08, value => writer.byte(value === true ? 1 : 0)],
  [TYPE.date, 0x09, value => writeMilliseconds((value as Date).getTime() || 0)],
  [TYPE.null, 0x0a, () => undefined],
  [TYPE.regex, 0x0b, value => writeRegex(value as BSONRegExp)],
  [TYPE.javascript, 0x0d, value => writer.string((value as Code).code)],
  [TYPE.symbol, 0x0e, value => writer.string(String(value))],
  [TYPE.javascriptWithScope, 0x0f, (value, depth) => writeScoped(value as Code, depth)],
  [TYPE.int, 0x10, value => writer.int32(typeof value === 'number' ? value : (value as Int32).value)],
  [TYPE.timestamp, 0x11, value => writeLong(value as Long)],
  [TYPE.long, 0x12, value => writeLong(typeof value === 'bigint' ? Long.fromBigInt(value) : (value as Long))],
  [TYPE.decimal, 0x13, value => writer.bytes((value as Decimal128).bytes)],
  [TYPE.maxKey, 0x7f, () => undefined],
  [TYPE.minKey, 0xff, () => undefined],
)

function payloads(...entries: readonly [type: number, byte: number, write: Payload][]): (readonly [number, Payload] | undefined)[] {
  const table: (readonly [number, Payload] | undefined)[] = Array.from({ length: TYPE.maxKey + 2 })
  for (const [type, byte, write] of entries) table[type + 1] = [byte, write]
  return table
}

function writeElement(name: string, value: Value, depth: number): void {
  if (value instanceof Uint8Array) {
    writer.element(0x05, name)
    writeBinary(value, 0)
    return
  }
  const payload = PAYLOADS[bsonType(value) + 1]
  if (payload === undefined) throw badValue(`a document cannot be encoded: ${name} has no type that BSON knows`)
  writer.element(payload[0], name)
  payload[1](value, depth)
}

function writeMilliseconds(milliseconds: number): void {
  const high = Math.floor(milliseconds / 0x100000000)
  writer.int32((milliseconds - high * 0x100000000) | 0)
  writer.int32(high)
}

function writeLong({ low, high }: Long): void {
  writer.int32(low)
  writer.int32(high)
}

/** The oldest subtype says its length twice. */
function writeBinary(bytes: Uint8Array, subtype: number): void {
  const isOldest = subtype === 2
  writer.int32(bytes.length + (isOldest ? 4 : 0))
  writer.byte(subtype)
  if (isOldest) writer.int32(bytes.length)
  writer.bytes(bytes)
}

function writeRegex({ pattern, options }: BSONRegExp): void {
  writer.cstring(pattern)
  writer.cstring(options)
}

function writeScoped({ code, scope }: Code, depth: number): void {
  const start = writer.length
  writer.int32(0)
  writer.string(code)
  writeDocument(scope ?? {}, depth + 1)
  writer.patch(start, writer.length - start)
}
