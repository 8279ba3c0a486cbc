// A planned session is changed or called off, and those who asked are let in or not.
import type { SessionChange } from '@hearth/shared/session'
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom } from './change-room.ts'
import { factsOf, loadSession, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { peopleNamed, timed } from './plan-session.ts'
import { showSession } from './read-session.ts'
import { openedAt } from './state.ts'

/** What may still change once it has begun. */
const always: ReadonlySet<string> = new Set(['title', 'invited', 'callLink'])

/** Throws `session-started` for what only a plan can change. */
export function changeSession(deps: RoomDeps): Action<'PATCH /api/sessions/:sessionId'> {
  return async (actor, { params, body }) => {
    const { facts } = await loadSession(deps, actor, params.sessionId)
    demand(actor, 'changeSession', facts)
    const { after } = await changeRoom(deps, params.sessionId, async doc => {
      demand(actor, 'changeSession', await factsOf(deps, actor, doc))
      if (doc.stage === 'open' && Object.keys(body).some(field => !always.has(field))) throw new Problem('session-started')
      return changed(deps, doc, body)
    })
    deps.presence().askAnew(params.sessionId)
    return showSession(deps, actor, after)
  }
}

async function changed(
  deps: RoomDeps,
  doc: SessionDoc,
  { calledOff, formatId, startsAt, capacity, invited, seats, ...plain }: SessionChange,
) {
  const times =
    formatId || startsAt || capacity !== undefined
      ? await timed(deps, {
          formatId: formatId ?? doc.format.id,
          startsAt: startsAt ?? doc.startsAt.toISOString(),
          capacity: capacity === undefined ? doc.capacity : capacity,
        })
      : null
  const named = await peopleNamed(deps, { invited: invited ?? [], seats: seats ?? [] })
  return {
    ...plain,
    ...(times ? { ...times, state: openedAt(deps.clock.now().getTime(), times.endsAt.getTime(), times.format.unit) } : {}),
    ...(invited ? { listedIds: named.listedIds } : {}),
    ...(seats ? { seats: named.seats } : {}),
    ...(calledOff ? { stage: 'called-off' as const } : {}),
  } as Partial<SessionDoc>
}

export function askForSession(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/ask'> {
  return async (actor, { params }) => {
    const { facts } = await loadSession(deps, actor, params.sessionId)
    demand(actor, 'askForSession', facts)
    const { accountId } = memberOf(actor)
    const { after } = await changeRoom(deps, params.sessionId, doc =>
      doc.askingIds.includes(accountId) ? null : { askingIds: [...doc.askingIds, accountId] },
    )
    return showSession(deps, actor, after)
  }
}

export function admitToSession(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/admit'> {
  return async (actor, { params, body }) => {
    const { facts } = await loadSession(deps, actor, params.sessionId)
    demand(actor, 'admitToSession', facts)
    const { after } = await changeRoom(deps, params.sessionId, doc => {
      if (!doc.askingIds.includes(body.accountId)) return null
      const askingIds = doc.askingIds.filter(id => id !== body.accountId)
      return { askingIds, listedIds: body.letIn ? [...doc.listedIds, body.accountId] : doc.listedIds }
    })
    return showSession(deps, actor, after)
  }
}
