// The database that comes with Hearth, in a thread of its own. Apart from the rest, so that the thread starts while the rest is still being read.
import { join } from 'node:path'

export type EmbeddedMongo = Awaited<ReturnType<typeof startEmbedded>>

/** Why the database cannot be had, in one line for the person who starts the server. */
export class DatabaseFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'DatabaseFault'
  }
}

/** Throws `DatabaseFault` when the folder cannot be opened. */
export async function startEmbedded({ DATA_DIR }: { DATA_DIR: string }) {
  const { start } = await import('@hearth/embedded-mongo')
  try {
    return await start({ path: join(DATA_DIR, 'db') })
  } catch (error) {
    throw new DatabaseFault(`The database in DATA_DIR cannot be opened: ${(error as Error).message}`, error)
  }
}
