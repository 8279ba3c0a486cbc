// The labels that an error has for drivers: whether the write, or the whole transaction, may be sent again.

/** Errors that pass: the same command may succeed a moment later. */
export const RETRIABLE: ReadonlyMap<number, string> = new Map([
  [6, 'HostUnreachable'],
  [7, 'HostNotFound'],
  [89, 'NetworkTimeout'],
  [91, 'ShutdownInProgress'],
  [134, 'ReadConcernMajorityNotAvailableYet'],
  [189, 'PrimarySteppedDown'],
  [262, 'ExceededTimeLimit'],
  [9001, 'SocketException'],
  [10107, 'NotWritablePrimary'],
  [11600, 'InterruptedAtShutdown'],
  [11602, 'InterruptedDueToReplStateChange'],
  [13435, 'NotPrimaryNoSecondaryOk'],
  [13436, 'NotPrimaryOrSecondary'],
])

const WRITE_CONFLICT = 112
const NO_SUCH_TRANSACTION = 251
/** WriteConflict, LockTimeout, PreparedTransactionInProgress, SnapshotTooOld, SnapshotUnavailable. */
const TRANSIENT = new Set([WRITE_CONFLICT, 24, 267, 239, 246])

export type ErrorContext = {
  inTransaction: boolean
  /** Whether it is a commit or an abort. */
  isEnd: boolean
  isRetryableWrite: boolean
  /** Whether the command was done and only its write concern failed. */
  ofConcern?: boolean
}

export function errorLabels(code: number, context: ErrorContext): string[] {
  const labels: string[] = []
  if (context.inTransaction && !context.ofConcern && isTransient(code, context)) labels.push('TransientTransactionError')
  if (RETRIABLE.has(code) && (context.isRetryableWrite || context.isEnd)) labels.push('RetryableWriteError')
  return labels
}

function isTransient(code: number, { isEnd }: ErrorContext): boolean {
  if (TRANSIENT.has(code)) return true
  return code === NO_SUCH_TRANSACTION || (!isEnd && RETRIABLE.has(code))
}
