// Pipelines that begin with the server itself: its operations, its sessions, the sizes of a collection.
import { hostname } from 'node:os'
import { Binary, Long } from 'bson'
import { findCollection } from '../catalogue/catalogue.ts'
import type { Accesses } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import type { Doc, Value } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import { describeOperation } from '../operations.ts'
import type { Context } from './context.ts'
import { requireAdmin } from './context.ts'
import { describeSizes, measure, readScale } from './sizes.ts'

type Source = { options: readonly string[]; ofCollection: boolean; read(context: Context, options: Doc): Promise<Doc[]> | Doc[] }

const SOURCES: Record<string, Source> = {
  $collStats: { options: ['count', 'storageStats'], ofCollection: true, read: readCollectionStats },
  $currentOp: { options: ['allUsers', 'localOps'], ofCollection: false, read: readOperations },
  $indexStats: { options: [], ofCollection: true, read: readIndexStats },
  $listLocalSessions: { options: ['allUsers'], ofCollection: false, read: listSessions },
}

export const SERVER_STAGES: readonly string[] = Object.keys(SOURCES)

/** The documents of such a beginning, or undefined if the pipeline begins with something else. */
export function serverSource(context: Context, stages: readonly Doc[]): AsyncGenerator<Doc[]> | undefined {
  const [name, options] = Object.entries(stages[0] ?? {})[0] ?? []
  if (name === '$listSearchIndexes')
    throw new CommandError('CommandNotSupported', '$listSearchIndexes: search indexes are only there with Atlas')
  const source = name !== undefined && Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined
  if (name === undefined || source === undefined) return undefined
  const wanted = checkOptions(context, name, source, options)
  return once(async () => source.read(context, wanted))
}

async function* once(read: () => Promise<Doc[]>): AsyncGenerator<Doc[]> {
  yield await read()
}

function checkOptions(context: Context, name: string, { options, ofCollection }: Source, given: Value): Doc {
  if (ofCollection !== (typeof context.args.aggregate === 'string'))
    throw new CommandError(
      'InvalidNamespace',
      `${name} must be run against ${ofCollection ? 'a collection' : 'a database, with aggregate: 1'}`,
    )
  if (!isDocument(given)) throw new CommandError('FailedToParse', `${name} options must be specified in an object`)
  const unknown = Object.keys(given).find(option => !options.includes(option))
  if (unknown !== undefined) throw new CommandError('CommandNotSupported', `${name} option '${unknown}' is not supported`)
  return given
}

async function readCollectionStats(context: Context, options: Doc): Promise<Doc[]> {
  const name = context.args.aggregate as string
  const collection = findCollection(context.engine.catalogue, context.database, name)
  if (collection === undefined) throw new CommandError('NamespaceNotFound', `Collection [${context.database}.${name}] not found.`)
  const sizes = await measure(context, collection)
  const doc: Doc = { ns: collection.namespace, host: hostname(), localTime: context.engine.now() }
  if (options.count !== undefined) doc.count = Long.fromNumber(sizes.count)
  if (isDocument(options.storageStats)) {
    const scale = readScale({ ...context, args: options.storageStats })
    doc.storageStats = describeSizes(sizes, scale)
  }
  return [doc]
}

/** As of MongoDB: nothing for a collection that is not there. */
function readIndexStats({ engine, database, args }: Context): Doc[] {
  const collection = findCollection(engine.catalogue, database, args.aggregate as string)
  if (collection === undefined) return []
  const describe = (spec: Doc, { ops, since }: Accesses, isReady: boolean): Doc => ({
    name: spec.name,
    key: spec.key,
    host: engine.address,
    accesses: { ops: Long.fromNumber(ops), since },
    ...(!isReady && { building: true }),
    spec: { v: 2, ...spec },
  })
  return [
    describe({ key: { _id: 1 }, name: '_id_' }, collection.accesses, true),
    ...collection.indexes.map(({ given, accesses, ready }) => describe(given, accesses, ready)),
  ]
}

function readOperations(context: Context): Doc[] {
  requireAdmin(context)
  return context.engine.operations.all().map(describeOperation)
}

function listSessions(context: Context): Doc[] {
  return [...context.engine.sessions.byId].map(([id, { usedAt }]) => ({
    _id: { id: new Binary(Buffer.from(id, 'latin1'), Binary.SUBTYPE_UUID) },
    lastUse: new Date(usedAt),
  }))
}
