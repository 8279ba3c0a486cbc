// explain of a pipeline: its beginning is a query, and each stage after that says how many documents it lets through.
import { CommandError } from '../errors.ts'
import type { Batches } from '../language/aggregate/index.ts'
import { pipelineFields, runPipeline } from '../language/aggregate/index.ts'
import type { Doc } from '../language/value.ts'
import type { Plan } from '../plan/choose.ts'
import { Pace } from '../plan/pace.ts'
import { pipelineContext, readStages, sourceOptions } from './aggregate.ts'
import type { Context, Reply } from './context.ts'
import { readCounting } from './counting.ts'
import { describeExecution, describePlanner, describeRun, millisecondsSince, prepareStats } from './explain-query.ts'
import type { Explained } from './explained.ts'
import { counting } from './explained.ts'
import { beginningQuery, readDocuments, splitBeginning } from './pipeline-source.ts'
import { serverSource } from './server-source.ts'

const WRITING = ['$out', '$merge']

export async function explainPipeline(context: Context, isRun: boolean): Promise<Reply> {
  const stages = readStages(context)
  const writing = Object.keys(stages.at(-1) ?? {}).find(name => WRITING.includes(name))
  if (isRun && writing !== undefined)
    throw new CommandError('CommandNotSupported', `explain of ${writing} is not supported with executionStats: it would have to write`)
  const own = serverSource(context, stages)
  if (own !== undefined) return { stages: await describeRest(context, own, stages.slice(1), isRun, [stages[0]!]) }
  if (typeof context.args.aggregate !== 'string') return { stages: await describeRest(context, nothing(), stages, isRun, []) }
  return explainOfCollection(context, context.args.aggregate, stages, isRun)
}

async function* nothing(): AsyncGenerator<Doc[]> {
  // A pipeline on a database begins with a stage that makes its own documents.
}

async function explainOfCollection(context: Context, name: string, stages: Doc[], isRun: boolean): Promise<Reply> {
  const { explained, remaining } = readBeginning(context, name, stages)
  if (remaining.length === 0) return describeAlone(context, explained, isRun)
  const cursor: Doc = { queryPlanner: describePlanner(context, explained) }
  const first: Doc = { $cursor: cursor }
  if (explained.over !== undefined) {
    if (isRun) cursor.executionStats = await describeExecution(context, explained)
    return { stages: [first, ...remaining] }
  }
  const { query } = explained
  if (query !== undefined) prepareStats(query)
  const source = readDocuments(context, query, pipelineFields(remaining), new Pace())
  const counter = { n: 0 }
  const started = performance.now()
  const rest = await describeRest(context, counted(source, counter), remaining, isRun, [])
  const milliseconds = millisecondsSince(started)
  if (!isRun) return { stages: [first, ...rest] }
  cursor.executionStats = describeRun(explained, counter.n, milliseconds)
  return { stages: [{ ...first, nReturned: counter.n, executionTimeMillisEstimate: milliseconds }, ...rest] }
}

async function describeAlone(context: Context, explained: Explained, isRun: boolean): Promise<Reply> {
  const queryPlanner = describePlanner(context, explained)
  return isRun ? { queryPlanner, executionStats: await describeExecution(context, explained) } : { queryPlanner }
}

/** The query that a pipeline begins with, and the stages that are left; a pipeline that counts is answered as a count is. */
function readBeginning(context: Context, name: string, stages: Doc[]): { explained: Explained; remaining: Doc[] } {
  const rejected: Plan[] = []
  const counts = readCounting(stages)
  const beginning = counts === undefined ? splitBeginning(stages) : { ...counts, sort: undefined, rest: stages.slice(-1) }
  const query = beginningQuery(context, name, beginning, { ...sourceOptions(context, name), rejected })
  const { filter, sort, rest } = beginning
  const explained: Explained = { collection: name, query, rejected, filter, ...(sort && { sort }) }
  return { explained: counts === undefined ? explained : { ...explained, over: counting(query) }, remaining: rest }
}

/** Stages one after the other, so that each can be counted; they are not run unless that is asked for, but have to be right. */
async function describeRest(context: Context, source: Batches, stages: Doc[], isRun: boolean, before: Doc[]): Promise<Doc[]> {
  const pace = new Pace()
  const { aggregate: name } = context.args
  const made = pipelineContext(context, sourceOptions(context, typeof name === 'string' ? name : ''), pace)
  runPipeline(nothing(), stages, made)
  if (!isRun) return [...before, ...stages]
  const counters = stages.map(() => ({ n: 0 }))
  let lists = source
  for (const [at, stage] of stages.entries()) lists = counted(runPipeline(lists, [stage], made), counters[at]!)
  const started = performance.now()
  for await (const _ of lists) context.watch.check()
  const executionTimeMillisEstimate = millisecondsSince(started)
  return [...before, ...stages.map((stage, at) => ({ ...stage, nReturned: counters[at]!.n, executionTimeMillisEstimate }))]
}

async function* counted(lists: Batches, counter: { n: number }): Batches {
  for await (const list of lists) {
    counter.n += list.length
    yield list
  }
}
