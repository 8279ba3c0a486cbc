// What the rows of the database are measured on: the server in a process of its own, the official driver on it, and bare lmdb on the same disk.
import { join } from 'node:path'
import { open } from 'lmdb'
import { type Db, MongoClient } from 'mongodb'
import { root, temporaryFolder } from '../folders.ts'
import { type Server, start } from '../servers.ts'
import { type Wire, wire } from './wire.ts'

/** How long one round of a row lasts and how many there are. */
export type Pace = { quick: boolean; seconds: number; rounds: number }
export type Rig = AsyncDisposable & {
  pace: Pace
  folder: string
  server: Server
  client: MongoClient
  db: Db
  /** As many clients as there are in any row. */
  wire: Wire
  /** Milliseconds from the call of `start` to its answer. */
  readyMs: number
  rawCommits(): number
}

export const paces = { quick: { quick: true, seconds: 0.5, rounds: 3 }, full: { quick: false, seconds: 2, rounds: 5 } } as const

const mostClients = 32

export async function rig(pace: Pace, folder = temporaryFolder('database')): Promise<Rig> {
  const { server, readyMs, uri } = await serve(folder)
  const client = await new MongoClient(uri, { maxPoolSize: mostClients + 1 }).connect()
  const clients = await wire(uri, mostClients)
  const raw = rawStore()
  return {
    pace,
    folder,
    server,
    client,
    db: client.db('bench'),
    wire: clients,
    readyMs,
    rawCommits: () => raw.perSecond(pace.seconds),
    async [Symbol.asyncDispose]() {
      await client.close()
      await clients[Symbol.asyncDispose]()
      await raw.close()
      await server.stop()
    },
  }
}

export async function serve(folder: string, execArgv: string[] = []) {
  const server = await start({
    file: join(root, 'bench/embedded-mongo/serve.mjs'),
    args: [folder],
    execArgv,
    says: /ready after ([\d.]+) ms at (\S+)\n/,
  })
  const [, readyMs, uri] = server.said
  return { server, readyMs: Number(readyMs), uri: uri! }
}

/** One small value a commit, durable on return, as the server opens its own store. */
function rawStore() {
  const store = open({ path: join(temporaryFolder('lmdb'), 'data'), encoding: 'binary', overlappingSync: false })
  const value = Buffer.alloc(200, 1)
  let key = 0
  return {
    perSecond(seconds: number) {
      const [from, first] = [performance.now(), key]
      while (performance.now() - from < seconds * 1_000) store.transactionSync(() => void store.putSync(key++, value))
      return ((key - first) * 1_000) / (performance.now() - from)
    },
    close: () => store.close(),
  }
}
