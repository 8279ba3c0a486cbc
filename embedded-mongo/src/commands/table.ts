// Every command there is, by name, and the options that all of them take. What is not in a table is refused by name.
import { aggregate } from './aggregate.ts'
import { bulkWrite } from './bulk-write.ts'
import { collMod, create, drop, dropDatabase, listCollections, listDatabases } from './collections.ts'
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
import { currentOp, killOp } from './operations.ts'
import { count, distinct } from './reading.ts'
import { renameCollection } from './rename-collection.ts'
import { SEARCH_COMMANDS } from './search.ts'
import { abortTransaction, commitTransaction, endSessions, killAllSessions, killSessions, refreshSessions } from './sessions.ts'
import { collStats, dbStats } from './sizes.ts'
import { connectionStatus, getCmdLineOpts, getLog, getParameter, hostInfo, serverStatus, whatsmyuri } from './status.ts'
import { update } from './update.ts'

export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    abortTransaction,
    aggregate,
    buildinfo: buildInfo,
    buildInfo,
    bulkWrite,
    collMod,
    collStats,
    commitTransaction,
    configureFailPoint,
    connectionStatus,
    count,
    create,
    createIndexes,
    currentOp,
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
    getCmdLineOpts,
    getLog,
    getMore,
    getParameter,
    hello,
    hostInfo,
    insert,
    isMaster,
    ismaster: isMaster,
    killAllSessions,
    killCursors,
    killOp,
    killSessions,
    listCollections,
    listDatabases,
    listIndexes,
    ping,
    refreshSessions,
    renameCollection,
    ...SEARCH_COMMANDS,
    serverStatus,
    update,
    validate,
    whatsmyuri,
  }),
)
