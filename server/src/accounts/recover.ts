// A new password by one of the recovery codes that were shown at joining; each opens the account once.
import { randomUUID } from 'node:crypto'
import type { Body } from '@hearth/shared/contract'
import type { Exchange } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { announceEnd, removeAccess } from './end-access.ts'
import type { Parts } from './parts.ts'

type Wanted = Body<'POST /api/recover'>
type Needs = Pick<
  Parts,
  'config' | 'changes' | 'accounts' | 'secrets' | 'passwords' | 'throttles' | 'signIns' | 'tokens' | 'links' | 'access'
>

/** Throws `wrong-credentials`, `common-password`, `too-many`. */
export function recover(parts: Needs) {
  const { config, changes, accounts, secrets, passwords, throttles } = parts
  return async (_actor: Actor, { body }: { body: Wanted }, exchange: Exchange): Promise<null> => {
    passwords.demandUncommon(body.password, [body.handle, config.SITE_NAME])
    const { accountId, ended } = await throttles.guess('recover', exchange.req, body.handle, () => attempt(body))
    await announceEnd(parts, accountId, ended, 'password')
    return null
  }

  /** The same steps whether there is such an account or not, so that the time tells nothing. */
  async function attempt({ handle, recoveryCode, password }: Wanted) {
    const accountId = (await accounts.byHandle(handle))?._id ?? randomUUID()
    const passwordHash = await passwords.hash(password)
    const codeHashes = secrets.hashesOfCode(accountId, recoveryCode)
    return changes.on(accountId, async session => {
      if (!(await accounts.resetPasswordByCode(accountId, codeHashes, passwordHash, session))) return null
      return { accountId, ended: await removeAccess(parts, accountId, session) }
    })
  }
}
