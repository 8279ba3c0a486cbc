// aggregate: the pipeline is the language's; its beginning, if it is a $match and a $sort, is answered by an index.
import { Int32 } from 'bson'
import { firstBatch, newCursor } from '../cursors/cursor.ts'
import { ofLists } from '../cursors/producer.ts'
import { CommandError } from '../errors.ts'
import { type PipelineContext, runPipeline } from '../language/aggregate/index.ts'
import type { Doc } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import { Pace } from '../plan/pace.ts'
import type { Command, Context, Reply } from './context.ts'
import { collationOption, countOption, docOption, listOption, rest, textOption } from './context.ts'
import type { Counting } from './counting.ts'
import { countFound, readCounting } from './counting.ts'
import { listReply } from './indexes.ts'
import { beginningQuery, findOthers, pipelineSource, type SourceOptions } from './pipeline-source.ts'
import { writeMerge, writeOut } from './pipeline-writes.ts'
import { serverSource } from './server-source.ts'

export const aggregate: Command = {
  options: ['aggregate', 'pipeline', 'cursor', 'allowDiskUse', 'hint', 'let', 'collation', 'bypassDocumentValidation'],
  transactional: true,
  reads: true,
  run: runAggregate,
}

async function runAggregate(context: Context): Promise<Reply> {
  const stages = readStages(context)
  if (!isDocument(context.args.cursor)) throw new CommandError('FailedToParse', "The 'cursor' option is required")
  const counting = readCounting(stages)
  if (counting !== undefined && typeof context.args.aggregate === 'string') return count(context, counting)
  return runStages(context, stages)
}

export function readStages(context: Context): Doc[] {
  const stages = listOption(context, 'pipeline') ?? []
  if (!stages.every(isDocument)) throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object")
  return stages
}

async function count(context: Context, counting: Counting): Promise<Reply> {
  const name = textOption(context, 'aggregate')
  const query = beginningQuery(context, name, { ...counting, sort: undefined, rest: [] }, sourceOptions(context, name))
  const n = query === undefined ? 0 : await countFound(context, query.collection, query)
  return listReply(context, `${context.database}.${name}`, n === 0 ? [] : [{ _id: counting.id, n: new Int32(n) }])
}

async function runStages(context: Context, stages: Doc[]): Promise<Reply> {
  const name = context.args.aggregate
  const isDatabase = typeof name !== 'string'
  const pace = new Pace()
  const options = sourceOptions(context, isDatabase ? '' : name)
  const own = serverSource(context, stages)
  const { source, rest: remaining } =
    own !== undefined
      ? { source: own, rest: stages.slice(1) }
      : isDatabase
        ? { source: nothing(), rest: stages }
        : pipelineSource(context, name, stages, options, pace)
  checkWriting(context, stages)
  const lists = runPipeline(source, remaining, pipelineContext(context, options, pace))
  const size = countOption({ ...context, args: (context.args.cursor ?? {}) as Doc }, 'batchSize')
  const namespace = `${context.database}.${isDatabase ? '$cmd.aggregate' : name}`
  return firstBatch(context, newCursor(context, namespace, ofLists(lists, pace), pace), size, false)
}

export function sourceOptions(context: Context, name: string): SourceOptions {
  return { hint: context.args.hint, collation: collationOption(context, name), let: docOption(context, 'let') }
}

export function pipelineContext(context: Context, { collation, let: constants }: SourceOptions, pace: Pace): PipelineContext {
  return {
    out: (target, batches) => writeOut(context, target, batches),
    merge: (merge, batches) => writeMerge(context, merge, batches),
    find: (other, filter, { let: variables } = {}) =>
      findOthers(context, other, filter, { collation, let: { ...constants, ...variables } }, pace),
    pause: () => (pace.isOver() ? rest(context, pace) : undefined),
    now: context.engine.now(),
    ...(constants && { let: constants }),
    ...(collation && { collation }),
  }
}

function checkWriting(context: Context, stages: readonly Doc[]): void {
  const last = stages.at(-1)
  const name = isDocument(last) ? Object.keys(last)[0] : undefined
  if (name !== '$out' && name !== '$merge') return
  if (context.transaction !== undefined)
    throw new CommandError('OperationNotSupportedInTransaction', `Aggregation stage ${name} cannot run within a multi-document transaction`)
  if ((context.args.readConcern as Doc | undefined)?.level === 'linearizable')
    throw new CommandError('InvalidOptions', `Aggregation stage ${name} cannot run with a 'linearizable' readConcern`)
}

async function* nothing(): AsyncGenerator<Doc[]> {
  // A pipeline on a database begins with a stage that makes its own documents.
}
