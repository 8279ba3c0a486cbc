// Compares every index with the records, both ways, in one state of the store: a difference is a fault of this server or of the disk.
import type { Collection, Index } from '../catalogue/definitions.ts'
import type { Context } from '../commands/context.ts'
import { rest } from '../commands/context.ts'
import type { Doc } from '../language/value.ts'
import { decode } from '../language/value.ts'
import { Pace } from '../plan/pace.ts'
import type { View } from '../store/environment.ts'
import { joinKey, spaceEnd, spaceStart } from '../store/keys.ts'
import type { IndexEntry } from './entries.ts'
import { entriesOf, entryRecord, idKey } from './entries.ts'

const CHUNK = 32
const MOST_ERRORS = 100

/** `strangers` are records that the collection's validator does not match. */
export type Check = { records: number; strangers: number; keysPerIndex: Record<string, number>; errors: string[] }

type Work = { context: Context; collection: Collection; view: View; check: Check }

/** Others read and write meanwhile. An index that is still being built is left out. */
export async function checkIndexes(context: Context, collection: Collection): Promise<Check> {
  const check: Check = { records: 0, strangers: 0, keysPerIndex: {}, errors: [] }
  const snapshot = context.engine.environment.snapshot()
  const work: Work = { context, collection, view: snapshot, check }
  const { count } = collection
  const indexes = collection.indexes.filter(index => index.ready)
  try {
    for (const index of indexes) await checkEntries(work, index)
    await checkRecords(work, indexes)
  } finally {
    snapshot.close()
  }
  if (count !== undefined && count !== check.records) report(check, `the collection counts ${count} records and has ${check.records}`)
  return check
}

/** Every entry leads to a record that has that entry. */
async function checkEntries(work: Work, index: Index): Promise<void> {
  const { collection, view, check } = work
  check.keysPerIndex[index.name] = 0
  await walk(work, index.space, (key, value) => {
    check.keysPerIndex[index.name]!++
    const id = entryRecord(index, key, value)
    const record = view.get(joinKey(collection.space, id))
    if (record === undefined) return report(check, `index ${index.name} has an entry without its record`)
    const doc = readRecord(record)
    const entries = doc === undefined ? [] : entriesIn(work, index, doc, id)
    if (!entries.some(entry => entry.key.equals(key))) report(check, `index ${index.name} has an entry that its record does not have`)
  })
}

/** Every record lies under its `_id` and has its entries in all indexes. */
async function checkRecords(work: Work, indexes: Index[]): Promise<void> {
  const { collection, view, check } = work
  await walk(work, collection.space, (key, value) => {
    check.records++
    const id = key.subarray(4)
    const doc = readRecord(value)
    if (doc === undefined) return report(check, 'a record is not a document')
    if (collection.validation?.matches(doc) === false) check.strangers++
    if (!idKey(doc._id).equals(id)) report(check, 'a record does not lie under its _id')
    for (const index of indexes) {
      for (const entry of entriesIn(work, index, doc, id)) {
        const stored = view.get(entry.key)
        if (stored === undefined) report(check, `index ${index.name} lacks an entry of a record`)
        else if (!stored.equals(entry.value)) report(check, `index ${index.name} has an entry of a record wrong`)
      }
    }
  })
}

function readRecord(bytes: Buffer): Doc | undefined {
  try {
    return decode(bytes)
  } catch {
    return undefined
  }
}

/** An index that holds several keys of one record, or cut keys, must know it: it is read with more care. */
function entriesIn({ check }: Work, index: Index, doc: Doc, id: Buffer): IndexEntry[] {
  const flags = { multikey: false, cut: false }
  const entries = entriesOf(index, doc, id, flags)
  if (entries.length === 0) return entries
  if (flags.multikey && !index.multikey) report(check, `index ${index.name} is over arrays and not marked as such`)
  if (flags.cut && !index.cut) report(check, `index ${index.name} has cut keys and is not marked as such`)
  return entries
}

function report({ errors }: Check, error: string): void {
  if (errors.length < MOST_ERRORS) errors.push(error)
}

async function walk({ context, view }: Work, space: number, visit: (key: Buffer, value: Buffer) => void): Promise<void> {
  const pace = new Pace()
  let last: Buffer | undefined
  for (;;) {
    const start = last ?? spaceStart(space)
    const options = { start, end: spaceEnd(space), reverse: false, limit: CHUNK, exclusiveStart: last !== undefined }
    const chunk = view.range(options)
    for (const { key, value } of chunk.entries) visit(key, value)
    if (chunk.examined < CHUNK) return
    last = chunk.last
    if (pace.isOver()) await rest(context, pace)
  }
}
