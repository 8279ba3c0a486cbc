// One update statement: which records it is about, what becomes of each, and the new one if an upsert found none.
import { ObjectId } from 'bson'
import type { Collection } from '../catalogue/definitions.ts'
import type { Context } from '../commands/context.ts'
import { MOST_DOCUMENT_BYTES, prepareDocument } from '../commands/insert.ts'
import { CommandError } from '../errors.ts'
import type { Collation } from '../language/match.ts'
import { compileFilter } from '../language/match.ts'
import type { CompiledUpdate } from '../language/update.ts'
import { compileUpdate } from '../language/update.ts'
import type { Doc, Value } from '../language/value.ts'
import { decode, encode } from '../language/value.ts'
import type { Plan } from '../plan/choose.ts'
import type { Query } from '../plan/find.ts'
import { matches, planQuery } from '../plan/find.ts'
import { foundId } from '../plan/scan.ts'
import { visibleCollection, writableCollection } from '../transactions/made.ts'
import { duplicateKey } from './duplicate-key.ts'
import type { Writer } from './statements.ts'
import { findTargets, findTargetsNow } from './targets.ts'

export type Selection = {
  collection: string
  filter: Doc
  multi: boolean
  sort?: Doc | undefined
  hint?: Value
  collation?: Collation | undefined
  let?: Doc | undefined
}

/**
 * Records still to be changed, and what was changed so far. `verified` targets were found in the state that they are changed in; if
 * there is only one of these, its bytes are known.
 */
export type Progress = { targets: Buffer[]; bytes?: Buffer | undefined; at: number; matched: number; modified: number; verified: boolean }

/** The query behind a selection; undefined where there is no collection. Wrong filters are errors there too. */
export function selectionQuery(context: Context, selection: Selection, rejected?: Plan[]): Query | undefined {
  const { filter, sort, hint, collation } = selection
  const options = { sort, hint, collation, let: selection.let, limit: selection.multi ? 0 : 1, now: context.engine.now() }
  const collection = visibleCollection(context, selection.collection)
  if (collection !== undefined) return planQuery(collection, filter, { ...options, ...(rejected && { rejected }) })
  compileFilter(filter, { now: options.now })
  return undefined
}

/** The targets if they are found quickly, or how to look for them outside of the commit. */
export function startProgress(context: Context, query: Query | undefined, writer: Writer): Progress | { prepare: () => Promise<Progress> } {
  const fresh = { at: 0, matched: 0, modified: 0 }
  if (query === undefined) return { ...fresh, targets: [], verified: true }
  const found = findTargetsNow(query, writer.source)
  if (found !== undefined) {
    const bytes = found.length === 1 ? found[0]!.bytes : undefined
    return { ...fresh, targets: found.map(foundId), bytes, verified: true }
  }
  // In a transaction nothing changes while it is looked for.
  const verified = context.transaction !== undefined
  return { prepare: async () => ({ ...fresh, targets: await findTargets(context, query), verified }) }
}

/** Whether a statement depends on nothing but the one record that it names by `_id` and has changed, and so locked. */
export function readsMore(query: Query, progress: Progress): boolean {
  const { index, ranges } = query.plan
  return progress.modified !== 1 || progress.targets.length !== 1 || index !== undefined || ranges.length !== 1 || ranges[0]!.point !== true
}

/** The record if it is still there and still wanted. */
export function readTarget(query: Query, writer: Writer, progress: Progress): Buffer | undefined {
  const bytes = progress.bytes ?? writer.read(query.collection, progress.targets[progress.at]!)
  return bytes !== undefined && (progress.verified || matches(query, bytes)) ? bytes : undefined
}

export type Update = { change: CompiledUpdate; positional: boolean; upsert: boolean }

export function readUpdate(
  context: Context,
  update: Value,
  options: { arrayFilters?: Value; upsert: boolean; multi: boolean; collation?: Collation | undefined; let?: Doc | undefined },
): Update {
  const { arrayFilters, collation } = options
  const change = compileUpdate(update as Doc | Doc[], {
    now: context.engine.now(),
    ...(arrayFilters !== undefined && { arrayFilters: arrayFilters as Doc[] }),
    ...(collation && { collation }),
    ...(options.let && { let: options.let }),
  })
  if (change.isReplacement && options.multi)
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update')
  return { change, positional: usesPositional(update), upsert: options.upsert }
}

/** Whether any path of an operator update has a `$` part, which needs to know where the filter was met. */
function usesPositional(update: Value): boolean {
  if (Array.isArray(update)) return false
  return Object.values(update as Doc).some(
    fields => typeof fields === 'object' && fields !== null && Object.keys(fields).some(path => /(^|\.)\$(\.|$)/.test(path)),
  )
}

/** The new bytes of a record; the same if nothing changes. */
export function changedBytes(query: Query, update: Update, bytes: Buffer): Buffer {
  const doc = decode(bytes)
  const positional = update.positional ? query.filter.positional(doc) : undefined
  const changed = update.change.apply(doc, positional === undefined ? {} : { positional })
  return changed === doc ? bytes : storable(changed)
}

export function storable(doc: Doc): Buffer {
  const bytes = encode(doc)
  if (bytes.length > MOST_DOCUMENT_BYTES) {
    throw new CommandError('Location17419', `Resulting document after update is larger than ${MOST_DOCUMENT_BYTES}`)
  }
  return prepareDocument(bytes).bytes
}

/** Puts the document of an upsert that found nothing. */
export function upsert(context: Context, selection: Selection, update: Update, writer: Writer): { idValue: Value; bytes: Buffer } {
  const seed = update.change.upsertSeed(selection.filter)
  const made = update.change.apply(seed, { isInsert: true })
  const whole = Object.hasOwn(made, '_id') ? made : { _id: new ObjectId(), ...made }
  const { id, idValue, bytes } = prepareDocument(storable(whole))
  const collection: Collection = writableCollection(context, selection.collection)
  if (writer.read(collection, id) !== undefined) throw duplicateKey(collection, undefined, [idValue])
  writer.write(collection, id, undefined, bytes)
  return { idValue, bytes }
}
