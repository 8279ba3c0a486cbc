// `hearth COMMAND`: what is done from the machine itself, beside a running server or without one.
import { accountsFeature } from './accounts/index.ts'
import { systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import { changesOf } from './db/change.ts'
import { connectBeside } from './db/connect.ts'
import { loadKeys } from './keys.ts'
import { createLog } from './log.ts'

const usage = `Usage: hearth reset-link HANDLE    makes a one-time link with which HANDLE sets a new password`

async function main([command, handle]: string[]) {
  if (command !== 'reset-link' || !handle) return end(64, usage)
  const config = readConfig()
  const log = createLog('silent')
  const database = await connectBeside(config, log)
  try {
    const { connection } = database
    const parts = {
      connection,
      changes: changesOf(connection),
      config,
      publicUrl: () => config.PUBLIC_URL,
      keys: loadKeys(config),
      clock: systemClock,
      log,
    }
    const accounts = accountsFeature({ ...parts, accessChanged: () => undefined })
    const link = await accounts.resetLinkFor(handle)
    if (!link) return end(1, 'Nobody has that handle.')
    process.stdout.write(`Hand this link over in person. It works once, within 24 hours:\n${link.url}\n`)
  } finally {
    await database.close()
  }
}

function end(code: number, line: string) {
  process.stderr.write(`${line}\n`)
  process.exitCode = code
}

main(process.argv.slice(2)).catch(error => end(70, (error as Error).message))
