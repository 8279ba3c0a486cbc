// Signing in with name and password: the same answer and time whether the account exists or not.
import type { Me } from '@hearth/shared/account'
import type { Body } from '@hearth/shared/contract'
import type { Exchange } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import type { StoredStanding } from './model.ts'
import type { Parts } from './parts.ts'
import { presentMe } from './present.ts'
import { standingAt } from './standing.ts'

type Needs = Pick<Parts, 'clock' | 'throttles' | 'checkPassword' | 'doorway'>

/** Throws `wrong-credentials`, `too-many`; and only after the right password `account-suspended`, `awaiting-approval`. */
export function signIn({ clock, throttles, checkPassword, doorway }: Needs) {
  return async (_actor: Actor, { body }: { body: Body<'POST /api/sign-in'> }, exchange: Exchange): Promise<Me> => {
    const attempt = () => checkPassword(body.handle, body.password)
    const account = await throttles.guess('sign-in', exchange.req, body.handle, attempt)
    refuseByStanding(standingAt(account, clock.now()))
    await doorway.enter(account, body, exchange)
    return presentMe(account, clock.now())
  }
}

function refuseByStanding({ is, reason }: StoredStanding) {
  if (is === 'awaiting-approval') throw new Problem('awaiting-approval')
  if (is === 'suspended') throw new Problem('account-suspended', reason ? { detail: reason } : {})
}
