// update: each statement changes the first record or all records that its filter finds, or upserts.
import { isTrue } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import type { Doc, Value } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import { toNumber } from '../transactions/sessions.ts'
import type { Progress, Selection, Update } from '../write/change.ts'
import { changedBytes, readsMore, readTarget, readUpdate, selectionQuery, startProgress, upsert } from '../write/change.ts'
import type { Statement, Step, Writer } from '../write/statements.ts'
import { runStatements, writeErrors } from '../write/statements.ts'
import type { Command, Context, Reply } from './context.ts'
import { collationOption, docOption, listOption, textOption } from './context.ts'
import { checkStatements } from './insert.ts'

export const update: Command = {
  options: ['update', 'updates', 'ordered', 'bypassDocumentValidation', 'let'],
  transactional: true,
  run: runUpdate,
}

export const UPDATE_STATEMENT_OPTIONS = ['q', 'u', 'upsert', 'multi', 'collation', 'arrayFilters', 'hint', 'c', 'sort']

export function checkStatement(statement: Value, known: readonly string[], where: string): Doc {
  if (!isDocument(statement)) throw new CommandError('TypeMismatch', `BSON field '${where}' holds something that is no object`)
  for (const name of Object.keys(statement)) {
    if (!known.includes(name)) throw new CommandError('UnknownOption', `BSON field '${where}.${name}' is an unknown field.`)
  }
  if (!isDocument(statement.q)) throw new CommandError('TypeMismatch', `BSON field '${where}.q' is missing or of the wrong type`)
  return statement
}

async function runUpdate(context: Context): Promise<Reply> {
  const name = textOption(context, 'update')
  const updates = (listOption(context, 'updates') ?? []).map(each => checkStatement(each, UPDATE_STATEMENT_OPTIONS, 'update.updates'))
  checkStatements(updates.length)
  if (context.retryNumber !== undefined && updates.some(each => isTrue(each.multi))) {
    throw new CommandError('InvalidOptions', 'Cannot use retryable writes with multi=true')
  }
  const ordered = context.args.ordered === undefined || isTrue(context.args.ordered)
  const outcome = await runStatements(
    context,
    updates.map(each => updateStatement(context, name, each)),
    ordered,
  )
  return { ...summary(outcome.answers), ...writeErrors(outcome), ...(outcome.retried.length > 0 && { retriedStmtIds: outcome.retried }) }
}

function summary(answers: ReadonlyMap<number, Doc>): Reply {
  let n = 0
  let nModified = 0
  const upserted: Doc[] = []
  for (const [index, answer] of answers) {
    n += toNumber(answer.n)
    nModified += toNumber(answer.nModified)
    if (Object.hasOwn(answer, 'upserted')) upserted.push({ index, _id: answer.upserted })
  }
  return { n, nModified, ...(upserted.length > 0 && { upserted }) }
}

export function updateStatement(context: Context, collection: string, statement: Doc): Statement<Progress> {
  let parsed: { selection: Selection; update: Update } | undefined
  return (writer, progress) => {
    parsed ??= parseUpdate(context, collection, statement)
    return runOne(context, parsed.selection, parsed.update, writer, progress)
  }
}

/** What an update is about and what it does; also for explain. */
export function parseUpdate(context: Context, collection: string, statement: Doc): { selection: Selection; update: Update } {
  const collation = collationOption(context, collection, statement.collation as Doc | undefined)
  const constants = { ...docOption(context, 'let'), ...(statement.c as Doc | undefined) }
  const common = { multi: isTrue(statement.multi), collation, let: constants }
  const selection = { collection, filter: statement.q as Doc, hint: statement.hint, sort: readSort(statement), ...common }
  const update = readUpdate(context, statement.u, { arrayFilters: statement.arrayFilters, upsert: isTrue(statement.upsert), ...common })
  return { selection, update }
}

function readSort({ sort, multi }: Doc): Doc | undefined {
  if (sort === undefined) return undefined
  if (!isDocument(sort))
    throw new CommandError('TypeMismatch', "BSON field 'update.updates.sort' is the wrong type, expected type 'object'")
  if (isTrue(multi)) throw new CommandError('FailedToParse', 'Cannot specify sort with multi=true')
  return sort
}

const RECORDS_PER_STEP = 100

function runOne(context: Context, selection: Selection, update: Update, writer: Writer, before: Progress | undefined): Step<Progress> {
  const query = selectionQuery(context, selection)
  const started = before ?? startProgress(context, query, writer)
  if ('prepare' in started) return started
  const progress = { ...started }
  const until = Math.min(progress.targets.length, progress.at + RECORDS_PER_STEP)
  for (; query !== undefined && progress.at < until; progress.at++) {
    const bytes = readTarget(query, writer, progress)
    if (bytes === undefined) continue
    const changed = changedBytes(query, update, bytes)
    progress.matched++
    if (changed === bytes) continue
    writer.write(query.collection, progress.targets[progress.at]!, bytes, changed)
    progress.modified++
  }
  if (progress.at < progress.targets.length) return { progress }
  // What was found outside of the commit may have been changed by others since: it is looked for again.
  if (progress.matched === 0 && progress.targets.length > 0 && !selection.multi)
    return runOne(context, selection, update, writer, undefined)
  if (progress.matched > 0 || !update.upsert) {
    const reads = query === undefined || readsMore(query, progress)
    return { answer: { n: progress.matched, nModified: progress.modified }, reads }
  }
  const { idValue } = upsert(context, selection, update, writer)
  return { answer: { n: 1, nModified: 0, upserted: idValue } }
}
