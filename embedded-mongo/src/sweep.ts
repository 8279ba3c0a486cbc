// What happens without being asked: records past their time go, dropped collections are emptied, forgotten cursors, sessions and transactions end.
import { sweepSpace } from './catalogue/catalogue.ts'
import type { Collection, Index } from './catalogue/definitions.ts'
import { sweepCursors } from './cursors/cursor.ts'
import type { Engine } from './engine.ts'
import { recordKey } from './indexes/entries.ts'
import { compileFilter } from './language/match.ts'
import { decodeFields } from './language/value.ts'
import { planThrough } from './plan/choose.ts'
import { PAUSE, Pace } from './plan/pace.ts'
import { foundId, newStats, scan } from './plan/scan.ts'
import { expireSessions } from './transactions/sessions.ts'
import { Blocked, writeRecord } from './write/records.ts'

const INTERVAL_MILLISECONDS = 60_000
/** How long a transaction may lie idle, as MongoDB has it: its client may be dead, and it holds records that others wait for. */
const TRANSACTION_MILLISECONDS = 60_000
const TRANSACTION_INTERVAL_MILLISECONDS = 1000
const KEYS_AT_ONCE = 500
const RECORDS_AT_ONCE = 200

/** Sweeps every minute, and looks for idle transactions every second; the function it gives back stops that and waits for a sweep under way. */
export function startSweeping(engine: Engine): () => Promise<void> {
  let stopped = false
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(() => sweep(engine, () => stopped)).catch(error => engine.log('sweep failed', { error: String(error) }))
  }, INTERVAL_MILLISECONDS).unref()
  const often = setInterval(() => endIdleTransactions(engine), TRANSACTION_INTERVAL_MILLISECONDS).unref()
  return async () => {
    stopped = true
    clearInterval(timer)
    clearInterval(often)
    await running
  }
}

export async function sweep(engine: Engine, stopped: () => boolean): Promise<void> {
  endIdleTransactions(engine)
  await sweepCursors(engine.cursors, engine.now().getTime())
  await expireSessions(engine.sessions)
  engine.snapshots.sweep()
  for (const space of [...engine.catalogue.garbage]) await emptySpace(engine, space, stopped)
  for (const database of engine.catalogue.databases.values()) {
    for (const collection of database.values()) await expireRecords(engine, collection, stopped)
  }
}

function endIdleTransactions(engine: Engine): void {
  const now = engine.now().getTime()
  for (const { transaction } of engine.sessions.byId.values())
    if (transaction?.state === 'open' && now - transaction.usedAt > TRANSACTION_MILLISECONDS) transaction.abort()
}

async function emptySpace(engine: Engine, space: number, stopped: () => boolean): Promise<void> {
  let done = false
  while (!done && !stopped()) done = await engine.environment.write(() => sweepSpace(engine.catalogue, space, KEYS_AT_ONCE))
}

async function expireRecords(engine: Engine, collection: Collection, stopped: () => boolean): Promise<void> {
  for (const index of collection.indexes) {
    if (index.expireAfterSeconds === undefined || index.fields.length !== 1 || !index.ready) continue
    let isMore = true
    while (isMore && !stopped()) isMore = await engine.environment.write(() => removeExpired(engine, collection, index))
  }
}

/**
 * Inside a write job: a record is past its time if its earliest date is. True if there may be more of them; those that a transaction
 * holds are left for the next time.
 */
function removeExpired(engine: Engine, collection: Collection, index: Index): boolean {
  if (collection.dropped || !collection.indexes.includes(index)) return false
  const path = index.fields[0]![0]
  const filter = { [path]: { $lte: new Date(engine.now().getTime() - index.expireAfterSeconds! * 1000) } }
  const compiled = compileFilter(filter)
  const fields = new Set([path.split('.', 1)[0]!])
  const plan = planThrough(index, { collection, filter, order: [], hint: undefined, collation: undefined })
  const accept = (bytes: Buffer) => compiled.matches(decodeFields(bytes, fields))
  const expired: Buffer[] = []
  let isWhole = true
  for (const found of scan({ collection, plan, view: engine.live.view, pace: new Pace(), stats: newStats(), accept })) {
    isWhole = found !== PAUSE && expired.length < RECORDS_AT_ONCE
    if (found === PAUSE || !isWhole) break
    expired.push(foundId(found))
  }
  const removed = expired.filter(id => removeUnlessLocked(engine, collection, id))
  return !isWhole && removed.length > 0
}

function removeUnlessLocked(engine: Engine, collection: Collection, id: Buffer): boolean {
  try {
    writeRecord(engine, collection, id, engine.environment.live.get(recordKey(collection, id)), undefined)
    return true
  } catch (error) {
    if (!(error instanceof Blocked)) throw error
    return false
  }
}
