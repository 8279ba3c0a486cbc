// Two containers on one folder: process numbers and socket names of one mean nothing to the other, and still only one has it.
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { start } from '../../src/index.ts'
import { newFolder } from '../engine/database.ts'
import { kill, spawnServer } from '../engine/processes.ts'

/** What `test/run.mjs` asks of the machine too. */
const elsewhere = ['unshare', '--pid', '--net', '--fork', '--kill-child', '--mount-proc']

test('two containers on one folder are kept apart, and the second gets it once the first was killed', async () => {
  const path = newFolder()
  const { child } = await spawnServer(path, elsewhere)
  await expect(start({ path })).rejects.toThrow(/is in use by process \d+ of another container or machine/)
  await kill(child)
  const before = performance.now()
  const server = await start({ path })
  await server.close()
  expect(performance.now() - before).toBeLessThan(10_000)
  rmSync(path, { recursive: true })
})
