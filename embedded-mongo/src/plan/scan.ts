// Reads entries and records of a plan, a chunk at a time: between chunks nothing of the store is held, and a changed store is looked up anew.
import type { Collection } from '../catalogue/definitions.ts'
import { entryRecord } from '../indexes/entries.ts'
import type { Entry, View } from '../store/environment.ts'
import { joinKey, keyText } from '../store/keys.ts'
import type { Plan } from './choose.ts'
import type { Pace } from './pace.ts'
import { PAUSE } from './pace.ts'
import type { KeyRange } from './ranges.ts'

export type Found = { id: Buffer; bytes: Buffer }
export type Stats = { keys: number; documents: number }

const FIRST_CHUNK = 24
const LARGEST_CHUNK = 192

/** All records that a plan reaches, each once, in the plan's order. */
export function* scan(collection: Collection, plan: Plan, view: View, pace: Pace, stats: Stats): Generator<Found | typeof PAUSE> {
  if (plan.index === undefined) yield* scanRecords(plan, view, pace, stats)
  else yield* scanIndex(collection, plan, view, pace, stats)
}

function* scanRecords(plan: Plan, view: View, pace: Pace, stats: Stats): Generator<Found | typeof PAUSE> {
  for (const entry of scanEntries(plan, view, pace)) {
    if (entry === PAUSE) yield PAUSE
    else {
      stats.documents++
      yield { id: entry.key.subarray(4), bytes: entry.value }
    }
  }
}

function* scanIndex(collection: Collection, plan: Plan, view: View, pace: Pace, stats: Stats): Generator<Found | typeof PAUSE> {
  const index = plan.index!
  const seen = index.multikey || plan.ranges.length > 1 ? new Set<string>() : undefined
  for (const entry of plan.merged ? mergeEntries(plan, view, pace) : scanEntries(plan, view, pace)) {
    if (entry === PAUSE) {
      yield PAUSE
      continue
    }
    stats.keys++
    const id = entryRecord(index, entry.key, entry.value)
    if (seen !== undefined) {
      const text = keyText(id)
      if (seen.has(text)) continue
      seen.add(text)
    }
    const bytes = view.get(joinKey(collection.space, id))
    if (bytes === undefined) continue
    stats.documents++
    yield { id, bytes }
  }
}

function* scanEntries(plan: Plan, view: View, pace: Pace): Generator<Entry | typeof PAUSE> {
  const ranges = plan.reverse ? [...plan.ranges].reverse() : plan.ranges
  for (const range of ranges) yield* scanRange(range, plan.reverse, view, pace)
}

/** One range from one end to the other. A point is a single look-up. */
function* scanRange(range: KeyRange, reverse: boolean, view: View, pace: Pace): Generator<Entry | typeof PAUSE> {
  let limit = FIRST_CHUNK
  let last: Buffer | undefined
  for (;;) {
    const version = view.version()
    const chunk = readChunk(range, reverse, view, last, limit)
    for (const entry of chunk) {
      last = entry.key
      yield entry
      if (pace.due()) yield PAUSE
      if (view.version() !== version) break
    }
    const changed = view.version() !== version
    if (!changed && chunk.length < limit) return
    if (!changed) limit = Math.min(limit * 2, LARGEST_CHUNK)
  }
}

function readChunk(range: KeyRange, reverse: boolean, view: View, last: Buffer | undefined, limit: number): Entry[] {
  if (!reverse) return view.range({ start: last ?? range.start, end: range.end, reverse, limit, exclusiveStart: last !== undefined })
  return view.range({ start: last ?? range.end, end: range.start, reverse, limit, exclusiveStart: true })
}

type Head = { entry: Entry; rest: Generator<Entry | typeof PAUSE>; fixed: number }

/** Several ranges at once, in the order of what comes behind their fixed beginnings. */
function* mergeEntries(plan: Plan, view: View, pace: Pace): Generator<Entry | typeof PAUSE> {
  const heads: Head[] = []
  for (const range of plan.ranges) {
    const rest = scanRange(range, plan.reverse, view, pace)
    const entry = nextEntry(rest)
    if (entry !== undefined) heads.push({ entry, rest, fixed: range.fixed })
  }
  while (heads.length > 0) {
    const best = firstHead(heads, plan.reverse)
    yield best.entry
    if (pace.due()) yield PAUSE
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
