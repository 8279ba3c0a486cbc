// Which BSON type a decoded value has, told by prototype, because a stored document may carry a field called `constructor` or `_bsontype`.
import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson'
import { badValue } from './errors.ts'

/** A decoded BSON value. `undefined` means that the field is missing. */
export type Value = unknown
export type Doc = Record<string, Value>

/** BSON's type numbers, with 0 for a missing field. */
export const TYPE = {
  missing: 0,
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const

/** Stands for an empty array as an index key or a sort key: MongoDB puts it below null, as its "undefined". */
export const EMPTY_ARRAY_KEY = Symbol('empty array')

const INT32 = Int32.prototype
const DOUBLE = Double.prototype
const PLAIN = Object.prototype
const OBJECT_ID = ObjectId.prototype

const TYPE_BY_PROTOTYPE = new Map<unknown, number>([
  [null, TYPE.object],
  [Long.prototype, TYPE.long],
  [Decimal128.prototype, TYPE.decimal],
  [Date.prototype, TYPE.date],
  [Binary.prototype, TYPE.binData],
  [UUID.prototype, TYPE.binData],
  [BSONRegExp.prototype, TYPE.regex],
  [Timestamp.prototype, TYPE.timestamp],
  [BSONSymbol.prototype, TYPE.symbol],
  [MinKey.prototype, TYPE.minKey],
  [MaxKey.prototype, TYPE.maxKey],
])

export function bsonType(value: Value): number {
  switch (typeof value) {
    case 'string':
      return TYPE.string
    case 'object':
      return value === null ? TYPE.null : objectType(value)
    case 'boolean':
      return TYPE.bool
    case 'undefined':
      return TYPE.missing
    case 'number':
      return isInt32(value) ? TYPE.int : TYPE.double
    case 'bigint':
      return TYPE.long
    case 'symbol':
      return TYPE.undefined
    default:
      throw badValue('a function is not a value')
  }
}

function objectType(value: object): number {
  if (Array.isArray(value)) return TYPE.array
  const prototype = Object.getPrototypeOf(value)
  if (prototype === PLAIN) return TYPE.object
  if (prototype === INT32) return TYPE.int
  if (prototype === DOUBLE) return TYPE.double
  if (prototype === OBJECT_ID) return TYPE.objectId
  const type = TYPE_BY_PROTOTYPE.get(prototype)
  if (type !== undefined) return type
  if (value instanceof Code) return value.scope ? TYPE.javascriptWithScope : TYPE.javascript
  throw badValue('a value of a type that BSON does not know')
}

function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0)
}

export function isDocument(value: Value): value is Doc {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === PLAIN || prototype === null
}

export function isNumber(value: Value): boolean {
  const type = bsonType(value)
  return type === TYPE.int || type === TYPE.double || type === TYPE.long || type === TYPE.decimal
}

const ALIASES = new Map<number, string>([...Object.entries(TYPE).map(([name, code]) => [code, name] as const)])

/** The alias that `$type` knows a value's type by, such as "int" or "objectId". */
export function typeName(value: Value): string {
  return ALIASES.get(bsonType(value)) ?? 'unknown'
}
