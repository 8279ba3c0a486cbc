// The process: configuration, database, app, listening, and a drain at the end; the only file that knows signals and exit codes.
import { ConfigFault, readConfig } from './config.ts'
import { DatabaseFault, startEmbedded } from './db/embedded.ts'
import { createLog } from './log.ts'

/** Exit codes, for whoever supervises the process (after sysexits.h). */
const exitCodes = { config: 78, database: 69, port: 71, other: 70 } as const

/** What a supervisor gives a server to end by itself, in milliseconds. */
const drainWithinMs = 10_000

async function main() {
  const config = readConfig(undefined, { demo: process.argv.includes('--demo') })
  const log = createLog(config.LOG_LEVEL)
  // Most of a start is reading modules: meanwhile the database's thread starts too.
  const embedded = config.MONGODB_URI ? undefined : startEmbedded(config)
  embedded?.catch(() => undefined)
  const { createApp } = await import('./app.ts')
  const app = await createApp({ config, log, embedded })
  const url = await app.listen()
  stopOnSignals(app)
  if (config.demo) await app.startLiveDemo(url).catch(error => log.error({ err: error }, "The demo's session could not begin"))
  say(app.welcome(url))
}

function stopOnSignals(app: { drain(): Promise<void> }) {
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      setTimeout(() => process.exit(1), drainWithinMs).unref()
      app.drain().then(
        () => process.exit(0),
        error => fail(error),
      )
    })
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}

function fail(error: unknown): never {
  const { code, port } = error as { code?: string; port?: number }
  if (error instanceof ConfigFault) exit(exitCodes.config, error.message)
  if (error instanceof DatabaseFault) exit(exitCodes.database, error.message)
  if (code === 'EADDRINUSE') exit(exitCodes.port, `Port ${port} is taken. Set PORT to another one, or stop what uses it.`)
  if (code === 'EACCES') exit(exitCodes.port, `Port ${port} may not be used by this account. Set PORT to one above 1023.`)
  exit(exitCodes.other, `Hearth cannot start: ${(error as Error).stack ?? error}`)
}

function exit(code: number, line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(code)
}

main().catch(fail)
