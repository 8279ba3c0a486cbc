// The folders of the bench: all under the package cache or the system's temporary folder, never among the sources.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')
export const cache = join(root, 'node_modules/.cache/hearth-bench')

/** A folder that goes when the process ends, however it ends by itself. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `hearth-bench-${name}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
