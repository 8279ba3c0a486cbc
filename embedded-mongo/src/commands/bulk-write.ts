// bulkWrite: inserts, updates and deletes of many collections in one command; each tells its own outcome, in a cursor.
import { Int32 } from 'bson'
import { isTrue } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import type { Doc, Value } from '../language/value.ts'
import { encode, isDocument, type QueryError } from '../language/value.ts'
import { toNumber } from '../transactions/sessions.ts'
import type { Progress } from '../write/change.ts'
import type { Outcome, Statement } from '../write/statements.ts'
import { runStatements } from '../write/statements.ts'
import type { Command, Context, Reply } from './context.ts'
import { listOption, requireAdmin } from './context.ts'
import { deleteStatement } from './delete.ts'
import { listReply } from './indexes.ts'
import { checkStatements, insertStatement } from './insert.ts'
import { updateStatement } from './update.ts'

export const bulkWrite: Command = {
  options: ['bulkWrite', 'ops', 'nsInfo', 'ordered', 'errorsOnly', 'let', 'bypassDocumentValidation', 'cursor'],
  transactional: true,
  run: runBulkWrite,
}

type Kind = 'insert' | 'update' | 'delete'
type Operation = { kind: Kind; fields: Doc; statement: Statement<Progress> }

export const BULK_OPTIONS: Record<Kind, readonly string[]> = {
  insert: ['document'],
  update: ['filter', 'updateMods', 'multi', 'upsert', 'arrayFilters', 'hint', 'collation', 'constants', 'sort'],
  delete: ['filter', 'multi', 'hint', 'collation'],
}

async function runBulkWrite(context: Context): Promise<Reply> {
  requireAdmin(context)
  const places = readNamespaces(context)
  const operations = (listOption(context, 'ops') ?? []).map(op => readOperation(places, op))
  checkStatements(operations.length)
  if (context.retryNumber !== undefined && operations.some(({ fields }) => isTrue(fields.multi)))
    throw new CommandError('InvalidOptions', 'Cannot use retryable writes with multi=true')
  const ordered = context.args.ordered === undefined || isTrue(context.args.ordered)
  const statements = operations.map(({ statement }) => statement)
  return answer(context, operations, await runStatements(context, statements, ordered))
}

type Place = { context: Context; name: string }

/** A context for each namespace, so that a statement is run as in a command on its database. */
function readNamespaces(context: Context): Place[] {
  return (listOption(context, 'nsInfo') ?? []).map(each => {
    const { ns, ...others } = isDocument(each) ? each : {}
    const [unknown] = Object.keys(others)
    if (unknown !== undefined) throw new CommandError('CommandNotSupported', `bulkWrite option 'nsInfo.${unknown}' is not supported`)
    const dot = typeof ns === 'string' ? ns.indexOf('.') : -1
    if (typeof ns !== 'string' || dot < 1)
      throw new CommandError('InvalidNamespace', `Invalid namespace specified for bulkWrite: '${String(ns)}'`)
    return { context: { ...context, database: ns.slice(0, dot) }, name: ns.slice(dot + 1) }
  })
}

function readOperation(places: readonly Place[], op: Value): Operation {
  const [kind, index] = isDocument(op) ? (Object.entries(op)[0] ?? []) : []
  if (kind !== 'insert' && kind !== 'update' && kind !== 'delete')
    throw new CommandError('BadValue', `bulkWrite has an operation of an unknown kind: '${String(kind)}'`)
  const { [kind]: _, ...fields } = op as Doc
  const place = places[toNumber(index)]
  if (place === undefined) throw new CommandError('BadValue', `BulkWrite ops entry has an invalid nsInfo index: ${String(index)}`)
  const unknown = Object.keys(fields).find(name => !BULK_OPTIONS[kind].includes(name))
  if (unknown !== undefined) throw new CommandError('UnknownOption', `BSON field 'bulkWrite.ops.${kind}.${unknown}' is an unknown field.`)
  if (!isDocument(kind === 'insert' ? fields.document : fields.filter))
    throw new CommandError('TypeMismatch', `an operation of the kind '${kind}' lacks its ${kind === 'insert' ? 'document' : 'filter'}`)
  return { kind, fields, statement: statementOf(place, kind, fields) }
}

function statementOf({ context, name }: Place, kind: Kind, fields: Doc): Statement<Progress> {
  const { filter, hint, collation } = fields
  if (kind === 'insert') return insertStatement(context, name, encode(fields.document as Doc))
  if (kind === 'delete')
    return deleteStatement(context, name, { q: filter, limit: new Int32(isTrue(fields.multi) ? 0 : 1), hint, collation })
  const { updateMods, multi, upsert, arrayFilters, constants, sort } = fields
  return updateStatement(context, name, { q: filter, u: updateMods, multi, upsert, arrayFilters, hint, collation, c: constants, sort })
}

async function answer(context: Context, operations: readonly Operation[], outcome: Outcome): Promise<Reply> {
  const shown: Doc[] = []
  const counts = { nErrors: outcome.errors.size, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 }
  for (const [idx, { kind }] of operations.entries()) {
    const [done, error] = [outcome.answers.get(idx), outcome.errors.get(idx)]
    if (done !== undefined) addCounts(counts, kind, done)
    if (done !== undefined && !isTrue(context.args.errorsOnly)) shown.push(describeAnswer(idx, done))
    if (error !== undefined) shown.push(describeFailure(idx, error))
  }
  return { ...(await listReply(context, 'admin.$cmd.bulkWrite', shown)), ...integers(counts), ...retried(outcome) }
}

const retried = (outcome: Outcome): Reply => (outcome.retried.length > 0 ? { retriedStmtIds: outcome.retried } : {})

type Counts = { nErrors: number; nInserted: number; nMatched: number; nModified: number; nUpserted: number; nDeleted: number }

function addCounts(counts: Counts, kind: Kind, done: Doc): void {
  const n = toNumber(done.n)
  if (kind === 'insert') counts.nInserted += n
  else if (kind === 'delete') counts.nDeleted += n
  else if (done.upserted !== undefined) counts.nUpserted += n
  else {
    counts.nMatched += n
    counts.nModified += toNumber(done.nModified)
  }
}

const integers = (counts: Counts): Reply => Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, new Int32(count)]))

function describeAnswer(idx: number, { n, nModified, upserted }: Doc): Doc {
  const doc: Doc = { ok: 1, idx: new Int32(idx), n: new Int32(toNumber(n)) }
  if (nModified !== undefined) doc.nModified = new Int32(toNumber(nModified))
  if (upserted !== undefined) doc.upserted = { _id: upserted }
  return doc
}

function describeFailure(idx: number, error: QueryError): Doc {
  const fields = error instanceof CommandError ? error.fields : {}
  return { ok: 0, idx: new Int32(idx), code: new Int32(error.code), errmsg: error.message, ...fields, n: new Int32(0) }
}
