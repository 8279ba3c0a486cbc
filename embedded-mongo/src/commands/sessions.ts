// commitTransaction, abortTransaction and the end of sessions.
import { closeCursor } from '../cursors/cursor.ts'
import type { Engine } from '../engine.ts'
import { CommandError } from '../errors.ts'
import type { Session } from '../transactions/sessions.ts'
import { knownSession, rememberCommit } from '../transactions/sessions.ts'
import type { Transaction } from '../transactions/transaction.ts'
import { writeTransaction } from '../write/records.ts'
import type { Command, Context, Reply } from './context.ts'
import { listOption } from './context.ts'

export const commitTransaction: Command = {
  options: ['commitTransaction', 'recoveryToken'],
  transactional: true,
  run: runCommit,
}

async function runCommit(context: Context): Promise<Reply> {
  const { session, transaction, engine } = context
  // It may have been sent twice: the first of them decides.
  if (transaction?.state === 'committing') await transaction.finished
  if (session?.ended === 'committed') return {}
  if (session === undefined || transaction === undefined || transaction.state === 'aborted') throw noSuchTransaction(session)
  if (transaction.written.size > 0 || transaction.made.size > 0) await commit(engine, session, transaction)
  else endAs('committed', session, transaction)
  return {}
}

async function commit(engine: Engine, session: Session, transaction: Transaction): Promise<void> {
  transaction.beginCommit()
  try {
    await engine.environment.write(() => {
      writeTransaction(engine, transaction)
      if (session.transaction === transaction) rememberCommit(engine.sessions, session)
    })
  } catch (error) {
    endAs('aborted', session, transaction)
    throw error
  }
  endAs('committed', session, transaction)
}

/** The session may have gone on to another transaction, which is none of this one's business. */
function endAs(state: 'committed' | 'aborted', session: Session, transaction: Transaction): void {
  transaction.end(state)
  if (session.transaction !== transaction) return
  session.ended = state
  if (state === 'committed') session.transaction = undefined
}

export const abortTransaction: Command = {
  options: ['abortTransaction', 'recoveryToken'],
  transactional: true,
  async run(context) {
    const { session, transaction } = context
    if (transaction?.state === 'committing') await transaction.finished
    if (session?.ended === 'committed') throw new CommandError('TransactionCommitted', `Transaction ${session.number} has been committed.`)
    if (session === undefined || transaction === undefined || transaction.state === 'aborted') throw noSuchTransaction(session)
    transaction.end('aborted')
    session.transaction = undefined
    session.ended = 'aborted'
    return {}
  },
}

export function noSuchTransaction(session: Session | undefined): CommandError {
  const message = `Given transaction number ${session?.number ?? ''} does not match any in-progress transactions.`
  return new CommandError('NoSuchTransaction', message, ['TransientTransactionError'])
}

export const endSessions: Command = { options: ['endSessions'], run: context => endListed(context, 'endSessions') }
export const killSessions: Command = { options: ['killSessions'], run: context => endListed(context, 'killSessions') }

/** Ends every session; patterns of users mean nothing here. */
export const killAllSessions: Command = {
  options: ['killAllSessions'],
  run: context => endThese(context, [...context.engine.sessions.byId.values()]),
}

export const refreshSessions: Command = { options: ['refreshSessions'], run: () => ({}) }

function endListed(context: Context, option: string): Promise<Reply> {
  const { sessions } = context.engine
  const listed = (listOption(context, option) ?? []).map(lsid => knownSession(sessions, lsid))
  return endThese(
    context,
    listed.filter(session => session !== undefined),
  )
}

/** Aborts their transactions, interrupts their commands and closes their cursors; what they remember of writes stays. */
async function endThese(context: Context, ended: readonly Session[]): Promise<Reply> {
  const { cursors, operations } = context.engine
  const isEnded = (session: Session | undefined) => session !== undefined && ended.includes(session)
  for (const session of ended) session.transaction?.abort()
  for (const operation of operations.all())
    if (operation.context !== context && isEnded(operation.context.session)) operation.context.watch.kill()
  for (const [id, cursor] of cursors) {
    if (!isEnded(cursor.session)) continue
    cursors.delete(id)
    if (!cursor.busy) await closeCursor(cursor)
  }
  return {}
}
