// A server in a folder of its own and a driver's client on it, for one test file.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Collection, Db, Document } from 'mongodb'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll } from 'vitest'
import type { EmbeddedMongo } from '../../src/index.ts'
import { start } from '../../src/index.ts'

export type TestDatabase = {
  path: string
  server: EmbeddedMongo
  client: MongoClient
  db: Db
  log: [string, Record<string, unknown>][]
  /** A collection that nobody used before. */
  fresh(): Collection<Document>
  /** Closes the server and opens the same folder again. */
  restart(): Promise<void>
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'em-'))
}

export function useDatabase(): TestDatabase {
  const database = { path: newFolder(), log: [] } as unknown as TestDatabase
  let collections = 0
  database.fresh = () => database.db.collection(`c${++collections}`)
  const open = async () => {
    database.server = await start({ path: database.path, log: (event, details) => database.log.push([event, details]) })
    database.client = await new MongoClient(database.server.uri, { maxPoolSize: 40 }).connect()
    database.db = database.client.db('test')
  }
  const close = async () => {
    await database.client?.close()
    await database.server?.close()
  }
  database.restart = async () => {
    await close()
    await open()
  }
  beforeAll(open)
  afterAll(async () => {
    await close()
    rmSync(database.path, { recursive: true, force: true })
  })
  return database
}

/** The index that answers a find, and how much it looked at. */
export async function explain(collection: Collection, filter: Document, options: { sort?: Document; limit?: number; hint?: string } = {}) {
  const { sort, limit, hint } = options
  let cursor = collection.find(filter)
  if (sort) cursor = cursor.sort(sort)
  if (limit) cursor = cursor.limit(limit)
  if (hint) cursor = cursor.hint(hint)
  const { queryPlanner, executionStats } = await cursor.explain('executionStats')
  const stages = stagesOf(queryPlanner.winningPlan)
  const scan = stages.find(({ stage }) => SCANS.includes(stage))
  return {
    sorts: stages.some(({ stage }) => stage === 'SORT'),
    stage: scan?.stage,
    index: stages.at(-1)?.indexName,
    keys: executionStats.totalKeysExamined,
    documents: executionStats.totalDocsExamined,
    returned: executionStats.nReturned,
  }
}

const SCANS = ['SORT_MERGE', 'IXSCAN', 'COLLSCAN', 'IDHACK', 'EOF']

/** The stages of a plan from the top down, by the first of their inputs. */
function stagesOf(plan: Document): Document[] {
  const below = plan.inputStage ?? plan.inputStages?.[0]
  return below === undefined ? [plan] : [plan, ...stagesOf(below)]
}
