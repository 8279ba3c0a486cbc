// The entries that documents have in indexes: their keys, how a change of a document changes them, and who owns a unique key.
import type { Collection, Index } from '../catalogue/definitions.ts'
import { encodeKey, indexKeys } from '../language/keys.ts'
import type { Doc, Value } from '../language/value.ts'
import { bsonType, decodeFields, TYPE } from '../language/value.ts'
import { cut, joinKey, MAX_ID_SIZE, MAX_TUPLE_SIZE } from '../store/keys.ts'
import { hashTuple, refuseArrays } from './hashed.ts'

/** One entry: its key in the store, the value there (in a unique index the record's key, else how long the tuple is), and the tuple. */
export type IndexEntry = { key: Buffer; value: Buffer; tuple: Value[] }

const ASCENDING = [1] as const

/** The key of a record: its `_id`, in order. */
export function idKey(id: Value): Buffer {
  return cut(encodeKey([id], ASCENDING).bytes, MAX_ID_SIZE)
}

export const recordKey = (collection: Collection, id: Buffer): Buffer => joinKey(collection.space, id)

/** Reads a record key out of an entry. */
export function entryRecord(index: Index, key: Buffer, value: Buffer): Buffer {
  return index.unique ? value : key.subarray(4 + value.readUInt16BE(0))
}

/** The bytes of a tuple of values, or of the beginning of one. */
export function tupleBytes(index: Index, values: readonly Value[]): { bytes: Buffer; cut: boolean } {
  const encoded = encodeKey(values, index.directions, index.collation)
  return { bytes: cut(encoded.bytes, MAX_TUPLE_SIZE), cut: encoded.cut || encoded.bytes.length > MAX_TUPLE_SIZE }
}

/** Whether a change needs more of the index's flags than it has; the flags are stored in the catalogue. */
export type Flags = { multikey: boolean; cut: boolean }

export function entriesOf(index: Index, doc: Doc, id: Buffer, flags: Flags): IndexEntry[] {
  if (index.holds !== undefined && !index.holds(doc)) return []
  const { keys, multikey } = indexKeys(doc, index.fields)
  if (multikey) flags.multikey = true
  if (index.hashed !== undefined) refuseArrays(multikey)
  if (isSymbol(doc._id)) flags.cut = true
  const entries: IndexEntry[] = []
  for (const tuple of keys) {
    if (index.sparse && tuple.every(value => value === undefined)) continue
    const encoded = tupleBytes(index, index.hashed === undefined ? tuple : hashTuple(index, tuple))
    if (encoded.cut || tuple.some(isSymbol)) flags.cut = true
    entries.push(entryFor(index, encoded.bytes, id, tuple))
  }
  return entries
}

/** Its key is that of the text that it is equal to, so what an index says of it is as little the whole as a cut key. */
const isSymbol = (value: Value): boolean => typeof value === 'object' && value !== null && bsonType(value) === TYPE.symbol

function entryFor(index: Index, tuple: Buffer, id: Buffer, values: Value[]): IndexEntry {
  if (index.unique) return { key: joinKey(index.space, tuple), value: id, tuple: values }
  const value = Buffer.allocUnsafe(2)
  value.writeUInt16BE(tuple.length, 0)
  return { key: joinKey(index.space, tuple, id), value, tuple: values }
}

/** What has to change in one index. */
export type IndexChange = { index: Index; removed: IndexEntry[]; added: IndexEntry[]; flags: Flags }

/** Compares the entries of a record before and after a change; only the fields that indexes look at are decoded. */
export function indexChanges(collection: Collection, id: Buffer, before: Buffer | undefined, after: Buffer | undefined): IndexChange[] {
  if (collection.indexes.length === 0) return []
  const old = before === undefined ? undefined : decodeFields(before, collection.indexedFields)
  const now = after === undefined ? undefined : decodeFields(after, collection.indexedFields)
  const changes: IndexChange[] = []
  for (const index of collection.indexes) {
    const flags = { multikey: false, cut: false }
    const removed = old === undefined ? [] : entriesOf(index, old, id, { multikey: false, cut: false })
    const added = now === undefined ? [] : entriesOf(index, now, id, flags)
    const change = { index, removed: without(removed, added), added: without(added, removed), flags }
    if (change.removed.length > 0 || change.added.length > 0) changes.push(change)
  }
  return changes
}

function without(entries: IndexEntry[], others: IndexEntry[]): IndexEntry[] {
  if (entries.length === 0 || others.length === 0) return entries
  if (entries.length > 8) {
    const keys = new Set(others.map(other => other.key.toString('latin1')))
    return entries.filter(entry => !keys.has(entry.key.toString('latin1')))
  }
  return entries.filter(entry => !others.some(other => other.key.equals(entry.key)))
}
