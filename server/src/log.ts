// The log: JSON lines that hold the pattern of a route and never its URL, and no body, address, cookie, token, name or word of anybody.
import { type Logger, pino } from 'pino'

export type Log = Logger

export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = { level, base: null, serializers: { err: errorWithoutValues } }
  return destination ? pino(options, destination) : pino(options)
}

/** An error's kind and stack; messages of database and validation errors quote values, so only known codes are kept of those. */
function errorWithoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, codeName } = error as { code?: unknown; codeName?: unknown }
  const stack = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  const cause = error.cause ? { cause: errorWithoutValues(error.cause) } : {}
  return { type: error.name, code, codeName, stack, ...cause }
}
