// Answers a query: the records of a plan that the filter lets through, with what a transaction wrote laid over them, sorted, skipped, limited.
import type { Collection } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { recordKey } from '../indexes/entries.ts'
import type { Collation } from '../language/compare.ts'
import type { CompiledFilter } from '../language/match.ts'
import { compileFilter, filterFields } from '../language/match.ts'
import { sortFields } from '../language/sort.ts'
import type { Doc, Value } from '../language/value.ts'
import { decode, decodeFields } from '../language/value.ts'
import type { Accept, View } from '../store/environment.ts'
import { keyText } from '../store/keys.ts'
import { countAccess } from './accesses.ts'
import { planById } from './by-id.ts'
import type { Plan } from './choose.ts'
import { choosePlan } from './choose.ts'
import type { Cover } from './cover.ts'
import { coverOf } from './cover.ts'
import type { Pace } from './pace.ts'
import { PAUSE } from './pace.ts'
import type { Found, Harvest, Stats } from './scan.ts'
import { foundId, newStats, scan } from './scan.ts'
import type { Sorter, Sorting } from './sorting.ts'
import { mayBelong, newSorter, newSorting, sortRecords } from './sorting.ts'

/** What is read: a view of the store, and what a transaction wrote over a collection of it (undefined bytes: deleted). */
export type Source = {
  view: View
  overlay(collection: Collection): ReadonlyMap<string, { id: Buffer; bytes: Buffer | undefined }> | undefined
}

export type Query = {
  collection: Collection
  filter: CompiledFilter
  /** The fields that the filter looks at; undefined for all. */
  fields: ReadonlySet<string> | undefined
  matchesAll: boolean
  plan: Plan
  sort: Sorter | undefined
  cover: Cover | undefined
  skip: number
  limit: number
  stats: Stats
  /** Whether it is among the accesses of its index. */
  isCounted: boolean
}

export type QueryOptions = {
  sort?: Doc | undefined
  projection?: Doc | undefined
  skip?: number
  limit?: number
  hint?: Value
  collation?: Collation | undefined
  let?: Doc | undefined
  now: Date
  /** Is told of the plans that were not chosen. */
  rejected?: Plan[]
}

export function planQuery(collection: Collection, filter: Doc, options: QueryOptions): Query {
  const { sort, collation } = options
  const natural = sort !== undefined && Object.hasOwn(sort, '$natural')
  const order = sort === undefined || natural ? [] : sortFields(sort)
  const hint = natural ? sort : options.hint
  const byId = hint === undefined && collation === undefined ? planById(collection, filter) : undefined
  const compile = () =>
    compileFilter(filter, { now: options.now, ...(options.let && { let: options.let }), ...(collation && { collation }) })
  const plan = byId ?? choosePlan({ collection, filter, order, hint, collation }, options.rejected)
  return {
    collection,
    filter: byId === undefined ? compile() : lazily(compile),
    fields: filterFields(filter),
    matchesAll: Object.keys(filter).length === 0,
    plan,
    cover: coverOf(plan, options.projection),
    sort: order.length === 0 ? undefined : newSorter(order, collation),
    skip: options.skip ?? 0,
    limit: options.limit || Number.POSITIVE_INFINITY,
    stats: newStats(),
    isCounted: false,
  }
}

/** For a filter that cannot be wrong and is hardly ever tried. */
function lazily(compile: () => CompiledFilter): CompiledFilter {
  let compiled: CompiledFilter | undefined
  const filter = () => (compiled ??= compile())
  return { matches: doc => filter().matches(doc), positional: doc => filter().positional(doc) }
}

/**
 * The found records; a PAUSE among them asks the caller to let others run before it goes on. If there is a harvest it takes
 * what it can where it lies, and only the others are given.
 */
export function* findRecords(query: Query, source: Source, pace: Pace, harvest?: Harvest): Generator<Found | typeof PAUSE> {
  countAccess(query)
  if (isOneRecord(query.plan)) {
    const found = readOne(query, source)
    if (found !== undefined && query.skip === 0) yield found
    return
  }
  let toSkip = query.skip
  let left = query.limit
  for (const found of ordered(query, source, pace, harvest)) {
    if (found === PAUSE) yield PAUSE
    else if (toSkip > 0) toSkip--
    else {
      yield found
      if (--left <= 0) return
    }
  }
}

export const isOneRecord = ({ index, exact, ranges }: Plan): boolean =>
  index === undefined && exact && ranges.length === 1 && ranges[0]!.point === true

function readOne({ collection, plan, stats }: Query, source: Source): Found | undefined {
  const key = plan.ranges[0]!.start
  const written = source.overlay(collection)?.get(keyText(key.subarray(4)))
  const bytes = written === undefined ? source.view.get(key) : written.bytes
  if (bytes === undefined) return undefined
  stats.documents++
  stats.found++
  return { key, bytes }
}

/** An index that is younger than the state that is read has nothing of it. */
export function checkIndex({ index, branches }: Plan, view: View): void {
  for (const branch of branches ?? []) checkIndex(branch, view)
  if (index === undefined || !view.isFixed || index.readyAfter < view.version()) return
  const message = 'Unable to read from a snapshot due to pending collection catalog changes; please retry the operation.'
  throw new CommandError('SnapshotUnavailable', message, ['TransientTransactionError'])
}

function ordered(query: Query, source: Source, pace: Pace, given: Harvest | undefined): Generator<Found | typeof PAUSE> {
  const { collection, plan, stats, sort } = query
  checkIndex(plan, source.view)
  const sorting = sort === undefined || plan.sorted ? undefined : newSorting(sort, query.skip + query.limit)
  const overlay = source.overlay(collection)
  const isWritten = overlay !== undefined && overlay.size > 0
  const harvest = sorting === undefined && !isWritten && isHarvestable(query) ? given : undefined
  const cover = isWritten ? undefined : query.cover
  const accepts = harvest === undefined ? tests(query, sorting) : taking(query, harvest)
  const found = scan({ collection, plan, view: source.view, pace, stats, sorter: sort, harvest, cover, ...accepts })
  if (!isWritten) return sorting === undefined ? found : sortRecords(sorting, found, pace)
  const stored = without(overlay, found)
  const written: Found[] = []
  for (const { id, bytes } of overlay.values())
    if (bytes !== undefined && matches(query, bytes)) written.push({ key: recordKey(collection, id), bytes })
  if (sort === undefined) return chain(stored, written)
  const wanted = query.skip + query.limit
  return sortRecords(sorting ?? newSorting(sort, wanted), chain(plan.sorted ? first(stored, wanted) : stored, written), pace)
}

/** Whether all that the scan accepts is part of the answer. */
const isHarvestable = ({ plan, skip, limit }: Query): boolean =>
  plan.branches === undefined && skip === 0 && limit === Number.POSITIVE_INFINITY

type Tests = { accept: Accept | undefined; acceptExact: Accept | undefined }

function taking(query: Query, { take }: Harvest): Tests {
  const acceptExact = (bytes: Buffer) => {
    query.stats.found++
    take(bytes)
    return false
  }
  return { accept: bytes => matches(query, bytes) && acceptExact(bytes), acceptExact }
}

/** What is asked of a record where it lies: that the filter matches, and that it may be among the first of a sort. */
function tests(query: Query, sorting: Sorting | undefined): Tests {
  const acceptExact = sorting === undefined ? undefined : (bytes: Buffer) => mayBelong(sorting, bytes)
  if (query.matchesAll) return { accept: acceptExact, acceptExact }
  const accept = (bytes: Buffer) => matches(query, bytes) && (sorting === undefined || mayBelong(sorting, bytes))
  return { accept, acceptExact }
}

function* first(records: Iterable<Found | typeof PAUSE>, count: number): Generator<Found | typeof PAUSE> {
  let left = count
  for (const record of records) {
    yield record
    if (record !== PAUSE && --left <= 0) return
  }
}

export function matches(query: Query, bytes: Buffer): boolean {
  if (query.matchesAll) return true
  return query.filter.matches(query.fields === undefined ? decode(bytes) : decodeFields(bytes, query.fields))
}

function* without(overlay: ReadonlyMap<string, unknown>, records: Iterable<Found | typeof PAUSE>): Generator<Found | typeof PAUSE> {
  for (const record of records) if (record === PAUSE || !overlay.has(keyText(foundId(record)))) yield record
}

function* chain(stored: Iterable<Found | typeof PAUSE>, written: Found[]): Generator<Found | typeof PAUSE> {
  yield* stored
  yield* written
}
