// What a command gets: its arguments, whose session and transaction it belongs to, until when it may run; and readers of its options.

import type { Timestamp } from 'bson'
import type { RawFields } from '../bson/raw.ts'
import type { Engine } from '../engine.ts'
import { CommandError } from '../errors.ts'
import type { Collation } from '../language/match.ts'
import { compileCollation } from '../language/match.ts'
import type { Doc, Value } from '../language/value.ts'
import { isDocument, typeName } from '../language/value.ts'
import type { Source } from '../plan/find.ts'
import type { Pace } from '../plan/pace.ts'
import { visibleCollection } from '../transactions/made.ts'
import type { Session } from '../transactions/sessions.ts'
import { toNumber } from '../transactions/sessions.ts'
import type { Transaction } from '../transactions/transaction.ts'
import type { Watch } from './watch.ts'

export type Context = {
  engine: Engine
  /** The command's own name as it was called. */
  name: string
  database: string
  args: Doc
  /** Documents to insert, as bytes. */
  documents: Buffer[] | undefined
  session: Session | undefined
  /** The number of a retryable write. */
  retryNumber: number | undefined
  transaction: Transaction | undefined
  /** What is read: the transaction, or the newest state. */
  source: Source
  /** The time of the snapshot that is read, outside of transactions. */
  readAt: Timestamp | undefined
  /** Of a cursor that goes on, the one of the command that asks for its next batch. */
  watch: Watch
  client: Client
}

/** Who is at the other end of a connection. */
export type Client = { id: number; appName: string | undefined }

export type Reply = RawFields

export type Command = {
  /** The options it takes, beside those that every command takes. */
  options: readonly string[] | 'any'
  /** Options that are taken as long as they ask for nothing. */
  onlyFalse?: readonly string[]
  /** Whether it may run inside a transaction. */
  transactional?: boolean
  /** Whether what it answers depends on the state that a transaction or a snapshot session sees. */
  reads?: boolean
  run(context: Context): Reply | Promise<Reply>
}

/** Lets everybody else have a turn; ends a command that may not go on. */
export async function rest(context: Context, pace: Pace): Promise<void> {
  await new Promise<void>(resolve => setImmediate(resolve))
  context.watch.check()
  pace.start()
}

const wrongType = (context: Context, name: string, value: Value, wanted: string): CommandError =>
  new CommandError('TypeMismatch', `BSON field '${context.name}.${name}' is the wrong type '${typeName(value)}', expected type '${wanted}'`)

export function textOption(context: Context, name: string): string {
  const value = context.args[name]
  if (typeof value !== 'string') throw wrongType(context, name, value, 'string')
  return value
}

export function docOption(context: Context, name: string): Doc | undefined {
  const value = context.args[name]
  if (value === undefined || value === null) return undefined
  if (!isDocument(value)) throw wrongType(context, name, value, 'object')
  return value
}

export function listOption(context: Context, name: string): Value[] | undefined {
  const value = context.args[name]
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw wrongType(context, name, value, 'array')
  return value
}

export function numberOption(context: Context, name: string): number | undefined {
  const value = context.args[name]
  if (value === undefined || value === null) return undefined
  const number = toNumber(value)
  if (typeof value === 'boolean' || typeof value === 'string' || Number.isNaN(number)) throw wrongType(context, name, value, 'number')
  return Math.trunc(number)
}

/** A number that may not be negative. */
export function countOption(context: Context, name: string): number | undefined {
  const number = numberOption(context, name)
  if (number !== undefined && number < 0)
    throw new CommandError('BadValue', `BSON field '${name}' value must be >= 0, actual value '${number}'`)
  return number
}

/** What texts are compared by: what is asked for, or else what the collection was made with. */
export function collationOption(context: Context, collection: string, asked = docOption(context, 'collation')): Collation | undefined {
  if (asked !== undefined) return compileCollation(asked)
  return visibleCollection(context, collection)?.collation
}

/** Commands about the whole server are not run against just any database. */
export function requireAdmin(context: Context): void {
  if (context.database !== 'admin') throw new CommandError('Unauthorized', `${context.name} may only be run against the admin database.`)
}

export function namespaceOf(context: Context): string {
  return `${context.database}.${textOption(context, context.name)}`
}
