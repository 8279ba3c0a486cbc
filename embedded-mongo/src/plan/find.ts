// Answers a query: the records of a plan that the filter lets through, with what a transaction wrote laid over them, sorted, skipped, limited.
import type { Collection } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { recordKey } from '../indexes/entries.ts'
import type { Collation } from '../language/compare.ts'
import { compareValues } from '../language/compare.ts'
import type { CompiledFilter } from '../language/match.ts'
import { compileFilter, filterFields } from '../language/match.ts'
import { sortFields, sortKeyReader } from '../language/sort.ts'
import type { Doc, Value } from '../language/value.ts'
import { decode, decodeFields } from '../language/value.ts'
import type { View } from '../store/environment.ts'
import { keyText } from '../store/keys.ts'
import type { Plan } from './choose.ts'
import { choosePlan } from './choose.ts'
import type { Pace } from './pace.ts'
import { PAUSE } from './pace.ts'
import type { Found, Stats } from './scan.ts'
import { foundId, scan } from './scan.ts'

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
  skip: number
  limit: number
  stats: Stats
}

export type QueryOptions = {
  sort?: Doc | undefined
  skip?: number
  limit?: number
  hint?: Value
  collation?: Collation | undefined
  let?: Doc | undefined
  now: Date
}

type Sorter = { fields: ReadonlySet<string>; keys(doc: Doc): Value[]; compare(a: Value[], b: Value[]): number }

const MOST_SORTED_BYTES = 100 * 1024 * 1024
const SORTED_AT_ONCE = 1024

export function planQuery(collection: Collection, filter: Doc, options: QueryOptions): Query {
  const { sort, collation } = options
  const natural = sort !== undefined && Object.hasOwn(sort, '$natural')
  const order = sort === undefined || natural ? [] : sortFields(sort)
  const compiled = compileFilter(filter, { now: options.now, ...(options.let && { let: options.let }), ...(collation && { collation }) })
  const hint = natural ? sort : options.hint
  return {
    collection,
    filter: compiled,
    fields: filterFields(filter),
    matchesAll: Object.keys(filter).length === 0,
    plan: choosePlan({ collection, filter, order, hint, collated: collation !== undefined }),
    sort: order.length === 0 ? undefined : sorter(order, collation),
    skip: options.skip ?? 0,
    limit: options.limit || Number.POSITIVE_INFINITY,
    stats: { keys: 0, documents: 0 },
  }
}

function sorter(order: readonly (readonly [string, 1 | -1])[], collation: Collation | undefined): Sorter {
  const readers = order.map(([path, direction]) => sortKeyReader(path, direction, collation))
  return {
    fields: new Set(order.map(([path]) => path.split('.', 1)[0]!)),
    keys: doc => readers.map(read => read(doc)),
    compare(a, b) {
      for (let at = 0; at < order.length; at++) {
        const result = compareValues(a[at], b[at], collation)
        if (result !== 0) return result * order[at]![1]
      }
      return 0
    },
  }
}

/** The found records; a PAUSE among them asks the caller to let others run before it goes on. */
export function* findRecords(query: Query, source: Source, pace: Pace): Generator<Found | typeof PAUSE> {
  let toSkip = query.skip
  let left = query.limit
  for (const found of ordered(query, source, pace)) {
    if (found === PAUSE) yield PAUSE
    else if (toSkip > 0) toSkip--
    else {
      yield found
      if (--left <= 0) return
    }
  }
}

function ordered(query: Query, source: Source, pace: Pace): Generator<Found | typeof PAUSE> {
  const { collection, plan, stats } = query
  const accept = query.matchesAll ? undefined : (bytes: Buffer) => matches(query, bytes)
  const found = scan({ collection, plan, view: source.view, pace, stats, accept })
  const overlay = source.overlay(collection)
  if (overlay === undefined || overlay.size === 0) return query.sort === undefined || plan.sorted ? found : sorted(query, found, pace)
  const stored = without(overlay, found)
  const written: Found[] = []
  for (const { id, bytes } of overlay.values())
    if (bytes !== undefined && matches(query, bytes)) written.push({ key: recordKey(collection, id), bytes })
  if (query.sort === undefined) return chain(stored, written)
  const enough = plan.sorted ? first(stored, query.skip + query.limit) : stored
  return sorted(query, chain(enough, written), pace)
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

type Sortable = { found: Found; keys: Value[] }

/** Sorts what no index has in order; with a limit, no more than a few times that many are kept. */
function* sorted(query: Query, records: Iterable<Found | typeof PAUSE>, pace: Pace): Generator<Found | typeof PAUSE> {
  const { fields, keys, compare } = query.sort!
  const wanted = query.limit + query.skip
  let runs: Sortable[][] = []
  let run: Sortable[] = []
  let size = 0
  const close = () => {
    run.sort((a, b) => compare(a.keys, b.keys))
    if (run.length > wanted) run.length = wanted
    runs.push(run)
    run = []
  }
  for (const record of records) {
    if (record === PAUSE) {
      yield PAUSE
      continue
    }
    run.push({ found: record, keys: keys(decodeFields(record.bytes, fields)) })
    size += record.bytes.length
    if (run.length < SORTED_AT_ONCE) continue
    close()
    if (runs.length < 2 || wanted > SORTED_AT_ONCE * 4) {
      if (size > MOST_SORTED_BYTES) throw new CommandError('QueryExceededMemoryLimit', 'a sort without an index takes more than 100 MB')
      continue
    }
    runs = [mergeTwo(runs[0]!, runs[1]!, compare, wanted)]
    size = runs[0]!.reduce((sum, { found }) => sum + found.bytes.length, 0)
  }
  close()
  while (runs.length > 1) {
    const merged: Sortable[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(runs[at + 1] === undefined ? runs[at]! : mergeTwo(runs[at]!, runs[at + 1]!, compare, wanted))
      if (pace.due()) yield PAUSE
    }
    runs = merged
  }
  for (const { found } of runs[0]!) yield found
}

function mergeTwo(a: Sortable[], b: Sortable[], compare: (a: Value[], b: Value[]) => number, wanted: number): Sortable[] {
  const merged: Sortable[] = []
  let atA = 0
  let atB = 0
  while (merged.length < wanted && (atA < a.length || atB < b.length)) {
    const takeA = atB >= b.length || (atA < a.length && compare(a[atA]!.keys, b[atB]!.keys) <= 0)
    merged.push(takeA ? a[atA++]! : b[atB++]!)
  }
  return merged
}
