// Every command there is, by name, and the options that all of them take. What is not in a table is refused by name.
import { aggregate } from './aggregate.ts'
import { bulkWrite } from './bulk-write.ts'
import { collMod, collStats, create, dbStats, drop, dropDatabase, listCollections, listDatabases } from './collections.ts'
import type { Command } from './context.ts'
import { getMore, killCursors } from './cursors.ts'
import { deleteRecords } from './delete.ts'
import { buildInfo, hello, isMaster, ping, validate } from './diagnostics.ts'
import { explain } from './explain.ts'
import { configureFailPoint } from './failpoint.ts'
import { find } from './find.ts'
import { findAndModify } from './find-and-modify.ts'
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts'
import { insert } from './insert.ts'
import { count, distinct } from './reading.ts'
import { abortTransaction, commitTransaction, endSessions, killAllSessions, killSessions, refreshSessions } from './sessions.ts'
import { update } from './update.ts'

export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    abortTransaction,
    aggregate,
    bulkWrite,
    buildInfo,
    buildinfo: buildInfo,
    collMod,
    collStats,
    commitTransaction,
    configureFailPoint,
    count,
    create,
    createIndexes,
    dbStats,
    delete: deleteRecords,
    distinct,
    drop,
    dropDatabase,
    dropIndexes,
    endSessions,
    explain,
    find,
    findAndModify,
    findandmodify: findAndModify,
    getMore,
    hello,
    insert,
    isMaster,
    ismaster: isMaster,
    killAllSessions,
    killCursors,
    killSessions,
    listCollections,
    listDatabases,
    listIndexes,
    ping,
    refreshSessions,
    update,
    validate,
  }),
)

/** Options of every command. Those that a single durable server need not look at are here too, so that nothing is ignored without a name. */
export const COMMON_OPTIONS: ReadonlySet<string> = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  '$clusterTime',
  '$readPreference',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'comment',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
])
