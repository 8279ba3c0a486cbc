// Builds new indexes while the collection stays in use: writes keep them up from the first moment, and a walk over the records fills in the rest.
import type { Catalogue } from '../catalogue/catalogue.ts'
import { discardSpace, saveCollection, setIndexes } from '../catalogue/catalogue.ts'
import type { Collection, Index } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { decodeFields } from '../language/value.ts'
import type { Entry } from '../store/environment.ts'
import { spaceEnd, spaceStart } from '../store/keys.ts'
import { duplicateKey } from '../write/duplicate-key.ts'
import { entriesOf } from './entries.ts'

const CHUNK_MILLISECONDS = 4
const CHUNK_RECORDS = 500

/** Inside a write job: the indexes are known from now on, but not read from until they are built. */
export function announceIndexes(catalogue: Catalogue, collection: Collection, indexes: Index[]): void {
  setIndexes(catalogue, collection, [...collection.indexes, ...indexes])
}

/** Walks all records in write jobs of a few milliseconds. An error takes the new indexes away again. */
export async function buildIndexes(catalogue: Catalogue, collection: Collection, indexes: Index[]): Promise<void> {
  const { environment } = catalogue
  let last: Buffer | undefined
  try {
    do {
      const from = last
      last = await environment.write(() => buildChunk(catalogue, collection, indexes, from))
    } while (last !== undefined)
  } catch (error) {
    await environment.write(() => removeIndexes(catalogue, collection, indexes))
    throw error
  }
}

/** Inside a write job: gives the last record's key, or undefined once all are done and the indexes are ready. */
function buildChunk(catalogue: Catalogue, collection: Collection, indexes: Index[], after: Buffer | undefined): Buffer | undefined {
  if (collection.dropped) throw new CommandError('NamespaceNotFound', 'the collection was dropped while an index was built')
  const until = performance.now() + CHUNK_MILLISECONDS
  const start = after ?? spaceStart(collection.space)
  const options = { start, end: spaceEnd(collection.space), reverse: false, limit: CHUNK_RECORDS, exclusiveStart: after !== undefined }
  const flagsBefore = flagText(indexes)
  let last: Buffer | undefined
  for (const record of catalogue.environment.live.range(options).entries) {
    for (const index of indexes) addRecord(catalogue, collection, index, record)
    last = record.key
    if (performance.now() > until) break
  }
  if (last === undefined) {
    for (const index of indexes) index.ready = true
    catalogue.environment.onRollback(() => {
      for (const index of indexes) index.ready = false
    })
  }
  if (last === undefined || flagText(indexes) !== flagsBefore) saveCollection(catalogue, collection)
  return last
}

const flagText = (indexes: Index[]): string => indexes.map(({ multikey, cut }) => `${multikey}${cut}`).join()

function addRecord(catalogue: Catalogue, collection: Collection, index: Index, record: Entry): void {
  const id = record.key.subarray(4)
  for (const entry of entriesOf(index, decodeFields(record.value, collection.indexedFields), id, index)) {
    const owner = index.unique ? catalogue.environment.live.get(entry.key) : undefined
    if (owner !== undefined && !owner.equals(id)) throw new BuildError(collection, index, entry.tuple)
    catalogue.environment.put(entry.key, entry.value)
  }
}

/** Inside a write job. */
export function removeIndexes(catalogue: Catalogue, collection: Collection, indexes: readonly Index[]): void {
  if (collection.dropped) return
  setIndexes(
    catalogue,
    collection,
    collection.indexes.filter(index => !indexes.includes(index)),
  )
  for (const index of indexes) discardSpace(catalogue, index.space)
}

class BuildError extends CommandError {
  constructor(collection: Collection, index: Index, tuple: readonly unknown[]) {
    const { message, fields } = duplicateKey(collection, index, tuple)
    super('DuplicateKey', `Index build failed: ${message}`, [], fields)
  }
}
