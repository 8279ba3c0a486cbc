// The database: a MongoDB replica set when configured, else the embedded one, reached by the same driver in the same way.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ClientSession, type Connection, createConnection } from 'mongoose'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { DatabaseFault, type EmbeddedMongo, startEmbedded } from './embedded.ts'

export type Database = { connection: Connection; close(): Promise<void> }
export type { ClientSession, Connection }

/** How long a start waits for a database that does not answer yet. */
const patienceMs = 60_000
const tryEveryMs = 5_000

type Place = Pick<Config, 'MONGODB_URI' | 'DATA_DIR'>

export { DatabaseFault }

/**
 * `starting`: the embedded database, when it was started already. Throws `DatabaseFault` when it cannot be opened, is not a replica set, or
 * does not answer within a minute.
 */
export async function connect(config: Place, log: Log, starting?: Promise<EmbeddedMongo>): Promise<Database> {
  if (config.MONGODB_URI) return open(config.MONGODB_URI, log)
  const embedded = await (starting ?? startEmbedded(config))
  writeFileSync(uriFile(config), embedded.uri, { mode: 0o600 })
  try {
    return await open(embedded.uri, log, embedded.close)
  } catch (error) {
    await embedded.close()
    throw error
  }
}

/** The same beside a running server, whose embedded database no second process may open: then through that server's socket. */
export async function connectBeside(config: Place, log: Log): Promise<Database> {
  try {
    return await connect(config, log)
  } catch (error) {
    if (config.MONGODB_URI || !(error instanceof DatabaseFault)) throw error
    return open(readFileSync(uriFile(config), 'utf8'), log)
  }
}

function uriFile({ DATA_DIR }: Place) {
  return join(DATA_DIR, 'db.uri')
}

async function open(uri: string, log: Log, closeServer: () => Promise<void> = async () => undefined): Promise<Database> {
  const connection = await reach(uri, log)
  await demandReplicaSet(connection)
  return {
    connection,
    async close() {
      await connection.close()
      await closeServer()
    },
  }
}

async function reach(uri: string, log: Log): Promise<Connection> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const connection = createConnection(uri, {
      dbName: databaseName(uri),
      maxPoolSize: 50,
      retryWrites: true,
      w: 'majority',
      serverSelectionTimeoutMS: tryEveryMs,
      autoIndex: false,
      autoCreate: false,
    })
    try {
      return await connection.asPromise()
    } catch (error) {
      await connection.close().catch(() => undefined)
      if (Date.now() > deadline) throw new DatabaseFault('The database does not answer. Is MONGODB_URI right, and is it running?', error)
      log.warn('The database does not answer yet; trying again')
    }
  }
}

function databaseName(uri: string) {
  return /^[^/]+\/\/[^/]+\/([^/?]+)/.exec(uri)?.[1] ?? 'hearth'
}

async function demandReplicaSet(connection: Connection) {
  const hello = await connection.db!.admin().command({ hello: 1 })
  if (hello.setName) return
  await connection.close()
  throw new DatabaseFault('MONGODB_URI is not a replica set, and changes need transactions. One node will do: start mongod with --replSet.')
}
