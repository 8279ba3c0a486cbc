// Migrations: each runs once, in order; a database that a newer Hearth has changed is refused.
import type { Connection } from 'mongoose'
import type { Log } from '../log.ts'
import { DatabaseFault } from './connect.ts'
import { migration0001 } from './migrations/0001-give-posts-a-language.ts'
import { migration0002 } from './migrations/0002-find-topics-by-tag.ts'

/** `run` must bear being run again after a kill in its middle. */
export type Migration = { id: string; run(connection: Connection): Promise<void> }

const migrations: Migration[] = [migration0001, migration0002]

/** Throws `DatabaseFault` for a database of a newer version. */
export async function migrate(connection: Connection, log: Log, wanted: Migration[] = migrations) {
  const done = connection.collection<{ _id: string; at: Date }>('migrations')
  const ids = (await done.find().toArray()).map(each => each._id)
  const unknown = ids.filter(id => !wanted.some(migration => migration.id === id))
  if (unknown.length > 0)
    throw new DatabaseFault(`This database was changed by a newer Hearth (${unknown.join(', ')}). Start that one, or restore a backup.`)
  for (const migration of wanted.filter(each => !ids.includes(each.id))) {
    await migration.run(connection)
    await done.insertOne({ _id: migration.id, at: new Date() })
    log.info({ migration: migration.id }, 'The database was brought up to date')
  }
}
