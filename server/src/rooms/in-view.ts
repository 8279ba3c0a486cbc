// A session as one actor may see it: loaded with the facts that its rules ask for, refused as `not-found` where it may not be known.
import { type Actor, accountIdOf, type Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { SessionFacts } from '../policy/sessions.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace } from '../spaces/index.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'

export type SessionInView = { doc: SessionDoc; facts: SessionFacts }

export async function factsOf({ spaces }: Pick<RoomDeps, 'spaces'>, actor: Actor, doc: SessionDoc): Promise<SessionFacts> {
  const space = await spaces.store.byId(doc.spaceId)
  if (!space) throw new Problem('not-found')
  const me = accountIdOf(actor)
  return {
    space: factsOfSpace(space),
    comers: doc.comers,
    stage: doc.stage,
    planner: doc.plannerId === me,
    listed: me !== null && (doc.listedIds.includes(me) || doc.seats.some(each => each.accountId === me)),
    entered: me !== null && doc.cameIds.includes(me),
    removed: doc.state.people.some(person => person.id === me && person.removed),
  }
}

/** Throws `not-found` for a session that is absent and for one that the actor may not know of, alike. */
export async function loadSession(deps: Pick<RoomDeps, 'spaces' | 'store'>, actor: Actor, sessionId: string): Promise<SessionInView> {
  const doc = await deps.store.byId(sessionId)
  if (!doc) throw new Problem(actor.kind === 'guest' ? 'not-signed-in' : 'not-found')
  const facts = await factsOf(deps, actor, doc)
  demand(actor, 'readSession', facts)
  return { doc, facts }
}

/** For actions that the rules give to members alone. */
export function memberOf(actor: Actor): Member {
  if (actor.kind === 'guest') throw new Problem('not-signed-in')
  return actor
}
