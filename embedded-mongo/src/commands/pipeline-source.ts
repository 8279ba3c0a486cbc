// Where a pipeline's documents come from: its first stages are a query if they can be, and no more fields are decoded than it reads.

import { pipelineFields } from '../language/aggregate/index.ts'
import type { Collation } from '../language/match.ts'
import type { Doc, Value } from '../language/value.ts'
import { decode, decodeFields, isDocument } from '../language/value.ts'
import type { Plan } from '../plan/choose.ts'
import type { Query } from '../plan/find.ts'
import { findRecords, planQuery } from '../plan/find.ts'
import { PAUSE, type Pace } from '../plan/pace.ts'
import { visibleCollection } from '../transactions/made.ts'
import { toNumber } from '../transactions/sessions.ts'
import type { Context } from './context.ts'
import { rest } from './context.ts'

export type Beginning = { filter: Doc; sort: Doc | undefined; skip: number; limit: number; rest: Doc[] }

/** `$match`, `$sort`, `$skip` and `$limit`, in this order, each if it is there, are what a find does. */
export function splitBeginning(stages: readonly Doc[]): Beginning {
  const rest = [...stages]
  const beginning: Beginning = { filter: {}, sort: undefined, skip: 0, limit: 0, rest }
  const match = take(rest, '$match', isDocument)
  if (match !== undefined) beginning.filter = match as Doc
  const sort = take(rest, '$sort', isPlainSort)
  if (sort !== undefined) beginning.sort = sort as Doc
  const skip = take(rest, '$skip', value => isNumeric(value) && toNumber(value) >= 0)
  if (skip !== undefined) beginning.skip = toNumber(skip)
  const limit = take(rest, '$limit', value => isNumeric(value) && toNumber(value) > 0)
  if (limit !== undefined) beginning.limit = toNumber(limit)
  return beginning
}

function take(stages: Doc[], name: string, fits: (value: Value) => boolean): Value {
  const [first] = stages
  if (!isDocument(first) || Object.keys(first).join() !== name || !fits(first[name])) return undefined
  stages.shift()
  return first[name]
}

const isNumeric = (value: Value): boolean => typeof value === 'object' && value !== null && Number.isInteger(toNumber(value))
const isPlainSort = (value: Value): boolean => isDocument(value) && Object.keys(value).length > 0 && Object.values(value).every(isNumeric)

export type SourceOptions = { hint?: Value; collation?: Collation | undefined; let?: Doc | undefined; rejected?: Plan[] }

/** The query that a beginning is; undefined where there is no collection. */
export function beginningQuery(context: Context, name: string, beginning: Beginning, options: SourceOptions): Query | undefined {
  const collection = visibleCollection(context, name)
  if (collection === undefined) return undefined
  const { filter, sort, skip, limit } = beginning
  return planQuery(collection, filter, { sort, skip, limit, ...options, now: context.engine.now() })
}

const LARGEST_LIST = 256

/** The documents of a query in lists that grow, so that a pipeline that ends early has not read much too much. */
export async function* readDocuments(
  context: Context,
  query: Query | undefined,
  fields: ReadonlySet<string> | undefined,
  pace: Pace,
): AsyncGenerator<Doc[]> {
  if (query === undefined) return
  let size = 8
  let list: Doc[] = []
  const take = (bytes: Buffer) => void list.push(fields === undefined ? decode(bytes) : decodeFields(bytes, fields))
  const isFull = () => list.length >= size
  for (const found of findRecords(query, context.source, pace, { take, isFull })) {
    if (found !== PAUSE) take(found.bytes)
    else if (pace.isOver()) await rest(context, pace)
    if (!isFull()) continue
    yield list
    list = []
    size = Math.min(size * 2, LARGEST_LIST)
  }
  if (list.length > 0) yield list
}

/** The source of a whole pipeline, and the stages that are left to do. */
export function pipelineSource(
  context: Context,
  name: string,
  stages: Doc[],
  options: SourceOptions,
  pace: Pace,
): { source: AsyncGenerator<Doc[]>; rest: Doc[] } {
  const beginning = splitBeginning(stages)
  const query = beginningQuery(context, name, beginning, options)
  return { source: readDocuments(context, query, pipelineFields(beginning.rest), pace), rest: beginning.rest }
}

/** Another collection's documents, for `$lookup` and `$unionWith`. */
export function findOthers(context: Context, name: string, filter: Doc, options: SourceOptions, pace: Pace): AsyncGenerator<Doc[]> {
  const beginning = { filter, sort: undefined, skip: 0, limit: 0, rest: [] }
  return readDocuments(context, beginningQuery(context, name, beginning, options), undefined, pace)
}
