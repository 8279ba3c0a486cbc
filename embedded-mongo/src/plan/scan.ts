// Reads entries and records of a plan, a chunk at a time: between chunks nothing of the store is held, and a changed store is looked up anew.
import type { Collection } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { entryRecord } from '../indexes/entries.ts'
import type { Accept, Chunk, Entry, View } from '../store/environment.ts'
import { joinKey, keyText } from '../store/keys.ts'
import type { Plan } from './choose.ts'
import type { Cover } from './cover.ts'
import { Given } from './given.ts'
import { mergeScans } from './merge-scans.ts'
import type { Pace } from './pace.ts'
import { PAUSE } from './pace.ts'
import type { KeyRange } from './ranges.ts'
import type { Sorter } from './sorting.ts'

/** A record: its key in the store, and its bytes, or all that a projection wants of it. */
export type Found = { key: Buffer; bytes: Buffer; isCovered?: true }
/** Entries and records that were looked at, and records that were accepted. Of branches each its own if they are there, which explain asks for. */
export type Stats = { keys: number; documents: number; found: number; branches?: Stats[] }
/** `accept` tests a record where it lies; `acceptExact` is enough where the plan says all that the filter says. */
export type Scan = {
  collection: Collection
  plan: Plan
  view: View
  pace: Pace
  stats: Stats
  accept: Accept | undefined
  acceptExact?: Accept | undefined
  /** What branches are merged by. */
  sorter?: Sorter | undefined
  harvest?: Harvest | undefined
  cover?: Cover | undefined
}
/** Takes records out of the store where they lie, so that none is copied: then the scan gives nothing but pauses, also whenever it is full. */
export type Harvest = { take(bytes: Buffer): void; isFull(): boolean }

const FIRST_CHUNK = 24
const LARGEST_CHUNK = 192

export const newStats = (): Stats => ({ keys: 0, documents: 0, found: 0 })

export const foundId = (found: Found): Buffer => found.key.subarray(4)

/** All records that a plan reaches and the test accepts, each once, in the plan's order. */
export function scan(work: Scan): Generator<Found | typeof PAUSE> {
  if (work.plan.branches !== undefined) return scanBranches(work, work.plan.branches)
  return work.plan.index === undefined ? scanRecords(work) : scanIndex(work)
}

/** A record that several branches find comes once. */
function* scanBranches(work: Scan, branches: readonly Plan[]): Generator<Found | typeof PAUSE> {
  const seen = new Set<string>()
  const { stats } = work
  const scans = branches.map((plan, at) => scan({ ...work, plan, stats: stats.branches?.[at] ?? stats }))
  for (const found of work.plan.merged ? mergeScans(scans, work.sorter!) : inTurn(scans)) {
    if (found !== PAUSE) {
      const text = keyText(found.key)
      if (seen.has(text)) continue
      seen.add(text)
      if (stats.branches !== undefined) stats.found++
    }
    yield found
  }
}

function* inTurn<T>(scans: readonly Iterable<T>[]): Generator<T> {
  for (const each of scans) yield* each
}

function* scanRecords(work: Scan): Generator<Found | typeof PAUSE> {
  const accept = work.plan.exact ? work.acceptExact : work.accept
  for (const entry of scanEntries(work, accept)) {
    if (entry === PAUSE) yield PAUSE
    else {
      work.stats.found++
      yield { key: entry.key, bytes: entry.value }
    }
  }
}

function* scanIndex(work: Scan): Generator<Found | typeof PAUSE> {
  const { collection, plan, view, stats, accept } = work
  const index = plan.index!
  const given = new Given(index.multikey || plan.ranges.length > 1)
  for (const entry of plan.merged ? mergeEntries(work) : scanEntries(work, undefined)) {
    if (entry === PAUSE) {
      yield PAUSE
      continue
    }
    stats.keys++
    const id = entryRecord(index, entry.key, entry.value)
    const key = joinKey(collection.space, id)
    // What is changed under the scan may become the index's first array.
    if (given.has(key, index.multikey)) continue
    const isExact = plan.exact && !index.multikey && !index.cut
    const covered = isExact ? work.cover?.(entry.key, id) : undefined
    if (covered !== undefined) {
      stats.found++
      yield { key, bytes: covered, isCovered: true }
      continue
    }
    stats.documents++
    const bytes = view.get(key, isExact ? work.acceptExact : accept)
    if (bytes === undefined) continue
    stats.found++
    yield { key, bytes }
  }
}

function* scanEntries(work: Scan, accept: Accept | undefined): Generator<Entry | typeof PAUSE> {
  const { ranges, reverse } = work.plan
  for (const range of reverse ? [...ranges].reverse() : ranges) yield* scanRange(work, range, accept)
}

/** One range from one end to the other. */
function* scanRange(work: Scan, range: KeyRange, accept: Accept | undefined): Generator<Entry | typeof PAUSE> {
  const { view, pace, plan } = work
  if (range.point) {
    if (plan.index === undefined) work.stats.documents++
    const value = view.get(range.start, accept)
    if (value !== undefined) yield { key: range.start, value }
    return
  }
  let limit = FIRST_CHUNK
  let last: Buffer | undefined
  for (;;) {
    checkThere(work.collection, plan, view)
    const version = view.version()
    const chunk = readChunk(range, plan.reverse, view, last, limit, accept)
    if (plan.index === undefined) work.stats.documents += chunk.examined
    for (const entry of chunk.entries) {
      yield entry
      if (pace.due()) yield PAUSE
      if (view.version() === version) continue
      last = entry.key
      break
    }
    if (view.version() !== version) continue
    if (chunk.examined < limit) return
    last = chunk.last
    limit = Math.min(limit * 2, LARGEST_CHUNK)
    if (work.harvest?.isFull() || pace.isOver()) yield PAUSE
  }
}

/** What is dropped is swept away under the scan, which would end as if there were no more. */
export function checkThere(collection: Collection, { index }: Plan, view: View): void {
  if (view.isFixed) return
  if (collection.dropped) throw killed('collection dropped')
  if (index !== undefined && !collection.indexes.includes(index)) throw killed(`index '${index.name}' dropped`)
}

const killed = (why: string) => new CommandError('QueryPlanKilled', `query plan killed :: ${why}`)

function readChunk(
  range: KeyRange,
  reverse: boolean,
  view: View,
  last: Buffer | undefined,
  limit: number,
  accept: Accept | undefined,
): Chunk {
  if (!reverse)
    return view.range({ start: last ?? range.start, end: range.end, reverse, limit, exclusiveStart: last !== undefined }, accept)
  return view.range({ start: last ?? range.end, end: range.start, reverse, limit, exclusiveStart: true, inclusiveEnd: true }, accept)
}

type Head = { entry: Entry; rest: Generator<Entry | typeof PAUSE>; fixed: number }

/** Several ranges at once, in the order of what comes behind their fixed beginnings. */
function* mergeEntries(work: Scan): Generator<Entry | typeof PAUSE> {
  const heads: Head[] = []
  for (const range of work.plan.ranges) {
    const rest = scanRange(work, range, undefined)
    const entry = nextEntry(rest)
    if (entry !== undefined) heads.push({ entry, rest, fixed: range.fixed })
  }
  while (heads.length > 0) {
    const best = firstHead(heads, work.plan.reverse)
    yield best.entry
    if (work.pace.due()) yield PAUSE
    const entry = nextEntry(best.rest)
    if (entry === undefined) heads.splice(heads.indexOf(best), 1)
    else best.entry = entry
  }
}

/** Pauses are given by the merge itself. */
function nextEntry(rest: Generator<Entry | typeof PAUSE>): Entry | undefined {
  for (;;) {
    const { value, done } = rest.next()
    if (done) return undefined
    if (value !== PAUSE) return value
  }
}

function firstHead(heads: Head[], reverse: boolean): Head {
  let best = heads[0]!
  for (let at = 1; at < heads.length; at++) {
    const head = heads[at]!
    const { key } = head.entry
    const order = key.compare(best.entry.key, best.fixed, best.entry.key.length, head.fixed, key.length)
    if (reverse ? order > 0 : order < 0) best = head
  }
  return best
}
