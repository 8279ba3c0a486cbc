// find: plan, filter, sort, project; the stored bytes go out untouched when there is nothing to project.

import type { Collection } from '../catalogue/definitions.ts'
import { isTrue, newAccesses } from '../catalogue/definitions.ts'
import { firstBatch, newCursor } from '../cursors/cursor.ts'
import { compileProjection } from '../language/project.ts'
import { decode, encode } from '../language/value.ts'
import type { Plan } from '../plan/choose.ts'
import type { Query } from '../plan/find.ts'
import { findRecords, planQuery } from '../plan/find.ts'
import { PAUSE, Pace } from '../plan/pace.ts'
import { visibleCollection } from '../transactions/made.ts'
import type { Command, Context, Reply } from './context.ts'
import { collationOption, countOption, docOption, namespaceOf, numberOption, textOption } from './context.ts'

export const find: Command = {
  options: [
    'find',
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'collation',
    'let',
    'allowDiskUse',
    'noCursorTimeout',
  ],
  onlyFalse: ['returnKey', 'showRecordId', 'tailable', 'awaitData', 'min', 'max', 'oplogReplay', 'allowPartialResults'],
  transactional: true,
  reads: true,
  run: runFind,
}

async function runFind(context: Context): Promise<Reply> {
  const pace = new Pace()
  const cursor = newCursor(context, namespaceOf(context), produce(context, pace), pace)
  const limit = numberOption(context, 'limit') ?? 0
  const size = limit < 0 ? Math.min(-limit, countOption(context, 'batchSize') || -limit) : countOption(context, 'batchSize')
  return firstBatch(context, cursor, size, isTrue(context.args.singleBatch) || limit < 0)
}

function produce(context: Context, pace: Pace): Iterator<Buffer | typeof PAUSE> {
  const collection = visibleCollection(context, textOption(context, 'find'))
  const query = readQuery(context, collection)
  if (collection === undefined || query === undefined) return [].values()
  return projected(context, query, pace)
}

/** The query of a find; also of explain. Wrong filters are errors even where there is no collection. */
export function readQuery(context: Context, collection: Collection | undefined, rejected?: Plan[]): Query | undefined {
  const filter = docOption(context, 'filter') ?? {}
  return planQuery(collection ?? nowhere(context), filter, {
    sort: docOption(context, 'sort'),
    projection: docOption(context, 'projection'),
    skip: countOption(context, 'skip') ?? 0,
    limit: Math.abs(numberOption(context, 'limit') ?? 0),
    hint: collection === undefined ? undefined : context.args.hint,
    collation: collationOption(context, collection?.name ?? ''),
    let: docOption(context, 'let'),
    now: context.engine.now(),
    ...(rejected && { rejected }),
  })
}

/** Stands for a collection that does not exist: nothing is in it. */
export function nowhere(context: Context): Collection {
  const { database } = context
  return {
    database,
    name: '',
    namespace: '',
    space: 0,
    indexes: [],
    accesses: newAccesses(),
    indexedFields: new Set(),
    count: 0,
    dropped: false,
  } as unknown as Collection
}

function* projected(context: Context, query: Query, pace: Pace): Generator<Buffer | typeof PAUSE> {
  const spec = docOption(context, 'projection')
  const found = findRecords(query, context.source, pace)
  if (spec === undefined || Object.keys(spec).length === 0) {
    for (const record of found) yield record === PAUSE ? PAUSE : record.bytes
    return
  }
  const project = compileProjection(spec, {
    filter: docOption(context, 'filter') ?? {},
    now: context.engine.now(),
    let: docOption(context, 'let') ?? {},
  })
  for (const record of found) {
    if (record === PAUSE) yield PAUSE
    else yield record.isCovered ? record.bytes : encode(project(decode(record.bytes)))
  }
}
