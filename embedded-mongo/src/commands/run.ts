// Runs one command: its name and options are checked, its session and transaction found, its errors turned into answers.
import { Double, type Timestamp } from 'bson'
import type { Engine } from '../engine.ts'
import type { ErrorContext } from '../error-labels.ts'
import type { CodeName } from '../errors.ts'
import { CODES, CommandError, describeError } from '../errors.ts'
import { concernReply, failedReply, takeFailure } from '../failpoint.ts'
import type { Doc, Value } from '../language/value.ts'
import { isDocument, QueryError } from '../language/value.ts'
import type { Session } from '../transactions/sessions.ts'
import { advance, sessionFor, toNumber } from '../transactions/sessions.ts'
import type { KeptSnapshot } from '../transactions/snapshots.ts'
import { Transaction } from '../transactions/transaction.ts'
import type { Message } from '../wire/message.ts'
import type { Client, Command, Context, Reply } from './context.ts'
import { checkOptions } from './options.ts'
import { noSuchTransaction } from './sessions.ts'
import { COMMANDS } from './table.ts'
import { Watch } from './watch.ts'

/** Success is a double on the wire. */
const SUCCESS = new Double(1)

export async function runCommand(engine: Engine, message: Message, client: Client): Promise<Reply> {
  const name = Object.keys(message.args)[0] ?? ''
  client.appName ??= appNameOf(message.args)
  const failure = engine.failPoints && takeFailure(engine.failPoints, name, client.appName)
  if (failure === undefined) return runUnhindered(engine, name, message, client)
  const about = errorContext(name, message.args)
  if (failure.blockMilliseconds > 0) await new Promise(resolve => setTimeout(resolve, failure.blockMilliseconds))
  if (failure.closeConnection) throw new Hangup()
  if (failure.error !== undefined) return failedReply(failure.error, about)
  return { ...(await runUnhindered(engine, name, message, client)), ...concernReply(failure, about) }
}

/** The connection is to be closed, without an answer. */
export class Hangup extends Error {}

function appNameOf({ client }: Doc): string | undefined {
  const application = isDocument(client) ? client.application : undefined
  return isDocument(application) && typeof application.name === 'string' ? application.name : undefined
}

function errorContext(name: string, args: Doc): ErrorContext {
  const inTransaction = args.autocommit === false
  return { inTransaction, isEnd: ENDS.has(name), isRetryableWrite: args.txnNumber !== undefined && !inTransaction }
}

const ENDS: ReadonlySet<string> = new Set(['commitTransaction', 'abortTransaction'])

async function runUnhindered(engine: Engine, name: string, message: Message, client: Client): Promise<Reply> {
  let context: Context | undefined
  let ended: (() => void) | undefined
  try {
    const command = COMMANDS.get(name)
    if (command === undefined) throw new CommandError('CommandNotFound', `no such command: '${name}'`)
    checkOptions(command, name, message.args)
    context = makeContext(engine, command, name, message, client)
    ended = engine.operations.begin(context)
    const reply = await command.run(context)
    return { ...reply, ...unmetConcern(message.args), ok: SUCCESS, ...timeOf(engine, message.args) }
  } catch (error) {
    return { ...failed(engine, name, context, error), ...timeOf(engine, message.args) }
  } finally {
    ended?.()
  }
}

/** The client's errors are the client's affair; these are for who runs the server. */
const DISK_FAULTS: ReadonlySet<string> = new Set(['OutOfDiskSpace', 'FileStreamFailed'] satisfies CodeName[])

function failed(engine: Engine, name: string, context: Context | undefined, error: unknown): Reply {
  if (!(error instanceof QueryError) || DISK_FAULTS.has(error.codeName))
    engine.log('command failed', { command: name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  const { transaction, session } = context ?? {}
  if (transaction !== undefined && !['commitTransaction', 'abortTransaction', 'killCursors'].includes(name)) {
    transaction.abort()
    if (session !== undefined) session.ended ??= 'aborted'
  }
  return describeError(error)
}

function makeContext(engine: Engine, command: Command, name: string, message: Message, client: Client): Context {
  const { args, documents } = message
  if (typeof args.$db !== 'string') throw new CommandError('BadValue', 'a command must name its database as $db')
  const concern = readConcernOf(args)
  const session = args.lsid === undefined ? undefined : sessionFor(engine.sessions, args.lsid)
  const number = args.txnNumber === undefined ? undefined : toNumber(args.txnNumber)
  const transaction = args.autocommit === false ? transactionOf(engine, session, number, args, name) : undefined
  if (transaction === undefined && session !== undefined && number !== undefined && args.autocommit === undefined) advance(session, number)
  if (args.autocommit === false && command.transactional !== true) {
    throw new CommandError('OperationNotSupportedInTransaction', `Cannot run '${name}' in a multi-document transaction.`)
  }
  if (transaction !== undefined) checkConcerns(name, args)
  if (transaction !== undefined && command.reads === true) transaction.hasRead = true
  const snapshot = transaction === undefined ? snapshotOf(engine, command, name, concern) : undefined
  return {
    engine,
    name,
    database: args.$db,
    args,
    documents,
    session,
    retryNumber: args.autocommit === undefined ? number : undefined,
    transaction,
    source: transaction ?? snapshot?.source ?? engine.live,
    readAt: snapshot?.at,
    watch: watchOf(args.maxTimeMS),
    client,
  }
}

/** A transaction has one concern for reading, said when it starts, and one for writing, said when it ends. */
function checkConcerns(name: string, args: Doc): void {
  if (args.readConcern !== undefined && args.startTransaction !== true)
    throw new CommandError('InvalidOptions', 'Only the first command in a transaction may specify a readConcern')
  if (args.writeConcern !== undefined && !ENDS.has(name))
    throw new CommandError('InvalidOptions', 'writeConcern is not allowed within a multi-statement transaction')
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
const CONCERN_FIELDS = ['level', 'afterClusterTime', 'atClusterTime', 'provenance']

/** One server that syncs every commit meets every level of concern for reading, and has seen all that it ever answered. */
function readConcernOf(args: Doc): Doc {
  const concern = (args.readConcern ?? {}) as Doc
  const { level } = concern
  for (const name of Object.keys(concern))
    if (!CONCERN_FIELDS.includes(name)) throw new CommandError('UnknownOption', `BSON field 'readConcern.${name}' is an unknown field.`)
  if (level !== undefined && !LEVELS.includes(level as string))
    throw new CommandError('FailedToParse', `unknown readConcern level '${String(level)}'`)
  return concern
}

/** What a snapshot session reads: the state of its first read, which is known by its time from then on. */
function snapshotOf(engine: Engine, command: Command, name: string, { level, atClusterTime }: Doc): KeptSnapshot | undefined {
  if (level !== 'snapshot') return undefined
  if (command.reads !== true) throw new CommandError('InvalidOptions', `readConcern 'snapshot' is not supported by '${name}'`)
  return atClusterTime === undefined ? engine.snapshots.open() : engine.snapshots.find(atClusterTime as Timestamp)
}

/** Sessions are told the time of what they did. */
function timeOf(engine: Engine, args: Doc): Reply {
  return args.lsid === undefined ? {} : engine.clock.current()
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
