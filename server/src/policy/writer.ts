// What every change asks first: somebody signed in, not silenced, not with a token for reading alone.
import type { ProblemCode } from '@hearth/shared/problems'
import type { Actor } from './actor.ts'

export type Verdict = true | ProblemCode

export function mayWrite(actor: Actor): Verdict {
  if (actor.kind === 'guest') return 'not-signed-in'
  if (actor.scope === 'read') return 'read-only-token'
  if (actor.silenced) return 'account-silenced'
  return true
}

/** The first refusal, or true. */
export function all(...verdicts: Verdict[]): Verdict {
  return verdicts.find(verdict => verdict !== true) ?? true
}
