// One process per folder: a second one would not see the first one's memory. The lock goes with the process, however it ends.
import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'

const FILE = 'server.lock'

type Holder = { pid: number; started: string }

/** Takes the folder or throws a sentence that says who has it. The function it gives back releases it. */
export async function lockFolder(folder: string): Promise<() => void> {
  const socket = process.platform === 'linux' ? await holdName(folder) : undefined
  const file = join(folder, FILE)
  try {
    takeFile(file, folder)
  } catch (error) {
    socket?.close()
    throw error
  }
  return () => {
    rmSync(file, { force: true })
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

function takeFile(file: string, folder: string): void {
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) }
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(file)
    if (holder !== undefined && isAlive(holder)) throw new Error(inUse(folder, holder.pid))
    rmSync(file, { force: true })
  }
  throw new Error(inUse(folder))
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** A process number is given out again after a while, so the time that the process started counts too. */
function isAlive(holder: Holder): boolean {
  // In this process only the socket name can tell, and it was free.
  if (holder.pid === process.pid && process.platform === 'linux') return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return holder.started === startOf(holder.pid)
}

function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function inUse(folder: string, pid?: number): string {
  const by = pid === undefined ? 'another process' : `process ${pid}`
  return `the data folder ${folder} is in use by ${by}; only one process may open it`
}
