// What a driver asks before and between its work: hello, ping, buildInfo, and checks of a collection.
import { Int32, Long, ObjectId } from 'bson'
import { requireCollection } from '../catalogue/catalogue.ts'
import { checkIndexes } from '../indexes/check.ts'
import { SESSION_MINUTES } from '../transactions/sessions.ts'
import { MAX_MESSAGE_SIZE } from '../wire/message.ts'
import type { Command, Context, Reply } from './context.ts'
import { textOption } from './context.ts'
import { MOST_DOCUMENT_BYTES, MOST_STATEMENTS } from './insert.ts'

/** The version of MongoDB whose commands a driver may use: bulkWrite came with it. */
export const VERSION = '8.0.0'
const WIRE_VERSION = 25
const SET_NAME = 'embedded'
const electionId = new ObjectId('7fffffff0000000000000001')

/** One member of a replica set, its primary: what sessions, retryable writes and transactions need. */
export function describe(context: Context): Reply {
  const { address } = context.engine
  return {
    helloOk: true,
    setName: SET_NAME,
    setVersion: new Int32(1),
    electionId,
    hosts: [address],
    primary: address,
    me: address,
    secondary: false,
    maxBsonObjectSize: new Int32(MOST_DOCUMENT_BYTES),
    maxMessageSizeBytes: new Int32(MAX_MESSAGE_SIZE),
    maxWriteBatchSize: new Int32(MOST_STATEMENTS),
    localTime: context.engine.now(),
    logicalSessionTimeoutMinutes: new Int32(SESSION_MINUTES),
    connectionId: new Int32(context.client.id),
    minWireVersion: new Int32(0),
    maxWireVersion: new Int32(WIRE_VERSION),
    readOnly: false,
  }
}

/** New drivers say new things in their greeting; none of them changes what a server without authentication answers. */
export const hello: Command = { options: 'any', run: context => ({ isWritablePrimary: true, ...describe(context) }) }

/** hello by the name that a driver's first message uses. */
export const isMaster: Command = { options: 'any', run: context => ({ ismaster: true, ...describe(context) }) }

export const ping: Command = { options: ['ping'], run: () => ({}) }

export const buildInfo: Command = {
  options: ['buildInfo', 'buildinfo'],
  run: () => ({
    version: VERSION,
    versionArray: VERSION.split('.').map(Number).concat(0),
    modules: [],
    storageEngines: ['lmdb'],
    maxBsonObjectSize: MOST_DOCUMENT_BYTES,
  }),
}

/** Compares every index with the records, whatever `full` says. */
export const validate: Command = {
  options: ['validate', 'full'],
  async run(context) {
    const collection = requireCollection(context.engine.catalogue, context.database, textOption(context, 'validate'))
    const { records, strangers, errors, keysPerIndex } = await checkIndexes(context, collection)
    return {
      ns: collection.namespace,
      nrecords: Long.fromNumber(records),
      nNonCompliantDocuments: Long.fromNumber(strangers),
      nIndexes: collection.indexes.length + 1,
      keysPerIndex: { _id_: records, ...keysPerIndex },
      valid: errors.length === 0,
      errors,
      warnings: strangers === 0 ? [] : ["Detected one or more documents not compliant with the collection's validator."],
    }
  },
}
