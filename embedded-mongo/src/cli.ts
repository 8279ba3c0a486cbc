// `embedded-mongo --path FOLDER`: opens a data folder on a port of this machine, so that mongosh and Compass can look inside.
import { parseArgs } from 'node:util'
import { start } from './index.ts'

const USAGE = `Usage: embedded-mongo --path FOLDER [--port PORT] [--compact]

Opens the data folder and listens on 127.0.0.1 until it is interrupted.

  --path FOLDER  the data folder; made if there is none. One process has it open at a time
  --port PORT    27017 if it is not given; 0 for any that is free
  --compact      rewrites the data file first, so that nothing deleted is left in it
  --help         says this

There is no authentication: every user of this machine can read and write everything meanwhile.
`

/** Exit codes as in sysexits.h. */
const USAGE_FAULT = 64
const LARGEST_PORT = 65535

type Wanted = { path: string; port: number; compact: boolean }

function readArguments(): Wanted | 'help' {
  const { values } = parseArgs({
    options: { path: { type: 'string' }, port: { type: 'string' }, compact: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) return 'help'
  const port = Number(values.port ?? 27017)
  if (!values.path) throw new Error('--path is missing')
  if (!Number.isInteger(port) || port < 0 || port > LARGEST_PORT) throw new Error(`--port is no port: ${values.port}`)
  return { path: values.path, port, compact: values.compact === true }
}

async function main(): Promise<void> {
  let wanted: Wanted | 'help'
  try {
    wanted = readArguments()
  } catch (error) {
    return end(USAGE_FAULT, `${sentence(error)}\n\n${USAGE}`)
  }
  if (wanted === 'help') process.stdout.write(USAGE)
  else await serve(wanted).catch(error => end(1, `${sentence(error)}\n`))
}

async function serve(wanted: Wanted): Promise<void> {
  const log = (event: string, details: Record<string, unknown>) => process.stderr.write(`${event}: ${JSON.stringify(details)}\n`)
  const server = await start({ ...wanted, log })
  process.stdout.write(`${server.uri}\n`)
  await interrupted()
  await server.close()
}

/** The server's thread alone does not keep the process going. */
function interrupted(): Promise<void> {
  const alive = setInterval(() => undefined, 2 ** 30)
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        clearInterval(alive)
        resolve()
      })
    }
  })
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function end(code: number, text: string): void {
  process.stderr.write(`embedded-mongo: ${text}`)
  process.exitCode = code
}

await main()
