// The entries that records have in new indexes, gathered in slices and brought in order: put in order, they fill few pages at a time.
import type { Collection, Index } from '../catalogue/definitions.ts'
import { LONGEST_RUN, mergeRuns } from '../language/merge.ts'
import { decodeFields } from '../language/value.ts'
import { Pace } from '../plan/pace.ts'
import type { View } from '../store/environment.ts'
import { spaceEnd, spaceStart } from '../store/keys.ts'
import type { Flags } from './entries.ts'
import { entriesOf } from './entries.ts'
import { PackedEntries } from './packed-entries.ts'

/** What was gathered and where it lies in order, what the indexes have to know of it, and the record to go on behind; undefined after the last. */
export type Harvest = { entries: PackedEntries; order: readonly number[]; flags: Map<Index, Flags>; last: Buffer | undefined }

const RECORDS_AT_ONCE = 32
/** Held at once; of a larger collection the rest is gathered afterwards. */
const MOST_BYTES = 32 * 1024 * 1024

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

export async function gatherEntries(
  view: View,
  collection: Collection,
  indexes: readonly Index[],
  after?: Buffer,
  mostBytes = MOST_BYTES,
): Promise<Harvest> {
  const flags = new Map(indexes.map(index => [index, { multikey: false, cut: false }] as const))
  const entries = new PackedEntries(indexes)
  const runs: number[][] = []
  const pace = new Pace()
  let run: number[] = []
  let last = after
  do {
    const start = last ?? spaceStart(collection.space)
    const options = { start, end: spaceEnd(collection.space), reverse: false, limit: RECORDS_AT_ONCE, exclusiveStart: last !== undefined }
    const chunk = view.range(options)
    for (const { key, value } of chunk.entries) addEntries(entries, run, collection, flags, key.subarray(4), value)
    last = chunk.examined < RECORDS_AT_ONCE ? undefined : chunk.last
    if (run.length >= LONGEST_RUN || last === undefined) {
      runs.push(run.sort(entries.compare))
      run = []
    }
    if (!pace.isOver()) continue
    await nextTurn()
    pace.start()
  } while (last !== undefined && entries.size < mostBytes)
  if (run.length > 0) runs.push(run.sort(entries.compare))
  return { entries, order: await merged(runs, entries), flags, last }
}

function addEntries(
  entries: PackedEntries,
  run: number[],
  collection: Collection,
  flags: ReadonlyMap<Index, Flags>,
  id: Buffer,
  record: Buffer,
): void {
  const doc = decodeFields(record, collection.indexedFields)
  for (const [index, own] of flags) for (const entry of entriesOf(index, doc, id, own)) run.push(entries.add(index, entry))
}

async function merged(runs: number[][], { compare }: PackedEntries): Promise<number[]> {
  const merging = mergeRuns(runs, compare)
  const pace = new Pace()
  for (;;) {
    const { done, value } = merging.next()
    if (done) return value
    if (!pace.isOver()) continue
    await nextTurn()
    pace.start()
  }
}
