// Indexes with a collation after an upgrade of the platform: its tables of characters may have changed, and with them the form of equal texts.
import { type Catalogue, discardSpace, newSpace, setIndexes } from '../catalogue/catalogue.ts'
import { type Collection, type Index, newIndex } from '../catalogue/definitions.ts'
import type { Log } from '../engine.ts'
import { FOLDING } from '../language/fold.ts'
import { spaceEnd, spaceStart } from '../store/keys.ts'
import { addRecord } from './build.ts'

const RECORDS_AT_ONCE = 500

/** Before anybody is served. Throws a sentence if two records of a unique index have come to be equal. */
export function refoldIndexes(catalogue: Catalogue, log: Log): void {
  for (const collections of catalogue.databases.values())
    for (const collection of collections.values())
      for (const index of collection.indexes)
        if (index.collation !== undefined && index.folding !== FOLDING) refold(catalogue, collection, index, log)
}

/** In one commit: until that is on the disk, the old index is there. */
function refold(catalogue: Catalogue, collection: Collection, index: Index, log: Log): void {
  const details = { collection: collection.namespace, index: index.name }
  try {
    catalogue.environment.writeNow(() => {
      const fresh = newIndex(index.name, newSpace(catalogue), index.given)
      addRecords(catalogue, collection, fresh)
      fresh.ready = true
      const indexes = collection.indexes.map(each => (each === index ? fresh : each))
      setIndexes(catalogue, collection, indexes)
      discardSpace(catalogue, index.space)
    })
  } catch (cause) {
    const reason = `the index ${index.name} of ${collection.namespace} cannot be made anew for this version of Node.js`
    throw new Error(`${reason}, which compares texts in another way: start with the older one and look for texts that are now equal`, {
      cause,
    })
  }
  log('index made anew for another version of Node.js', details)
}

function addRecords(catalogue: Catalogue, collection: Collection, index: Index): void {
  let last: Buffer | undefined
  do {
    const start = last ?? spaceStart(collection.space)
    const options = { start, end: spaceEnd(collection.space), reverse: false, limit: RECORDS_AT_ONCE, exclusiveStart: last !== undefined }
    const chunk = catalogue.environment.live.range(options)
    for (const record of chunk.entries) addRecord(catalogue, collection, index, record)
    last = chunk.examined < RECORDS_AT_ONCE ? undefined : chunk.last
  } while (last !== undefined)
}
