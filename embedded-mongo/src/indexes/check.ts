// Compares every index with the records: an entry too many or too few is a fault of this server.
import type { Collection, Index } from '../catalogue/definitions.ts'
import type { Context } from '../commands/context.ts'
import { rest } from '../commands/context.ts'
import { decodeFields } from '../language/value.ts'
import { Pace } from '../plan/pace.ts'
import { joinKey, keyText, spaceEnd, spaceStart } from '../store/keys.ts'
import { entriesOf, entryRecord } from './entries.ts'

const CHUNK = 200

export type Check = { keysPerIndex: Record<string, number>; errors: string[] }

/** Only right on a collection that nobody writes to meanwhile. */
export async function checkIndexes(context: Context, collection: Collection): Promise<Check> {
  const check: Check = { keysPerIndex: {}, errors: [] }
  for (const index of collection.indexes) {
    check.keysPerIndex[index.name] = await checkEntries(context, collection, index, check)
    const wanted = await countWanted(context, collection, index, check)
    const found = check.keysPerIndex[index.name]
    if (wanted !== found) check.errors.push(`index ${index.name} has ${found} entries and should have ${wanted}`)
  }
  return check
}

/** Every entry leads to a record that has that entry. */
async function checkEntries(context: Context, collection: Collection, index: Index, check: Check): Promise<number> {
  const { live } = context.engine.environment
  let entries = 0
  await walk(context, index.space, (key, value) => {
    entries++
    const id = entryRecord(index, key, value)
    const record = live.get(joinKey(collection.space, id))
    const owns = record !== undefined && keysOf(collection, index, record, id).has(keyText(key))
    if (!owns) check.errors.push(`index ${index.name} has an entry without its record`)
  })
  return entries
}

async function countWanted(context: Context, collection: Collection, index: Index, check: Check): Promise<number> {
  const { live } = context.engine.environment
  let wanted = 0
  await walk(context, collection.space, (key, value) => {
    for (const entry of keysOf(collection, index, value, key.subarray(4)).values()) {
      wanted++
      if (live.get(entry) === undefined) check.errors.push(`index ${index.name} lacks an entry of a record`)
    }
  })
  return wanted
}

function keysOf(collection: Collection, index: Index, record: Buffer, id: Buffer): Map<string, Buffer> {
  const entries = entriesOf(index, decodeFields(record, collection.indexedFields), id, { multikey: false, cut: false })
  return new Map(entries.map(({ key }) => [keyText(key), key]))
}

async function walk(context: Context, space: number, visit: (key: Buffer, value: Buffer) => void): Promise<void> {
  const pace = new Pace()
  let last: Buffer | undefined
  for (;;) {
    const start = last ?? spaceStart(space)
    const options = { start, end: spaceEnd(space), reverse: false, limit: CHUNK, exclusiveStart: last !== undefined }
    const chunk = context.engine.environment.live.range(options)
    for (const { key, value } of chunk.entries) visit(key, value)
    if (chunk.examined < CHUNK) return
    last = chunk.last
    await rest(context, pace)
  }
}
