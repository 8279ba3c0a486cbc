// Another server for the tests' databases, if `TEST_MONGODB_URI` names one: each world has a database of its own there, dropped after it.
import { createHash } from 'node:crypto'
import { MongoClient } from 'mongodb'

/** What configures a server on the database that belongs to this data folder; nothing if the folder holds it. */
export function databaseOf(folder: string): Record<string, string> {
  const uri = process.env.TEST_MONGODB_URI
  if (!uri) return {}
  const named = new URL(uri)
  named.pathname = `/hearth-test-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  return { MONGODB_URI: named.toString(), ROOT_SECRET: 'a secret of tests that is long enough' }
}

export async function dropDatabaseOf(folder: string): Promise<void> {
  const { MONGODB_URI } = databaseOf(folder)
  if (MONGODB_URI === undefined) return
  const client = await new MongoClient(MONGODB_URI).connect()
  await client.db().dropDatabase()
  await client.close()
}
