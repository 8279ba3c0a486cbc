// Runs one command: its name and options are checked, its session and transaction found, its errors turned into answers.
import { Double } from 'bson'
import type { Engine } from '../engine.ts'
import type { CodeName } from '../errors.ts'
import { CODES, CommandError, describeError } from '../errors.ts'
import type { Doc, Value } from '../language/value.ts'
import { QueryError } from '../language/value.ts'
import type { Session } from '../transactions/sessions.ts'
import { advance, sessionFor, toNumber } from '../transactions/sessions.ts'
import { Transaction } from '../transactions/transaction.ts'
import type { Message } from '../wire/message.ts'
import type { Command, Context, Reply } from './context.ts'
import { noSuchTransaction } from './sessions.ts'
import { COMMANDS, COMMON_OPTIONS } from './table.ts'
import { Watch } from './watch.ts'

/** Success is a double on the wire. */
const SUCCESS = new Double(1)

export async function runCommand(engine: Engine, message: Message, connection: number): Promise<Reply> {
  const name = Object.keys(message.args)[0] ?? ''
  let context: Context | undefined
  try {
    const command = COMMANDS.get(name)
    if (command === undefined) throw new CommandError('CommandNotFound', `no such command: '${name}'`)
    checkOptions(command, name, message.args)
    context = makeContext(engine, command, name, message, connection)
    return { ...(await command.run(context)), ...unmetConcern(message.args), ok: SUCCESS }
  } catch (error) {
    return failed(engine, name, context, error)
  }
}

/** The client's errors are the client's affair; these are for who runs the server. */
const DISK_FAULTS: ReadonlySet<string> = new Set(['OutOfDiskSpace', 'FileStreamFailed'] satisfies CodeName[])

function failed(engine: Engine, name: string, context: Context | undefined, error: unknown): Reply {
  if (!(error instanceof QueryError) || DISK_FAULTS.has(error.codeName))
    engine.log('command failed', { command: name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  const { transaction, session } = context ?? {}
  if (transaction !== undefined && !['commitTransaction', 'abortTransaction', 'killCursors'].includes(name)) {
    transaction.end('aborted')
    if (session !== undefined) session.ended ??= 'aborted'
  }
  return describeError(error)
}

function checkOptions(command: Command, name: string, args: Doc): void {
  if (command.options === 'any') return
  for (const option of Object.keys(args)) {
    if (COMMON_OPTIONS.has(option) || command.options.includes(option)) continue
    if (command.onlyFalse?.includes(option) && args[option] === false) continue
    if (command.onlyFalse?.includes(option)) throw new CommandError('CommandNotSupported', `${name} option '${option}' is not supported`)
    throw new CommandError('UnknownOption', `BSON field '${name}.${option}' is an unknown field.`)
  }
}

function makeContext(engine: Engine, command: Command, name: string, message: Message, connection: number): Context {
  const { args, documents } = message
  if (typeof args.$db !== 'string') throw new CommandError('BadValue', 'a command must name its database as $db')
  checkReadConcern(args)
  const session = args.lsid === undefined ? undefined : sessionFor(engine.sessions, args.lsid)
  const number = args.txnNumber === undefined ? undefined : toNumber(args.txnNumber)
  const transaction = args.autocommit === false ? transactionOf(engine, session, number, args, name) : undefined
  if (transaction === undefined && session !== undefined && number !== undefined && args.autocommit === undefined) advance(session, number)
  if (args.autocommit === false && command.transactional !== true) {
    throw new CommandError('OperationNotSupportedInTransaction', `Cannot run '${name}' in a multi-document transaction.`)
  }
  if (transaction !== undefined && command.reads === true) transaction.hasRead = true
  return {
    engine,
    name,
    database: args.$db,
    args,
    documents,
    session,
    retryNumber: args.autocommit === undefined ? number : undefined,
    transaction,
    source: transaction ?? engine.live,
    watch: watchOf(args.maxTimeMS),
    connection,
  }
}

function watchOf(maxTime: Value): Watch {
  const watch = new Watch()
  if (maxTime === undefined) return watch
  const milliseconds = toNumber(maxTime)
  if (!(milliseconds >= 0)) throw new CommandError('BadValue', 'maxTimeMS must be a number that is not negative')
  if (milliseconds > 0) watch.limit(milliseconds)
  return watch
}

const LEVELS = ['local', 'available', 'majority', 'linearizable', 'snapshot']

/** One server that syncs every commit meets every level of concern for reading, except for snapshots outside of transactions. */
function checkReadConcern(args: Doc): void {
  const level = (args.readConcern as Doc | undefined)?.level
  if (level !== undefined && !LEVELS.includes(level as string))
    throw new CommandError('FailedToParse', `unknown readConcern level '${String(level)}'`)
  if (level === 'snapshot' && args.autocommit !== false)
    throw new CommandError('InvalidOptions', "readConcern 'snapshot' is only supported in transactions")
}

/** What was asked for is done all the same; the reply says that more servers than there are cannot have it. */
function unmetConcern(args: Doc): Reply {
  const w = (args.writeConcern as Doc | undefined)?.w
  if (w === undefined || w === 'majority') return {}
  const [code, codeName, errmsg] =
    typeof w === 'string'
      ? [CODES.UnknownReplWriteConcern, 'UnknownReplWriteConcern', `No write concern mode named '${w}' found`]
      : [CODES.UnsatisfiableWriteConcern, 'UnsatisfiableWriteConcern', 'Not enough data-bearing nodes']
  return typeof w === 'string' || toNumber(w) > 1 ? { writeConcernError: { code, codeName, errmsg } } : {}
}

function transactionOf(
  engine: Engine,
  session: Session | undefined,
  number: number | undefined,
  args: Doc,
  name: string,
): Transaction | undefined {
  if (session === undefined || number === undefined) throw new CommandError('InvalidOptions', 'a transaction needs a session and a number')
  if (args.startTransaction === true) return startTransaction(engine, session, number)
  if (number < session.number) advance(session, number)
  const isEnd = name === 'commitTransaction' || name === 'abortTransaction'
  const { transaction } = session
  if (isEnd && number === session.number) return transaction
  if (number !== session.number || transaction === undefined) {
    if (number === session.number && session.ended === 'committed')
      throw new CommandError('TransactionCommitted', `Transaction ${number} has been committed.`)
    throw noSuchTransaction(session)
  }
  if (transaction.state !== 'open') throw noSuchTransaction(session)
  transaction.usedAt = engine.now().getTime()
  return transaction
}

function startTransaction(engine: Engine, session: Session, number: number): Transaction {
  if (number === session.number) {
    throw new CommandError('ConflictingOperationInProgress', `Cannot start transaction with a number that was used: ${number}`)
  }
  advance(session, number)
  session.transaction = new Transaction(engine.environment, engine.locks, engine.now().getTime())
  return session.transaction
}
