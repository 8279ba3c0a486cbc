// The planner's and the execution's part of explain, for one query and what is done above it.
import { hostname } from 'node:os'
import type { Doc } from '../language/value.ts'
import type { Plan } from '../plan/choose.ts'
import { isCountable } from '../plan/count.ts'
import type { Ran } from '../plan/describe.ts'
import { describeEntries, describeFinding, describeQuery, documentsExamined, figures, keysExamined } from '../plan/describe.ts'
import { parsedFilter } from '../plan/describe-filter.ts'
import type { Query } from '../plan/find.ts'
import { findRecords } from '../plan/find.ts'
import { PAUSE, Pace } from '../plan/pace.ts'
import { newStats } from '../plan/scan.ts'
import type { Context } from './context.ts'
import { rest } from './context.ts'
import { countFound, isWholeCount } from './counting.ts'
import { VERSION } from './diagnostics.ts'
import type { Explained } from './explained.ts'

export function describePlanner(context: Context, explained: Explained): Doc {
  const { collection, filter, query, rejected } = explained
  const others = query === undefined ? [] : rejected.map((plan: Plan) => describeStages({ ...explained, query: { ...query, plan } }))
  return {
    namespace: `${context.database}.${collection}`,
    parsedQuery: parsedFilter(filter),
    indexFilterSet: false,
    winningPlan: describeStages(explained),
    rejectedPlans: others,
  }
}

/** `found`: how many records were found for what stands above. */
function describeStages(explained: Explained, ran?: Ran, found = 0): Doc {
  const { query, over, projection } = explained
  const below = describeBelow(explained, ran, found)
  if (over === undefined || (query !== undefined && over.stage === 'COUNT' && isWholeCount(query))) return below
  const returned = figures(ran, over.returned(found))
  const stage = { stage: over.stage, ...returned, ...(ran && over.figures(found)), inputStage: below }
  return projection === undefined ? stage : { stage: 'PROJECTION_DEFAULT', ...returned, transformBy: projection, inputStage: stage }
}

function describeBelow({ query, filter, sort, projection, over }: Explained, ran: Ran | undefined, found: number): Doc {
  if (query === undefined) return { stage: 'EOF', ...figures(ran, 0) }
  if (over === undefined) return describeQuery({ query, filter, sort, projection, ran })
  if (over.stage !== 'COUNT') return describeFinding({ query, filter, sort, ran: ran && { ...ran, returned: found } })
  if (isWholeCount(query)) return { stage: 'RECORD_STORE_FAST_COUNT', ...figures(ran, 0), ...(ran && over.figures(found)) }
  if (isCountable(query)) return describeEntries(query.plan, 'COUNT_SCAN', { ...figures(ran, found), ...(ran && { keysExamined: found }) })
  return describeFinding({ query, filter, sort, ran: ran && { ...ran, returned: found } })
}

/** Runs the query and describes what that took. */
export async function describeExecution(context: Context, explained: Explained): Promise<Doc> {
  const { query, over } = explained
  const started = performance.now()
  if (query !== undefined) prepareStats(query)
  const found = query === undefined ? 0 : await run(context, query, over)
  return describeRun(explained, found, millisecondsSince(started))
}

export const millisecondsSince = (started: number): number => Math.round(performance.now() - started)

/** Each branch counts by itself. */
export function prepareStats({ plan, stats }: Query): void {
  if (plan.branches !== undefined) stats.branches = plan.branches.map(newStats)
}

export function describeRun(explained: Explained, found: number, milliseconds: number): Doc {
  const { query, over } = explained
  const returned = over === undefined ? found : over.returned(found)
  const isByKeys = query !== undefined && over?.stage === 'COUNT' && !isWholeCount(query) && isCountable(query)
  return {
    executionSuccess: true,
    nReturned: returned,
    executionTimeMillis: milliseconds,
    totalKeysExamined: isByKeys ? found : query === undefined ? 0 : keysExamined(query.plan, query.stats),
    totalDocsExamined: query === undefined ? 0 : documentsExamined(query.stats),
    executionStages: describeStages(explained, { returned, milliseconds }, found),
  }
}

async function run(context: Context, query: Query, over: Explained['over']): Promise<number> {
  if (over?.stage === 'COUNT') return countFound(context, query.collection, query)
  const pace = new Pace()
  let found = 0
  for (const each of findRecords(query, context.source, pace)) {
    if (each === PAUSE) await rest(context, pace)
    else {
      over?.look?.(each)
      found++
    }
  }
  return found
}

export function describeServer({ engine }: Context): Doc {
  const port = Number(/:(\d+)$/.exec(engine.address)?.[1] ?? 0)
  return { host: hostname(), port, version: VERSION, gitVersion: '' }
}
