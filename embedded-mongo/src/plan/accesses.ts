// Counts which indexes queries go through, for $indexStats.
import type { Collection } from '../catalogue/definitions.ts'
import type { Plan } from './choose.ts'
import { isWhole } from './choose.ts'
import type { Query } from './find.ts'

/** Once for each query, however often its records are looked for. */
export function countAccess(query: Query): void {
  if (query.isCounted) return
  query.isCounted = true
  countPlan(query.collection, query.plan)
}

function countPlan(collection: Collection, plan: Plan): void {
  if (plan.branches !== undefined) for (const branch of plan.branches) countPlan(collection, branch)
  else if (plan.index !== undefined) plan.index.accesses.ops++
  else if (!isWhole(plan)) collection.accesses.ops++
}
