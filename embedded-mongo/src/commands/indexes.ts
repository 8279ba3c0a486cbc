// createIndexes, dropIndexes and listIndexes.
import { Int32 } from 'bson'
import { ensureCollection, findCollection, newSpace, requireCollection } from '../catalogue/catalogue.ts'
import type { Collection, Index } from '../catalogue/definitions.ts'
import { hasKey, newIndex } from '../catalogue/definitions.ts'
import { firstBatch, newCursor } from '../cursors/cursor.ts'
import { CommandError } from '../errors.ts'
import { announceIndexes, awaitBuilds, buildIndexes, removeIndexes } from '../indexes/build.ts'
import { existsAlready, readSpecification } from '../indexes/specification.ts'
import type { Doc, Value } from '../language/value.ts'
import { encode, isDocument } from '../language/value.ts'
import { Pace } from '../plan/pace.ts'
import { makeIndexes, visibleCollection } from '../transactions/made.ts'
import type { Transaction } from '../transactions/transaction.ts'
import type { Command, Context, Reply } from './context.ts'
import { countOption, docOption, listOption, textOption } from './context.ts'

export const createIndexes: Command = {
  options: ['createIndexes', 'indexes', 'commitQuorum'],
  transactional: true,
  run: runCreateIndexes,
}

async function runCreateIndexes(context: Context): Promise<Reply> {
  const { catalogue, environment } = context.engine
  const name = textOption(context, 'createIndexes')
  const inherited = visibleCollection(context, name)?.collation
  const specifications = (listOption(context, 'indexes') ?? []).map(each => readSpecification(each, inherited))
  if (specifications.length === 0) throw new CommandError('BadValue', 'Must specify at least one index to create')
  if (context.transaction !== undefined) return createInTransaction(context, context.transaction, name, specifications)
  const made = await environment.write(() => {
    const isNew = findCollection(catalogue, context.database, name) === undefined
    const collection = ensureCollection(catalogue, context.database, name)
    const before = collection.indexes.length + 1
    const missing = specifications.filter(each => !existsAlready(collection, each))
    const indexes = missing.map(each => newIndex(each.name, newSpace(catalogue), each))
    if (indexes.length > 0) announceIndexes(catalogue, collection, indexes)
    return { isNew, collection, before, indexes }
  })
  if (made.indexes.length > 0) await buildIndexes(catalogue, made.collection, made.indexes)
  await awaitBuilds(made.collection.indexes.filter(({ name }) => specifications.some(each => each.name === name)))
  const note = made.indexes.length === 0 ? { note: 'all indexes already exist' } : {}
  return {
    numIndexesBefore: made.before,
    numIndexesAfter: made.before + made.indexes.length,
    createdCollectionAutomatically: made.isNew,
    ...note,
  }
}

function createInTransaction(context: Context, transaction: Transaction, name: string, specifications: Specification[]): Reply {
  const existing = visibleCollection(context, name)
  const before = (existing?.indexes.length ?? 0) + 1
  const missing = makeIndexes(context, transaction, name, specifications)
  const note = missing === 0 ? { note: 'all indexes already exist' } : {}
  return {
    numIndexesBefore: before,
    numIndexesAfter: before + missing,
    createdCollectionAutomatically: existing === undefined,
    ...note,
  }
}

type Specification = ReturnType<typeof readSpecification>

export const dropIndexes: Command = { options: ['dropIndexes', 'index'], run: runDropIndexes }

async function runDropIndexes(context: Context): Promise<Reply> {
  const { catalogue, environment } = context.engine
  const collection = requireCollection(catalogue, context.database, textOption(context, 'dropIndexes'))
  const wanted = context.args.index
  const nIndexesWas = collection.indexes.length + 1
  await environment.write(() => removeIndexes(catalogue, collection, namedIndexes(collection, wanted)))
  return { nIndexesWas }
}

function namedIndexes(collection: Collection, wanted: Value): readonly Index[] {
  if (wanted === '*') return collection.indexes
  if (Array.isArray(wanted)) return wanted.flatMap(each => namedIndexes(collection, each))
  const matching = isDocument(wanted) ? (index: Index) => hasKey(index, wanted) : (index: Index) => index.name === wanted
  if (wanted === '_id_' || (isDocument(wanted) && Object.keys(wanted).join() === '_id'))
    throw new CommandError('InvalidOptions', 'cannot drop _id index')
  const found = collection.indexes.filter(matching)
  if (found.length === 0)
    throw new CommandError('IndexNotFound', `index not found with name [${isDocument(wanted) ? JSON.stringify(wanted) : String(wanted)}]`)
  return found
}

export const listIndexes: Command = { options: ['listIndexes', 'cursor'], run: runListIndexes }

function runListIndexes(context: Context): Promise<Reply> {
  const collection = requireCollection(context.engine.catalogue, context.database, textOption(context, 'listIndexes'))
  const id = { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' }
  return listReply(context, collection.namespace, [
    id,
    ...collection.indexes.filter(index => index.ready).map(({ given }) => ({ v: new Int32(2), ...given })),
  ])
}

/** A list as a cursor, in batches of the size that is asked for. */
export function listReply(context: Context, namespace: string, docs: Doc[]): Promise<Reply> {
  const size = docOption(context, 'cursor')?.batchSize
  const cursor = newCursor(context, namespace, docs.map(doc => encode(doc)).values(), new Pace())
  return firstBatch(context, cursor, size === undefined ? undefined : countOption({ ...context, args: { size } }, 'size'), false)
}
