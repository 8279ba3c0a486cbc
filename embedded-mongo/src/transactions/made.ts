// Collections that a transaction makes, with their indexes: seen by nobody else until it commits.
import { randomBytes } from 'node:crypto'
import { Binary } from 'bson'
import type { Catalogue } from '../catalogue/catalogue.ts'
import {
  checkNames,
  ensureCollection,
  findCollection,
  forget,
  newCollection,
  remember,
  reserveSpace,
  saveCollection,
  storeNextSpace,
} from '../catalogue/catalogue.ts'
import type { Collection, Settings } from '../catalogue/definitions.ts'
import { indexedFields, newIndex } from '../catalogue/definitions.ts'
import type { Context } from '../commands/context.ts'
import { CommandError } from '../errors.ts'
import { existsAlready, type readSpecification } from '../indexes/specification.ts'
import { WriteConflict } from './conflict.ts'
import type { Transaction } from './transaction.ts'

type Place = Pick<Context, 'engine' | 'database' | 'transaction'>

/** The collection as this command sees it. */
export function visibleCollection({ engine, database, transaction }: Place, name: string): Collection | undefined {
  return transaction?.made.get(`${database}.${name}`) ?? findCollection(engine.catalogue, database, name)
}

/** The collection to write to, made if there is none: in a transaction for this alone, else inside a write job for everybody. */
export function writableCollection(place: Place, name: string, settings?: Settings): Collection {
  const { engine, database, transaction } = place
  if (transaction === undefined) return ensureCollection(engine.catalogue, database, name, settings)
  return visibleCollection(place, name) ?? makeCollection(engine.catalogue, transaction, database, name, settings)
}

function makeCollection(
  catalogue: Catalogue,
  transaction: Transaction,
  database: string,
  name: string,
  settings: Settings | undefined,
): Collection {
  checkNames(database, name)
  const uuid = new Binary(randomBytes(16), Binary.SUBTYPE_UUID)
  const collection = { ...newCollection(database, name, reserveSpace(catalogue), uuid, [], settings), count: 0 }
  transaction.made.set(collection.namespace, collection)
  return collection
}

/** Adds indexes to a collection that the transaction has made and not yet filled; gives how many were missing. */
export function makeIndexes(place: Place, transaction: Transaction, name: string, specifications: Specification[]): number {
  const collection = writableCollection(place, name)
  const missing = specifications.filter(each => !existsAlready(collection, each))
  if (missing.length === 0) return 0
  if (!transaction.made.has(collection.namespace) || transaction.written.has(collection))
    throw new CommandError(
      'OperationNotSupportedInTransaction',
      `Cannot create new indexes on existing collection ${collection.namespace} in a multi-document transaction.`,
    )
  const made = missing.map(each => ({ ...newIndex(each.name, reserveSpace(place.engine.catalogue), each), ready: true }))
  collection.indexes = [...collection.indexes, ...made]
  collection.indexedFields = indexedFields(collection.indexes)
  return missing.length
}

type Specification = ReturnType<typeof readSpecification>

/** Of two that make one collection the first wins. */
export function checkMade(catalogue: Catalogue, { made }: Transaction): void {
  for (const { database, name } of made.values()) if (findCollection(catalogue, database, name) !== undefined) throw new WriteConflict()
}

/** Inside a write job. */
export function publishMade(catalogue: Catalogue, { made }: Transaction): void {
  if (made.size === 0) return
  storeNextSpace(catalogue)
  for (const collection of made.values()) {
    remember(catalogue, collection)
    catalogue.environment.onRollback(() => forget(catalogue, collection))
    saveCollection(catalogue, collection)
  }
}
