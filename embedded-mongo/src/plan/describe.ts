// A plan as explain shows it, in the words of MongoDB's stages; with the figures of each stage if it was run.
import type { Index, IndexField } from '../catalogue/definitions.ts'
import { memoryLimit } from '../language/memory.ts'
import type { Doc } from '../language/value.ts'
import type { Plan } from './choose.ts'
import { isWhole } from './choose.ts'
import { describeBounds } from './describe-bounds.ts'
import { parsedFilter } from './describe-filter.ts'
import type { Query } from './find.ts'
import { isOneRecord } from './find.ts'
import type { Stats } from './scan.ts'

/** How many records came out, and how long the whole took: that of a single stage is not known. */
export type Ran = { returned: number; milliseconds: number }

export type Shown = { query: Query; filter: Doc; sort?: Doc | undefined; projection?: Doc | undefined; ran?: Ran | undefined }

export const figures = (ran: Ran | undefined, returned: number): Doc =>
  ran === undefined ? {} : { nReturned: returned, executionTimeMillisEstimate: ran.milliseconds }

/** All that a find does. */
export function describeQuery(shown: Shown): Doc {
  const { query, projection, ran } = shown
  const { skip, limit } = query
  const returned = figures(ran, ran?.returned ?? 0)
  let stage = describeFinding(shown)
  if (skip > 0) stage = { stage: 'SKIP', ...returned, skipAmount: skip, inputStage: stage }
  if (projection !== undefined)
    stage = { stage: projectionStage(query, projection), ...returned, transformBy: projection, inputStage: stage }
  if (limit === Number.POSITIVE_INFINITY || isBlocking(query)) return stage
  return { stage: 'LIMIT', ...returned, limitAmount: limit, inputStage: stage }
}

/** What finds and sorts; skips and limits are left to what works on that. */
export function describeFinding({ query, filter, sort, ran }: Shown): Doc {
  const { plan, stats, skip, limit } = query
  const scan = describeScan({ query, filter, sort, ran }, plan, stats)
  if (!isBlocking(query)) return scan
  const sorted = Math.min(stats.found, (ran?.returned ?? 0) + skip)
  const limited = limit === Number.POSITIVE_INFINITY ? {} : { limitAmount: skip + limit }
  const memory = { memLimit: memoryLimit(), ...limited, type: 'simple', ...(ran && { usedDisk: false }) }
  return { stage: 'SORT', ...figures(ran, sorted), sortPattern: sort, ...memory, inputStage: scan }
}

const isBlocking = ({ sort, plan }: Query): boolean => sort !== undefined && !plan.sorted

/** As planned; once it was run, whether a value that a key does not tell exactly had to be fetched nevertheless. */
const isCovered = ({ cover, stats }: Query): boolean => cover !== undefined && stats.documents === 0

function projectionStage(query: Query, projection: Doc): string {
  if (isCovered(query)) return 'PROJECTION_COVERED'
  const isSimple = Object.entries(projection).every(
    ([path, value]) => !path.includes('.') && (typeof value !== 'object' || isNumeric(value)),
  )
  return isSimple ? 'PROJECTION_SIMPLE' : 'PROJECTION_DEFAULT'
}

const isNumeric = (value: unknown): boolean => !Number.isNaN(Number(value))

function describeScan(shown: Shown, plan: Plan, stats: Stats): Doc {
  const { branches } = plan
  if (branches === undefined) return describeOne(shown, plan, stats)
  const together = figures(shown.ran, stats.found)
  const inputStages = branches.map((branch, at) => describeOne(shown, branch, stats.branches?.[at] ?? stats))
  const merge = plan.merged ? { stage: 'SORT_MERGE', ...together, sortPattern: shown.sort } : { stage: 'OR', ...together }
  return { stage: 'SUBPLAN', ...together, inputStage: { ...merge, inputStages } }
}

function describeOne(shown: Shown, plan: Plan, stats: Stats): Doc {
  const { query, filter, ran } = shown
  const isExact = query.matchesAll || (plan.exact && plan.index?.multikey !== true && plan.index?.cut !== true)
  const examined = { ...figures(ran, stats.found), ...(ran && { docsExamined: stats.documents }) }
  const filtering = isExact ? {} : { filter: parsedFilter(filter) }
  if (isWhole(plan)) return { stage: 'COLLSCAN', ...filtering, ...examined, direction: directionOf(plan) }
  const keys = ran && { keysExamined: keysExamined(plan, stats) }
  if (isOneRecord(plan)) return { stage: 'IDHACK', ...examined, ...keys, keyPattern: ID.key, indexName: ID.name }
  if (isCovered(query)) return describeEntries(plan, 'IXSCAN', { ...figures(ran, stats.found), ...keys })
  const entries = describeEntries(plan, 'IXSCAN', { ...figures(ran, stats.documents), ...keys })
  if (!plan.merged) return { stage: 'FETCH', ...filtering, ...examined, inputStage: entries }
  const inputStage = { stage: 'SORT_MERGE', ...figures(ran, stats.documents), sortPattern: shown.sort, inputStages: [entries] }
  return { stage: 'FETCH', ...filtering, ...examined, inputStage }
}

const directionOf = ({ reverse }: Plan): string => (reverse ? 'backward' : 'forward')

/** Records lie in the order of their `_id`, so what is looked at of that index is the records. */
export function keysExamined(plan: Plan, stats: Stats): number {
  if (plan.branches !== undefined) return sum(plan.branches, (branch, at) => keysExamined(branch, stats.branches?.[at] ?? stats))
  return isWhole(plan) ? 0 : plan.index === undefined ? stats.documents : stats.keys
}

export const documentsExamined = ({ documents, branches }: Stats): number => documents + sum(branches ?? [], each => each.documents)

const sum = <T>(list: readonly T[], read: (each: T, at: number) => number): number =>
  list.reduce((total, each, at) => total + read(each, at), 0)

const ID = { name: '_id_', key: { _id: 1 }, fields: [['_id', 1]] as IndexField[] }

/** The stage that reads the entries of a plan's index; of records by their `_id`, as if that were an index beside them. */
export function describeEntries(plan: Plan, stage: string, ran: Doc): Doc {
  const { index, bounds, reverse } = plan
  return {
    stage,
    ...ran,
    keyPattern: index?.given.key ?? ID.key,
    indexName: index?.name ?? ID.name,
    ...kindOf(index),
    direction: directionOf(plan),
    ...(bounds && { indexBounds: describeBounds(index?.fields ?? ID.fields, bounds, reverse) }),
  }
}

function kindOf(index: Index | undefined): Doc {
  return {
    ...(index?.collation && { collation: index.collation.spec }),
    isMultiKey: index?.multikey ?? false,
    isUnique: index?.unique ?? true,
    isSparse: index?.sparse ?? false,
    isPartial: index?.partial !== undefined,
    indexVersion: 2,
  }
}
