// One's own profile and way of reading.
import type { Me, Reading } from '@hearth/shared/account'
import type { Body } from '@hearth/shared/contract'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { completeReading } from './new-account.ts'
import type { Parts } from './parts.ts'
import { presentMe } from './present.ts'
import type { AccountChange } from './store.ts'

type Wanted = Body<'PATCH /api/me'>
type Needs = Pick<Parts, 'accounts' | 'access' | 'bylines' | 'clock'>

export function changeMe({ accounts, access, bylines, clock }: Needs) {
  return async (actor: Actor, { body }: { body: Wanted }): Promise<Me> => {
    demand(actor, 'manageOwnAccount')
    const { accountId } = actor as Member
    const reading = completeReading(await access.accountOf(accountId))
    const changed = await accounts.change(accountId, changeFrom(body, reading))
    if (!changed) throw new Problem('not-signed-in')
    access.forgetAccount(accountId)
    if (body.displayName !== undefined) bylines.changed(accountId)
    return presentMe(changed, clock.now())
  }
}

/** What is absent stays as it is. */
function changeFrom({ displayName, pronouns, bio, timeZone, reading, language, postsWait }: Wanted, before: Reading): AccountChange {
  return {
    ...(displayName === undefined ? {} : { displayName }),
    ...(pronouns === undefined ? {} : { pronouns }),
    ...(bio === undefined ? {} : { bio }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(language === undefined ? {} : { language }),
    ...(postsWait === undefined ? {} : { postsWait }),
    ...(reading === undefined ? {} : { reading: { ...before, ...withoutAbsent(reading) } }),
  }
}

function withoutAbsent(reading: NonNullable<Wanted['reading']>) {
  return Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined)) as Partial<Reading>
}
