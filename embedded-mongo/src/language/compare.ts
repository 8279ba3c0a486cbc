// MongoDB's total order over all BSON types; nothing here knows of documents' meaning, only of their values.
import type { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson'
import type { Collation } from './collation.ts'
import { compareNumbers } from './numbers.ts'
import { bsonType, type Doc, TYPE, type Value } from './types.ts'

export type { Collation } from './collation.ts'

/** Types in the order they sort in; those with the same rank compare with each other by value. The ranks are also the first byte of index keys. */
const RANK_BY_TYPE = new Map<number, number>([
  [TYPE.minKey, 1],
  [TYPE.undefined, 2],
  [TYPE.missing, 5],
  [TYPE.null, 5],
  [TYPE.int, 10],
  [TYPE.long, 10],
  [TYPE.double, 10],
  [TYPE.decimal, 10],
  [TYPE.string, 15],
  [TYPE.symbol, 15],
  [TYPE.object, 20],
  [TYPE.array, 25],
  [TYPE.binData, 30],
  [TYPE.objectId, 35],
  [TYPE.bool, 40],
  [TYPE.date, 45],
  [TYPE.timestamp, 47],
  [TYPE.regex, 50],
  [TYPE.javascript, 60],
  [TYPE.javascriptWithScope, 65],
  [TYPE.maxKey, 127],
])

const RANKS: readonly number[] = Array.from({ length: 129 }, (_, i) => RANK_BY_TYPE.get(i - 1) ?? 0)

/** Where a value's type stands among the types. */
export function rank(value: Value): number {
  return RANKS[bsonType(value) + 1]!
}

export function compareValues(a: Value, b: Value, collation?: Collation): number {
  if (typeof a === 'string' && typeof b === 'string') return collation ? collation.compare(a, b) : compareStrings(a, b)
  const rankA = rank(a)
  const rankB = rank(b)
  if (rankA !== rankB) return rankA < rankB ? -1 : 1
  return compareWithinRank(rankA, a, b, collation)
}

export function equalValues(a: Value, b: Value, collation?: Collation): boolean {
  return compareValues(a, b, collation) === 0
}

function compareWithinRank(common: number, a: Value, b: Value, collation: Collation | undefined): number {
  switch (common) {
    case 10:
      return compareNumbers(a, b)
    case 15:
      return compareValues(String(a), String(b), collation)
    case 20:
      return compareDocuments(a as Doc, b as Doc, collation)
    case 25:
      return compareArrays(a as Value[], b as Value[], collation)
    case 30:
      return compareBinaries(a as Binary, b as Binary)
    case 35:
      return compareBytes((a as ObjectId).id, (b as ObjectId).id)
    case 40:
      return Number(a) - Number(b)
    case 45:
      return Math.sign((a as Date).getTime() - (b as Date).getTime())
    case 47:
      return (a as Timestamp).compare(b as Timestamp)
    case 50:
      return compareRegexes(a as BSONRegExp, b as BSONRegExp)
    case 60:
    case 65:
      return compareCode(a as Code, b as Code)
    default:
      return 0
  }
}

/** By UTF-8 bytes, which differs from JavaScript's order where a surrogate pair meets a character above U+D7FF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return codePointOrder(x) < codePointOrder(y) ? -1 : 1
  }
  return a.length < b.length ? -1 : 1
}

function codePointOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** Field by field: the types first, then the names, then the values. */
function compareDocuments(a: Doc, b: Doc, collation: Collation | undefined): number {
  const namesA = Object.keys(a)
  const namesB = Object.keys(b)
  const length = Math.min(namesA.length, namesB.length)
  for (let i = 0; i < length; i++) {
    const x = a[namesA[i]!]
    const y = b[namesB[i]!]
    const order = rank(x) - rank(y) || compareStrings(namesA[i]!, namesB[i]!) || compareValues(x, y, collation)
    if (order !== 0) return Math.sign(order)
  }
  return Math.sign(namesA.length - namesB.length)
}

function compareArrays(a: readonly Value[], b: readonly Value[], collation: Collation | undefined): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i], collation)
    if (order !== 0) return order
  }
  return Math.sign(a.length - b.length)
}

/** Shorter first, then by subtype, then by bytes. */
function compareBinaries(a: Binary, b: Binary): number {
  const order = a.position - b.position || a.sub_type - b.sub_type
  return Math.sign(order) || compareBytes(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position))
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b)
}

function compareRegexes(a: BSONRegExp, b: BSONRegExp): number {
  return compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options)
}

function compareCode(a: Code, b: Code): number {
  return compareStrings(String(a.code), String(b.code)) || compareDocuments((a.scope ?? {}) as Doc, (b.scope ?? {}) as Doc, undefined)
}
