// The subjects that are hard for oneself: for the member alone, and only with a sign-in.
import type { HardSubjects } from '@hearth/shared/own-subjects'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Parts } from './parts.ts'

const none: HardSubjects = { ready: [], own: [] }

export function seeHardSubjects({ access }: Pick<Parts, 'access'>) {
  return async (actor: Actor): Promise<HardSubjects> => {
    demand(actor, 'manageOwnAccount')
    return hardSubjectsOf({ access })(actor as Member)
  }
}

/** For folding on their own pages; asks nothing of the database where the account is in memory. */
export function hardSubjectsOf({ access }: Pick<Parts, 'access'>) {
  return async ({ accountId }: Member): Promise<HardSubjects> => (await access.accountOf(accountId)).hard ?? none
}
