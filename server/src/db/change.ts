// One transaction per change, on the parent: queued per parent within a process, and tried again on a write conflict.
// Changes that wait for the same parent share one transaction, and so one commit.
import type { ClientSession, Connection } from 'mongoose'

export type Changes = {
  /** Runs `work` in a transaction, after every earlier change of the same parent. `work` may run more than once. */
  on<Result>(parentId: string, work: (session: ClientSession) => Promise<Result>): Promise<Result>
  /** The same for what many do alike, in a row of its own: those who wait with one `work` are handed to it together, and it answers for each. */
  among<Item, Result>(row: string, work: Together<Item, Result>, item: Item): Promise<Result>
  /** Resolves when nothing is under way; for the drain. */
  idle(): Promise<void>
}
type Together<Item, Result> = (session: ClientSession, items: Item[]) => Promise<Result[]>
type Work = Together<unknown, unknown>
type Waiting = { work: Work; item: unknown; done(result: unknown): void; failed(error: unknown): void }

/** Changes that share one transaction at most. */
const mostTogether = 50

const committed = new WeakSet<ClientSession>()

/** For whoever listens for a session's `ended`: whether what was written is there. */
export function wasCommitted(session: ClientSession) {
  return committed.has(session)
}

export function changesOf(connection: Connection): Changes {
  const queues = new Map<string, Waiting[]>()
  const underWay = new Set<Promise<void>>()

  async function transact<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    const session = await connection.startSession()
    // Each change may listen for the end.
    session.setMaxListeners(0)
    try {
      const result = await session.withTransaction(() => work(session))
      committed.add(session)
      return result
    } finally {
      await session.endSession()
    }
  }

  async function workOff(parentId: string, queue: Waiting[]) {
    while (queue.length > 0) {
      const together = queue.splice(0, mostTogether)
      const [only] = together
      if (together.length === 1) await alone(only!)
      else await inOne(together)
    }
    queues.delete(parentId)
  }

  async function alone({ work, item, done, failed }: Waiting) {
    await transact(session => work(session, [item])).then(([result]) => done(result), failed)
  }

  /** Where one of them fails, none is written; then each goes by itself, so that no change fails for another's fault. */
  async function inOne(together: Waiting[]) {
    let refused = false
    try {
      const results = await transact(async session => {
        refused = false
        const made: unknown[] = []
        for (const row of inRows(together)) made.push(...(await workOn(session, row).catch(error => throwOn(error))))
        return made
      })
      for (const [at, { done }] of together.entries()) done(results[at])
    } catch (error) {
      if (refused) for (const each of together) await alone(each)
      else for (const { failed } of together) failed(error)
    }

    function throwOn(error: unknown): never {
      refused = true
      throw error
    }
  }

  function add(parentId: string, waiting: Waiting) {
    const queue = queues.get(parentId)
    if (queue) return void queue.push(waiting)
    const fresh = [waiting]
    queues.set(parentId, fresh)
    const mine = workOff(parentId, fresh).finally(() => underWay.delete(mine))
    underWay.add(mine)
  }

  function among<Item, Result>(parentId: string, work: Together<Item, Result>, item: Item) {
    return new Promise<Result>((resolve, reject) =>
      add(parentId, { work: work as Work, item, done: result => resolve(result as Result), failed: reject }),
    )
  }

  return {
    among,
    on: (parentId, work) => among(parentId, async session => [await work(session)], null),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

function workOn(session: ClientSession, row: Waiting[]) {
  return row[0]!.work(
    session,
    row.map(each => each.item),
  )
}

/** Neighbours with the same work. */
function inRows(waiting: Waiting[]): Waiting[][] {
  const rows: Waiting[][] = []
  for (const each of waiting) {
    const row = rows.at(-1)
    if (row?.[0]?.work === each.work) row.push(each)
    else rows.push([each])
  }
  return rows
}
