// What a filter says about single paths, for the choice of an index: never more than what it requires.
import { BSONRegExp } from 'bson'
import { type Collation, compareValues, rank } from './compare.ts'
import { arrayIndex } from './fields.ts'
import { isOperators } from './match/filter.ts'
import { regexOperand, regexPrefix } from './match/regex.ts'
import { nearestNumber } from './numbers.ts'
import { bsonType, type Doc, isDocument, isNumber, TYPE, type Value } from './types.ts'

/**
 * On a multikey index each condition may be met by another element: only one of `gt`/`gte` and `lt`/`lte` can be used there.
 * A range holds only values of its bounds' type, see typeBracket.
 */
export interface Bound {
  eq?: Value
  in?: Value[]
  gt?: Value
  gte?: Value
  lt?: Value
  lte?: Value
  /** Strings begin with this. */
  prefix?: string
  exists?: boolean
  /** Whether the bounds say all that the filter says of this path, on an index that is not multikey. */
  exact: boolean
}

export interface FilterBounds {
  paths: Map<string, Bound>
  /** Whether the bounds of all paths together say all that the filter says. */
  exact: boolean
}

export function filterBounds(filter: Doc): FilterBounds {
  const bounds: FilterBounds = { paths: new Map(), exact: true }
  collect(filter, bounds)
  for (const bound of bounds.paths.values()) bounds.exact &&= bound.exact
  return bounds
}

function collect(filter: Doc, bounds: FilterBounds): void {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$comment') continue
    if (name === '$and' && Array.isArray(operand)) {
      for (const clause of operand) collect(clause as Doc, bounds)
    } else if (name.startsWith('$')) {
      bounds.exact = false
    } else {
      addField(
        boundOf(bounds, name),
        operand,
        name.split('.').some(part => arrayIndex(part) >= 0),
      )
    }
  }
}

function boundOf(bounds: FilterBounds, path: string): Bound {
  const known = bounds.paths.get(path)
  if (known) return known
  const bound: Bound = { exact: true }
  bounds.paths.set(path, bound)
  return bound
}

/** Positions in arrays are read by filters in two ways and by indexes in one: such a path is never said to be exact. */
function addField(bound: Bound, operand: Value, byPosition: boolean): void {
  if (byPosition) bound.exact = false
  if (operand instanceof BSONRegExp) addRegex(bound, operand)
  else if (isDocument(operand) && isOperators(operand)) addOperators(bound, operand, byPosition)
  else addEqual(bound, operand, byPosition)
}

function addOperators(bound: Bound, operand: Doc, byPosition: boolean): void {
  for (const [name, value] of Object.entries(operand)) {
    if (name === '$eq') addEqual(bound, value, byPosition)
    else if (name === '$in') addIn(bound, value, byPosition)
    else if (name === '$gt' || name === '$gte') addLower(bound, name, value)
    else if (name === '$lt' || name === '$lte') addUpper(bound, name, value)
    else if (name === '$regex') addRegex(bound, regexOperand(value, operand.$options))
    else addOther(bound, name, value)
  }
}

function addOther(bound: Bound, name: string, value: Value): void {
  if (name === '$exists') bound.exists = value !== false && value !== null && !(isNumber(value) && nearestNumber(value) === 0)
  if (name === '$elemMatch' || name === '$size') bound.exists ??= true
  bound.exact = false
}

/** Arrays are not looked up: an index holds their elements. A second equality on the path is left to the filter. */
function addEqual(bound: Bound, value: Value, byPosition: boolean): void {
  if (!isIndexable(value, byPosition) || Object.hasOwn(bound, 'eq')) {
    bound.exact = false
    return
  }
  bound.eq = value ?? null
  if (value === null || value === undefined) bound.exact = false
}

function addIn(bound: Bound, value: Value, byPosition: boolean): void {
  if (!Array.isArray(value) || bound.in || !value.every(member => isIndexable(member, byPosition) && !(member instanceof BSONRegExp))) {
    bound.exact = false
    return
  }
  bound.in = value
  if (value.some(member => member === null || member === undefined)) bound.exact = false
}

function isIndexable(value: Value, byPosition: boolean): boolean {
  if (value === null || value === undefined) return !byPosition
  return !Array.isArray(value)
}

function isOrdered(value: Value): boolean {
  const type = bsonType(value)
  const whole = [TYPE.null, TYPE.missing, TYPE.minKey, TYPE.maxKey, TYPE.array, TYPE.object, TYPE.regex] as readonly number[]
  return !whole.includes(type) && !(isNumber(value) && Number.isNaN(nearestNumber(value)))
}

function addLower(bound: Bound, name: '$gt' | '$gte', value: Value): void {
  const present = Object.hasOwn(bound, 'gt') || Object.hasOwn(bound, 'gte')
  const other = bound.lt ?? bound.lte
  if (!isOrdered(value) || present || (other !== undefined && rank(other) !== rank(value))) bound.exact = false
  else if (name === '$gt') bound.gt = value
  else bound.gte = value
}

function addUpper(bound: Bound, name: '$lt' | '$lte', value: Value): void {
  const present = Object.hasOwn(bound, 'lt') || Object.hasOwn(bound, 'lte')
  const other = bound.gt ?? bound.gte
  if (!isOrdered(value) || present || (other !== undefined && rank(other) !== rank(value))) bound.exact = false
  else if (name === '$lt') bound.lt = value
  else bound.lte = value
}

/** A stored regular expression that is the same also matches, but is no string: the prefix is then only given for what is not one. */
function addRegex(bound: Bound, regex: BSONRegExp): void {
  const prefix = regexPrefix(regex)
  if (prefix !== undefined && bound.prefix === undefined) bound.prefix = prefix
  bound.exact = false
}

/** Whether every value that `inner` allows lies within `outer`'s bounds. */
export function within(inner: Bound, outer: Bound, collation?: Collation): boolean {
  const values = Object.hasOwn(inner, 'eq') ? [inner.eq] : inner.in
  if (values) return values.every(value => admits(outer, value, collation))
  return rangeWithin(inner, outer, collation)
}

function admits(bound: Bound, value: Value, collation: Collation | undefined): boolean {
  if (Object.hasOwn(bound, 'eq') && compareValues(value, bound.eq, collation) !== 0) return false
  if (bound.in && !bound.in.some(member => compareValues(member, value, collation) === 0)) return false
  const limits: readonly (readonly [keyof Bound, (order: number) => boolean])[] = [
    ['gt', order => order > 0],
    ['gte', order => order >= 0],
    ['lt', order => order < 0],
    ['lte', order => order <= 0],
  ]
  return limits.every(([name, accept]) => {
    const limit = bound[name]
    return limit === undefined || (rank(limit) === rank(value) && accept(compareValues(value, limit, collation)))
  })
}

function rangeWithin(inner: Bound, outer: Bound, collation: Collation | undefined): boolean {
  if (Object.hasOwn(outer, 'eq') || outer.in) return false
  const lower = outer.gt ?? outer.gte
  const upper = outer.lt ?? outer.lte
  const innerLower = inner.gt ?? inner.gte
  const innerUpper = inner.lt ?? inner.lte
  if (lower !== undefined && !lowerWithin(inner, outer, innerLower, lower, collation)) return false
  return upper === undefined || upperWithin(inner, outer, innerUpper, upper, collation)
}

function lowerWithin(inner: Bound, outer: Bound, innerLower: Value, lower: Value, collation: Collation | undefined): boolean {
  if (innerLower === undefined || rank(innerLower) !== rank(lower)) return false
  const order = compareValues(innerLower, lower, collation)
  return order > 0 || (order === 0 && (outer.gte !== undefined || inner.gt !== undefined))
}

function upperWithin(inner: Bound, outer: Bound, innerUpper: Value, upper: Value, collation: Collation | undefined): boolean {
  if (innerUpper === undefined || rank(innerUpper) !== rank(upper)) return false
  const order = compareValues(innerUpper, upper, collation)
  return order < 0 || (order === 0 && (outer.lte !== undefined || inner.lt !== undefined))
}
