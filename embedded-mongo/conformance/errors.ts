// Compares the error of an operation with the one that a case expects.
import type { Document } from 'mongodb'
import { MongoBulkWriteError, MongoClientBulkWriteError, MongoError, MongoNetworkError, MongoServerError } from 'mongodb'
import type { ExpectedError } from './case-file.ts'
import type { Entities } from './entities.ts'
import { expectMatch, Mismatch, show } from './match.ts'
import { resultOf } from './results.ts'

export function expectError(entities: Entities, expected: ExpectedError, thrown: unknown): void {
  if (!(thrown instanceof Error)) throw new Mismatch(`expected an error, got ${show(thrown)}`)
  const failed = (what: string, got: unknown) => new Mismatch(`${what}, got ${show(got)} in ${thrown.name}: ${thrown.message}`)
  const error = sourceOf(thrown)
  checkKind(expected, thrown, failed)
  const { errorContains, errorCode, errorCodeName } = expected
  if (errorContains !== undefined && !messagesOf(thrown).includes(errorContains.toLowerCase()))
    throw failed(`error expected to say '${errorContains}'`, thrown.message)
  if (errorCode !== undefined && error.code !== errorCode) throw failed(`error code expected ${errorCode}`, error.code)
  if (errorCodeName !== undefined && error.codeName !== errorCodeName) throw failed(`code name expected ${errorCodeName}`, error.codeName)
  checkLabels(expected, thrown, failed)
  checkDetails(entities, expected, thrown)
}

type Failed = (what: string, got: unknown) => Mismatch

/** What the server said: the driver wraps it in errors of its own for bulks. */
function sourceOf(error: Error): Document {
  if (error instanceof MongoClientBulkWriteError && error.cause instanceof Error) return error.cause
  return error
}

function messagesOf(error: Error): string {
  return `${error.message} ${sourceOf(error).message}`.toLowerCase()
}

function checkKind(expected: ExpectedError, error: Error, failed: Failed): void {
  if (expected.isClientError === undefined) return
  const ofServer = sourceOf(error) instanceof MongoServerError || error instanceof MongoBulkWriteError
  const ofClient = !ofServer || error instanceof MongoNetworkError
  if (ofClient !== expected.isClientError)
    throw failed(`error expected ${expected.isClientError ? 'of the client' : 'of the server'}`, error.name)
}

function checkLabels(expected: ExpectedError, error: Error, failed: Failed): void {
  const has = (label: string) => error instanceof MongoError && error.hasErrorLabel(label)
  for (const label of expected.errorLabelsContain ?? [])
    if (!has(label)) throw failed(`error expected with label ${label}`, labelsOf(error))
  for (const label of expected.errorLabelsOmit ?? []) if (has(label)) throw failed(`error expected without label ${label}`, labelsOf(error))
}

const labelsOf = (error: Error): readonly string[] => (error instanceof MongoError ? error.errorLabels : [])

function checkDetails(entities: Entities, expected: ExpectedError, error: Error): void {
  const { errorResponse, writeErrors, writeConcernErrors, expectResult } = expected
  if (errorResponse !== undefined) expectMatch(entities, errorResponse, responseOf(error), 'error response')
  if (writeErrors !== undefined) {
    const found = (error as MongoClientBulkWriteError).writeErrors
    for (const [index, each] of Object.entries(writeErrors)) expectMatch(entities, each, found.get(Number(index)), `write error ${index}`)
    if (found.size !== Object.keys(writeErrors).length)
      throw new Mismatch(`expected ${Object.keys(writeErrors).length} write errors, got ${found.size}`)
  }
  if (writeConcernErrors !== undefined)
    expectMatch(entities, writeConcernErrors, (error as MongoClientBulkWriteError).writeConcernErrors, 'concern errors')
  if (expectResult !== undefined) expectMatch(entities, expectResult, resultOf(partialResult(error)), 'partial result')
}

function responseOf(error: Error): Document | undefined {
  return (sourceOf(error) as { errorResponse?: Document }).errorResponse
}

function partialResult(error: Error): unknown {
  if (error instanceof MongoClientBulkWriteError) return error.partialResult
  return (error as { result?: unknown }).result
}
