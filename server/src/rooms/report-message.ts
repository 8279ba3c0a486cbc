// Somebody reports a message: a copy of it goes to the moderators, out of the room, and stays there when the room's words are erased.
import { randomUUID } from 'node:crypto'
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { visible } from './change-message.ts'
import { mustSeal } from './change-room.ts'
import { loadSession, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { Sealed } from './present-room.ts'

/** By the same person again it is the same report. */
export function reportMessage(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/messages/:messageId/report'> {
  return async (actor, { params, body }) => {
    const { doc, facts } = await loadSession(deps, actor, params.sessionId)
    demand(actor, 'moveInSession', facts)
    const message = visible(actor, doc, await deps.store.messageById(params.messageId))
    if (message.withdrawn) throw new Problem('already-removed')
    const { author, source } = (await mustSeal(deps, doc)).open<Sealed>(message.sealed, message._id)
    const reporterId = memberOf(actor).accountId
    const id = await deps.store.putReport({
      _id: randomUUID(),
      sessionId: doc._id,
      messageId: message._id,
      reporterId,
      authorId: author,
      words: source,
      reason: body.reason,
      saidAt: message.at,
      at: deps.clock.now(),
      doneAt: null,
    })
    return { id }
  }
}
