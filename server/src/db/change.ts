// One transaction per change, on the parent: queued per parent within a process, and tried again on a write conflict.
import type { ClientSession, Connection } from 'mongoose'

export type Changes = {
  /** Runs `work` in a transaction, after every earlier change of the same parent. `work` may run more than once. */
  on<Result>(parentId: string, work: (session: ClientSession) => Promise<Result>): Promise<Result>
  /** Resolves when nothing is under way; for the drain. */
  idle(): Promise<void>
}

export function changesOf(connection: Connection): Changes {
  const tails = new Map<string, Promise<unknown>>()

  async function transact<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    const session = await connection.startSession()
    try {
      return await session.withTransaction(() => work(session))
    } finally {
      await session.endSession()
    }
  }

  function on<Result>(parentId: string, work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    const before = tails.get(parentId) ?? Promise.resolve()
    const mine = before.then(() => transact(work))
    const settled = mine.catch(() => undefined)
    tails.set(parentId, settled)
    void settled.then(() => tails.get(parentId) === settled && tails.delete(parentId))
    return mine
  }

  async function idle() {
    while (tails.size > 0) await Promise.all(tails.values())
  }

  return { on, idle }
}
