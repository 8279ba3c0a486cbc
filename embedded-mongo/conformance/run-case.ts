// Runs one case: fills the collections, makes its entities, does its operations, and looks at results, events and what is left.
import type { Document, MongoClient } from 'mongodb'
import type { Case, CaseFile, CollectionContent, Operation } from './case-file.ts'
import { Entities } from './entities.ts'
import { expectError } from './errors.ts'
import { expectEvents } from './events.ts'
import { expectMatch, Mismatch, show } from './match.ts'
import { callDriver } from './operations.ts'
import { resultOf } from './results.ts'
import type { Runner } from './runner-operations.ts'
import { RUNNER } from './runner-operations.ts'

/** Throws what is wrong. `internal` is a client that no case looks at. */
export async function runCase(uri: string, internal: MongoClient, file: CaseFile, one: Case): Promise<void> {
  const entities = new Entities(uri)
  try {
    for (const content of file.initialData ?? []) await fill(internal, content)
    await entities.create(file.createEntities ?? [])
    for (const operation of one.operations) await runOperation({ entities, internal }, operation)
    for (const expected of one.expectEvents ?? []) expectEvents(entities, expected)
    for (const content of one.outcome ?? []) await expectContent(entities, internal, content)
  } finally {
    await tidy(internal)
    await entities[Symbol.asyncDispose]()
  }
}

async function fill(internal: MongoClient, { databaseName, collectionName, createOptions, documents }: CollectionContent): Promise<void> {
  const db = internal.db(databaseName)
  await db.dropCollection(collectionName)
  await db.createCollection(collectionName, createOptions ?? {})
  if (documents.length > 0) await db.collection(collectionName).insertMany(documents.map(document => ({ ...document })))
}

async function expectContent(entities: Entities, internal: MongoClient, content: CollectionContent): Promise<void> {
  const { databaseName, collectionName, documents } = content
  const found = await internal
    .db(databaseName)
    .collection(collectionName)
    .find({}, { sort: { _id: 1 } })
    .toArray()
  expectMatch(entities, documents, found, `${databaseName}.${collectionName}`, true)
  documents.forEach((document, at) => {
    const [wanted, got] = [Object.keys(document), Object.keys(found[at]!)]
    if (wanted.join() !== got.join()) throw new Mismatch(`order of fields: expected ${wanted}, got ${got}`)
  })
}

/** Neither a fail point nor an open transaction is left to the next case. */
async function tidy(internal: MongoClient): Promise<void> {
  const admin = internal.db('admin')
  await admin.command({ configureFailPoint: 'failCommand', mode: 'off' })
  await admin.command({ killAllSessions: [] })
}

/** In a callback of withTransaction an expected error goes on, so that the driver hears of it. */
async function runOperation(runner: Runner, operation: Operation, inCallback = false): Promise<void> {
  const { entities } = runner
  if (operation.object === 'testRunner') return runOwn(runner, operation)
  const outcome = await settle(() =>
    operation.name === 'withTransaction' ? withTransaction(runner, operation) : callDriver(entities, operation),
  )
  if (inCallback && 'thrown' in outcome && operation.ignoreResultAndError) throw outcome.thrown
  if (operation.ignoreResultAndError) return
  const { expectError: error, expectResult, saveResultAsEntity } = operation
  if (error !== undefined) {
    if (!('thrown' in outcome)) throw new Mismatch(`${operation.name}: expected an error, got ${show(outcome.value)}`)
    expectError(entities, error, outcome.thrown)
    if (inCallback) throw outcome.thrown
    return
  }
  if ('thrown' in outcome) throw outcome.thrown
  if (expectResult !== undefined) expectMatch(entities, expectResult, resultOf(outcome.value), operation.name)
  if (saveResultAsEntity !== undefined) entities.set(saveResultAsEntity, outcome.value)
}

async function runOwn(runner: Runner, operation: Operation): Promise<void> {
  const run = RUNNER[operation.name]
  if (run === undefined) throw new Error(`the runner does not know its own operation ${operation.name}`)
  await run(runner, operation.arguments ?? {})
}

async function withTransaction(runner: Runner, operation: Operation): Promise<unknown> {
  const { callback, ...options } = operation.arguments as Document
  const session = runner.entities.get<{ withTransaction(run: () => Promise<void>, options: Document): Promise<unknown> }>(operation.object)
  return session.withTransaction(async () => {
    for (const each of callback as Operation[]) await runOperation(runner, each, true)
  }, options)
}

/** A wrong result is the runner's affair and goes on its way; every other error is the operation's outcome. */
async function settle(run: () => Promise<unknown>): Promise<{ value: unknown } | { thrown: unknown }> {
  try {
    return { value: await run() }
  } catch (thrown) {
    if (thrown instanceof Mismatch) throw thrown
    return { thrown }
  }
}
