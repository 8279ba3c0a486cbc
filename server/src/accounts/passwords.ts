// Passwords: hashed with argon2id, checked in the same time whether there is an account or not, refused when they are guessed first.
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../problem.ts'
import { isCommonPassword } from './common-passwords.ts'

/** Memory in KiB, passes, and lanes. */
export type PasswordCost = { memoryCost: number; timeCost: number; parallelism: number }
export type Passwords = ReturnType<typeof passwordsOf>

/** Source: OWASP Password Storage Cheat Sheet, the least for argon2id. */
export const usualCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** `shared` opens every account that was brought in without a password of its own; only the demo has one. */
export function passwordsOf(cost: PasswordCost, shared?: string) {
  // What an absent account is checked against, so that the time of an answer tells nothing.
  const nobodys = hash(randomBytes(32).toString('base64url'), cost)
  nobodys.catch(() => undefined)
  const everybodys = shared === undefined ? null : hash(shared, cost)
  everybodys?.catch(() => undefined)

  return {
    hash: (password: string) => hash(password, cost),

    /** False, after the usual time, when there is no hash. */
    async check(passwordHash: string | undefined, password: string): Promise<boolean> {
      const known = passwordHash === '' ? await everybodys : passwordHash
      const right = await verify(known || (await nobodys), password)
      return right && Boolean(known)
    },

    /** Throws `common-password`. `own`: names that stand beside the password. */
    demandUncommon(password: string, own: string[]) {
      if (!isCommonPassword(password, own)) return
      const fault = { pointer: '/password', code: 'common-password', message: 'is one of the first that are guessed' }
      throw new Problem('common-password', { errors: [fault] })
    },
  }
}
