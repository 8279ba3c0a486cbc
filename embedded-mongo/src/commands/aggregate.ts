// aggregate: the pipeline is the language's; its beginning, if it is a $match and a $sort, is answered by an index.
import { Int32 } from 'bson'
import { findCollection } from '../catalogue/catalogue.ts'
import { CommandError } from '../errors.ts'
import type { Value } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import { planQuery } from '../plan/find.ts'
import type { Command, Context, Reply } from './context.ts'
import { collationOption, docOption, listOption, textOption } from './context.ts'
import type { Counting } from './counting.ts'
import { countFound, readCounting } from './counting.ts'
import { listReply } from './indexes.ts'

export const aggregate: Command = {
  options: ['aggregate', 'pipeline', 'cursor', 'allowDiskUse', 'hint', 'let', 'collation', 'bypassDocumentValidation'],
  transactional: true,
  run: runAggregate,
}

async function runAggregate(context: Context): Promise<Reply> {
  const stages = listOption(context, 'pipeline') ?? []
  if (!isDocument(context.args.cursor)) throw new CommandError('FailedToParse', "The 'cursor' option is required")
  const counting = readCounting(stages)
  if (counting !== undefined) return count(context, counting)
  return runStages(context, stages)
}

async function count(context: Context, counting: Counting): Promise<Reply> {
  const name = textOption(context, 'aggregate')
  const collection = findCollection(context.engine.catalogue, context.database, name)
  const { skip, limit, id } = counting
  const options = {
    skip,
    limit,
    hint: context.args.hint,
    collation: collationOption(context),
    let: docOption(context, 'let'),
    now: context.engine.now(),
  }
  const n = collection === undefined ? 0 : await countFound(context, collection, planQuery(collection, counting.filter, options))
  return listReply(context, `${context.database}.${name}`, n === 0 ? [] : [{ _id: id, n: new Int32(n) }])
}

function runStages(_context: Context, _stages: Value[]): Promise<Reply> {
  throw new CommandError('CommandNotSupported', 'aggregate is not there yet')
}
