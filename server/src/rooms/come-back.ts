// Back in the room: after a lost connection, by opening its page, or by doing something in it.
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom } from './change-room.ts'
import { loadSession, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { enter } from './people.ts'
import type { Session } from './state.ts'

/** Who went through the door before is in the room again. Throws `at-the-door`, `read-only-token`. */
export async function comeBack(deps: RoomDeps, actor: Actor, sessionId: string): Promise<SessionDoc> {
  const { doc, facts } = await loadSession(deps, actor, sessionId)
  // Being there is an act, which a token for reading alone does not do.
  demand(actor, 'moveInSession', facts)
  const { accountId } = memberOf(actor)
  deps.presence().seen(sessionId, accountId)
  if (isIn(doc, accountId)) return doc
  const { after } = await changeRoom(deps, sessionId, now => {
    return isIn(now, accountId) ? null : { state: withHere(now, accountId, deps.clock.now()) }
  })
  return after
}

function isIn({ stage, state }: SessionDoc, accountId: string) {
  return stage === 'over' || state.people.some(person => person.id === accountId && person.here)
}

/** The same state where they are there already. Throws `removed-from-session`, `session-closed`. */
export function withHere(doc: SessionDoc, accountId: string, now: Date): Session {
  if (isIn(doc, accountId)) return doc.state
  const state = enter(doc.state, accountId, [], now.getTime())
  if (typeof state === 'string') throw new Problem(state)
  return state
}
