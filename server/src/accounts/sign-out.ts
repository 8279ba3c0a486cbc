// Signing out here; other sign-ins stay.
import type { Exchange } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Parts } from './parts.ts'

export function signOut({ doorway }: Pick<Parts, 'doorway'>) {
  return async (actor: Actor, _input: unknown, exchange: Exchange): Promise<null> => {
    demand(actor, 'manageOwnAccount')
    await doorway.leave(actor as Member, exchange)
    return null
  }
}
