// One transaction per change, on the parent: queued per parent within a process, and tried again on a write conflict.
// Changes that wait for the same parent share one transaction, and so one commit.
import type { ClientSession, Connection } from 'mongoose'

export type Changes = {
  /** Runs `work` in a transaction, after every earlier change of the same parent. `work` may run more than once. */
  on<Result>(parentId: string, work: Work<Result>): Promise<Result>
  /** Resolves when nothing is under way; for the drain. */
  idle(): Promise<void>
}
type Work<Result> = (session: ClientSession) => Promise<Result>
type Waiting = { work: Work<unknown>; done(result: unknown): void; failed(error: unknown): void }

/** Changes that share one transaction at most. */
const mostTogether = 20

export function changesOf(connection: Connection): Changes {
  const queues = new Map<string, Waiting[]>()
  const underWay = new Set<Promise<void>>()

  async function transact<Result>(work: Work<Result>): Promise<Result> {
    const session = await connection.startSession()
    // Each change may listen for the end.
    session.setMaxListeners(0)
    try {
      return await session.withTransaction(() => work(session))
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

  async function alone({ work, done, failed }: Waiting) {
    await transact(work).then(done, failed)
  }

  /** Where one of them fails, none is written; then each goes by itself, so that no change fails for another's fault. */
  async function inOne(together: Waiting[]) {
    let refused = false
    try {
      const results = await transact(async session => {
        refused = false
        const made: unknown[] = []
        for (const { work } of together) made.push(await work(session).catch(error => throwOn(error)))
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

  return {
    on<Result>(parentId: string, work: Work<Result>): Promise<Result> {
      return new Promise<Result>((resolve, reject) => {
        const waiting: Waiting = { work, done: result => resolve(result as Result), failed: reject }
        const queue = queues.get(parentId)
        if (queue) return void queue.push(waiting)
        const fresh = [waiting]
        queues.set(parentId, fresh)
        const mine = workOff(parentId, fresh).finally(() => underWay.delete(mine))
        underWay.add(mine)
      })
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
