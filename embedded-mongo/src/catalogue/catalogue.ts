// Databases, collections and indexes by name: in memory for every command, in the catalogue space for the next start.
import { randomBytes } from 'node:crypto'
import { Binary, Int32 } from 'bson'
import { CommandError } from '../errors.ts'
import { compileCollation } from '../language/match.ts'
import type { Doc } from '../language/value.ts'
import { decode, encode } from '../language/value.ts'
import type { Environment, View } from '../store/environment.ts'
import { CATALOGUE_SPACE, FIRST_SPACE, joinKey, SESSION_SPACE, spaceEnd, spaceStart } from '../store/keys.ts'
import type { Collection, Index, Settings } from './definitions.ts'
import { indexedFields, indexFromDoc, indexToDoc, newAccesses } from './definitions.ts'
import { catalogueEntries, putSealed, removeSealed } from './seal.ts'
import { newValidation, type Validation, validationToDoc } from './validation.ts'

const LONGEST_NAMESPACE = 255

export type Catalogue = {
  databases: Map<string, Map<string, Collection>>
  nextSpace: number
  environment: Environment
  /** Spaces whose records are still to be removed, a piece at a time. */
  garbage: Set<number>
}

const nextSpaceKey = joinKey(CATALOGUE_SPACE, Buffer.from('n'))
const collectionKey = (namespace: string): Buffer => joinKey(CATALOGUE_SPACE, Buffer.from(`c${namespace}`))
const garbageKey = (space: number): Buffer => joinKey(CATALOGUE_SPACE, Buffer.from(`g${space}`))

export function openCatalogue(environment: Environment): Catalogue {
  const catalogue: Catalogue = { databases: new Map(), nextSpace: FIRST_SPACE, environment, garbage: new Set() }
  for (const { key, value } of catalogueEntries(environment.live)) {
    const kind = kindOf(key)
    if (kind === 'n') catalogue.nextSpace = value.readUInt32BE(0)
    if (kind === 'g') catalogue.garbage.add(Number(key.toString('latin1', 5)))
    if (kind === 'c') remember(catalogue, collectionFromDoc(decode(value)))
  }
  discardUnfinished(catalogue)
  return catalogue
}

const kindOf = (key: Buffer): string => key.toString('latin1', 4, 5)

/** An index whose building the end of the process interrupted is as if it had never been asked for. */
function discardUnfinished(catalogue: Catalogue): void {
  const collections = [...catalogue.databases.values()].flatMap(each => [...each.values()])
  const unfinished = collections.filter(({ indexes }) => indexes.some(index => !index.ready))
  if (unfinished.length === 0) return
  catalogue.environment.writeNow(() => {
    for (const collection of unfinished) {
      for (const index of collection.indexes) if (!index.ready) discardSpace(catalogue, index.space)
      setIndexes(
        catalogue,
        collection,
        collection.indexes.filter(index => index.ready),
      )
    }
  })
}

/** What is alive in a view: the catalogue's entries without marks for the sweeper, and the spaces of records and indexes, in order. */
export function aliveIn(view: View): { entries: { key: Buffer; value: Buffer }[]; spaces: number[] } {
  const entries = catalogueEntries(view).filter(({ key }) => kindOf(key) !== 'g')
  const collections = entries.filter(({ key }) => kindOf(key) === 'c').map(({ value }) => collectionFromDoc(decode(value)))
  const spaces = collections.flatMap(({ space, indexes }) => [space, ...indexes.map(index => index.space)])
  return { entries, spaces: [SESSION_SPACE, ...spaces].sort((a, b) => a - b) }
}

export function remember(catalogue: Catalogue, collection: Collection): void {
  const collections = catalogue.databases.get(collection.database) ?? new Map<string, Collection>()
  catalogue.databases.set(collection.database, collections)
  collections.set(collection.name, collection)
}

export function forget(catalogue: Catalogue, collection: Collection): void {
  const collections = catalogue.databases.get(collection.database)
  collections?.delete(collection.name)
  if (collections?.size === 0) catalogue.databases.delete(collection.database)
}

function collectionFromDoc(doc: Doc): Collection {
  const indexes = (doc.indexes as Doc[]).map(indexFromDoc)
  const database = doc.database as string
  const collation = compileCollation(doc.collation as Doc | undefined)
  const validation = newValidation((doc.validation as Doc | undefined) ?? {}, database, collation)
  return newCollection(database, doc.name as string, Number(doc.space), doc.uuid as Binary, indexes, { collation, validation })
}

export function newCollection(
  database: string,
  name: string,
  space: number,
  uuid: Binary,
  indexes: Index[],
  { collation, validation }: Partial<Settings> = {},
): Collection {
  const namespace = `${database}.${name}`
  return {
    database,
    name,
    namespace,
    space,
    uuid,
    collation,
    validation,
    indexes,
    accesses: newAccesses(),
    indexedFields: indexedFields(indexes),
    count: undefined,
    dropped: false,
    changed: [],
  }
}

export function findCollection(catalogue: Catalogue, database: string, name: string): Collection | undefined {
  return catalogue.databases.get(database)?.get(name)
}

export function requireCollection(catalogue: Catalogue, database: string, name: string): Collection {
  const collection = findCollection(catalogue, database, name)
  if (collection === undefined) throw new CommandError('NamespaceNotFound', `ns does not exist: ${database}.${name}`)
  return collection
}

/** Inside a write job: the collection, made if there is none. */
export function ensureCollection(catalogue: Catalogue, database: string, name: string, settings?: Settings): Collection {
  const existing = findCollection(catalogue, database, name)
  if (existing !== undefined) return existing
  checkNames(database, name)
  const uuid = new Binary(randomBytes(16), Binary.SUBTYPE_UUID)
  const collection = newCollection(database, name, newSpace(catalogue), uuid, [], settings)
  collection.count = 0
  remember(catalogue, collection)
  catalogue.environment.onRollback(() => forget(catalogue, collection))
  saveCollection(catalogue, collection)
  return collection
}

export function checkNames(database: string, name: string): void {
  const invalid = (why: string) => new CommandError('InvalidNamespace', `Invalid namespace specified '${database}.${name}': ${why}`)
  if (!/^[^/\\. "$\0]{1,63}$/.test(database)) throw invalid('a database name may not be empty nor contain any of /\\. "$')
  if (name === '' || name.startsWith('.') || name.endsWith('.') || /[$\0]/.test(name)) throw invalid('a wrong collection name')
  if (name.startsWith('system.')) throw invalid('system collections are not supported')
  if (Buffer.byteLength(`${database}.${name}`) > LONGEST_NAMESPACE) throw invalid('too long')
}

/** Inside a write job: a number for a new collection or index; numbers are never used again. */
export function newSpace(catalogue: Catalogue): number {
  const space = reserveSpace(catalogue)
  storeNextSpace(catalogue)
  return space
}

/** A number whose use is not stored yet: whoever stores anything under it calls storeNextSpace too. */
export function reserveSpace(catalogue: Catalogue): number {
  return catalogue.nextSpace++
}

/** Inside a write job. */
export function storeNextSpace(catalogue: Catalogue): void {
  const stored = Buffer.allocUnsafe(4)
  stored.writeUInt32BE(catalogue.nextSpace, 0)
  putSealed(catalogue.environment, nextSpaceKey, stored)
}

/** Inside a write job: stores the collection as it is in memory now. */
export function saveCollection(catalogue: Catalogue, collection: Collection): void {
  const { database, name, space, uuid, indexes, collation, validation } = collection
  const doc = {
    database,
    name,
    space: new Int32(space),
    uuid,
    indexes: indexes.map(indexToDoc),
    ...(collation && { collation: collation.spec }),
    ...(validation && { validation: validationToDoc(validation) }),
  }
  putSealed(catalogue.environment, collectionKey(collection.namespace), encode(doc))
}

/** Inside a write job: other indexes for a collection, taken back if the job's transaction fails. */
export function setIndexes(catalogue: Catalogue, collection: Collection, indexes: Index[]): void {
  const { indexes: before, indexedFields: fieldsBefore } = collection
  catalogue.environment.onRollback(() => Object.assign(collection, { indexes: before, indexedFields: fieldsBefore }))
  collection.indexes = indexes
  collection.indexedFields = indexedFields(indexes)
  saveCollection(catalogue, collection)
}

/** Inside a write job: another validation for a collection, taken back if the job's transaction fails. */
export function setValidation(catalogue: Catalogue, collection: Collection, validation: Validation | undefined): void {
  const { validation: before } = collection
  catalogue.environment.onRollback(() => Object.assign(collection, { validation: before }))
  collection.validation = validation
  saveCollection(catalogue, collection)
}

/** Inside a write job: the same collection under another name, which nobody has. */
export function renameCollection(catalogue: Catalogue, collection: Collection, database: string, name: string): void {
  const before = { database: collection.database, name: collection.name, namespace: collection.namespace }
  const move = (to: typeof before) => {
    forget(catalogue, collection)
    Object.assign(collection, to)
    remember(catalogue, collection)
  }
  removeSealed(catalogue.environment, collectionKey(collection.namespace))
  move({ database, name, namespace: `${database}.${name}` })
  catalogue.environment.onRollback(() => move(before))
  saveCollection(catalogue, collection)
}

/** Inside a write job: the collection is gone at once, its records are swept later. */
export function dropCollection(catalogue: Catalogue, collection: Collection): void {
  forget(catalogue, collection)
  collection.dropped = true
  catalogue.environment.onRollback(() => {
    collection.dropped = false
    remember(catalogue, collection)
  })
  removeSealed(catalogue.environment, collectionKey(collection.namespace))
  for (const space of [collection.space, ...collection.indexes.map(index => index.space)]) discardSpace(catalogue, space)
}

/** Inside a write job: says in the store that a space is to be swept when the process ends before it is unmarked. */
export function markSpace({ environment }: Catalogue, space: number): void {
  putSealed(environment, garbageKey(space), Buffer.of(1))
}

/** Inside a write job. */
export function unmarkSpace({ environment }: Catalogue, space: number): void {
  removeSealed(environment, garbageKey(space))
}

/** Inside a write job: leaves a space to the sweeper. */
export function discardSpace(catalogue: Catalogue, space: number): void {
  markSpace(catalogue, space)
  catalogue.garbage.add(space)
  catalogue.environment.onRollback(() => catalogue.garbage.delete(space))
}

/** Inside a write job: removes up to `limit` records of a discarded space; true when none is left. */
export function sweepSpace(catalogue: Catalogue, space: number, limit: number): boolean {
  const { environment } = catalogue
  const keys = environment.live.keys({ start: spaceStart(space), end: spaceEnd(space), reverse: false, limit })
  for (const key of keys) environment.remove(key)
  if (keys.length === limit) return false
  unmarkSpace(catalogue, space)
  catalogue.garbage.delete(space)
  environment.onRollback(() => catalogue.garbage.add(space))
  return true
}
