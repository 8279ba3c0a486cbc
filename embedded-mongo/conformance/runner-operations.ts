// The operations of a case that are the runner's own: fail points, and looks at sessions, collections and indexes from outside.
import { deepStrictEqual, notDeepStrictEqual, strictEqual } from 'node:assert'
import type { ClientSession, Document, MongoClient } from 'mongodb'
import type { Entities } from './entities.ts'

export type Runner = { entities: Entities; internal: MongoClient }
type Run = (runner: Runner, args: Document) => void | Promise<void>

export const RUNNER: Record<string, Run> = {
  createEntities: ({ entities }, args) => entities.create(args.entities),
  failPoint: ({ entities }, args) => setFailPoint(entities.get(args.client), args.failPoint),
  targetedFailPoint: ({ entities }, args) => setFailPoint(inside(entities, args).client, args.failPoint),
  assertSessionPinned: ({ entities }, args) => strictEqual(entities.get<ClientSession>(args.session).isPinned, true, 'a session is pinned'),
  assertSessionUnpinned: ({ entities }, args) =>
    strictEqual(entities.get<ClientSession>(args.session).isPinned, false, 'a session is not pinned'),
  assertSessionDirty: ({ entities }, args) => strictEqual(isDirty(entities, args), true, 'a session is dirty'),
  assertSessionNotDirty: ({ entities }, args) => strictEqual(isDirty(entities, args), false, 'a session is not dirty'),
  assertSessionTransactionState: ({ entities }, args) =>
    strictEqual(stateOf(inside(entities, args)), args.state, 'the state of a transaction'),
  assertSameLsidOnLastTwoCommands: ({ entities }, args) => {
    const [first, second] = lastTwoSessions(entities, args)
    deepStrictEqual(first, second, 'the sessions of the last two commands are the same')
  },
  assertDifferentLsidOnLastTwoCommands: ({ entities }, args) => {
    const [first, second] = lastTwoSessions(entities, args)
    notDeepStrictEqual(first, second, 'the sessions of the last two commands differ')
  },
  assertCollectionExists: async ({ internal }, args) => strictEqual(await collectionExists(internal, args), true, 'a collection exists'),
  assertCollectionNotExists: async ({ internal }, args) =>
    strictEqual(await collectionExists(internal, args), false, 'a collection does not exist'),
  assertIndexExists: async ({ internal }, args) => strictEqual(await indexExists(internal, args), true, 'an index exists'),
  assertIndexNotExists: async ({ internal }, args) => strictEqual(await indexExists(internal, args), false, 'an index does not exist'),
}

async function setFailPoint(client: MongoClient, failPoint: Document): Promise<void> {
  await client.db('admin').command(failPoint)
}

/** What the driver does not show of a session in its types. */
type Inside = { client: MongoClient; transaction: { state: string }; serverSession?: { isDirty: boolean } }
const inside = (entities: Entities, args: Document): Inside => entities.get<Inside>(args.session)

const isDirty = (entities: Entities, args: Document): boolean | undefined => inside(entities, args).serverSession?.isDirty

function stateOf(session: Inside): string {
  const state = session.transaction.state
  return state === 'NO_TRANSACTION'
    ? 'none'
    : state
        .replace(/^TRANSACTION_/, '')
        .replace('_TRANSACTION', '')
        .toLowerCase()
        .replace('transaction_', '')
}

function lastTwoSessions(entities: Entities, args: Document): Document[] {
  const last = entities.observer(args.client).started.slice(-2)
  strictEqual(last.length, 2, 'two commands were sent')
  return last.map(event => (event.command as Document).lsid.id.toString('hex'))
}

async function collectionExists(client: MongoClient, args: Document): Promise<boolean> {
  const names = await client.db(args.databaseName).listCollections({ name: args.collectionName }, { nameOnly: true }).toArray()
  return names.length > 0
}

async function indexExists(client: MongoClient, args: Document): Promise<boolean> {
  const indexes = client.db(args.databaseName).collection(args.collectionName).listIndexes()
  const names = await indexes.toArray().catch(error => {
    if (error.code === 26) return []
    throw error
  })
  return names.some(({ name }) => name === args.indexName)
}
