// An administrator reads a room that is not theirs: with a reason, on record, told to everybody in it, and for an hour.
import type { Session } from '@hearth/shared/session'
import type { Action } from '../http/route.ts'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { can, demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom } from './change-room.ts'
import { factsOf, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { showSession } from './read-session.ts'

/** How long the room can be read after the glass was broken, in milliseconds. */
const lookMs = 3_600_000

export function breakGlass(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/break-glass'> {
  return async (actor, { params, body }): Promise<Session> => {
    const doc = await deps.store.byId(params.sessionId)
    if (!doc) throw new Problem('not-found')
    demand(actor, 'breakGlass', await factsOf(deps, actor, doc))
    const broken = { at: deps.clock.now(), reason: body.reason, by: memberOf(actor).accountId }
    const { after } = await changeRoom(deps, doc._id, now => ({ glassBroken: [...now.glassBroken, broken] }))
    deps.log.warn({ session: doc._id, by: broken.by }, 'The glass of a room was broken')
    return showSession(deps, actor, after)
  }
}

/** The session, for an administrator within the hour who was refused it as everybody else is. Throws that refusal to all others. */
export async function lookIn(deps: RoomDeps, actor: Actor, sessionId: string, refusal: unknown): Promise<SessionDoc> {
  const doc = refusal instanceof Problem ? await deps.store.byId(sessionId) : null
  if (!doc || can(actor, 'breakGlass', await factsOf(deps, actor, doc)) !== true) throw refusal
  const since = deps.clock.now().getTime() - lookMs
  const isOpen = doc.glassBroken.some(each => each.by === accountIdOf(actor) && each.at.getTime() > since)
  if (!isOpen || doc.cameIds.includes(accountIdOf(actor) ?? '')) throw refusal
  return doc
}
