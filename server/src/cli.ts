// `hearth COMMAND`: what is done from the machine itself, beside a running server or without one.
import { accountsFeature } from './accounts/index.ts'
import { systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import { changesOf } from './db/change.ts'
import { connectBeside } from './db/connect.ts'
import { loadKeys } from './keys.ts'
import { createLog } from './log.ts'
import { replyStore } from './replies/index.ts'
import { reindex } from './search/index.ts'
import { topicStore } from './topics/index.ts'

const usage = `Usage: hearth reset-link HANDLE    makes a one-time link with which HANDLE sets a new password
       hearth reindex              makes the index of search anew from what is stored`

type Command = (here: Awaited<ReturnType<typeof besideServer>>, word: string | undefined) => Promise<void>
const commands: Record<string, { run: Command; words: number }> = {
  'reset-link': { run: resetLink, words: 1 },
  reindex: { run: makeIndex, words: 0 },
}

async function main([name = '', ...words]: string[]) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command || words.length !== command.words) return end(64, usage)
  const here = await besideServer()
  try {
    await command.run(here, words[0])
  } finally {
    await here.database.close()
  }
}

async function besideServer() {
  const config = readConfig()
  const log = createLog('silent')
  const database = await connectBeside(config, log)
  const { connection } = database
  const changes = changesOf(connection)
  const parts = { connection, changes, config, publicUrl: () => config.PUBLIC_URL, keys: loadKeys(config), clock: systemClock, log }
  return { database, connection, changes, log, accounts: accountsFeature({ ...parts, accessChanged: () => undefined }) }
}

async function resetLink({ accounts }: Parameters<Command>[0], handle = '') {
  const link = await accounts.resetLinkFor(handle)
  if (!link) return end(1, 'Nobody has that handle.')
  process.stdout.write(`Hand this link over in person. It works once, within 24 hours:\n${link.url}\n`)
}

async function makeIndex({ connection, ...parts }: Parameters<Command>[0]) {
  await reindex({ ...parts, connection, stored: topicStore(connection), store: replyStore(connection) })
  process.stdout.write('Everything can be found again.\n')
}

function end(code: number, line: string) {
  process.stderr.write(`${line}\n`)
  process.exitCode = code
}

main(process.argv.slice(2)).catch(error => end(70, (error as Error).message))
