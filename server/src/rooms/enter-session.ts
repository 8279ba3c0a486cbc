// Through the door: the agreement in force is accepted, dated, and the person is in the room; and back in again after a lost connection.
import { randomUUID } from 'node:crypto'
import type { Seat } from '@hearth/shared/format'
import type { Session as ShownSession } from '@hearth/shared/session'
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { attended } from './attend.ts'
import { changeRoom, type Tx } from './change-room.ts'
import { factsOf, loadSession, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { AttendanceDoc, SessionDoc } from './model.ts'
import { enter } from './people.ts'
import { hasRoom, isDoorOpen } from './present-session.ts'
import { showSession } from './read-session.ts'

export function enterSession(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/enter'> {
  return async (actor, { params, body }): Promise<ShownSession> => {
    const { doc, facts } = await loadSession(deps, actor, params.sessionId)
    demand(actor, 'enterSession', facts)
    if (!isDoorOpen(doc, deps.clock.now())) throw new Problem('session-not-open')
    const agreement = await deps.agreements.inForce()
    if (body.agreement !== agreement.version) throw new Problem('agreement-changed')
    await deps.keys.make(doc._id)
    const member = memberOf(actor)
    const { after } = await changeRoom(deps, doc._id, async (now, tx) => {
      demand(actor, 'enterSession', await factsOf(deps, actor, now))
      if (!hasRoom(now, member.accountId)) throw new Problem('session-full')
      return goIn(deps, tx, now, member, { agreement: agreement.version, listening: body.listening || member.silenced })
    })
    deps.presence().seen(doc._id, member.accountId)
    return showSession(deps, actor, after)
  }
}

async function goIn(deps: RoomDeps, tx: Tx, doc: SessionDoc, { accountId }: Member, door: { agreement: number; listening: boolean }) {
  const now = deps.clock.now()
  const planned = doc.seats.filter(each => each.accountId === accountId).map(each => each.seat)
  const seats: Seat[] = door.listening ? ['listener'] : planned
  const state = enter(doc.state, accountId, seats, now.getTime())
  if (typeof state === 'string') throw new Problem(state)
  const known = await deps.store.attendanceOf(doc._id, accountId, tx)
  const person = state.people.find(each => each.id === accountId)!
  const signed: AttendanceDoc = { ...(known ?? newAttendance(doc._id, accountId)), agreement: door.agreement, agreedAt: now }
  await deps.store.putAttendance(tx, attended(signed, true, person, now))
  if (doc.cameIds.includes(accountId)) return { state }
  const late = doc.lateHistory || doc.lastN === 0 ? doc.late : [...doc.late, { id: accountId, since: doc.lastN }]
  return {
    state,
    cameIds: [...doc.cameIds, accountId],
    late,
    listedIds: doc.listedIds,
    askingIds: doc.askingIds.filter(id => id !== accountId),
  }
}

function newAttendance(sessionId: string, accountId: string): Omit<AttendanceDoc, 'agreement' | 'agreedAt'> {
  return { _id: randomUUID(), sessionId, accountId, seats: [], spells: [] }
}
