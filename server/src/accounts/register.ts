// Joining: open to anybody, to the invited, or to who is approved, as the community has it configured.
import { randomUUID } from 'node:crypto'
import type { Joined } from '@hearth/shared/account'
import type { Body } from '@hearth/shared/contract'
import type { ClientSession } from '../db/connect.ts'
import type { Exchange } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import type { Account } from './model.ts'
import { inOrder, newAccount } from './new-account.ts'
import type { Parts } from './parts.ts'
import { presentMe } from './present.ts'
import { isHandleTaken, isIdTaken } from './store.ts'

type Wanted = Body<'POST /api/accounts'>
type Needs = Pick<Parts, 'config' | 'clock' | 'changes' | 'accounts' | 'invitations' | 'secrets' | 'passwords' | 'throttles' | 'doorway'>

/** Throws `handle-taken`, `invitation-needed`, `invitation-spent`, `common-password`, `too-many`. */
export function register(parts: Needs) {
  const { config, clock, accounts, secrets, passwords, throttles, doorway } = parts
  return async (_actor: Actor, { body }: { body: Wanted }, exchange: Exchange): Promise<Joined> => {
    await throttles.joining(exchange.req)
    if (config.REGISTRATION === 'invite' && !body.invitation) throw new Problem('invitation-needed')
    passwords.demandUncommon(body.password, [body.handle, config.SITE_NAME])
    if (await accounts.byHandle(body.handle)) throw await handleTaken(parts, exchange)
    const { codes, account } = await accountFor(body)
    const admitted = await admit(parts, account, body.invitation).catch(async error => {
      throw isHandleTaken(error) ? await handleTaken(parts, exchange) : isIdTaken(error) ? new Problem('id-taken') : error
    })
    if (admitted.standing.is === 'good') await doorway.enter(admitted, { shared: false }, exchange)
    return { account: presentMe(admitted, clock.now()), recoveryCodes: codes }
  }

  async function accountFor({ id, handle, displayName, password, timeZone }: Wanted) {
    const _id = id ?? randomUUID()
    const { codes, hashes } = secrets.makeCodes(_id)
    const passwordHash = await passwords.hash(password)
    const given = { _id, handle, displayName, passwordHash, recoveryHashes: hashes, joinedAt: clock.now() }
    return { codes, account: newAccount({ ...given, ...(timeZone ? { timeZone } : {}) }) }
  }
}

/** The use of the invitation and the account are one change: a name that is taken costs no use. */
function admit({ config, clock, changes, accounts, invitations, secrets }: Needs, account: Account, invitation: string | undefined) {
  if (!invitation) {
    const awaiting = { ...account, standing: { ...account.standing, is: 'awaiting-approval' as const } }
    return changes.on(account._id, session => insert(config.REGISTRATION === 'approval' ? awaiting : account, session))
  }
  const hashes = secrets.hashes('invitation', invitation)
  return changes.on(`invitation ${hashes[0]}`, async session => {
    const used = await invitations.takeUse(hashes, clock.now(), session)
    if (!used) throw new Problem('invitation-spent')
    return insert({ ...account, roles: inOrder([...account.roles, used.role]) }, session)
  })

  async function insert(admitted: Account, session: ClientSession) {
    await accounts.insert(admitted, session)
    return admitted
  }
}

/** Such answers tell who is here, so they are counted. */
async function handleTaken({ throttles }: Needs, { req }: Exchange) {
  await throttles.takenHandle(req)
  return new Problem('handle-taken', { errors: [{ pointer: '/handle', code: 'handle-taken', message: 'is taken already' }] })
}
