// How often passwords, codes and names may be tried: counted per account and address together, so that nobody can lock anybody else out.
import { createHmac, randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Request } from 'express'
import { limit } from '../http/rate-limit.ts'
import { Problem } from '../problem.ts'

/** Uses, and the seconds within which they count. */
export type Allowance = readonly [uses: number, seconds: number]
export type Allowances = { guessesOfOne: Allowance; guesses: Allowance; joining: Allowance; takenHandles: Allowance; links: Allowance }
export type Throttles = ReturnType<typeof throttlesOf>

export const usualAllowances: Allowances = {
  /** Wrong passwords for one account from one address. */
  guessesOfOne: [10, 900],
  /** Wrong passwords from one address. */
  guesses: [100, 3_600],
  /** Accounts from one address: a whole course may join from one room. */
  joining: [60, 3_600],
  /** Answers that a name is taken, which tell who is here. */
  takenHandles: [20, 3_600],
  /** One-time links tried from one address. */
  links: [30, 3_600],
}

export function throttlesOf(allowances: Allowances) {
  const limits = {
    guessesOfOne: limit(...allowances.guessesOfOne),
    guesses: limit(...allowances.guesses),
    joining: limit(...allowances.joining),
    takenHandles: limit(...allowances.takenHandles),
    links: limit(...allowances.links),
  }
  // Of this process alone, so that what is counted names no address even in a dump of the memory.
  const key = randomBytes(32)
  const keyOf = (...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')

  return {
    /**
     * What `attempt` found, or `wrong-credentials` when it found nothing. Counted before it is tried, so that a hundred tries at
     * once are a hundred tries, and given back when right.
     */
    async guess<Found>(what: string, req: Request, handle: string, attempt: () => Promise<Found | null>, pointer?: string): Promise<Found> {
      const address = keyOf(networkOf(req.ip))
      const pair = keyOf(what, networkOf(req.ip), handle)
      await limits.guessesOfOne.use(pair)
      await limits.guesses.use(address)
      const found = await attempt()
      if (found === null) throw wrong(pointer)
      await Promise.all([limits.guessesOfOne.forgive(pair), limits.guesses.giveBack(address)])
      return found
    },
    joining: (req: Request) => limits.joining.use(keyOf(networkOf(req.ip))),
    /** Counts one answer that a name is taken. */
    takenHandle: (req: Request) => limits.takenHandles.use(keyOf(networkOf(req.ip))),
    link: (req: Request) => limits.links.use(keyOf(networkOf(req.ip))),
  }
}

function wrong(pointer: string | undefined) {
  if (!pointer) return new Problem('wrong-credentials')
  return new Problem('wrong-credentials', { errors: [{ pointer, code: 'wrong-credentials', message: 'is not right' }] })
}

/** An IPv6 household has 2^64 addresses, so its first half counts. */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head, tail] = plain.split('::') as [string, string | undefined]
  const before = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
