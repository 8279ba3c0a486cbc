// Copies without what was deleted: a backup beside the running server, and the file itself rewritten before it is opened.
import { open as openFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Environment } from './environment.ts'

/** A whole, compacted copy that is on the disk when this resolves; the file must not exist. */
export async function copyCompacted(environment: Environment, target: string): Promise<void> {
  await environment.backup(target)
  await sync(target)
  await sync(dirname(target))
}

/** Rewrites a file that nobody has open. Either the old file or the new one is there, whenever this is interrupted. */
export async function compactFile(file: string): Promise<void> {
  const rewritten = `${file}.new`
  await rm(rewritten, { force: true })
  const environment = new Environment(file)
  try {
    await copyCompacted(environment, rewritten)
  } finally {
    await environment.close()
  }
  await rename(rewritten, file)
  await sync(dirname(file))
}

async function sync(path: string): Promise<void> {
  const handle = await openFile(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
