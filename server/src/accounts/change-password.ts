// A new password for oneself: asks for the one that holds, and ends every other sign-in.
import type { Body } from '@hearth/shared/contract'
import type { Exchange } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { announceEnd } from './end-access.ts'
import type { Account } from './model.ts'
import type { Parts } from './parts.ts'

type Needs = Pick<
  Parts,
  'config' | 'changes' | 'accounts' | 'passwords' | 'checkPassword' | 'throttles' | 'signIns' | 'tokens' | 'links' | 'access' | 'doorway'
>

/** Throws `wrong-credentials`, `common-password`, `too-many`. */
export function changePassword(parts: Needs) {
  const { config, passwords, checkPassword, throttles, doorway } = parts
  return async (actor: Actor, { body }: { body: Body<'PUT /api/me/password'> }, exchange: Exchange): Promise<null> => {
    demand(actor, 'manageOwnAccount')
    const me = actor as Member
    passwords.demandUncommon(body.password, [me.handle, config.SITE_NAME])
    const attempt = () => checkPassword(me.handle, body.current)
    const account = await throttles.guess('sign-in', exchange.req, me.handle, attempt, '/current')
    const ended = await store(parts, me, account, await passwords.hash(body.password))
    await doorway.renew(me, exchange)
    await announceEnd(parts, me.accountId, ended, 'password')
    return null
  }
}

/** Refused when the password has changed since it was checked. */
function store({ changes, accounts, links, signIns }: Needs, { accountId, signInId }: Member, checked: Account, passwordHash: string) {
  return changes.on(accountId, async session => {
    const changed = await accounts.changePassword(accountId, checked.passwordHash, passwordHash, session)
    if (!changed) throw new Problem('wrong-credentials')
    await links.removeFor('reset', accountId, session)
    return signIns.removeAll(accountId, session, { id: signInId!, passwordVersion: changed.passwordVersion })
  })
}
