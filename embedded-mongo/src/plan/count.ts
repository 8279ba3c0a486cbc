// The number of records of a collection: counted once, in steps, and kept in memory from then on.
import type { Collection } from '../catalogue/definitions.ts'
import type { Context } from '../commands/context.ts'
import { rest } from '../commands/context.ts'
import { spaceEnd, spaceStart } from '../store/keys.ts'
import { Pace } from './pace.ts'

const STEP = 2000

export async function countRecords(context: Context, collection: Collection): Promise<number> {
  if (collection.count !== undefined) return collection.count
  const { live } = context.engine.environment
  const pace = new Pace()
  const version = live.version()
  let count = 0
  let start = spaceStart(collection.space)
  for (let exclusiveStart = false; ; exclusiveStart = true) {
    const keys = live.keys({ start, end: spaceEnd(collection.space), reverse: false, limit: STEP, exclusiveStart })
    count += keys.length
    if (keys.length < STEP) break
    start = keys.at(-1)!
    await rest(context, pace)
  }
  // Others wrote meanwhile: LMDB counts all at once, which is exact but does not share its time.
  if (live.version() !== version) {
    count = context.engine.environment.count(spaceStart(collection.space), spaceEnd(collection.space))
  }
  collection.count = count
  return count
}
