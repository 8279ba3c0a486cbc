// What every command works with: the store, what is known of it in memory, and the clock.

import type { Catalogue } from './catalogue/catalogue.ts'
import { openCatalogue } from './catalogue/catalogue.ts'
import { openFormat } from './catalogue/format.ts'
import { ClusterClock } from './cluster-time.ts'
import type { Cursor } from './cursors/cursor.ts'
import type { FailPoints } from './failpoint.ts'
import { refoldIndexes } from './indexes/refold.ts'
import { Operations } from './operations.ts'
import type { Source } from './plan/find.ts'
import { checkDataFile } from './store/data-file.ts'
import { Environment } from './store/environment.ts'
import type { Sessions } from './transactions/sessions.ts'
import { Snapshots } from './transactions/snapshots.ts'
import type { Locks } from './transactions/transaction.ts'

export type Log = (event: string, details: Record<string, unknown>) => void

export type Engine = {
  environment: Environment
  catalogue: Catalogue
  locks: Locks
  sessions: Sessions
  snapshots: Snapshots
  clock: ClusterClock
  cursors: Map<string, Cursor>
  operations: Operations
  connections: { open: number; made: number }
  /** Reads the newest state. */
  live: Source
  now(): Date
  log: Log
  /** Undefined unless the server was started for tests of failures. */
  failPoints: FailPoints | undefined
  /** What clients are told to connect to. */
  address: string
}

export function openEngine(file: string, now: () => Date, log: Log, withFailPoints = false): Engine {
  checkDataFile(file)
  const environment = new Environment(file)
  try {
    return engineOn(environment, now, log, withFailPoints)
  } catch (error) {
    void environment.close()
    throw error
  }
}

function engineOn(environment: Environment, now: () => Date, log: Log, withFailPoints: boolean): Engine {
  openFormat(environment)
  const catalogue = openCatalogue(environment)
  refoldIndexes(catalogue, log)
  const clock = new ClusterClock(environment.live, now)
  return {
    environment,
    catalogue,
    locks: new Map(),
    sessions: { byId: new Map(), environment, now: () => now().getTime() },
    snapshots: new Snapshots(environment, clock, now),
    clock,
    cursors: new Map(),
    operations: new Operations(),
    connections: { open: 0, made: 0 },
    live: { view: environment.live, overlay: () => undefined },
    now,
    log,
    failPoints: withFailPoints ? { on: undefined } : undefined,
    address: '',
  }
}
