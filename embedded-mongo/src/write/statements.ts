// Runs the statements of a write command: in shared commits or in a transaction, in order or not, each once however often it is sent.

import type { Collection } from '../catalogue/definitions.ts'
import type { Context } from '../commands/context.ts'
import { CommandError } from '../errors.ts'
import { recordKey } from '../indexes/entries.ts'
import type { Doc } from '../language/value.ts'
import { QueryError } from '../language/value.ts'
import type { Source } from '../plan/find.ts'
import { WriteConflict } from '../transactions/conflict.ts'
import type { Remembered } from '../transactions/sessions.ts'
import { remember } from '../transactions/sessions.ts'
import type { Transaction } from '../transactions/transaction.ts'
import { Blocked, writeRecord } from './records.ts'
import { validateDocument } from './validate-document.ts'

/** Where a statement reads and writes: the store itself inside a write job, or a transaction. */
export type Writer = {
  source: Source
  read(collection: Collection, id: Buffer): Buffer | undefined
  write(collection: Collection, id: Buffer, before: Buffer | undefined, after: Buffer | undefined): void
  noteRead?(): void
}

/**
 * A statement's answer, and whether it depends on more than the record that it changed (if that is not said, it does). One
 * that is not done in one go: it comes back with how far it is, or asks for records to be looked for outside of the commit. */
export type Step<P> = { answer: Remembered; reads?: boolean } | { progress: P } | { prepare: () => Promise<P> }

export type Statement<P> = (writer: Writer, progress: P | undefined) => Step<P>

export type Outcome = { answers: Map<number, Remembered>; errors: Map<number, QueryError>; retried: number[] }

type Piece<P> = Outcome & {
  next: number
  progress: P | undefined
  prepare: (() => Promise<P>) | undefined
  blocked: Promise<void> | undefined
}

const PIECE_MILLISECONDS = 4

export async function runStatements<P>(context: Context, statements: Statement<P>[], ordered: boolean): Promise<Outcome> {
  if (context.transaction !== undefined) return runInTransaction(context, statements)
  const outcome: Outcome = { answers: new Map(), errors: new Map(), retried: [] }
  let next = 0
  let progress: P | undefined
  while (next < statements.length) {
    const from = next
    const started = progress
    const piece = await context.engine.environment.write(() => runPiece(context, statements, from, started, ordered))
    merge(outcome, piece)
    next = piece.next
    progress = piece.progress
    if (piece.prepare !== undefined) progress = await piece.prepare()
    if (piece.blocked !== undefined) await context.watch.until(piece.blocked)
    context.watch.check()
  }
  return outcome
}

/** Inside a write job. It changes nothing but the store and what the store takes back, because a job may have to run again. */
function runPiece<P>(context: Context, statements: Statement<P>[], from: number, progress: P | undefined, ordered: boolean): Piece<P> {
  const piece: Piece<P> = {
    answers: new Map(),
    errors: new Map(),
    retried: [],
    next: from,
    progress,
    prepare: undefined,
    blocked: undefined,
  }
  checkTurn(context)
  const until = performance.now() + PIECE_MILLISECONDS
  const writer = directWriter(context)
  while (piece.next < statements.length && !isInterrupted(piece)) {
    if (piece.next > from && performance.now() > until) break
    runStatement(context, statements[piece.next]!, writer, piece)
    if (ordered && piece.errors.size > 0) piece.next = statements.length
    if (piece.progress !== undefined && piece.prepare === undefined && piece.blocked === undefined && performance.now() > until) break
  }
  const { session, retryNumber } = context
  const fresh = [...piece.answers].filter(([at]) => !piece.retried.includes(at))
  if (session !== undefined && retryNumber !== undefined && fresh.length > 0) remember(context.engine.sessions, session, new Map(fresh))
  return piece
}

/** A session remembers the answers of its newest write alone: an older one that still waits must not leave its own in their place. */
function checkTurn({ session, retryNumber }: Context): void {
  if (session === undefined || retryNumber === undefined || session.number === retryNumber) return
  throw new CommandError('TransactionTooOld', `The session has gone on from ${retryNumber} to ${session.number}.`)
}

const isInterrupted = (piece: Piece<unknown>): boolean => piece.prepare !== undefined || piece.blocked !== undefined

function runStatement<P>(context: Context, statement: Statement<P>, writer: Writer, piece: Piece<P>): void {
  const at = piece.next
  const known = context.retryNumber === undefined ? undefined : context.session?.statements.get(at)
  if (known !== undefined) {
    piece.answers.set(at, known)
    piece.retried.push(at)
    piece.next++
    return
  }
  try {
    const step = statement(writer, piece.progress)
    piece.progress = 'progress' in step ? step.progress : undefined
    if ('prepare' in step) piece.prepare = step.prepare
    if (!('answer' in step)) return
    piece.answers.set(at, step.answer)
    piece.next++
  } catch (error) {
    if (error instanceof Blocked) piece.blocked = error.until
    else if (error instanceof QueryError) {
      piece.errors.set(at, error)
      piece.progress = undefined
      piece.next++
    } else throw error
  }
}

function directWriter(context: Context): Writer {
  const { engine } = context
  return {
    source: engine.live,
    read: (collection, id) => engine.environment.live.get(recordKey(collection, id)),
    write: (collection, id, before, after) => {
      if (after !== undefined) validateDocument(context, collection, before, after)
      writeRecord(engine, collection, id, before, after)
    },
  }
}

function merge(outcome: Outcome, piece: Outcome): void {
  for (const [at, answer] of piece.answers) outcome.answers.set(at, answer)
  for (const [at, error] of piece.errors) outcome.errors.set(at, error)
  outcome.retried.push(...piece.retried)
}

/** Whatever goes wrong in a transaction ends it; a conflict is the answer to the whole command. */
async function runInTransaction<P>(context: Context, statements: Statement<P>[]): Promise<Outcome> {
  const transaction = context.transaction!
  const outcome: Outcome = { answers: new Map(), errors: new Map(), retried: [] }
  const writer: Writer = {
    source: transaction,
    read: (collection, id) => transaction.read(collection, id),
    write: (collection, id, before, after) => {
      if (after !== undefined) validateDocument(context, collection, before, after)
      transaction.write(collection, id, before, after)
    },
    noteRead: () => {
      transaction.hasRead = true
    },
  }
  for (const [at, statement] of statements.entries()) {
    try {
      outcome.answers.set(at, await runPatiently(context, transaction, statement, writer))
    } catch (error) {
      transaction.abort()
      if (!(error instanceof QueryError) || (error instanceof CommandError && error.labels.length > 0)) throw error
      outcome.errors.set(at, error)
      break
    }
  }
  return outcome
}

/** How long a transaction waits for another one that holds a record, before it is told to begin again. */
const PATIENCE_MILLISECONDS = 500

/** A conflict is not the end if the statement can be run again on a newer snapshot as if the transaction had only begun now. */
async function runPatiently<P>({ watch }: Context, transaction: Transaction, statement: Statement<P>, writer: Writer): Promise<Remembered> {
  const until = performance.now() + PATIENCE_MILLISECONDS
  const { changes } = transaction
  for (;;) {
    try {
      const answer = await runToEnd(statement, writer)
      transaction.passOn()
      return answer
    } catch (error) {
      if (!(error instanceof WriteConflict) || transaction.changes !== changes) throw error
      const left = until - performance.now()
      // A timer may be a little early.
      const isRenewed = await transaction.renew(error, Math.min(left, (watch.milliseconds ?? left) + 2))
      watch.check()
      if (!isRenewed) throw error
    }
  }
}

async function runToEnd<P>(statement: Statement<P>, writer: Writer): Promise<Remembered> {
  let progress: P | undefined
  for (;;) {
    const step = statement(writer, progress)
    if ('answer' in step) {
      if (step.reads !== false) writer.noteRead?.()
      return step.answer
    }
    progress = 'prepare' in step ? await step.prepare() : step.progress
  }
}

/** The errors as a write command lists them. */
export function writeErrors(outcome: Outcome): { writeErrors?: Doc[] } {
  if (outcome.errors.size === 0) return {}
  return {
    writeErrors: [...outcome.errors].map(([index, error]) => {
      const fields = error instanceof CommandError ? error.fields : {}
      return { index, code: error.code, codeName: error.codeName, errmsg: error.message, ...fields }
    }),
  }
}
