// Who has a folder: a process by its number where that can be looked up, else whoever goes on saying that it is alive.
import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { hostname } from 'node:os'

/** `place` says where process numbers mean what they mean here: one boot of one machine, and one container of it. */
export type Holder = { pid: number; started: string; place?: string }

/** How often a holder touches its file. */
export const BEAT_MILLISECONDS = 2000
/** How long one that may be in another container is listened to: more than two beats. */
const LISTEN_MILLISECONDS = 2.5 * BEAT_MILLISECONDS
const LOOK_MILLISECONDS = 100
/** A file that nobody touched for so long belongs to nobody, also where a machine was asleep for a moment. */
const DEAD_MILLISECONDS = 60_000

export const self = (): Holder => ({ pid: process.pid, started: startOf(process.pid), place: placeHere() })

export const isSame = (a: Holder | undefined, b: Holder): boolean => a?.pid === b.pid && a.started === b.started && a.place === b.place

export function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

export async function isAlive(holder: Holder, file: string): Promise<boolean> {
  if (holder.place === undefined || holder.place === placeHere()) return isRunning(holder)
  return isTouched(file)
}

function placeHere(): string {
  if (process.platform !== 'linux') return hostname()
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** A process number is given out again after a while, so the time that the process started counts too. */
function isRunning(holder: Holder): boolean {
  // In this process only the socket name can tell, and it was free.
  if (holder.pid === process.pid && process.platform === 'linux') return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return holder.started === startOf(holder.pid)
}

async function isTouched(file: string): Promise<boolean> {
  const before = touchedAt(file)
  if (Date.now() - before > DEAD_MILLISECONDS) return false
  for (let waited = 0; waited < LISTEN_MILLISECONDS; waited += LOOK_MILLISECONDS) {
    await new Promise(resolve => setTimeout(resolve, LOOK_MILLISECONDS))
    if (touchedAt(file) !== before) return true
  }
  return false
}

function touchedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
