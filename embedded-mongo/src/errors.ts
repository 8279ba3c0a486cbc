// The errors that a command answers with: MongoDB's code numbers, their names, labels and extra fields.

import type { Doc } from './language/value.ts'
import { QueryError } from './language/value.ts'

export const CODES = {
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  IllegalOperation: 20,
  InvalidLength: 16,
  InvalidBSON: 22,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  FileStreamFailed: 39,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  CommandNotFound: 59,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  WriteConflict: 112,
  CommandNotSupported: 115,
  DocumentValidationFailure: 121,
  CommandFailed: 125,
  ConflictingOperationInProgress: 117,
  QueryPlanKilled: 175,
  TransactionTooOld: 225,
  NoSuchTransaction: 251,
  IndexBuildAborted: 276,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  SnapshotTooOld: 239,
  SnapshotUnavailable: 246,
  TransactionTooLarge: 257,
  ExceededMemoryLimit: 146,
  DuplicateKey: 11000,
  UnsatisfiableWriteConcern: 100,
  UnknownReplWriteConcern: 79,
  CannotCreateIndex: 67,
  InvalidIndexSpecificationOption: 197,
  BSONObjectTooLarge: 10334,
  Location17217: 17217,
  Location17419: 17419,
  Interrupted: 11601,
  OutOfDiskSpace: 14031,
  UnknownOption: 40415,
} as const

export type CodeName = keyof typeof CODES

/** An error with what a reply adds to code and message: labels for the driver, fields such as keyPattern. */
export class CommandError extends QueryError {
  readonly labels: string[]
  readonly fields: Doc
  constructor(codeName: CodeName, message: string, labels: string[] = [], fields: Doc = {}) {
    super(CODES[codeName], codeName, message)
    this.labels = labels
    this.fields = fields
  }
}

/** What any thrown value looks like in a reply. */
export function describeError(error: unknown): Doc {
  if (error instanceof CommandError) {
    const labels = error.labels.length > 0 ? { errorLabels: error.labels } : {}
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.fields, ...labels }
  }
  if (error instanceof QueryError) return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName }
  return { ok: 0, errmsg: 'internal error', code: 1, codeName: 'InternalError' }
}
