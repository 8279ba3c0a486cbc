// The fail point `failCommand`, for tests of what a client does when a command fails: only in a server that was started for it.
import type { Reply } from './commands/context.ts'
import type { ErrorContext } from './error-labels.ts'
import { errorLabels, RETRIABLE } from './error-labels.ts'
import { CODES, CommandError } from './errors.ts'
import type { Doc, Value } from './language/value.ts'
import { isDocument } from './language/value.ts'
import { toNumber } from './transactions/sessions.ts'

/** What a command is to do instead of its work, or after it. */
export type Failure = {
  blockMilliseconds: number
  closeConnection: boolean
  error: { code: number; labels: string[] | undefined } | undefined
  writeConcernError: Doc | undefined
  labels: string[] | undefined
}

type FailPoint = { failure: Failure; commands: ReadonlySet<string>; appName: string | undefined; skip: number; times: number }

/** The one fail point there is, if it is on. */
export type FailPoints = { on: FailPoint | undefined }

const DATA = [
  'failCommands',
  'errorCode',
  'errorLabels',
  'closeConnection',
  'blockConnection',
  'blockTimeMS',
  'writeConcernError',
  'appName',
]
const MESSAGE = "Failing command via 'failCommand' failpoint"

export function configureFailPoint(failPoints: FailPoints, name: Value, mode: Value, data: Doc): void {
  if (name !== 'failCommand') throw new CommandError('CommandNotSupported', `fail point '${String(name)}' is not supported`)
  for (const option of Object.keys(data)) {
    if (!DATA.includes(option)) throw new CommandError('CommandNotSupported', `fail point option '${option}' is not supported`)
  }
  const counts = readMode(mode)
  failPoints.on = counts && { ...counts, ...readData(data) }
}

function readMode(mode: Value): { skip: number; times: number } | undefined {
  if (mode === 'off') return undefined
  if (mode === 'alwaysOn') return { skip: 0, times: Number.POSITIVE_INFINITY }
  const [name, value] = isDocument(mode) ? (Object.entries(mode)[0] ?? []) : []
  const count = toNumber(value)
  if (name === 'times' && count >= 0) return { skip: 0, times: count }
  if (name === 'skip' && count >= 0) return { skip: count, times: Number.POSITIVE_INFINITY }
  throw new CommandError('BadValue', `fail point mode ${JSON.stringify(mode)} is not supported`)
}

function readData(data: Doc): Omit<FailPoint, 'skip' | 'times'> {
  const labels = data.errorLabels as string[] | undefined
  const failure: Failure = {
    blockMilliseconds: data.blockConnection === true ? toNumber(data.blockTimeMS) : 0,
    closeConnection: data.closeConnection === true,
    error: data.errorCode === undefined ? undefined : { code: toNumber(data.errorCode), labels },
    writeConcernError: data.writeConcernError as Doc | undefined,
    labels,
  }
  const commands = new Set((data.failCommands ?? []) as string[])
  return { failure, commands, appName: data.appName as string | undefined }
}

/** The failure that is this command's, if it is any's. */
export function takeFailure(failPoints: FailPoints, command: string, appName: string | undefined): Failure | undefined {
  const { on } = failPoints
  if (on === undefined || !on.commands.has(command) || (on.appName !== undefined && on.appName !== appName)) return undefined
  if (on.skip > 0) {
    on.skip--
    return undefined
  }
  if (on.times <= 0) return undefined
  on.times--
  return on.failure
}

export function failedReply({ code, labels }: NonNullable<Failure['error']>, context: ErrorContext): Reply {
  const given = labels ?? errorLabels(code, context)
  return { ok: 0, errmsg: MESSAGE, code, codeName: nameOf(code), ...(given.length > 0 && { errorLabels: given }) }
}

/** What is added to the reply of a command that was done all the same. */
export function concernReply(failure: Failure, context: ErrorContext): Reply {
  const error = failure.writeConcernError
  if (error === undefined) return {}
  const code = toNumber(error.code)
  const labels = failure.labels ?? (error.errorLabels as string[] | undefined) ?? errorLabels(code, { ...context, ofConcern: true })
  return { writeConcernError: { codeName: nameOf(code), ...error }, ...(labels.length > 0 && { errorLabels: labels }) }
}

function nameOf(code: number): string {
  return RETRIABLE.get(code) ?? Object.entries(CODES).find(([, known]) => known === code)?.[0] ?? `Location${code}`
}
