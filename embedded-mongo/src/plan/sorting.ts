// Sorts what no index has in order: in runs that are merged, and with a limit keeping little more than that many.
import type { Collation } from '../language/compare.ts'
import { compareValues } from '../language/compare.ts'
import { exceeded, memoryLimit } from '../language/memory.ts'
import { LONGEST_RUN, mergeRuns } from '../language/merge.ts'
import { sortKeyReader } from '../language/sort.ts'
import type { Doc, Value } from '../language/value.ts'
import { decodeFields } from '../language/value.ts'
import type { Pace } from './pace.ts'
import { PAUSE } from './pace.ts'
import type { Found } from './scan.ts'

export type Sorter = { fields: ReadonlySet<string>; keys(doc: Doc): Value[]; compare(a: Value[], b: Value[]): number }

/** A sort under way: how many are wanted, and the last of those known so far, once there are as many. */
export type Sorting = { sorter: Sorter; wanted: number; last: Value[] | undefined }

type Sortable = { found: Found; keys: Value[] }

const SHORTEST_RUN = 64

export function newSorter(order: readonly (readonly [string, 1 | -1])[], collation: Collation | undefined): Sorter {
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

export function newSorting(sorter: Sorter, wanted: number): Sorting {
  return { sorter, wanted, last: undefined }
}

/** Whether a record may be among those that are wanted; it is not copied otherwise. */
export function mayBelong({ sorter, last }: Sorting, bytes: Buffer): boolean {
  return last === undefined || sorter.compare(sorter.keys(decodeFields(bytes, sorter.fields)), last) < 0
}

export function* sortRecords(sorting: Sorting, records: Iterable<Found | typeof PAUSE>, pace: Pace): Generator<Found | typeof PAUSE> {
  const { fields, keys } = sorting.sorter
  const length = Math.max(SHORTEST_RUN, Math.min(LONGEST_RUN, sorting.wanted))
  const runs: Sortable[][] = []
  let run: Sortable[] = []
  let size = 0
  for (const record of records) {
    if (record === PAUSE) {
      yield PAUSE
      continue
    }
    run.push({ found: record, keys: keys(decodeFields(record.bytes, fields)) })
    size += record.bytes.length
    if (size > memoryLimit()) throw exceeded('a sort without an index', 292)
    if (run.length < length) continue
    addRun(sorting, runs, run)
    run = []
    if (runs.length === 1) size = sizeOf(runs[0]!)
  }
  addRun(sorting, runs, run)
  for (const sortable of yield* mergeAll(sorting, runs, pace)) {
    yield sortable.found
    if (pace.due()) yield PAUSE
  }
}

/** With a limit of not much more than a run there is only ever one run, of the best so far; without, there are many. */
function addRun(sorting: Sorting, runs: Sortable[][], run: Sortable[]): void {
  run.sort(orderOf(sorting))
  const isLimited = sorting.wanted <= LONGEST_RUN
  runs.push(isLimited && runs.length > 0 ? mergedNow(sorting, [runs.pop()!, run]) : run.slice(0, sorting.wanted))
  const best = runs[0]!
  if (isLimited && best.length >= sorting.wanted) sorting.last = best.at(-1)!.keys
}

const sizeOf = (run: Sortable[]): number => run.reduce((sum, { found }) => sum + found.bytes.length, 0)

function* mergeAll(sorting: Sorting, runs: Sortable[][], pace: Pace): Generator<typeof PAUSE, Sortable[]> {
  const merging = mergeRuns(runs, orderOf(sorting), sorting.wanted)
  for (;;) {
    const { done, value } = merging.next()
    if (done) return value
    if (pace.isOver()) yield PAUSE
  }
}

const orderOf =
  ({ sorter }: Sorting) =>
  (a: Sortable, b: Sortable): number =>
    sorter.compare(a.keys, b.keys)

/** For two that are no longer than a run. */
function mergedNow(sorting: Sorting, runs: Sortable[][]): Sortable[] {
  const merging = mergeRuns(runs, orderOf(sorting), sorting.wanted)
  for (;;) {
    const { done, value } = merging.next()
    if (done) return value
  }
}
