// Chooses how a filter and a sort are answered: by which index, over which ranges, in which direction, and whether the order comes with it.
import type { Collection, Index, IndexField } from '../catalogue/definitions.ts'
import { hasKey, topLevel } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { fieldsInOrder, hashBounds } from '../indexes/hashed.ts'
import type { Bound, Collation } from '../language/match.ts'
import { filterBounds, implies } from '../language/match.ts'
import type { Doc, Value } from '../language/value.ts'
import { MAX_ID_SIZE, MAX_TUPLE_SIZE } from '../store/keys.ts'
import { branchPlans } from './branches.ts'
import { forCollation, type Known, sameCollation } from './collated.ts'
import type { Bounds, KeyRange, Ranges } from './ranges.ts'
import { buildRanges } from './ranges.ts'

/** The order that is asked for: paths and directions, or undefined for none that an index could give. */
export type Order = readonly IndexField[]

export type Plan = {
  /** Undefined: the records themselves, which lie in the order of `_id`. */
  index: Index | undefined
  ranges: KeyRange[]
  /** One for each clause of an $or, instead of an index and ranges. */
  branches?: readonly Plan[]
  reverse: boolean
  /** Whether records come in the order that was asked for. */
  sorted: boolean
  /** Whether a sorted plan has to merge its ranges or branches to be so. */
  merged: boolean
  score: number
  /** Whether the ranges say all that the filter says, as long as the index is not multikey and has no cut keys. */
  exact: boolean
  /** What the ranges were made of; unknown of branches together, and where none was weighed. */
  bounds?: IndexBounds
}

/** The bounds of an index's fields, how many of these are held at points, and whether the next one is held in a range. */
export type IndexBounds = { known: Bounds; points: number; ranged: boolean }

export type Request = { collection: Collection; filter: Doc; order: Order; hint: Value; collation: Collation | undefined }

/** Whether all records are read: nothing is known of their `_id`. */
export const isWhole = ({ index, ranges }: Plan): boolean => index === undefined && ranges.length === 1 && ranges[0]!.start.length === 4

/** Is in any order. */
const ONE_RECORD = { sorted: true, reverse: false, merged: false }
const ID_FIELDS: IndexField[] = [['_id', 1]]
/** Where a cut key ends in its hash; up to here it is in order. */
export const HASH_SIZE = 32
const MOST_MERGED = 64

/** `rejected` is told of the other plans that would do. */
export function choosePlan(request: Request, rejected?: Plan[]): Plan {
  const { paths, exact } = filterBounds(request.filter)
  const known: Known = { paths, exact }
  const hinted = hintedPlan(request, known)
  if (hinted !== undefined) return hinted
  const records = recordsPlan(request, known)
  if (records.score >= UNIQUE_SCORE) return records
  let best = records
  const weigh = (plan: Plan) => {
    const isBetter = plan.score > best.score
    const other = isBetter ? best : plan
    if (other !== records && other.score > 0) rejected?.push(other)
    if (isBetter) best = plan
  }
  for (const index of request.collection.indexes) {
    if (index.ready && !index.hidden && usable(index, request, known.paths)) weigh(indexPlan(index, request, known))
  }
  for (const plan of branchPlans(request, choosePlan)) weigh(plan)
  return best
}

/** The plan over one index, whatever may be better and whether or not it is hidden. */
export function planThrough(index: Index, request: Request): Plan {
  return indexPlan(index, request, filterBounds(request.filter))
}

export const UNIQUE_SCORE = 1000

/** A plan over the records by their `_id`. */
function recordsPlan(request: Request, all: Known): Plan {
  const { paths: known, exact } = forCollation(all, undefined, request.collation)
  const built = buildRanges(request.collection.space, ID_FIELDS, known, MAX_ID_SIZE - HASH_SIZE, true)
  const { ranges, points, lists, ranged } = built
  const order =
    points === 1
      ? ONE_RECORD
      : request.collation
        ? noOrder(request.order)
        : orderGiven(ID_FIELDS, request.order, points, lists, false, ranged, known)
  const score = points === 1 ? UNIQUE_SCORE + 1 : lists === 1 ? 40 : ranged ? 12 : 0
  const bonus = order.sorted && request.order.length > 0 ? 9 : 0
  const bounds = { known, points: points + lists, ranged }
  return { index: undefined, ranges, ...order, score: score + bonus, exact: exact && saysAll(ID_FIELDS, known, built), bounds }
}

function indexPlan(index: Index, request: Request, given: Known): Plan {
  const { paths: known, exact } = forCollation(given, index.collation, request.collation)
  const applicable = index.multikey ? forMultikey(index, known) : hashBounds(index, known)
  const built = buildRanges(index.space, index.fields, applicable, MAX_TUPLE_SIZE - HASH_SIZE, index.unique, index.collation)
  const { ranges, points, lists, ranged } = built
  const all = points === index.fields.length
  const order =
    all && index.unique
      ? ONE_RECORD
      : index.cut || index.collation || request.collation
        ? noOrder(request.order)
        : orderGiven(fieldsInOrder(index), request.order, points, lists, index.multikey, ranged, applicable, ranges.length)
  const score = (all && index.unique ? UNIQUE_SCORE : 0) + points * 20 + lists * 15 + (ranged ? 11 : 0)
  const bonus = order.sorted && request.order.length > 0 ? 9 : 0
  // An index that neither narrows nor sorts is worse than the records: it costs a look-up more for each of them.
  const total = score + bonus === 0 ? -1 : score + bonus - index.fields.length * 0.1
  const bounds = { known: applicable, points: points + lists, ranged }
  const says = exact && index.hashed === undefined && saysAll(index.fields, known, built)
  return { index, ranges, ...order, score: total, exact: says, bounds }
}

/** Whether every bound of the filter is in the ranges, with nothing of it left out. */
function saysAll(fields: readonly IndexField[], known: Bounds, { points, lists, ranged, short }: Ranges): boolean {
  const used = points + lists + (ranged ? 1 : 0)
  if (short || known.size !== used) return false
  return fields.slice(0, used).every(([path]) => {
    const bound = known.get(path)
    return bound !== undefined && kindsOf(bound) === 1
  })
}

/** A field may be held at a value, in a list and within bounds all at once; ranges are made of one of these. */
function kindsOf(bound: Bound): number {
  const isRanged = [bound.gt, bound.gte, bound.lt, bound.lte].some(limit => limit !== undefined)
  return Number(Object.hasOwn(bound, 'eq')) + Number(bound.in !== undefined) + Number(isRanged) + Number(bound.prefix !== undefined)
}

/**
 * Elements of one array each have an entry, so `{a: {$gt: 1, $lt: 5}}` may be met by two of them: only one bound holds;
 * and two paths through the same array may be met by different elements: only the first of them holds.
 */
function forMultikey(index: Index, known: Bounds): Bounds {
  const result = new Map<string, Bound>()
  const arrays = new Set<string>()
  for (const [path] of index.fields) {
    const bound = known.get(path)
    const array = topLevel(path)
    if (bound === undefined || arrays.has(array)) continue
    if (path.includes('.')) arrays.add(array)
    result.set(path, oneBound(bound))
  }
  return result
}

function oneBound(bound: Bound): Bound {
  if (Object.hasOwn(bound, 'eq') || bound.in !== undefined) return bound
  if (!Object.hasOwn(bound, 'gt') && !Object.hasOwn(bound, 'gte')) return bound
  const { lt: _lt, lte: _lte, ...lower } = bound
  return lower
}

type OrderGiven = { sorted: boolean; reverse: boolean; merged: boolean }

const noOrder = (order: Order): OrderGiven => ({ sorted: order.length === 0, reverse: false, merged: false })

function orderGiven(
  fields: readonly IndexField[],
  order: Order,
  points: number,
  lists: number,
  multikey: boolean,
  ranged: boolean,
  known: Bounds,
  ranges = 1,
): OrderGiven {
  const none = noOrder(order)
  const fixed = new Set(fields.slice(0, points).map(([path]) => path))
  // A field at one value does not order anything, unless arrays make it more than one value.
  const wanted = multikey ? order : order.filter(([path]) => !fixed.has(path))
  if (order.length === 0) return none
  if (wanted.length === 0) return { sorted: true, reverse: false, merged: false }
  const direct = follows(fields, wanted, points)
  if (direct !== undefined && !spoilt(fields, wanted, points, multikey, known))
    return { sorted: true, reverse: direct === -1, merged: false }
  if (lists === 0 || ranges > MOST_MERGED || ranged) return none
  const behind = follows(fields, wanted, points + lists)
  if (behind === undefined || spoilt(fields, wanted, points + lists, multikey, known)) return none
  return { sorted: true, reverse: behind === -1, merged: true }
}

/** 1 if the fields from `from` on are in the wanted order, -1 if in its reverse. */
function follows(fields: readonly IndexField[], wanted: Order, from: number): 1 | -1 | undefined {
  if (from + wanted.length > fields.length) return undefined
  let turn: 1 | -1 | undefined
  for (let at = 0; at < wanted.length; at++) {
    const [path, direction] = fields[from + at]!
    if (path !== wanted[at]![0]) return undefined
    const same = direction === wanted[at]![1] ? 1 : -1
    if (turn !== undefined && turn !== same) return undefined
    turn = same
  }
  return turn
}

/** With arrays, a record sorts by its smallest or largest element: the first met, unless a bound hides it. */
function spoilt(fields: readonly IndexField[], wanted: Order, from: number, multikey: boolean, known: Bounds): boolean {
  if (!multikey) return false
  const before = new Set(fields.slice(0, from).map(([path]) => topLevel(path)))
  return wanted.some(([path]) => known.has(path) || before.has(topLevel(path)))
}

/** Sparse and partial indexes do not have all records: only when the filter itself says that nothing else is wanted. */
function usable(index: Index, { filter, collation }: Request, known: Bounds): boolean {
  if (index.sparse && !index.fields.some(([path]) => demandsValue(known.get(path)))) return false
  return index.partial === undefined || (sameCollation(index.collation, collation) && implies(filter, index.partial, collation))
}

function demandsValue(bound: Bound | undefined): boolean {
  if (bound === undefined) return false
  const values = Object.hasOwn(bound, 'eq') ? [bound.eq] : bound.in
  if (values !== undefined) return values.every(value => value !== null && value !== undefined)
  return bound.exists === true || [bound.gt, bound.gte, bound.lt, bound.lte, bound.prefix].some(limit => limit !== undefined)
}

function hintedPlan(request: Request, known: Known): Plan | undefined {
  const { hint, collection } = request
  if (hint === undefined || hint === null) return undefined
  const keys = typeof hint === 'object' ? Object.entries(hint as Doc) : undefined
  if (keys !== undefined && keys.length === 0) return undefined
  if (keys?.[0]?.[0] === '$natural')
    return {
      ...recordsPlan(request, { paths: new Map(), exact: false }),
      reverse: Number(keys[0][1]) < 0,
      sorted: request.order.length === 0,
    }
  if (hint === '_id_' || (keys?.length === 1 && keys[0]![0] === '_id')) return recordsPlan(request, known)
  const index = collection.indexes.find(
    each => each.ready && !each.hidden && (keys === undefined ? each.name === hint : hasKey(each, hint as Doc)),
  )
  if (index === undefined)
    throw new CommandError('BadValue', 'error processing query: hint provided does not correspond to an existing index')
  return indexPlan(index, request, known)
}
