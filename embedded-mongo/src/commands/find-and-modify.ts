// findAndModify: changes or removes one record and answers with it, as it was before or as it is after.
import { Binary } from 'bson'
import { toBuffer } from '../bson/raw.ts'
import { isTrue } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { compileProjection } from '../language/project.ts'
import type { Doc, Value } from '../language/value.ts'
import { decode, encode } from '../language/value.ts'
import { toNumber } from '../transactions/sessions.ts'
import type { Progress, Selection, Update } from '../write/change.ts'
import { changedBytes, readsMore, readTarget, readUpdate, selectionQuery, startProgress, upsert } from '../write/change.ts'
import type { Step, Writer } from '../write/statements.ts'
import { runStatements } from '../write/statements.ts'
import type { Command, Context, Reply } from './context.ts'
import { collationOption, docOption, listOption, textOption } from './context.ts'

export const findAndModify: Command = {
  options: [
    'findAndModify',
    'findandmodify',
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'hint',
    'collation',
    'let',
    'bypassDocumentValidation',
  ],
  transactional: true,
  run: runFindAndModify,
}

async function runFindAndModify(context: Context): Promise<Reply> {
  const { selection, update } = parseFindAndModify(context)
  const outcome = await runStatements<Progress>(context, [(writer, progress) => runOne(context, selection, update, writer, progress)], true)
  const error = outcome.errors.get(0)
  if (error !== undefined) throw error
  return reply(outcome.answers.get(0)!)
}

/** What it is about and what it does, undefined for a removal; also for explain. */
export function parseFindAndModify(context: Context): { selection: Selection; update: Update | undefined } {
  const { args } = context
  const remove = isTrue(args.remove)
  const upserts = isTrue(args.upsert)
  if (remove === (args.update !== undefined))
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified, and not both')
  if (remove && upserts) throw new CommandError('FailedToParse', 'Cannot specify both upsert=true and remove=true')
  if (remove && isTrue(args.new))
    throw new CommandError('FailedToParse', "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document")
  const selection = readSelection(context)
  const update = remove ? undefined : readUpdate(context, args.update, updateOptions(context, selection, upserts))
  return { selection, update }
}

function readSelection(context: Context): Selection {
  return {
    collection: textOption(context, context.name),
    filter: docOption(context, 'query') ?? {},
    multi: false,
    sort: docOption(context, 'sort'),
    hint: context.args.hint,
    collation: collationOption(context, textOption(context, context.name)),
    let: docOption(context, 'let'),
  }
}

const updateOptions = (context: Context, selection: Selection, upserts: boolean) => ({
  arrayFilters: listOption(context, 'arrayFilters'),
  upsert: upserts,
  multi: false,
  collation: selection.collation,
  let: selection.let,
})

/** The value comes as bytes, or from the memory of a retried write as a binary that holds them. */
function reply(answer: Doc): Reply {
  const { value, upserted, n } = answer
  const document = value instanceof Binary ? toBuffer(value.value()) : value
  const lastErrorObject: Doc = { n: toNumber(n) }
  if (answer.updatedExisting !== undefined) lastErrorObject.updatedExisting = answer.updatedExisting
  if (upserted !== undefined) lastErrorObject.upserted = upserted
  return { lastErrorObject, value: document ?? null }
}

function runOne(
  context: Context,
  selection: Selection,
  update: Update | undefined,
  writer: Writer,
  before: Progress | undefined,
): Step<Progress> {
  const query = selectionQuery(context, selection)
  const progress = before ?? startProgress(context, query, writer)
  if ('prepare' in progress) return progress
  const project = projection(context, selection)
  const updating = update !== undefined
  if (query === undefined || progress.targets.length === 0) return { answer: missing(context, selection, update, writer, project) }
  const bytes = readTarget(query, writer, progress)
  if (bytes === undefined) return runOne(context, selection, update, writer, undefined)
  const changed = updating ? changedBytes(query, update, bytes) : undefined
  // Projected before anything is put: it may still fail.
  const value = project(isTrue(context.args.new) ? changed! : bytes)
  if (changed !== bytes) writer.write(query.collection, progress.targets[0]!, bytes, changed)
  const reads = readsMore(query, { ...progress, modified: changed === bytes ? 0 : 1 })
  return { answer: { n: 1, ...(updating && { updatedExisting: true }), value }, reads }
}

function missing(
  context: Context,
  selection: Selection,
  update: Update | undefined,
  writer: Writer,
  project: (bytes: Buffer) => Buffer,
): Doc {
  if (update === undefined) return { n: 0 }
  if (!update.upsert) return { n: 0, updatedExisting: false }
  const { idValue, bytes } = upsert(context, selection, update, writer)
  return { n: 1, updatedExisting: false, upserted: idValue, ...(isTrue(context.args.new) && { value: project(bytes) }) }
}

function projection(context: Context, selection: Selection): (bytes: Buffer) => Buffer {
  const spec: Value = docOption(context, 'fields')
  if (spec === undefined || Object.keys(spec as Doc).length === 0) return bytes => bytes
  const project = compileProjection(spec as Doc, { filter: selection.filter, now: context.engine.now() })
  return bytes => encode(project(decode(bytes)))
}
