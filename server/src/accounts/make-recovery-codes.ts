// New recovery codes, shown this once; the old ones end.
import type { Body } from '@hearth/shared/contract'
import type { Exchange } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Parts } from './parts.ts'

type Needs = Pick<Parts, 'accounts' | 'checkPassword' | 'secrets' | 'throttles' | 'access'>

/** Throws `wrong-credentials`, `too-many`. */
export function makeRecoveryCodes({ accounts, checkPassword, secrets, throttles, access }: Needs) {
  return async (actor: Actor, { body }: { body: Body<'POST /api/me/recovery-codes'> }, { req }: Exchange) => {
    demand(actor, 'manageOwnAccount')
    const { accountId, handle } = actor as Member
    await throttles.guess('sign-in', req, handle, () => checkPassword(handle, body.password), '/password')
    const { codes, hashes } = secrets.makeCodes(accountId)
    await accounts.setRecoveryHashes(accountId, hashes)
    access.forgetAccount(accountId)
    return { recoveryCodes: codes }
  }
}
