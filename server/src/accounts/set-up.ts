// The first set-up: a one-time link that the server prints at its start makes the first coordinator and administrator.
import { randomUUID } from 'node:crypto'
import { type Joined, newSetUp } from '@hearth/shared/account'
import type { z } from 'zod'
import type { Exchange } from '../http/route.ts'
import { invalidInput, Problem } from '../problem.ts'
import { linkLastsMs } from './make-reset-link.ts'
import type { Account } from './model.ts'
import { newAccount } from './new-account.ts'
import type { Parts } from './parts.ts'
import { presentMe } from './present.ts'
import { isHandleTaken } from './store.ts'

type Needs = Pick<Parts, 'config' | 'clock' | 'changes' | 'accounts' | 'links' | 'secrets' | 'passwords' | 'throttles' | 'doorway'>
type Given = z.output<typeof newSetUp>

export function setUp(parts: Needs) {
  const { config, clock, changes, accounts, links, secrets, passwords, throttles, doorway } = parts
  return { makeSetUpLink, completeSetUp }

  /**
   * A path that works until the next start, a day at most; null once there is an administrator. Accounts of others who found
   * the server first do not stand in the way.
   */
  function makeSetUpLink(): Promise<string | null> {
    return changes.on('set-up', async session => {
      await links.removeFor('set-up', null, session)
      if (await accounts.hasAdministrator(session)) return null
      const { secret, hash } = secrets.make('set-up')
      const expiresAt = new Date(clock.now().getTime() + linkLastsMs)
      await links.insert({ _id: randomUUID(), purpose: 'set-up', accountId: null, createdBy: null, hash, expiresAt }, session)
      return `/set-up?token=${secret}`
    })
  }

  /** Throws `invalid-input`, `common-password`, `link-expired`, `handle-taken`; makes the account once, and signs in. */
  async function completeSetUp(given: unknown, exchange: Exchange): Promise<Joined> {
    await throttles.link(exchange.req)
    const wanted = parsed(given)
    passwords.demandUncommon(wanted.password, [wanted.handle, config.SITE_NAME])
    const { codes, account } = await accountFor(wanted)
    await changes.on('set-up', async session => {
      const link = await links.take('set-up', secrets.hashes('set-up', wanted.token), clock.now(), session)
      if (!link || (await accounts.hasAdministrator(session))) throw new Problem('link-expired')
      await accounts.insert(account, session).catch(refuseTaken)
    })
    await doorway.enter(account, { shared: false }, exchange)
    return { account: presentMe(account, clock.now()), recoveryCodes: codes }
  }

  async function accountFor({ handle, displayName, password }: Given): Promise<{ codes: string[]; account: Account }> {
    const _id = randomUUID()
    const { codes, hashes } = secrets.makeCodes(_id)
    const passwordHash = await passwords.hash(password)
    const roles: Account['roles'] = ['member', 'coordinator', 'administrator']
    return { codes, account: newAccount({ _id, handle, displayName, passwordHash, roles, recoveryHashes: hashes, joinedAt: clock.now() }) }
  }
}

function parsed(given: unknown): Given {
  const result = newSetUp.safeParse(given)
  if (result.error) throw invalidInput(result.error)
  return result.data
}

function refuseTaken(error: unknown): never {
  if (!isHandleTaken(error)) throw error
  throw new Problem('handle-taken', { errors: [{ pointer: '/handle', code: 'handle-taken', message: 'is taken already' }] })
}
