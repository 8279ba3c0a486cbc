// collStats and dbStats: how many documents and bytes there are. Bytes are counted each time, in slices, since nobody keeps them.
import { Long } from 'bson'
import { findCollection } from '../catalogue/catalogue.ts'
import type { Collection } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import type { Doc } from '../language/value.ts'
import { Pace } from '../plan/pace.ts'
import { spaceEnd, spaceStart } from '../store/keys.ts'
import type { Command, Context, Reply } from './context.ts'
import { numberOption, rest, textOption } from './context.ts'

type Space = { entries: number; bytes: number }
export type Sizes = { count: number; size: number; storageSize: number; indexSizes: Record<string, number>; totalIndexSize: number }

const AT_ONCE = 500

/** Keys and values as they are stored; the pages around them are shared by all collections. */
async function measureSpace(context: Context, space: number): Promise<Space> {
  const { live } = context.engine.environment
  const pace = new Pace()
  const measured = { entries: 0, bytes: 0 }
  const add = (value: Buffer) => {
    measured.bytes += value.length
    return false
  }
  let last: Buffer | undefined
  for (;;) {
    const start = last ?? spaceStart(space)
    const options = { start, end: spaceEnd(space), reverse: false, limit: AT_ONCE, exclusiveStart: last !== undefined }
    const chunk = live.range(options, add)
    measured.entries += chunk.examined
    if (chunk.examined < AT_ONCE) return measured
    last = chunk.last
    if (pace.isOver()) await rest(context, pace)
  }
}

export async function measure(context: Context, collection: Collection): Promise<Sizes> {
  const records = await measureSpace(context, collection.space)
  const indexSizes: Record<string, number> = { _id_: 0 }
  for (const { name, space } of collection.indexes) indexSizes[name] = (await measureSpace(context, space)).bytes
  const totalIndexSize = Object.values(indexSizes).reduce((sum, size) => sum + size, 0)
  return { count: records.entries, size: records.bytes, storageSize: records.bytes, indexSizes, totalIndexSize }
}

const NOTHING: Sizes = { count: 0, size: 0, storageSize: 0, indexSizes: {}, totalIndexSize: 0 }

export const collStats: Command = {
  options: ['collStats', 'scale'],
  async run(context) {
    const name = textOption(context, 'collStats')
    const collection = findCollection(context.engine.catalogue, context.database, name)
    const sizes = collection === undefined ? NOTHING : await measure(context, collection)
    return { ns: `${context.database}.${name}`, ...(describeSizes(sizes, readScale(context)) as Reply) }
  },
}

export function readScale(context: Context): number {
  const scale = numberOption(context, 'scale') ?? 1
  if (scale < 1) throw new CommandError('BadValue', `BSON field 'scale' value must be >= 1, actual value '${scale}'`)
  return scale
}

export function describeSizes(sizes: Sizes, scale: number): Doc {
  const scaled = (bytes: number) => Long.fromNumber(Math.floor(bytes / scale))
  const { count, size, storageSize, indexSizes, totalIndexSize } = sizes
  return {
    size: scaled(size),
    count: Long.fromNumber(count),
    ...(count > 0 && { avgObjSize: Long.fromNumber(Math.floor(size / count)) }),
    numOrphanDocs: 0,
    storageSize: scaled(storageSize),
    totalIndexSize: scaled(totalIndexSize),
    totalSize: scaled(storageSize + totalIndexSize),
    indexSizes: Object.fromEntries(Object.entries(indexSizes).map(([name, bytes]) => [name, scaled(bytes)])),
    nindexes: Object.keys(indexSizes).length,
    scaleFactor: scale,
    capped: false,
  }
}

export async function measureDatabase(context: Context, database: string): Promise<Sizes & { collections: number; indexes: number }> {
  const collections = [...(context.engine.catalogue.databases.get(database)?.values() ?? [])]
  const total = { ...NOTHING, collections: collections.length, indexes: 0 }
  for (const collection of collections) {
    const sizes = await measure(context, collection)
    total.count += sizes.count
    total.size += sizes.size
    total.storageSize += sizes.storageSize
    total.totalIndexSize += sizes.totalIndexSize
    total.indexes += collection.indexes.length + 1
  }
  return total
}

export const dbStats: Command = {
  options: ['dbStats', 'scale', 'freeStorage'],
  async run(context) {
    const scale = readScale(context)
    const scaled = (bytes: number) => Long.fromNumber(Math.floor(bytes / scale))
    const { collections, indexes, count, size, storageSize, totalIndexSize } = await measureDatabase(context, context.database)
    return {
      db: context.database,
      collections: Long.fromNumber(collections),
      views: Long.ZERO,
      objects: Long.fromNumber(count),
      avgObjSize: count === 0 ? 0 : size / count,
      dataSize: scaled(size),
      storageSize: scaled(storageSize),
      indexes: Long.fromNumber(indexes),
      indexSize: scaled(totalIndexSize),
      totalSize: scaled(storageSize + totalIndexSize),
      scaleFactor: Long.fromNumber(scale),
    }
  },
}
