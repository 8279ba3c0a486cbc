// Copies what is alive in a view into a new file, entry by entry: nothing deleted can be in it, not even in the unused ends of pages.
import { rmSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import type { View } from '../store/environment.ts'
import { Environment } from '../store/environment.ts'
import { SESSION_SPACE, spaceEnd, spaceStart } from '../store/keys.ts'
import { aliveIn } from './catalogue.ts'
import { putSealed } from './seal.ts'

const MOST_ENTRIES = 256
const MUCH_BYTES = 1024 * 1024

export type CopyOptions = {
  /** Whether the remembered answers of retryable writes are wanted. */
  sessions: boolean
  /** Called between pieces of some hundred entries; may let others have their turn. */
  pause: () => Promise<void>
}

/** The target must not exist; it is on the disk when this resolves, and gone when this rejects. */
export async function copyAlive(view: View, target: string, { sessions, pause }: CopyOptions): Promise<void> {
  try {
    const copy = new Environment(target, { synced: false })
    try {
      await fill(view, copy, sessions, pause)
    } finally {
      await copy.close()
    }
    await sync(target)
  } catch (error) {
    rmSync(target, { force: true })
    throw error
  } finally {
    rmSync(`${target}-lock`, { force: true })
  }
}

async function fill(view: View, copy: Environment, sessions: boolean, pause: () => Promise<void>): Promise<void> {
  const { entries, spaces } = aliveIn(view)
  for (const space of spaces) {
    if (space === SESSION_SPACE && !sessions) continue
    let last: Buffer | undefined
    let limit = MOST_ENTRIES
    do {
      const options = { start: last ?? spaceStart(space), end: spaceEnd(space), reverse: false, limit, exclusiveStart: last !== undefined }
      const chunk = view.range(options)
      copy.writeNow(() => {
        for (const { key, value } of chunk.entries) copy.append(key, value)
      })
      last = chunk.examined < limit ? undefined : chunk.last
      limit = nextLimit(chunk.entries)
      await pause()
    } while (last !== undefined)
  }
  copy.writeNow(() => {
    for (const { key, value } of entries) putSealed(copy, key, value)
  })
}

/** Large documents come a few at a time. */
function nextLimit(entries: readonly { value: Buffer }[]): number {
  let bytes = 0
  for (const { value } of entries) bytes += value.length
  if (bytes <= MUCH_BYTES) return MOST_ENTRIES
  return Math.max(1, Math.floor((entries.length * MUCH_BYTES) / bytes))
}

/** Of a file or a folder. */
export async function sync(path: string): Promise<void> {
  const handle = await openFile(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
