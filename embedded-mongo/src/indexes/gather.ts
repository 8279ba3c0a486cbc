// The entries that records have in new indexes, gathered in slices and brought in order: put in order, they fill few pages at a time.
import type { Collection, Index } from '../catalogue/definitions.ts'
import { LONGEST_RUN, mergeRuns } from '../language/merge.ts'
import { decodeFields } from '../language/value.ts'
import { Pace } from '../plan/pace.ts'
import type { View } from '../store/environment.ts'
import { keyText, spaceEnd, spaceStart } from '../store/keys.ts'
import type { Flags, IndexEntry } from './entries.ts'
import { entriesOf } from './entries.ts'

/** `order` is the entry's key as a text, which compares as its bytes do. */
export type Gathered = IndexEntry & { index: Index; id: Buffer; order: string }
/** What was gathered in order, what the indexes have to know of it, and the record to go on behind; undefined after the last one. */
export type Harvest = { entries: Gathered[]; flags: Map<Index, Flags>; last: Buffer | undefined }

const RECORDS_AT_ONCE = 32
/** Held at once, some hundred bytes each; of a larger collection the rest is gathered afterwards. */
const MOST_ENTRIES = 100_000

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))
const inOrder = (a: Gathered, b: Gathered): number => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0)

export async function gatherEntries(view: View, collection: Collection, indexes: readonly Index[], after?: Buffer): Promise<Harvest> {
  const flags = new Map(indexes.map(index => [index, { multikey: false, cut: false }] as const))
  const runs: Gathered[][] = []
  const pace = new Pace()
  let run: Gathered[] = []
  let last = after
  do {
    const start = last ?? spaceStart(collection.space)
    const options = { start, end: spaceEnd(collection.space), reverse: false, limit: RECORDS_AT_ONCE, exclusiveStart: last !== undefined }
    const chunk = view.range(options)
    for (const { key, value } of chunk.entries) addEntries(run, collection, flags, key.subarray(4), value)
    last = chunk.examined < RECORDS_AT_ONCE ? undefined : chunk.last
    if (run.length >= LONGEST_RUN || last === undefined) {
      runs.push(run.sort(inOrder))
      run = []
    }
    if (!pace.isOver()) continue
    await nextTurn()
    pace.start()
  } while (last !== undefined && runs.length * LONGEST_RUN < MOST_ENTRIES)
  return { entries: await merged(runs), flags, last }
}

function addEntries(run: Gathered[], collection: Collection, flags: ReadonlyMap<Index, Flags>, id: Buffer, record: Buffer): void {
  const doc = decodeFields(record, collection.indexedFields)
  for (const [index, own] of flags)
    for (const entry of entriesOf(index, doc, id, own)) run.push({ ...entry, index, id, order: keyText(entry.key) })
}

async function merged(runs: Gathered[][]): Promise<Gathered[]> {
  const merging = mergeRuns(runs, inOrder)
  const pace = new Pace()
  for (;;) {
    const { done, value } = merging.next()
    if (done) return value
    if (!pace.isOver()) continue
    await nextTurn()
    pace.start()
  }
}
