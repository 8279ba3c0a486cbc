// `$toHashedIndexKey`: the number that MongoDB's hashed indexes keep of a value, the same for equal whole numbers of any type.
import { createHash, type Hash } from 'node:crypto'
import { Code, Double, Long } from 'bson'
import { rank } from '../compare.ts'
import { encode } from '../encode.ts'
import { nearestNumber } from '../numbers.ts'
import { bsonType, type Doc, isDocument, isNumber, TYPE, type Value } from '../types.ts'
import type { Operator } from './operator.ts'

const SEED = Buffer.alloc(4)
/** Behind the fields of a document or the elements of an array. */
const END = Buffer.alloc(4)

function hashedKey(value: Value): Value {
  const hash = createHash('md5').update(SEED)
  add(hash, undefined, value)
  const digest = hash.digest()
  return new Long(digest.readInt32LE(0), digest.readInt32LE(4))
}

function add(hash: Hash, name: string | undefined, value: Value): void {
  const kind = Buffer.alloc(4)
  kind.writeInt32LE(kindOf(value))
  hash.update(kind)
  if (name !== undefined) hash.update(`${name}\0`)
  if (isNumber(value)) hash.update(wholeNumber(value))
  else if (Array.isArray(value) || isDocument(value)) addFields(hash, value)
  else if (value instanceof Code && value.scope) {
    hash.update(`${String(value.code)}\0`)
    addFields(hash, value.scope as Doc)
  } else hash.update(payload(value))
}

function addFields(hash: Hash, values: Doc | Value[]): void {
  for (const [name, value] of Object.entries(values)) add(hash, name, value)
  hash.update(END)
}

/** The rank of its type, of which three are others here than in our keys. */
function kindOf(value: Value): number {
  const type = bsonType(value)
  if (type === TYPE.minKey) return -1
  return type === TYPE.undefined || type === TYPE.missing ? 0 : rank(value)
}

const LIMIT = 2n ** 63n

/** Cut to 64 bits: doubles towards zero, of which what is not a number is 0 and 2 ** 63 the least. */
function wholeNumber(value: Value): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(wholeOf(value))
  return bytes
}

function wholeOf(value: Value): bigint {
  if (value instanceof Long) return value.toBigInt()
  const number = nearestNumber(value)
  if (Number.isNaN(number)) return 0n
  const isDouble = typeof value === 'number' || value instanceof Double
  if (isDouble && number === Number(LIMIT)) return -LIMIT
  if (number >= Number(LIMIT)) return LIMIT - 1n
  if (number < -Number(LIMIT)) return -LIMIT
  return BigInt(isDouble ? Math.trunc(number) : halfToEven(number))
}

/** As decimals are. */
function halfToEven(number: number): number {
  const below = Math.floor(number)
  const rest = number - below
  if (rest !== 0.5) return Math.round(number)
  return below % 2 === 0 ? below : below + 1
}

/** The bytes that it has in BSON, without type and name. */
function payload(value: Value): Buffer {
  if (value === undefined) return Buffer.alloc(0)
  const whole = encode({ '': value })
  return whole.subarray(6, whole.length - 1)
}

export const HASHES: Readonly<Record<string, Operator>> = {
  // An array is its operand, not a list of operands.
  $toHashedIndexKey: (operand, env) => {
    const evaluate = env.compile(operand, env)
    return scope => hashedKey(evaluate(scope))
  },
}
