// Who waits for the records that one transaction has written: the first of them comes next, and the others then wait for that one.
import type { Transaction } from './transaction.ts'

type Waiter = { transaction: Transaction; isGone: boolean; wake(): void }

export class Waiters {
  /** By the text of the key that is waited for. */
  readonly #queues = new Map<string, Waiter[]>()

  /** True when it is this one's turn; false if that takes longer. */
  wait(key: string, transaction: Transaction, milliseconds: number): Promise<boolean> {
    return new Promise(resolve => {
      const waiter: Waiter = {
        transaction,
        isGone: false,
        wake() {
          clearTimeout(timer)
          resolve(true)
        },
      }
      const timer = setTimeout(() => {
        waiter.isGone = true
        resolve(false)
      }, milliseconds)
      this.#add(key, [waiter])
    })
  }

  #add(key: string, waiters: readonly Waiter[]): void {
    this.#queues.set(key, [...(this.#queues.get(key) ?? []), ...waiters])
  }

  /** Lets the first of those go on who wait for a key that is kept no longer. */
  passOn(isKept: (key: string) => boolean): void {
    for (const [key, queue] of this.#queues) {
      if (isKept(key)) continue
      this.#queues.delete(key)
      const waiting = queue.filter(({ isGone }) => !isGone)
      const next = waiting.findIndex(({ transaction }) => transaction.state === 'open')
      if (next >= 0 && next + 1 < waiting.length) waiting[next]!.transaction.waiters.#add(key, waiting.slice(next + 1))
      for (const waiter of waiting.slice(0, next < 0 ? waiting.length : next + 1)) waiter.wake()
    }
  }
}
