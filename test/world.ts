// The world of a test: the real app on port 0 with a real database in a folder of its own, and people who act in it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, type AppOptions, createApp } from '@hearth/server/app'
import { type Config, readConfig } from '@hearth/server/config'
import { createLog } from '@hearth/server/log'
import { onTestFinished } from 'vitest'
import { databaseOf, dropDatabaseOf } from './database.ts'
import { type Person, peopleOf } from './people.ts'

export type World = Awaited<ReturnType<typeof world>>
/** `env`: configuration beyond the defaults. `now`: holds the clock still at a time that `setNow` moves. */
export type WorldOptions = {
  env?: Record<string, string>
  demo?: boolean
  now?: Date
  dataDir?: string
  keep?: boolean
  times?: AppOptions['times']
}

/** Ends by itself with the test that asked for it; with `keep` the caller ends it. */
export async function world({ env = {}, demo = false, now, dataDir, keep = false, times = {} }: WorldOptions = {}) {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'hearth-test-')))
  const lines: string[] = []
  let time = now
  const config: Config = readConfig(
    { NODE_ENV: 'test', PORT: '0', DATA_DIR: folder, REGISTRATION: 'open', ...databaseOf(folder), ...env },
    { demo },
  )
  const log = createLog('debug', { write: line => void lines.push(line) })
  const app: App = await createApp({ config, log, clock: { now: () => time ?? new Date() }, times })
  const url = await app.listen()
  let ended = false

  async function close() {
    if (ended) return
    ended = true
    await app.drain()
    if (dataDir) return
    await dropDatabaseOf(folder)
    await rm(folder, { recursive: true, force: true })
  }
  if (!keep) onTestFinished(close)

  return {
    app,
    url,
    config,
    folder,
    /** Every line that was logged. */
    lines,
    close,
    setNow(date: Date) {
      time = date
    },
    ...peopleOf(app, url),
  }
}
export type { Person }
