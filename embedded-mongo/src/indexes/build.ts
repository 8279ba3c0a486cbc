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

/** The commit of a chunk takes about as long again. */
const CHUNK_MILLISECONDS = 2
const RECORDS_AT_ONCE = 32

/** Builds under way, for those who ask for the same index meanwhile. */
const builds = new WeakMap<Index, Promise<void>>()

/** Inside a write job: the indexes are known from now on, but not read from until they are built. */
export function announceIndexes(catalogue: Catalogue, collection: Collection, indexes: Index[]): void {
  setIndexes(catalogue, collection, [...collection.indexes, ...indexes])
}

/** Walks all records in write jobs of a few milliseconds. An error takes the new indexes away again. */
export async function buildIndexes(catalogue: Catalogue, collection: Collection, indexes: Index[]): Promise<void> {
  const build = walkRecords(catalogue, collection, indexes)
  for (const index of indexes) builds.set(index, build)
  await build
}

/** Resolves when those of the indexes are built that others have asked for. */
export async function awaitBuilds(indexes: readonly Index[]): Promise<void> {
  for (const index of indexes) if (!index.ready) await builds.get(index)
}

async function walkRecords(catalogue: Catalogue, collection: Collection, indexes: Index[]): Promise<void> {
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
  checkWanted(collection, indexes)
  const before = indexes.map(({ multikey, cut, ready }) => ({ multikey, cut, ready }))
  catalogue.environment.onRollback(() => {
    for (const [at, index] of indexes.entries()) Object.assign(index, before[at])
  })
  const last = addRecords(catalogue, collection, indexes, after)
  const readyAfter = catalogue.environment.live.version()
  if (last === undefined) for (const index of indexes) Object.assign(index, { ready: true, readyAfter })
  const isChanged = indexes.some(({ multikey, cut }, at) => multikey !== before[at]!.multikey || cut !== before[at]!.cut)
  if (last === undefined || isChanged) saveCollection(catalogue, collection)
  return last
}

function checkWanted(collection: Collection, indexes: Index[]): void {
  if (collection.dropped) throw new CommandError('NamespaceNotFound', 'the collection was dropped while an index was built')
  const gone = indexes.find(index => !collection.indexes.includes(index))
  if (gone !== undefined) throw new CommandError('IndexBuildAborted', `Index build failed: index '${gone.name}' was dropped meanwhile`)
}

/** For some milliseconds: gives the last record's key, or undefined after the last one. */
function addRecords(catalogue: Catalogue, collection: Collection, indexes: Index[], after: Buffer | undefined): Buffer | undefined {
  const until = performance.now() + CHUNK_MILLISECONDS
  let last = after
  do {
    const start = last ?? spaceStart(collection.space)
    const options = { start, end: spaceEnd(collection.space), reverse: false, limit: RECORDS_AT_ONCE, exclusiveStart: last !== undefined }
    const chunk = catalogue.environment.live.range(options)
    for (const record of chunk.entries) for (const index of indexes) addRecord(catalogue, collection, index, record)
    if (chunk.examined < RECORDS_AT_ONCE) return undefined
    last = chunk.last
  } while (performance.now() < until)
  return last
}

export function addRecord(catalogue: Catalogue, collection: Collection, index: Index, record: Entry): void {
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
