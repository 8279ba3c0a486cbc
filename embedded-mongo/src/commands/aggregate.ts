// aggregate: the pipeline is the language's; its beginning, if it is a $match and a $sort, is answered by an index.
import { Int32 } from 'bson'
import { firstBatch, newCursor } from '../cursors/cursor.ts'
import { ofLists } from '../cursors/producer.ts'
import { CommandError } from '../errors.ts'
import { runPipeline } from '../language/aggregate/index.ts'
import type { Doc } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import { planQuery } from '../plan/find.ts'
import { Pace } from '../plan/pace.ts'
import { visibleCollection } from '../transactions/made.ts'
import type { Command, Context, Reply } from './context.ts'
import { collationOption, countOption, docOption, listOption, rest, textOption } from './context.ts'
import type { Counting } from './counting.ts'
import { countFound, readCounting } from './counting.ts'
import { listReply } from './indexes.ts'
import { findOthers, pipelineSource } from './pipeline-source.ts'
import { writeMerge, writeOut } from './pipeline-writes.ts'
import { serverSource } from './server-source.ts'

export const aggregate: Command = {
  options: ['aggregate', 'pipeline', 'cursor', 'allowDiskUse', 'hint', 'let', 'collation', 'bypassDocumentValidation'],
  transactional: true,
  reads: true,
  run: runAggregate,
}

async function runAggregate(context: Context): Promise<Reply> {
  const stages = listOption(context, 'pipeline') ?? []
  if (!stages.every(isDocument)) throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object")
  if (!isDocument(context.args.cursor)) throw new CommandError('FailedToParse', "The 'cursor' option is required")
  const counting = readCounting(stages)
  if (counting !== undefined && typeof context.args.aggregate === 'string') return count(context, counting)
  return runStages(context, stages as Doc[])
}

async function count(context: Context, counting: Counting): Promise<Reply> {
  const name = textOption(context, 'aggregate')
  const collection = visibleCollection(context, name)
  const { skip, limit, id } = counting
  const options = {
    skip,
    limit,
    hint: context.args.hint,
    collation: collationOption(context, name),
    let: docOption(context, 'let'),
    now: context.engine.now(),
  }
  const n = collection === undefined ? 0 : await countFound(context, collection, planQuery(collection, counting.filter, options))
  return listReply(context, `${context.database}.${name}`, n === 0 ? [] : [{ _id: id, n: new Int32(n) }])
}

async function runStages(context: Context, stages: Doc[]): Promise<Reply> {
  const name = context.args.aggregate
  const isDatabase = typeof name !== 'string'
  const pace = new Pace()
  const collation = collationOption(context, isDatabase ? '' : name)
  const constants = docOption(context, 'let')
  const options = { hint: context.args.hint, collation, let: constants }
  const own = serverSource(context, stages)
  const { source, rest: remaining } =
    own !== undefined
      ? { source: own, rest: stages.slice(1) }
      : isDatabase
        ? { source: nothing(), rest: stages }
        : pipelineSource(context, name, stages, options, pace)
  checkWriting(context, stages)
  const lists = runPipeline(source, remaining, {
    out: (target, batches) => writeOut(context, target, batches),
    merge: (merge, batches) => writeMerge(context, merge, batches),
    find: (other, filter, { let: variables } = {}) =>
      findOthers(context, other, filter, { collation, let: { ...constants, ...variables } }, pace),
    pause: () => (pace.isOver() ? rest(context, pace) : undefined),
    now: context.engine.now(),
    ...(constants && { let: constants }),
    ...(collation && { collation }),
  })
  const size = countOption({ ...context, args: (context.args.cursor ?? {}) as Doc }, 'batchSize')
  const namespace = `${context.database}.${isDatabase ? '$cmd.aggregate' : name}`
  return firstBatch(context, newCursor(context, namespace, ofLists(lists, pace), pace), size, false)
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
