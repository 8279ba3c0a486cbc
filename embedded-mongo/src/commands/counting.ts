// The one pipeline that every driver sends to count documents: answered by counting, without making a document of each.
import type { Collection } from '../catalogue/definitions.ts'
import type { Doc, Value } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import { countByKeys, countRecords } from '../plan/count.ts'
import type { Query } from '../plan/find.ts'
import { findRecords } from '../plan/find.ts'
import { PAUSE, Pace } from '../plan/pace.ts'
import { toNumber } from '../transactions/sessions.ts'
import type { Context } from './context.ts'
import { rest } from './context.ts'

export type Counting = { filter: Doc; skip: number; limit: number; id: Value }

/** `[{$match}, {$skip}?, {$limit}?, {$group: {_id: <constant>, n: {$sum: 1}}}]`, or undefined. */
export function readCounting(stages: readonly Value[]): Counting | undefined {
  const rest = [...stages]
  const counting: Counting = { filter: {}, skip: 0, limit: 0, id: null }
  const match = take(rest, '$match')
  if (!isDocument(match)) return undefined
  counting.filter = match
  const skip = take(rest, '$skip')
  if (skip !== undefined) counting.skip = toNumber(skip)
  const limit = take(rest, '$limit')
  if (limit !== undefined) counting.limit = toNumber(limit)
  const group = take(rest, '$group')
  if (rest.length > 0 || !isDocument(group) || !isCount(group) || !(counting.skip >= 0) || !(counting.limit >= 0)) return undefined
  if (limit !== undefined && counting.limit === 0) return undefined
  counting.id = group._id
  return counting
}

function take(stages: Value[], name: string): Value {
  const [first] = stages
  if (!isDocument(first) || Object.keys(first).join() !== name) return undefined
  stages.shift()
  return first[name]
}

function isCount(group: Doc): boolean {
  const { _id, n } = group
  const isConstant = _id === null || typeof _id === 'boolean' || (typeof _id === 'object' && !isDocument(_id) && !Array.isArray(_id))
  return (
    Object.keys(group).join() === '_id,n' &&
    isConstant &&
    isDocument(n) &&
    Object.keys(n).join() === '$sum' &&
    typeof n.$sum === 'object' &&
    toNumber(n.$sum) === 1
  )
}

/** Whether it asks for the number that is kept of every collection. */
export const isWholeCount = ({ matchesAll, skip, limit }: Query): boolean => matchesAll && skip === 0 && limit === Number.POSITIVE_INFINITY

/** How many records a query finds. */
export async function countFound(context: Context, collection: Collection, query: Query): Promise<number> {
  if (isWholeCount(query) && !context.source.view.isFixed) return countRecords(context, collection)
  const byKeys = await countByKeys(context, query)
  if (byKeys !== undefined) return byKeys
  const pace = new Pace()
  let n = 0
  for (const found of findRecords(query, context.source, pace)) {
    if (found === PAUSE) await rest(context, pace)
    else n++
  }
  return n
}
