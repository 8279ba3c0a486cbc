// What `$out` and `$merge` write: a whole collection anew, or documents into one, each by the fields that name it.
import { ObjectId } from 'bson'
import { ensureCollection, findCollection } from '../catalogue/catalogue.ts'
import type { Collection, Index } from '../catalogue/definitions.ts'
import { type Draft, discardDraft, publishDraft, startDraft } from '../catalogue/draft.ts'
import type { Batches, Merge, Target } from '../language/aggregate/index.ts'
import { queryError } from '../language/errors.ts'
import { getField } from '../language/fields.ts'
import type { Collation } from '../language/match.ts'
import { type Doc, decode, isDocument, type Value } from '../language/value.ts'
import { type Progress, readTarget, type Selection, selectionQuery, startProgress, storable } from '../write/change.ts'
import { duplicateKey } from '../write/duplicate-key.ts'
import { runStatements, type Statement, type Step, type Writer } from '../write/statements.ts'
import { type Context, collationOption } from './context.ts'
import { prepareDocument } from './insert.ts'

/** Of a transaction or a retryable write there is nothing in it: a pipeline that writes is neither. */
const writingContext = (context: Context, { database }: Target): Context => ({
  ...context,
  database: database ?? context.database,
  retryNumber: undefined,
})

export async function writeOut(context: Context, target: Target, batches: Batches): Promise<void> {
  const { catalogue, environment } = context.engine
  const into = writingContext(context, target)
  const draft = await environment.write(() => startDraft(catalogue, into.database, target.collection))
  try {
    for await (const batch of batches)
      await run(
        into,
        batch.map(doc => addTo(draft, doc)),
      )
    await environment.write(() => publishDraft(catalogue, draft))
  } catch (error) {
    await environment.write(() => discardDraft(catalogue, draft))
    throw error
  }
}

async function run<P>(context: Context, statements: Statement<P>[]): Promise<void> {
  const { errors } = await runStatements(context, statements, true)
  for (const error of errors.values()) throw error
}

function addTo({ collection }: Draft, doc: Doc): Statement<undefined> {
  const { id, idValue, bytes } = prepareDocument(storable(doc))
  return writer => {
    if (writer.read(collection, id) !== undefined) throw duplicateKey(collection, undefined, [idValue])
    writer.write(collection, id, undefined, bytes)
    return { answer: { n: 1 } }
  }
}

export async function writeMerge(context: Context, merge: Merge, batches: Batches): Promise<void> {
  const into = writingContext(context, merge.target)
  const collation = collationOption(context, String(context.args.aggregate))
  checkUnique(into, merge, collation)
  for await (const batch of batches)
    await run(
      into,
      batch.map(doc => mergeOne(into, merge, doc, collation)),
    )
}

/** Only an index keeps two merges from adding the same document twice. */
function checkUnique(context: Context, merge: Merge, collation: Collation | undefined): void {
  if (isId(merge.on) || uniqueIndex(context, merge, collation) !== undefined) return
  throw queryError(51183, 'Cannot find index to verify that join fields will be unique')
}

const isId = (on: readonly string[]): boolean => on.length === 1 && on[0] === '_id'

function uniqueIndex(context: Context, { target, on }: Merge, collation: Collation | undefined): Index | undefined {
  const collection = findCollection(context.engine.catalogue, context.database, target.collection)
  return collection?.indexes.find(
    ({ ready, unique, partial, fields, collation: own }) =>
      ready &&
      own?.key === collation?.key &&
      unique &&
      partial === undefined &&
      fields.length === on.length &&
      fields.every(([path]) => on.includes(path)),
  )
}

function mergeOne(context: Context, merge: Merge, doc: Doc, collation: Collation | undefined): Statement<Progress> {
  const made = merge.on.includes('_id') && doc._id === undefined ? { _id: new ObjectId(), ...doc } : doc
  const filter = Object.fromEntries(merge.on.map(path => [path, { $eq: onValue(made, path) }]))
  const selection = { collection: merge.target.collection, filter, multi: false, collation }
  return (writer, before) => mergeStep(context, merge, selection, made, writer, before)
}

function onValue(doc: Doc, path: string): Value {
  let value: Value = doc
  for (const part of path.split('.')) value = isDocument(value) ? getField(value, part) : Array.isArray(value) ? value : undefined
  if (value === undefined || value === null)
    throw queryError(51132, `$merge write error: 'on' field '${path}' cannot be missing, null or undefined`)
  if (Array.isArray(value)) throw queryError(51185, `$merge write error: 'on' field '${path}' cannot be an array`)
  return value
}

function mergeStep(
  context: Context,
  merge: Merge,
  selection: Selection,
  made: Doc,
  writer: Writer,
  before: Progress | undefined,
): Step<Progress> {
  const query = selectionQuery(context, selection)
  const progress = before ?? startProgress(context, query, writer)
  if ('prepare' in progress) return progress
  if (query === undefined || progress.targets.length === 0) return { answer: addMissing(context, merge, made, writer) }
  const bytes = readTarget(query, writer, progress)
  if (bytes === undefined) return mergeStep(context, merge, selection, made, writer, undefined)
  if (merge.whenMatched === 'fail') throw alreadyThere(context, merge, selection, query.collection, made)
  const existing = decode(bytes)
  const changed = merge.change(existing, made)
  if (changed !== existing) writer.write(query.collection, progress.targets[0]!, bytes, storable(changed))
  return { answer: { n: 1 } }
}

function alreadyThere(context: Context, merge: Merge, { collation }: Selection, collection: Collection, made: Doc): Error {
  const index = isId(merge.on) ? undefined : uniqueIndex(context, merge, collation)
  const paths = index?.fields.map(([path]) => path) ?? ['_id']
  return duplicateKey(
    collection,
    index,
    paths.map(path => onValue(made, path)),
  )
}

function addMissing(context: Context, merge: Merge, made: Doc, writer: Writer): Doc {
  if (merge.whenNotMatched === 'fail')
    throw queryError(
      13113,
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    )
  if (merge.whenNotMatched === 'discard') return { n: 0 }
  const { id, idValue, bytes } = prepareDocument(storable(made))
  const collection = ensureCollection(context.engine.catalogue, context.database, merge.target.collection)
  if (writer.read(collection, id) !== undefined) throw duplicateKey(collection, undefined, [idValue])
  writer.write(collection, id, undefined, bytes)
  return { n: 1 }
}
