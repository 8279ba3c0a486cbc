// delete: each statement removes the first record or all records that its filter finds.
import { isTrue } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import type { Doc } from '../language/value.ts'
import { toNumber } from '../transactions/sessions.ts'
import type { Progress, Selection } from '../write/change.ts'
import { readsMore, readTarget, selectionQuery, startProgress } from '../write/change.ts'
import type { Statement, Step, Writer } from '../write/statements.ts'
import { runStatements, writeErrors } from '../write/statements.ts'
import type { Command, Context, Reply } from './context.ts'
import { collationOption, docOption, listOption, textOption } from './context.ts'
import { checkStatements } from './insert.ts'
import { checkStatement } from './update.ts'

export const deleteRecords: Command = {
  options: ['delete', 'deletes', 'ordered', 'let'],
  transactional: true,
  run: runDelete,
}

export const DELETE_STATEMENT_OPTIONS = ['q', 'limit', 'collation', 'hint']
const RECORDS_PER_STEP = 200

async function runDelete(context: Context): Promise<Reply> {
  const name = textOption(context, 'delete')
  const deletes = (listOption(context, 'deletes') ?? []).map(each => checkStatement(each, DELETE_STATEMENT_OPTIONS, 'delete.deletes'))
  checkStatements(deletes.length)
  if (context.retryNumber !== undefined && deletes.some(each => toNumber(each.limit) === 0)) {
    throw new CommandError('InvalidOptions', 'Cannot use retryable writes with limit=0')
  }
  const ordered = context.args.ordered === undefined || isTrue(context.args.ordered)
  const outcome = await runStatements(
    context,
    deletes.map(each => deleteStatement(context, name, each)),
    ordered,
  )
  let n = 0
  for (const answer of outcome.answers.values()) n += toNumber(answer.n)
  return { n, ...writeErrors(outcome), ...(outcome.retried.length > 0 && { retriedStmtIds: outcome.retried }) }
}

export function deleteStatement(context: Context, collection: string, statement: Doc): Statement<Progress> {
  let selection: Selection | undefined
  return (writer, progress) => {
    selection ??= parseDelete(context, collection, statement)
    return runOne(context, selection, writer, progress)
  }
}

/** What a delete is about; also for explain. */
export function parseDelete(context: Context, collection: string, statement: Doc): Selection {
  return {
    collection,
    filter: statement.q as Doc,
    multi: readLimit(statement) === 0,
    hint: statement.hint,
    collation: collationOption(context, collection, statement.collation as Doc | undefined),
    let: docOption(context, 'let'),
  }
}

function readLimit(statement: Doc): 0 | 1 {
  const limit = toNumber(statement.limit)
  if (limit !== 0 && limit !== 1) throw new CommandError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`)
  return limit
}

function runOne(context: Context, selection: Selection, writer: Writer, before: Progress | undefined): Step<Progress> {
  const query = selectionQuery(context, selection)
  const started = before ?? startProgress(context, query, writer)
  if ('prepare' in started) return started
  const progress = { ...started }
  const until = Math.min(progress.targets.length, progress.at + RECORDS_PER_STEP)
  for (; query !== undefined && progress.at < until; progress.at++) {
    const bytes = readTarget(query, writer, progress)
    if (bytes === undefined) continue
    writer.write(query.collection, progress.targets[progress.at]!, bytes, undefined)
    progress.matched++
  }
  if (progress.at < progress.targets.length) return { progress }
  if (progress.matched === 0 && progress.targets.length > 0 && !selection.multi) return runOne(context, selection, writer, undefined)
  const reads = query === undefined || readsMore(query, { ...progress, modified: progress.matched })
  return { answer: { n: progress.matched }, reads }
}
