// The updater a second time, slow and plain: lists the places that a path means, then changes a copy there, one after the other.
import { Double, Int32, Long } from 'bson'
import { compareValues } from '../../src/language/compare.ts'
import { bsonType, type Doc, isDocument, TYPE, type Value } from '../../src/language/value.ts'
import { plainMatches } from './plain-matcher.ts'

/** What MongoDB answers instead of a document: the code of its error. */
export class Refusal extends Error {
  readonly code: number
  constructor(code: number) {
    super(`refused with code ${code}`)
    this.code = code
  }
}

/** One operator on one path. */
export function plainUpdate(doc: Doc, name: string, path: string, operand: Value): Doc {
  const copy = deepCopy(doc) as Doc
  for (const place of places(copy, path.split('.'))) OPERATORS[name]!(copy, place, operand)
  return copy
}

export function deepCopy(value: Value): Value {
  if (Array.isArray(value)) return value.map(deepCopy)
  return isDocument(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deepCopy(inner)])) : value
}

/** The path with every `$[]` replaced by the positions there are, one after the other: what is wrong with a later one is not met before. */
function* places(doc: Doc, path: string[]): Generator<string[]> {
  const at = path.indexOf('$[]')
  if (at < 0) return yield path
  const array = path.slice(0, at).reduce<Value>(inside, doc)
  if (!Array.isArray(array)) throw new Refusal(2)
  for (let i = 0; i < array.length; i++) yield* places(doc, [...path.slice(0, at), String(i), ...path.slice(at + 1)])
}

const isPosition = (name: string): boolean => /^(0|[1-9]\d*)$/.test(name)

function inside(value: Value, name: string): Value {
  if (Array.isArray(value)) return isPosition(name) ? value[Number(name)] : undefined
  return isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

const read = (doc: Doc, place: string[]): Value => place.reduce<Value>(inside, doc)

/** Whether something on the way is neither a document nor an array that the path enters by position. */
function isBlocked(doc: Doc, place: string[]): boolean {
  let value: Value = doc
  for (const name of place) {
    if (value === undefined) return false
    if (!isDocument(value) && !(Array.isArray(value) && isPosition(name))) return true
    value = inside(value, name)
  }
  return false
}

function write(doc: Doc, place: string[], value: Value): void {
  if (isBlocked(doc, place)) throw new Refusal(28)
  let holder: Value = doc
  for (const name of place.slice(0, -1)) {
    if (inside(holder, name) === undefined) put(holder, name, {})
    holder = inside(holder, name)
  }
  put(holder, place.at(-1)!, value)
}

function put(holder: Value, name: string, value: Value): void {
  if (Array.isArray(holder)) while (holder.length < Number(name)) holder.push(null)
  ;(holder as Doc)[name] = value
}

type Operator = (doc: Doc, place: string[], operand: Value) => void

/** Makes a value of the one there is; `undefined` stays as it is. */
const making =
  (make: (current: Value, operand: Value) => Value): Operator =>
  (doc, place, operand) => {
    if (isBlocked(doc, place)) throw new Refusal(28)
    write(doc, place, make(read(doc, place), operand))
  }

const changing =
  (change: (array: Value[], operand: Value) => Value[], notArray: number): Operator =>
  (doc, place, operand) => {
    if (isBlocked(doc, place)) throw new Refusal(28)
    const current = read(doc, place)
    if (current === undefined) return
    if (!Array.isArray(current)) throw new Refusal(notArray)
    write(doc, place, change(current, operand))
  }

const isWhole = (value: Value): boolean => ([TYPE.int, TYPE.long] as number[]).includes(bsonType(value))

/** Of ints, longs and doubles. */
function reckon(a: Value, b: Value, whole: (a: bigint, b: bigint) => bigint, real: (a: number, b: number) => number): Value {
  if (!isWhole(a) || !isWhole(b)) return new Double(real(Number(a), Number(b)))
  const result = whole(BigInt(String(a)), BigInt(String(b)))
  const isSmall = bsonType(a) === TYPE.int && bsonType(b) === TYPE.int && BigInt.asIntN(32, result) === result
  return isSmall ? new Int32(Number(result)) : Long.fromBigInt(result)
}

function numbers(current: Value, operand: Value): void {
  const known = [TYPE.int, TYPE.long, TYPE.double] as number[]
  if (!known.includes(bsonType(operand)) || (current !== undefined && !known.includes(bsonType(current)))) throw new Refusal(14)
}

const same = (a: Value, b: Value): boolean => compareValues(a, b) === 0

const pushed = (current: Value, operand: Value): Value => {
  if (current !== undefined && !Array.isArray(current)) throw new Refusal(2)
  const {
    $each = [operand],
    $position,
    $slice,
    $sort,
  } = (isDocument(operand) && '$each' in operand ? operand : {}) as Record<string, never>
  const list: Value[] = [...((current as Value[] | undefined) ?? [])]
  list.splice($position === undefined ? list.length : Number($position), 0, ...($each as Value[]))
  if ($sort !== undefined) list.sort((a, b) => compareValues(a, b) * Number($sort))
  if ($slice === undefined) return list
  return Number($slice) < 0 ? list.slice(Number($slice)) : list.slice(0, Number($slice))
}

export const OPERATORS: Readonly<Record<string, Operator>> = {
  $set: (doc, place, operand) => write(doc, place, operand),
  $unset: (doc, place) => {
    if (isBlocked(doc, place) || read(doc, place) === undefined) return
    const holder = place.slice(0, -1).reduce<Value>(inside, doc)
    if (Array.isArray(holder)) holder[Number(place.at(-1))] = null
    else delete (holder as Doc)[place.at(-1)!]
  },
  $inc: making((current, operand) => {
    numbers(current, operand)
    return current === undefined
      ? operand
      : reckon(
          current,
          operand,
          (a, b) => a + b,
          (a, b) => a + b,
        )
  }),
  $mul: making((current, operand) => {
    numbers(current, operand)
    return reckon(
      current ?? new Int32(0),
      operand,
      (a, b) => a * b,
      (a, b) => a * b,
    )
  }),
  $min: making((current, operand) => (current === undefined || compareValues(operand, current) < 0 ? operand : current)),
  $max: making((current, operand) => (current === undefined || compareValues(operand, current) > 0 ? operand : current)),
  $push: making(pushed),
  $addToSet: making((current, operand) => {
    if (current !== undefined && !Array.isArray(current)) throw new Refusal(2)
    const list = (current as Value[] | undefined) ?? []
    return list.some(other => same(other, operand)) ? list : [...list, operand]
  }),
  $pop: changing((array, operand) => (Number(operand) === 1 ? array.slice(0, -1) : array.slice(1)), 14),
  $pullAll: changing((array, operand) => array.filter(value => !(operand as Value[]).some(other => same(other, value))), 2),
  $pull: changing((array, operand) => {
    if (isDocument(operand)) return array.filter(value => !isDocument(value) || !plainMatches(operand, value))
    return array.filter(value => !same(value, operand))
  }, 2),
}
