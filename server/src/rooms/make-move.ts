// Somebody makes a move: the machine says what becomes of it, and the room is told.
import type { Move } from '@hearth/shared/room'
import type { Action } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom, sealerFor } from './change-room.ts'
import { comeBack } from './enter-session.ts'
import { factsOf, loadSession, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { moved } from './move.ts'
import { leave } from './people.ts'
import { presentState } from './present-room.ts'
import { peopleOf } from './present-session.ts'

export function makeMove(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/moves'> {
  return async (actor, { params, body }) => {
    const doc = await moveIn(deps, actor, params.sessionId, body)
    const [names, sealer] = await Promise.all([deps.accounts.bylinesOf(peopleOf(doc)), sealerFor(deps, doc)])
    return presentState(doc, names, sealer, deps.clock.now())
  }
}

/** Throws what the rules and the machine name: `at-the-door`, `not-the-facilitator`, `on-hold`, `not-your-turn` and the others of `moved`. */
export async function moveIn(deps: RoomDeps, actor: Actor, sessionId: string, move: Move): Promise<SessionDoc> {
  // Whoever acts is there, however long ago their page was asked for.
  if (move.kind !== 'leave') await comeBack(deps, actor, sessionId)
  else await loadSession(deps, actor, sessionId)
  const { accountId } = memberOf(actor)
  const { after } = await changeRoom(deps, sessionId, async doc => {
    demand(actor, 'moveInSession', await factsOf(deps, actor, doc))
    const state = moved(doc.state, doc.format, accountId, move, deps.clock.now().getTime())
    if (typeof state === 'string') throw new Problem(state)
    return state === doc.state ? null : { state, ...(state.step === doc.state.step ? {} : { dots: null }) }
  })
  if (move.kind === 'remove') await deps.presence().sentOut(sessionId, move.to)
  return after
}

/** Somebody is gone: their last connection ended and did not come back. */
export async function left(deps: RoomDeps, sessionId: string, accountId: string) {
  await changeRoom(deps, sessionId, doc => {
    const state = leave(doc.state, accountId, deps.clock.now().getTime())
    return state === doc.state || doc.stage === 'over' ? null : { state }
  })
}
