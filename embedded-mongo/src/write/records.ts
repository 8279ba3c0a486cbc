// Puts changes of records into the store, with their index entries: everything is checked before anything is put.
import type { Catalogue } from '../catalogue/catalogue.ts'
import { saveCollection } from '../catalogue/catalogue.ts'
import type { Collection, Index } from '../catalogue/definitions.ts'
import type { IndexChange } from '../indexes/entries.ts'
import { indexChanges, recordKey } from '../indexes/entries.ts'
import type { Environment } from '../store/environment.ts'
import { keyText } from '../store/keys.ts'
import { WriteConflict } from '../transactions/conflict.ts'
import { checkMade, publishMade } from '../transactions/made.ts'
import type { Locks, Transaction } from '../transactions/transaction.ts'
import { duplicateKey } from './duplicate-key.ts'

/** A plain write meets a lock: it waits until that transaction has ended, and tries again. */
export class Blocked extends Error {
  readonly until: Promise<void>
  constructor(holder: Transaction) {
    super('blocked by an open transaction')
    this.until = holder.finished
  }
}

export type Stores = { environment: Environment; catalogue: Catalogue; locks: Locks }

type Change = { collection: Collection; id: Buffer; before: Buffer | undefined; after: Buffer | undefined; indexes: IndexChange[] }

/** Inside a write job: one record changed by a command outside of any transaction. */
export function writeRecord(
  stores: Stores,
  collection: Collection,
  id: Buffer,
  before: Buffer | undefined,
  after: Buffer | undefined,
): void {
  const change = { collection, id, before, after, indexes: indexChanges(collection, id, before, after) }
  const { locks, environment } = stores
  if (locks.size > 0) refuseLocked(locks, change)
  for (const { index, added } of change.indexes) {
    if (!index.unique) continue
    for (const { key, tuple } of added) {
      const owner = environment.live.get(key)
      if (owner !== undefined && !owner.equals(id)) throw duplicateKey(collection, index, tuple)
    }
  }
  removeEntries(stores, change)
  putChange(stores, change)
}

function refuseLocked(locks: Locks, change: Change): void {
  const refuse = (key: Buffer) => {
    const holder = locks.get(keyText(key))
    if (holder !== undefined) throw new Blocked(holder)
  }
  refuse(recordKey(change.collection, change.id))
  for (const { index, removed, added } of change.indexes) {
    if (!index.unique) continue
    for (const { key } of removed) refuse(key)
    for (const { key } of added) refuse(key)
  }
}

/** Inside a write job: all records of a transaction. Its locks have kept everything as it was, but an index may be new. */
export function writeTransaction(stores: Stores, transaction: Transaction): void {
  const changes: Change[] = []
  checkMade(stores.catalogue, transaction)
  for (const [collection, written] of transaction.written) {
    if (collection.dropped) throw new WriteConflict()
    for (const { id, bytes } of written.values()) {
      const before = stores.environment.live.get(recordKey(collection, id))
      if (before === undefined && bytes === undefined) continue
      changes.push({ collection, id, before, after: bytes, indexes: indexChanges(collection, id, before, bytes) })
    }
  }
  checkUnique(stores, changes)
  publishMade(stores.catalogue, transaction)
  for (const change of changes) removeEntries(stores, change)
  for (const change of changes) putChange(stores, change)
}

function checkUnique(stores: Stores, changes: Change[]): void {
  const freed = new Set<string>()
  for (const change of changes)
    for (const { index, removed } of change.indexes)
      if (index.unique) for (const { key } of removed) if (owns(stores, change, index, key)) freed.add(keyText(key))
  const taken = new Map<string, Buffer>()
  for (const { id, indexes } of changes) {
    for (const { index, added } of indexes) {
      if (!index.unique) continue
      for (const { key } of added) {
        const text = keyText(key)
        const owner = taken.get(text) ?? (freed.has(text) ? undefined : stores.environment.live.get(key))
        if (owner !== undefined && !owner.equals(id)) throw new WriteConflict()
        taken.set(text, id)
      }
    }
  }
}

function removeEntries(stores: Stores, change: Change): void {
  for (const { index, removed } of change.indexes)
    for (const { key } of removed) if (owns(stores, change, index, key)) stores.environment.remove(key)
}

/** While a unique index is built, the entry of a record that is not in it yet may be another's. */
function owns({ environment }: Stores, { id }: Change, index: Index, key: Buffer): boolean {
  return !index.unique || index.ready || environment.live.get(key)?.equals(id) === true
}

function putChange(stores: Stores, change: Change): void {
  const { environment } = stores
  const { collection, id, before, after } = change
  for (const changed of collection.changed) changed.add(keyText(id))
  for (const { index, added, flags } of change.indexes) {
    for (const { key, value } of added) environment.put(key, value)
    if ((flags.multikey && !index.multikey) || (flags.cut && !index.cut)) raiseFlags(stores, collection, index, flags)
  }
  const key = recordKey(collection, id)
  if (after === undefined) environment.remove(key)
  else environment.put(key, after)
  if ((before === undefined) !== (after === undefined)) addToCount(environment, collection, before === undefined ? 1 : -1)
}

function addToCount(environment: Environment, collection: Collection, difference: 1 | -1): void {
  if (collection.count === undefined) return
  collection.count += difference
  environment.onRollback(() => {
    if (collection.count !== undefined) collection.count -= difference
  })
}

/** From now on the index is read more carefully. */
function raiseFlags(stores: Stores, collection: Collection, index: Index, flags: { multikey: boolean; cut: boolean }): void {
  const { multikey, cut } = index
  stores.environment.onRollback(() => Object.assign(index, { multikey, cut }))
  index.multikey ||= flags.multikey
  index.cut ||= flags.cut
  if (!collection.dropped) saveCollection(stores.catalogue, collection)
}
