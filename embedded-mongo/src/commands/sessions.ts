// commitTransaction, abortTransaction and the end of sessions.
import { CommandError } from '../errors.ts'
import type { Value } from '../language/value.ts'
import type { Session } from '../transactions/sessions.ts'
import { endSession, rememberCommit } from '../transactions/sessions.ts'
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
  if (session?.ended === 'committed') return {}
  if (session === undefined || transaction === undefined || transaction.state === 'aborted') throw noSuchTransaction(session)
  if (transaction.written.size > 0 || transaction.made.size > 0) {
    transaction.beginCommit()
    try {
      await engine.environment.write(() => {
        writeTransaction(engine, transaction)
        rememberCommit(engine.sessions, session)
      })
    } catch (error) {
      session.ended = 'aborted'
      transaction.end('aborted')
      throw error
    }
  }
  session.ended = 'committed'
  transaction.end('committed')
  session.transaction = undefined
  return {}
}

export const abortTransaction: Command = {
  options: ['abortTransaction', 'recoveryToken'],
  transactional: true,
  run(context) {
    const { session, transaction } = context
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

export const endSessions: Command = { options: ['endSessions'], run: context => end(context, listOption(context, 'endSessions') ?? []) }
export const killSessions: Command = { options: ['killSessions'], run: context => end(context, listOption(context, 'killSessions') ?? []) }

/** Aborts what every session left open; patterns of users mean nothing here. */
export const killAllSessions: Command = {
  options: ['killAllSessions'],
  run({ engine }) {
    for (const session of engine.sessions.byId.values()) session.transaction?.end('aborted')
    return {}
  },
}

export const refreshSessions: Command = { options: ['refreshSessions'], run: () => ({}) }

function end(context: Context, lsids: Value[]): Reply {
  for (const lsid of lsids) endSession(context.engine.sessions, lsid)
  return {}
}
