// Oneself: as the API tells it, and what pages need of it.
import type { Me, Reading } from '@hearth/shared/account'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { completeReading, usualReading } from './new-account.ts'
import type { Parts } from './parts.ts'
import { presentMe } from './present.ts'

type Needs = Pick<Parts, 'access' | 'clock'>

export function showMe(parts: Needs) {
  return async (actor: Actor): Promise<Me> => {
    demand(actor, 'readPeople')
    return meOf(parts)(actor as Member)
  }
}

export function meOf({ access, clock }: Needs) {
  return async ({ accountId }: Member): Promise<Me> => presentMe(await access.accountOf(accountId), clock.now())
}

/** The usual way for guests. */
export function readingOf({ access }: Needs) {
  return async (actor: Actor): Promise<Reading> =>
    actor.kind === 'guest' ? usualReading : completeReading(await access.accountOf(actor.accountId))
}
