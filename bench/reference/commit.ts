// One durable commit of raw lmdb, in the mode that the embedded database uses: on the disk when the promise resolves.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from 'lmdb'

export type Commit = (text: string) => Promise<void>

/** Opens a store in a folder of its own, which goes with the process. */
export function commits(): Commit {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-lmdb-'))
  const store = open({ path: join(folder, 'data'), overlappingSync: false, encoding: 'string' })
  let n = 0
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return async text => {
    n += 1
    await store.put(n, text)
  }
}
