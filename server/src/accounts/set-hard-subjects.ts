// Sets the subjects that are hard for oneself; they are kept with the account and nowhere else.
import type { Body } from '@hearth/shared/contract'
import type { HardSubjects } from '@hearth/shared/own-subjects'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { Parts } from './parts.ts'

export function setHardSubjects({ accounts, access }: Pick<Parts, 'accounts' | 'access'>) {
  return async (actor: Actor, { body }: { body: Body<'PUT /api/me/hard-subjects'> }): Promise<HardSubjects> => {
    demand(actor, 'manageOwnAccount')
    const { accountId } = actor as Member
    const changed = await accounts.change(accountId, { hard: body })
    if (!changed) throw new Problem('not-signed-in')
    access.forgetAccount(accountId)
    return body
  }
}
