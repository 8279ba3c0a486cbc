// Backups: made beside a running server or of a folder at rest, put back into a new folder, and a folder's own file made anew without what was deleted.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { copyAlive, sync } from './catalogue/copy.ts'
import { checkFormat, FORMAT, openFormat } from './catalogue/format.ts'
import { SLICE_MILLISECONDS } from './plan/pace.ts'
import { checkDataFile, DATA_FILE } from './store/data-file.ts'
import { Environment } from './store/environment.ts'
import { lockFolder } from './store/folder-lock.ts'
import { SESSION_SPACE, spaceStart } from './store/keys.ts'
import { expireStored } from './transactions/sessions.ts'

const LABEL_FILE = 'backup.json'
const PART = '.part'

type Label = { format: number; made: string; bytes: number; sha256: string }

/** A backup of the data folder `path` into the folder `to`, which has none yet; a server may be at work on the folder meanwhile. */
export async function backup({ path, to }: { path: string; to: string }): Promise<void> {
  const file = join(path, DATA_FILE)
  if (!existsSync(file)) throw new Error(`there is no database in ${path}`)
  checkDataFile(file, 'r')
  const environment = new Environment(file, { readOnly: true })
  try {
    await writeBackup(environment, to)
  } finally {
    await environment.close()
  }
}

/**
 * The state of this moment, whole transactions only; those that commit meanwhile are not in it. The folder may hold no other data.
 * Remembered answers of retryable writes stay behind: who would ask for them again was answered by another server.
 */
export async function writeBackup(environment: Environment, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const file = join(to, DATA_FILE)
  if (existsSync(file)) throw new Error(`there is a database in ${to} already`)
  rmSync(file + PART, { force: true })
  const snapshot = environment.snapshot()
  try {
    checkFormat(snapshot)
    await copyAlive(snapshot, file + PART, { sessions: false, pause: pauseInSlices() })
  } finally {
    snapshot.close()
  }
  const label: Label = { format: FORMAT, made: new Date().toISOString(), ...(await digest(file + PART)) }
  writeFileSync(join(to, LABEL_FILE), `${JSON.stringify(label)}\n`, { mode: 0o600, flush: true })
  await putInPlace(file, to)
}

/** Puts a backup into a data folder that has no data yet, if it is byte for byte what was backed up. */
export async function restore({ from, path }: { from: string; path: string }): Promise<void> {
  const source = join(from, DATA_FILE)
  const label = readLabel(from)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const unlock = await lockFolder(path)
  try {
    const file = join(path, DATA_FILE)
    if (existsSync(file)) throw new Error(`there is a database in ${path} already`)
    await copyFile(source, file + PART)
    const { bytes, sha256 } = await digest(file + PART)
    if (bytes !== label.bytes || sha256 !== label.sha256) {
      rmSync(file + PART)
      throw new Error(`the backup in ${from} is damaged: it does not match its checksum`)
    }
    await sync(file + PART)
    await putInPlace(file, path)
  } finally {
    unlock()
  }
}

/** Makes the file of a data folder anew, without what was deleted. Nobody may have it open; it needs as much space again. */
export async function compact({ path }: { path: string }): Promise<void> {
  const unlock = await lockFolder(path)
  try {
    await compactFile(path, new Date())
  } finally {
    unlock()
  }
}

/** The same for who has the folder locked. Either the old file or the new one is there, whenever this is interrupted. */
export async function compactFile(path: string, now: Date): Promise<void> {
  const file = join(path, DATA_FILE)
  if (!existsSync(file)) return
  checkDataFile(file)
  rmSync(file + PART, { force: true })
  const environment = new Environment(file)
  try {
    openFormat(environment)
    environment.writeNow(() => expireAllStored(environment, now))
    await copyAlive(environment.live, file + PART, { sessions: true, pause: async () => undefined })
  } finally {
    await environment.close()
  }
  await putInPlace(file, path)
}

/** Inside a write job. */
function expireAllStored(environment: Environment, now: Date): void {
  let after: Buffer | undefined = spaceStart(SESSION_SPACE)
  while (after !== undefined) after = expireStored(environment, now.getTime(), after)
}

async function putInPlace(file: string, folder: string): Promise<void> {
  renameSync(file + PART, file)
  await sync(folder)
}

function readLabel(from: string): Label {
  try {
    return JSON.parse(readFileSync(join(from, LABEL_FILE), 'utf8')) as Label
  } catch (error) {
    throw new Error(`there is no backup in ${from}`, { cause: error })
  }
}

async function digest(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Everybody else's turn every few milliseconds. */
function pauseInSlices(): () => Promise<void> {
  let until = performance.now() + SLICE_MILLISECONDS
  return async () => {
    if (performance.now() < until) return
    await new Promise<void>(resolve => setImmediate(resolve))
    until = performance.now() + SLICE_MILLISECONDS
  }
}
