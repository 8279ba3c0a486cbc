// Builds new indexes while the collection stays in use: writes keep them up from the first moment, and what the records have in them is put in order.
import type { Catalogue } from '../catalogue/catalogue.ts'
import { discardSpace, saveCollection, setIndexes } from '../catalogue/catalogue.ts'
import type { Collection, Index } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { decodeFields, type Value } from '../language/value.ts'
import type { Entry, View } from '../store/environment.ts'
import { keyText } from '../store/keys.ts'
import { duplicateKey } from '../write/duplicate-key.ts'
import type { Flags } from './entries.ts'
import { entriesOf, recordKey } from './entries.ts'
import { gatherEntries, type Harvest } from './gather.ts'

/** The commit of a chunk takes about as long again. */
const CHUNK_MILLISECONDS = 2
const ENTRIES_BETWEEN_LOOKS = 16
/** Records that were changed meanwhile and are looked at again in one commit. */
const MOST_CHANGED = 100

/** Builds under way, for those who ask for the same index meanwhile. */
const builds = new WeakMap<Index, Promise<void>>()

/** Inside a write job: the indexes are known from now on, but not read from until they are built. */
export function announceIndexes(catalogue: Catalogue, collection: Collection, indexes: Index[]): void {
  setIndexes(catalogue, collection, [...collection.indexes, ...indexes])
}

/** In slices of a few milliseconds. An error takes the new indexes away again. */
export async function buildIndexes(catalogue: Catalogue, collection: Collection, indexes: Index[]): Promise<void> {
  const build = run({ catalogue, collection, indexes, changed: new Set() })
  for (const index of indexes) builds.set(index, build)
  await build
}

/** Resolves when those of the indexes are built that others have asked for. */
export async function awaitBuilds(indexes: readonly Index[]): Promise<void> {
  for (const index of indexes) if (!index.ready) await builds.get(index)
}

/** What was gathered of a record is right as long as it is not among the changed, which are looked at again at the end. */
type Build = { catalogue: Catalogue; collection: Collection; indexes: Index[]; changed: Set<string> }

async function run(build: Build): Promise<void> {
  const { catalogue, collection, indexes } = build
  const { environment } = catalogue
  collection.changed = [...collection.changed, build.changed]
  try {
    await putGathered(build)
    while (build.changed.size > MOST_CHANGED) await addChangedSoFar(build)
    await environment.write(() => finish(build))
  } catch (error) {
    await environment.write(() => removeIndexes(catalogue, collection, indexes))
    throw error
  } finally {
    collection.changed = collection.changed.filter(each => each !== build.changed)
  }
}

async function putGathered(build: Build): Promise<void> {
  const { collection, indexes } = build
  const { environment } = build.catalogue
  let last: Buffer | undefined
  do {
    const harvest = await gatherEntries(environment.live, collection, indexes, last)
    for (let at = 0; at < harvest.order.length; ) {
      const from = at
      at = await environment.write(() => putEntries(build, harvest, from))
    }
    await environment.write(() => raiseFlags(build, harvest.flags))
    last = harvest.last
  } while (last !== undefined)
}

/** Inside a write job: for some milliseconds; gives the position to go on at. */
function putEntries(build: Build, { entries, order }: Harvest, from: number): number {
  checkWanted(build)
  const until = performance.now() + CHUNK_MILLISECONDS
  let at = from
  while (at < order.length) {
    const { index, id, key, value } = entries.read(order[at++]!)
    if (build.changed.size === 0 || !build.changed.has(keyText(id))) putEntry(build, index, id, key, value)
    if ((at - from) % ENTRIES_BETWEEN_LOOKS === 0 && performance.now() > until) break
  }
  return at
}

/** What is changed while these are looked at again is noted anew. */
async function addChangedSoFar(build: Build): Promise<void> {
  const { collection, changed: before } = build
  build.changed = new Set()
  collection.changed = collection.changed.map(each => (each === before ? build.changed : each))
  const ids = [...before]
  while (ids.length > 0) {
    const some = ids.splice(0, MOST_CHANGED)
    await build.catalogue.environment.write(() => addChanged(build, some))
  }
}

/** Inside a write job. */
function addChanged(build: Build, ids: Iterable<string>): void {
  checkWanted(build)
  const { catalogue, collection, indexes } = build
  const flags = new Map(indexes.map(index => [index, { multikey: false, cut: false }] as const))
  for (const text of ids) {
    const key = recordKey(collection, Buffer.from(text, 'latin1'))
    const value = catalogue.environment.live.get(key)
    if (value !== undefined) for (const [index, own] of flags) addRecord(catalogue, collection, index, { key, value }, own)
  }
  raiseFlags(build, flags)
}

/** Inside a write job: with this commit the indexes are read from. */
function finish(build: Build): void {
  addChanged(build, build.changed)
  const { catalogue, collection, indexes } = build
  catalogue.environment.onRollback(() => {
    for (const index of indexes) index.ready = false
  })
  const readyAfter = catalogue.environment.live.version()
  for (const index of indexes) Object.assign(index, { ready: true, readyAfter })
  saveCollection(catalogue, collection)
}

/** Inside a write job. */
function raiseFlags({ catalogue, collection, indexes }: Build, flags: ReadonlyMap<Index, Flags>): void {
  const before = indexes.map(({ multikey, cut }) => ({ multikey, cut }))
  catalogue.environment.onRollback(() => {
    for (const [at, index] of indexes.entries()) Object.assign(index, before[at])
  })
  for (const [index, { multikey, cut }] of flags) {
    index.multikey ||= multikey
    index.cut ||= cut
  }
  const isChanged = indexes.some(({ multikey, cut }, at) => multikey !== before[at]!.multikey || cut !== before[at]!.cut)
  if (isChanged && !collection.dropped) saveCollection(catalogue, collection)
}

function checkWanted({ collection, indexes }: Build): void {
  if (collection.dropped) throw new CommandError('NamespaceNotFound', 'the collection was dropped while an index was built')
  const gone = indexes.find(index => !collection.indexes.includes(index))
  if (gone !== undefined) throw new CommandError('IndexBuildAborted', `Index build failed: index '${gone.name}' was dropped meanwhile`)
}

/** Inside a write job: what a record has in an index that is not read from yet. */
export function addRecord(catalogue: Catalogue, collection: Collection, index: Index, record: Entry, flags: Flags = index): void {
  const id = record.key.subarray(4)
  for (const entry of entriesOf(index, decodeFields(record.value, collection.indexedFields), id, flags))
    putEntry({ catalogue, collection }, index, id, entry.key, entry.value)
}

type Place = Pick<Build, 'catalogue' | 'collection'>

function putEntry({ catalogue, collection }: Place, index: Index, id: Buffer, key: Buffer, value: Buffer): void {
  const { environment } = catalogue
  const owner = index.unique ? environment.live.get(key) : undefined
  if (owner === undefined) environment.put(key, value)
  else if (!owner.equals(id)) throw new BuildError(collection, index, tupleAt(environment.live, collection, index, id, key))
}

/** The values of a key, as its record has them. */
function tupleAt(view: View, collection: Collection, index: Index, id: Buffer, key: Buffer): Value[] {
  const record = view.get(recordKey(collection, id))!
  const entries = entriesOf(index, decodeFields(record, collection.indexedFields), id, { multikey: false, cut: false })
  return entries.find(entry => entry.key.equals(key))?.tuple ?? []
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
