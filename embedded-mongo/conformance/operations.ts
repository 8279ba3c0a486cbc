// The operations that cases are made of, each as the call of the driver that it is.
import type { AbstractCursor, ClientSession, Collection, Db, Document, MongoClient, RunCommandCursor } from 'mongodb'
import type { Operation } from './case-file.ts'
import { clientModels } from './client-models.ts'
import type { Entities } from './entities.ts'

type Call<T> = (target: T, args: Document) => unknown

/** What is left are options, by the driver's names. */
function take(args: Document, ...names: string[]): { taken: Document; options: Document } {
  const options = { ...args }
  for (const name of names) delete options[name]
  return { taken: args, options }
}

const on = (first: string, call: (collection: Collection, value: never, options: Document) => unknown): Call<Collection> => {
  return (collection, args) => call(collection, args[first] as never, take(args, first).options)
}

const onTwo = (
  first: string,
  second: string,
  call: (collection: Collection, value: never, other: never, options: Document) => unknown,
): Call<Collection> => {
  return (collection, args) => call(collection, args[first] as never, args[second] as never, withReturn(take(args, first, second).options))
}

function withReturn(options: Document): Document {
  return typeof options.returnDocument === 'string' ? { ...options, returnDocument: options.returnDocument.toLowerCase() } : options
}

const COLLECTION: Record<string, Call<Collection>> = {
  aggregate: on('pipeline', (collection, pipeline, options) => collection.aggregate(pipeline, options).toArray()),
  bulkWrite: on('requests', (collection, requests, options) => collection.bulkWrite(requests, options)),
  count: on('filter', (collection, filter, options) => collection.count(filter, options)),
  countDocuments: on('filter', (collection, filter, options) => collection.countDocuments(filter, options)),
  createIndex: on('keys', (collection, keys, options) => collection.createIndex(keys, options)),
  createSearchIndex: on('model', (collection, model) => collection.createSearchIndex(model)),
  createSearchIndexes: on('models', (collection, models) => collection.createSearchIndexes(models)),
  deleteMany: on('filter', (collection, filter, options) => collection.deleteMany(filter, options)),
  deleteOne: on('filter', (collection, filter, options) => collection.deleteOne(filter, options)),
  distinct: onTwo('fieldName', 'filter', (collection, field, filter, options) => collection.distinct(field, filter, options)),
  dropIndex: on('name', (collection, name, options) => collection.dropIndex(name, options)),
  dropSearchIndex: on('name', (collection, name) => collection.dropSearchIndex(name)),
  estimatedDocumentCount: (collection, args) => collection.estimatedDocumentCount(args),
  find: on('filter', (collection, filter, options) => collection.find(filter, options).toArray()),
  findOne: on('filter', (collection, filter, options) => collection.findOne(filter, options)),
  findOneAndDelete: on('filter', (collection, filter, options) => collection.findOneAndDelete(filter, options)),
  findOneAndReplace: onTwo('filter', 'replacement', (collection, filter, made, options) =>
    collection.findOneAndReplace(filter, made, options),
  ),
  findOneAndUpdate: onTwo('filter', 'update', (collection, filter, update, options) =>
    collection.findOneAndUpdate(filter, update, options),
  ),
  insertMany: on('documents', (collection, documents, options) => collection.insertMany(documents, options)),
  insertOne: on('document', (collection, document, options) => collection.insertOne(document, options)),
  listIndexes: (collection, args) => collection.listIndexes(args).toArray(),
  listSearchIndexes: on('name', (collection, name, { aggregationOptions }) =>
    (name === undefined
      ? collection.listSearchIndexes(aggregationOptions)
      : collection.listSearchIndexes(name, aggregationOptions)
    ).toArray(),
  ),
  replaceOne: onTwo('filter', 'replacement', (collection, filter, made, options) => collection.replaceOne(filter, made, options)),
  updateMany: onTwo('filter', 'update', (collection, filter, update, options) => collection.updateMany(filter, update, options)),
  updateOne: onTwo('filter', 'update', (collection, filter, update, options) => collection.updateOne(filter, update, options)),
  updateSearchIndex: onTwo('name', 'definition', (collection, name, definition) => collection.updateSearchIndex(name, definition)),
}

const DATABASE: Record<string, Call<Db>> = {
  aggregate: (db, args) => db.aggregate(args.pipeline, take(args, 'pipeline').options).toArray(),
  createCollection: (db, args) => db.createCollection(args.collection, take(args, 'collection').options),
  createCommandCursor: async (db, args) => {
    const cursor = commandCursor(db, args)
    await cursor.hasNext()
    return cursor
  },
  dropCollection: (db, args) => db.dropCollection(args.collection, take(args, 'collection').options),
  listCollections: (db, args) => db.listCollections(args.filter, take(args, 'filter').options).toArray(),
  modifyCollection: (db, args) => db.command({ collMod: args.collection, ...take(args, 'collection').options }),
  runCommand: (db, args) => db.command(args.command, take(args, 'command', 'commandName').options),
  runCursorCommand: (db, args) => commandCursor(db, args).toArray(),
}

/** Of its options three are for the getMore. */
function commandCursor(db: Db, args: Document): RunCommandCursor {
  const { batchSize, maxTimeMS, comment } = args
  const cursor = db.runCursorCommand(args.command, take(args, 'command', 'commandName', 'batchSize', 'maxTimeMS', 'comment').options)
  if (batchSize !== undefined) cursor.setBatchSize(batchSize)
  if (maxTimeMS !== undefined) cursor.setMaxTimeMS(maxTimeMS)
  if (comment !== undefined) cursor.setComment(comment)
  return cursor
}

const CLIENT: Record<string, Call<MongoClient>> = {
  clientBulkWrite: (client, args) => client.bulkWrite(clientModels(args.models), take(args, 'models').options),
  close: client => client.close(),
  listDatabases: async (client, args) => (await client.db().admin().listDatabases(args)).databases,
}

const SESSION: Record<string, Call<ClientSession>> = {
  abortTransaction: session => session.abortTransaction(),
  commitTransaction: session => session.commitTransaction(),
  endSession: session => session.endSession(),
  getSnapshotTime: session => (session as unknown as { snapshotTime: unknown }).snapshotTime,
  startTransaction: (session, args) => session.startTransaction(args),
}

const CURSOR: Record<string, Call<AbstractCursor>> = {
  close: cursor => cursor.close(),
  iterateOnce: cursor => cursor.tryNext(),
  iterateUntilDocumentOrError: cursor => cursor.next(),
}

/** Calls the driver; whatever it throws or rejects with comes as a rejection. */
export async function callDriver(entities: Entities, operation: Operation): Promise<unknown> {
  const target = entities.get<object>(operation.object)
  const call = tableFor(target)[operation.name]
  if (call === undefined) throw new Error(`the runner does not know the operation ${operation.name} of a ${target.constructor.name}`)
  const args = { ...operation.arguments }
  if (typeof args.session === 'string') args.session = entities.get(args.session)
  return call(target as never, args)
}

function tableFor(target: object): Record<string, Call<never>> {
  if ('bulkWrite' in target && 'insertOne' in target) return COLLECTION
  if ('startTransaction' in target) return SESSION
  if ('createCollection' in target) return DATABASE
  if ('startSession' in target) return CLIENT
  return CURSOR
}
