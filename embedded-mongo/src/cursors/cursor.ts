// A cursor: a query that has not given everything yet. Between two batches it holds a position, never a part of the store.
import { randomBytes } from 'node:crypto'
import { Long, type Timestamp } from 'bson'
import { RawArray } from '../bson/raw.ts'
import type { Context, Reply } from '../commands/context.ts'
import { rest } from '../commands/context.ts'
import { CommandError } from '../errors.ts'
import { PAUSE, type Pace } from '../plan/pace.ts'
import type { Session } from '../transactions/sessions.ts'
import type { Transaction } from '../transactions/transaction.ts'
import type { Producer, Step } from './producer.ts'

export type Cursor = {
  id: Long
  namespace: string
  producer: Producer
  /** A document that did not fit into the last batch. */
  waiting: Buffer | undefined
  exhausted: boolean
  pace: Pace
  /** Of the command that began it: what its producer works with. */
  context: Context
  /** What is left of the time that it may take, of which the time between two batches is no part. */
  milliseconds: number | undefined
  session: Session | undefined
  transaction: Transaction | undefined
  usedAt: number
  busy: boolean
}

export const FIRST_BATCH = 101
const MOST_BATCH_BYTES = 16 * 1024 * 1024
const IDLE_MILLISECONDS = 10 * 60_000

type BatchField = 'firstBatch' | 'nextBatch'

export function newCursor(context: Context, namespace: string, producer: Producer, pace: Pace): Cursor {
  const { session, transaction } = context
  const usedAt = context.engine.now().getTime()
  return {
    id: Long.ZERO,
    namespace,
    producer,
    waiting: undefined,
    exhausted: false,
    pace,
    context,
    milliseconds: undefined,
    session,
    transaction,
    usedAt,
    busy: false,
  }
}

/** The first batch of a cursor, and the cursor kept if there may be more. */
export async function firstBatch(context: Context, cursor: Cursor, size: number | undefined, single: boolean): Promise<Reply> {
  const documents = await fill(context, cursor, size ?? FIRST_BATCH)
  if (single) await closeCursor(cursor)
  if (!cursor.exhausted) keep(context, cursor)
  return batchReply(cursor, 'firstBatch', documents, context.readAt)
}

export async function nextBatch(context: Context, cursor: Cursor, size: number | undefined): Promise<Reply> {
  cursor.busy = true
  context.watch.limit(cursor.milliseconds)
  cursor.context.watch = context.watch
  try {
    const documents = await fill(context, cursor, size || Number.POSITIVE_INFINITY)
    if (cursor.exhausted) context.engine.cursors.delete(cursor.id.toString())
    return batchReply(cursor, 'nextBatch', documents)
  } catch (error) {
    context.engine.cursors.delete(cursor.id.toString())
    throw error
  } finally {
    cursor.busy = false
    cursor.usedAt = context.engine.now().getTime()
  }
}

export function batchReply(cursor: Cursor, field: BatchField, documents: RawArray, atClusterTime?: Timestamp): Reply {
  const id = cursor.exhausted ? Long.ZERO : cursor.id
  return { cursor: { [field]: documents, id, ns: cursor.namespace, ...(atClusterTime && { atClusterTime }) } }
}

function keep(context: Context, cursor: Cursor): void {
  const bytes = randomBytes(8)
  cursor.id = new Long(bytes.readInt32LE(0) | 1, bytes.readInt32LE(4) & 0x7fffffff)
  context.engine.cursors.set(cursor.id.toString(), cursor)
}

async function fill(context: Context, cursor: Cursor, size: number): Promise<RawArray> {
  const documents = new RawArray()
  cursor.pace.start()
  while (documents.length < size) {
    const following = cursor.waiting ?? next(context, cursor)
    const document = following instanceof Promise ? await following : following
    cursor.waiting = undefined
    if (document === undefined) break
    if (documents.length > 0 && documents.bytes + document.length > MOST_BATCH_BYTES) {
      cursor.waiting = document
      break
    }
    documents.add(document)
  }
  context.watch.check()
  cursor.milliseconds = context.watch.milliseconds
  return documents
}

/** Synchronous as long as the producer is: an await for every document would be most of the time of a query. */
function next(context: Context, cursor: Cursor): Buffer | undefined | Promise<Buffer | undefined> {
  const step = cursor.producer.next()
  return step instanceof Promise ? step.then(made => take(context, cursor, made)) : take(context, cursor, step)
}

function take(context: Context, cursor: Cursor, step: Step): Buffer | undefined | Promise<Buffer | undefined> {
  if (step.done) {
    cursor.exhausted = true
    return undefined
  }
  return step.value === PAUSE ? rest(context, cursor.pace).then(() => next(context, cursor)) : step.value
}

export async function closeCursor(cursor: Cursor): Promise<void> {
  cursor.exhausted = true
  await cursor.producer.return?.()
}

export function cursorFor(context: Context, id: Long, namespace: string): Cursor {
  const cursor = context.engine.cursors.get(id.toString())
  if (cursor === undefined || cursor.namespace !== namespace) throw new CommandError('CursorNotFound', `cursor id ${id} not found`)
  return cursor
}

/** Closes cursors that nobody read for ten minutes, and those of sessions or transactions that are over. */
export async function sweepCursors(cursors: Map<string, Cursor>, now: number): Promise<void> {
  for (const [id, cursor] of cursors) {
    const isOver = cursor.transaction !== undefined && cursor.transaction.state !== 'open'
    if (cursor.busy || (!isOver && now - cursor.usedAt < IDLE_MILLISECONDS)) continue
    cursors.delete(id)
    await closeCursor(cursor)
  }
}
