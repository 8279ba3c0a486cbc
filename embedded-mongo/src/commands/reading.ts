// count and distinct.

import type { Collection } from '../catalogue/definitions.ts'
import { CODES, CommandError } from '../errors.ts'
import { equalValues } from '../language/compare.ts'
import { encodeKey, indexKeys } from '../language/keys.ts'
import type { Collation } from '../language/match.ts'
import { newMeter } from '../language/memory.ts'
import type { Value } from '../language/value.ts'
import { decodeFields, EMPTY_ARRAY_KEY, encode } from '../language/value.ts'
import type { Plan } from '../plan/choose.ts'
import type { Query } from '../plan/find.ts'
import { findRecords, planQuery } from '../plan/find.ts'
import { PAUSE, Pace } from '../plan/pace.ts'
import { visibleCollection } from '../transactions/made.ts'
import type { Command, Context, Reply } from './context.ts'
import { collationOption, countOption, docOption, numberOption, rest, textOption } from './context.ts'
import { countFound } from './counting.ts'
import { MOST_DOCUMENT_BYTES } from './insert.ts'

export const count: Command = {
  options: ['count', 'query', 'limit', 'skip', 'hint', 'collation'],
  run: runCount,
}

/** The query of a count or distinct; also of explain. */
export function queryOf(context: Context, collection: Collection, rejected?: Plan[]): Query {
  return planQuery(collection, docOption(context, 'query') ?? {}, {
    skip: countOption(context, 'skip') ?? 0,
    limit: Math.abs(numberOption(context, 'limit') ?? 0),
    hint: context.args.hint,
    collation: collationOption(context, collection.name),
    now: context.engine.now(),
    ...(rejected && { rejected }),
  })
}

async function runCount(context: Context): Promise<Reply> {
  const collection = visibleCollection(context, textOption(context, 'count'))
  if (collection === undefined) return { n: 0 }
  return { n: await countFound(context, collection, queryOf(context, collection)) }
}

export const distinct: Command = {
  options: ['distinct', 'key', 'query', 'collation', 'hint'],
  transactional: true,
  reads: true,
  run: runDistinct,
}

async function runDistinct(context: Context): Promise<Reply> {
  const collection = visibleCollection(context, textOption(context, 'distinct'))
  const path = distinctPath(context)
  const at = context.readAt && { atClusterTime: context.readAt }
  if (collection === undefined) return { values: [], ...at }
  const collation = collationOption(context, collection.name)
  const fields = new Set([path.split('.', 1)[0]!])
  const values = new Map<string, Value>()
  const meter = newMeter('distinct', CODES.ExceededMemoryLimit)
  const pace = new Pace()
  for (const found of findRecords(queryOf(context, collection), context.source, pace)) {
    if (found === PAUSE) await rest(context, pace)
    else
      for (const [value] of indexKeys(decodeFields(found.bytes, fields), [[path, 1]]).keys)
        if (addValue(values, value, collation)) meter.add(value)
  }
  return { values: checkSize([...values.values()]), ...at }
}

/** An answer is one document, and no document is larger than this. */
function checkSize(values: Value[]): Value[] {
  if (encode({ values }).length > MOST_DOCUMENT_BYTES) throw new CommandError('Location17217', 'distinct too big, 16mb cap')
  return values
}

export function distinctPath(context: Context): string {
  const path = textOption(context, 'key')
  if (path === '' || path.includes('\0')) throw new CommandError('BadValue', 'distinct needs the path of a field')
  return path
}

/** Whether it was not there before. Missing fields and empty arrays have no value. */
function addValue(values: Map<string, Value>, value: Value, collation: Collation | undefined): boolean {
  if (value === undefined || value === EMPTY_ARRAY_KEY) return false
  const text = encodeKey([value], [1]).bytes.toString('latin1')
  if (values.has(text)) return false
  if (collation && [...values.values()].some(other => equalValues(other, value, collation))) return false
  values.set(text, value)
  return true
}
