// One process per folder: a second one would not see the first one's memory. The lock goes with the process, however it ends.
import { createHash } from 'node:crypto'
import { realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Holder } from './folder-holder.ts'
import { BEAT_MILLISECONDS, isAlive, isSame, readHolder, self } from './folder-holder.ts'

const FILE = 'server.lock'

/**
 * Takes the folder or throws a sentence that says who has it. The function it gives back releases it. `lost` is called if another
 * took the folder all the same, because this process was frozen for longer than a dead one is waited for.
 */
export async function lockFolder(folder: string, lost: () => void = () => undefined): Promise<() => void> {
  const socket = process.platform === 'linux' ? await holdName(folder) : undefined
  const file = join(folder, FILE)
  const mine = self()
  try {
    await takeFile(file, folder, mine)
  } catch (error) {
    socket?.close()
    throw error
  }
  const beat = setInterval(() => {
    if (!keep(file, mine)) lost()
  }, BEAT_MILLISECONDS).unref()
  return () => {
    clearInterval(beat)
    if (isSame(readHolder(file), mine)) rmSync(file, { force: true })
    socket?.close()
  }
}

/** Linux: a socket name without a file. The kernel gives it to one process at a time and takes it back when that one dies. */
function holdName(folder: string): Promise<Server> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', () => reject(new Error(inUse(folder))))
    server.listen(`\0embedded-mongo-${name}`, () => resolve(server.unref()))
  })
}

async function takeFile(file: string, folder: string, mine: Holder): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(file)
    if (holder !== undefined && (await isAlive(holder, file))) throw new Error(inUse(folder, holder))
    rmSync(file, { force: true })
  }
  throw new Error(inUse(folder))
}

/** Says that this process lives, to those who cannot look it up. False if the folder is another's meanwhile. */
function keep(file: string, mine: Holder): boolean {
  const holder = readHolder(file)
  if (holder !== undefined && !isSame(holder, mine)) return false
  try {
    const now = new Date()
    utimesSync(file, now, now)
  } catch {
    // The file was removed, or the disk takes nothing any more: whoever writes is told that by the disk itself.
  }
  return true
}

function inUse(folder: string, holder?: Holder): string {
  const elsewhere = holder?.place !== self().place ? ' of another container or machine' : ''
  const by = holder === undefined ? 'another process' : `process ${holder.pid}${elsewhere}`
  return `the data folder ${folder} is in use by ${by}; only one process may open it`
}
