// Numbers of records: of a whole collection, counted once and kept in memory from then on; of ranges of an index, without fetching a record.
import type { Collection } from '../catalogue/definitions.ts'
import type { Context } from '../commands/context.ts'
import { rest } from '../commands/context.ts'
import type { View } from '../store/environment.ts'
import { spaceEnd, spaceStart } from '../store/keys.ts'
import { countAccess } from './accesses.ts'
import type { Query } from './find.ts'
import { checkIndex } from './find.ts'
import { Pace } from './pace.ts'
import { checkThere } from './scan.ts'

const STEP = 2000

export async function countRecords(context: Context, collection: Collection): Promise<number> {
  if (collection.count !== undefined) return collection.count
  const { environment } = context.engine
  const version = environment.live.version()
  const [start, end] = [spaceStart(collection.space), spaceEnd(collection.space)]
  const counted = await countRange(context, environment.live, start, end)
  // If others wrote meanwhile, LMDB counts all at once, which is exact but does not share its time.
  collection.count = environment.live.version() === version ? counted : environment.count(start, end)
  return collection.count
}

/** The number of records that a query finds if the ranges of its plan say all of it; undefined if they do not. */
export async function countByKeys(context: Context, query: Query): Promise<number | undefined> {
  const { plan, collection } = query
  if (!isCountable(query) || context.source.overlay(collection) !== undefined) return undefined
  checkIndex(plan, context.source.view)
  countAccess(query)
  let total = 0
  for (const { start, end } of plan.ranges) total += await countRange(context, context.source.view, start, end)
  checkThere(collection, plan, context.source.view)
  // It may have got its first array meanwhile.
  return isCountable(query) ? total : undefined
}

/** Whether the ranges of its plan say all that a query says. */
export function isCountable({ plan: { index, exact }, skip, limit }: Query): boolean {
  return exact && index !== undefined && !index.multikey && !index.cut && skip === 0 && limit === Number.POSITIVE_INFINITY
}

async function countRange(context: Context, view: View, start: Buffer, end: Buffer): Promise<number> {
  const pace = new Pace()
  let total = 0
  let from = start
  for (let exclusiveStart = false; ; exclusiveStart = true) {
    const keys = view.keys({ start: from, end, reverse: false, limit: STEP, exclusiveStart })
    total += keys.length
    if (keys.length < STEP) return total
    from = keys.at(-1)!
    if (pace.isOver()) await rest(context, pace)
  }
}
