// What the sockets ask of rooms: may this person hear it, are they in, what is new.
import type { EventPayload } from '@hearth/shared/events'
import { Repeat } from '../http/route.ts'
import type { RoomDoor, SaidPublication } from '../live/room-door.ts'
import { demand } from '../policy/can.ts'
import { sealerFor } from './change-room.ts'
import { comeBack } from './come-back.ts'
import { loadSession } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import { left, moveIn } from './make-move.ts'
import type { SessionDoc } from './model.ts'
import { presentMessage, presentState } from './present-room.ts'
import { peopleOf } from './present-session.ts'
import { sayIn } from './say.ts'

/** Messages that one telling brings to another process; who misses more catches up. */
const mostTold = 100

export function roomDoor(deps: RoomDeps): RoomDoor {
  const headOf = (doc: Pick<SessionDoc, '_id' | 'seq'>): EventPayload<'session.head'> => ({
    sessionId: doc._id,
    seq: doc.seq,
    now: deps.clock.now().toISOString(),
  })
  return {
    async demandHearing(actor, sessionId) {
      const { facts } = await loadSession(deps, actor, sessionId)
      demand(actor, 'hearSession', facts)
    },
    come: async (actor, sessionId) => headOf(await comeBack(deps, actor, sessionId)),
    left: (sessionId, accountId) => left(deps, sessionId, accountId),
    move: async (actor, sessionId, move) => ({ seq: (await moveIn(deps, actor, sessionId, move)).seq }),
    async say(actor, { sessionId, ...saying }) {
      const said = await sayIn(deps, actor, sessionId, saying)
      return said instanceof Repeat ? said.value : said
    },
    heads: async sessionIds => (await deps.store.find({ _id: { $in: sessionIds } })).map(headOf),
    news: (sessionId, after) => news(deps, sessionId, after),
  }
}

/** The whole state, since what it was before is not known here. */
async function news(deps: RoomDeps, sessionId: string, after: number) {
  const doc = await deps.store.byId(sessionId)
  if (!doc) return null
  const [names, sealer] = await Promise.all([deps.accounts.bylinesOf(peopleOf(doc)), sealerFor(deps, doc)])
  const now = deps.clock.now()
  const state = presentState(doc, names, sealer, now)
  const found = sealer ? await deps.store.changed(sessionId, after, doc.seq, 0, mostTold) : []
  const said = found.map((message): SaidPublication => {
    const notTo = doc.late.filter(each => each.since >= message.n).map(each => each.id)
    return { sessionId, seq: message.seq, now: state.now, message: presentMessage(message, sealer!, names), notTo }
  })
  return { change: { sessionId, seq: doc.seq, now: state.now, state }, said }
}
