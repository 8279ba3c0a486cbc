// A new password by a one-time link that a coordinator handed over.
import type { Body } from '@hearth/shared/contract'
import type { Exchange } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import { announceEnd, removeAccess } from './end-access.ts'
import type { Parts } from './parts.ts'

type Needs = Pick<
  Parts,
  'config' | 'clock' | 'changes' | 'accounts' | 'secrets' | 'passwords' | 'throttles' | 'signIns' | 'tokens' | 'links' | 'access'
>

/** Throws `link-expired`, `common-password`, `too-many`. A password that is refused leaves the link as it was. */
export function resetPassword(parts: Needs) {
  const { config, clock, changes, accounts, links, secrets, passwords, throttles } = parts
  return async (_actor: Actor, { body }: { body: Body<'POST /api/reset-password'> }, exchange: Exchange): Promise<null> => {
    await throttles.link(exchange.req)
    passwords.demandUncommon(body.password, [config.SITE_NAME])
    const passwordHash = await passwords.hash(body.password)
    const hashes = secrets.hashes('reset', body.token)
    const { accountId, ended } = await changes.on(`link ${hashes[0]}`, async session => {
      const accountId = (await links.take('reset', hashes, clock.now(), session))?.accountId
      if (!accountId || !(await accounts.resetPassword(accountId, passwordHash, session))) throw new Problem('link-expired')
      return { accountId, ended: await removeAccess(parts, accountId, session) }
    })
    await announceEnd(parts, accountId, ended, 'password')
    return null
  }
}
