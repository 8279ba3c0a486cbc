// insert: documents are checked and stored as the bytes that came, with `_id` in front.
import { ObjectId } from 'bson'
import { idFirst, prepend } from '../bson/raw.ts'
import { checkDocument, elements } from '../bson/walk.ts'
import { isTrue } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { idKey } from '../indexes/entries.ts'
import type { Value } from '../language/value.ts'
import { decodeFields, encode, isDocument, QueryError } from '../language/value.ts'
import { writableCollection } from '../transactions/made.ts'
import { duplicateKey } from '../write/duplicate-key.ts'
import type { Statement } from '../write/statements.ts'
import { runStatements, writeErrors } from '../write/statements.ts'
import type { Command, Context, Reply } from './context.ts'
import { listOption, textOption } from './context.ts'

export const insert: Command = {
  options: ['insert', 'documents', 'ordered', 'bypassDocumentValidation'],
  transactional: true,
  run: runInsert,
}

export const MOST_STATEMENTS = 100_000
export const MOST_DOCUMENT_BYTES = 16 * 1024 * 1024
const ID = new Set(['_id'])

async function runInsert(context: Context): Promise<Reply> {
  const name = textOption(context, 'insert')
  const documents = context.documents ?? listOption(context, 'documents')?.map(document => encode(document as Record<string, Value>)) ?? []
  checkStatements(documents.length)
  const ordered = context.args.ordered === undefined || isTrue(context.args.ordered)
  const outcome = await runStatements(
    context,
    documents.map(document => insertStatement(context, name, document)),
    ordered,
  )
  const retried = outcome.retried.length > 0 ? { retriedStmtIds: outcome.retried } : {}
  return { n: outcome.answers.size, ...writeErrors(outcome), ...retried }
}

export function checkStatements(count: number): void {
  if (count === 0 || count > MOST_STATEMENTS) {
    throw new CommandError('InvalidLength', `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${count} operations.`)
  }
}

export function insertStatement<P>(context: Context, name: string, document: Buffer): Statement<P> {
  let prepared: Prepared | QueryError | undefined
  return writer => {
    prepared ??= prepareOrError(document)
    if (prepared instanceof QueryError) throw prepared
    const { id, idValue, bytes } = prepared
    const collection = writableCollection(context, name)
    if (writer.read(collection, id) !== undefined) throw duplicateKey(collection, undefined, [idValue])
    writer.write(collection, id, undefined, bytes)
    return { answer: { n: 1 }, reads: false }
  }
}

export type Prepared = { id: Buffer; idValue: Value; bytes: Buffer }

function prepareOrError(document: Buffer): Prepared | QueryError {
  try {
    checkDocument(document)
    return prepareDocument(document)
  } catch (error) {
    if (error instanceof QueryError) return error
    throw error
  }
}

/** A document as it is stored: with an `_id`, and that first. */
export function prepareDocument(document: Buffer): Prepared {
  if (document.length > MOST_DOCUMENT_BYTES) {
    throw new CommandError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${document.length}, max size: ${MOST_DOCUMENT_BYTES}`,
    )
  }
  for (const element of elements(document)) {
    if (element.name !== '_id') continue
    const idValue = decodeFields(document, ID)._id
    checkId(idValue)
    return { id: idKey(idValue), idValue, bytes: idFirst(document, element) }
  }
  const idValue = new ObjectId()
  return { id: idKey(idValue), idValue, bytes: prepend(document, { _id: idValue }) }
}

function checkId(value: Value): void {
  if (Array.isArray(value) || value === undefined) throw new CommandError('InvalidIdField', "The '_id' value cannot be of type array")
  if (!isDocument(value)) {
    if (typeof value === 'object' && value !== null && 'pattern' in value)
      throw new CommandError('InvalidIdField', "The '_id' value cannot be of type regex")
    return
  }
  const operator = Object.keys(value).find(name => name.startsWith('$'))
  if (operator !== undefined)
    throw new CommandError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${operator} is not valid for storage.`,
    )
}
