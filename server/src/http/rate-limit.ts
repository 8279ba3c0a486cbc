// Limits on how often: counted per account or address in memory, and never logged with either.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../problem.ts'

export type Limit = {
  /** Counts one use under `key`; throws `too-many` with the seconds to wait. */
  use(key: string, points?: number): Promise<void>
  /** Throws when `key` has nothing left, without counting. */
  check(key: string): Promise<void>
  forgive(key: string): Promise<void>
  /** Takes one use of `key` back. */
  giveBack(key: string): Promise<void>
}

/** `points` uses within `seconds`. */
export function limit(points: number, seconds: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    async use(key, cost = 1) {
      await limiter.consume(key, cost).catch(refuse)
    },
    async check(key) {
      const state = await limiter.get(key)
      if (state && state.remainingPoints <= 0) refuse(state)
    },
    async forgive(key) {
      await limiter.delete(key)
    },
    async giveBack(key) {
      await limiter.reward(key)
    },
  }
}

function refuse(state: unknown): never {
  if (state instanceof RateLimiterRes) throw new Problem('too-many', { retryAfter: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) })
  throw state
}
