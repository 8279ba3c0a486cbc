// Somebody plans a session in a space; the same id again with the same plan answers the first result.
import { randomUUID } from 'node:crypto'
import type { NewSession } from '@hearth/shared/session'
import { isDuplicate } from '../db/schema.ts'
import { type Action, Repeat } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { hashOf } from '../posts/post.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace } from '../spaces/index.ts'
import { memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc, SessionFormat } from './model.ts'
import { showSession } from './read-session.ts'
import { openedAt, stepsOf } from './state.ts'

export function planSession(deps: RoomDeps): Action<'POST /api/spaces/:spaceId/sessions'> {
  return async (actor, { params, body }) => {
    const space = await deps.spaces.store.byId(params.spaceId)
    if (!space) throw new Problem('not-found')
    demand(actor, 'planSession', factsOfSpace(space))
    const { accountId } = memberOf(actor)
    const doc = await newSessionDoc(deps, space._id, accountId, body)
    try {
      await deps.store.insert(doc)
      deps.recent.changed(null, doc)
      deps.keeper().changed(doc)
      return await showSession(deps, actor, doc)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      const known = await deps.store.byId(doc._id)
      if (known?.plannerId !== accountId) throw new Problem('id-taken')
      if (known.contentHash !== doc.contentHash) throw new Problem('already-sent', { link: `/sessions/${known._id}` })
      return new Repeat(await showSession(deps, actor, known))
    }
  }
}

async function newSessionDoc(
  deps: RoomDeps,
  spaceId: string,
  plannerId: string,
  { id = randomUUID(), ...plan }: NewSession,
): Promise<SessionDoc> {
  const { format, capacity, startsAt, endsAt } = await timed(deps, plan)
  return {
    _id: id,
    spaceId,
    title: plan.title,
    format,
    startsAt,
    endsAt,
    timeZone: plan.timeZone,
    capacity,
    comers: plan.comers,
    ...(await peopleNamed(deps, plan)),
    askingIds: [],
    callLink: plan.callLink,
    keepDays: plan.keepDays,
    lateHistory: plan.lateHistory,
    plannerId,
    createdAt: deps.clock.now(),
    contentHash: hashOf([spaceId, plan]),
    groupId: null,
    stage: 'planned',
    state: openedAt(deps.clock.now().getTime(), endsAt.getTime(), format.unit),
    seq: 1,
    lastN: 0,
    cameIds: [],
    late: [],
    shown: [],
    dots: null,
    sealedNotes: null,
    sealedSummary: null,
    topicWords: [],
    takeaways: [],
    summary: null,
    ratings: null,
    closedAt: null,
    eraseAt: null,
    erasedAt: null,
    erasedMessages: 0,
    glassBroken: [],
  }
}

/** Throws `invalid-input` for a format that is not there, and for a start in the past. */
export async function timed(deps: RoomDeps, plan: Pick<NewSession, 'formatId' | 'startsAt' | 'capacity'>) {
  const format = await deps.formatFor(plan.formatId)
  if (!format) throw fault('/formatId', 'unknown', 'is no format that is offered')
  const startsAt = new Date(plan.startsAt)
  if (startsAt.getTime() < deps.clock.now().getTime() - pastMs) throw fault('/startsAt', 'past', 'lies in the past')
  return { format, startsAt, endsAt: new Date(startsAt.getTime() + plannedMs(format)), capacity: plan.capacity ?? format.groupSize.max }
}

/** A session may be planned for a moment ago: to begin at once. */
const pastMs = 10 * 60_000

/** Of all steps that are not optional, turns included. */
function plannedMs(format: SessionFormat) {
  const unit = format.unit === 'days' ? 86_400_000 : 60_000
  return stepsOf(format)
    .filter(step => !step.optional)
    .reduce((sum, step) => sum + step.length * unit, 0)
}

/** Throws `invalid-input` naming every handle that is nobody's. */
export async function peopleNamed(
  deps: RoomDeps,
  plan: Pick<NewSession, 'invited' | 'seats'>,
): Promise<Pick<SessionDoc, 'listedIds' | 'seats'>> {
  const handles = [...plan.invited, ...plan.seats.map(each => each.handle)].map(handle => handle.replace(/^@/, '').toLowerCase())
  const ids = await deps.accounts.idsOfHandles([...new Set(handles)])
  const idOf = (handle: string) => ids.get(handle.replace(/^@/, '').toLowerCase())
  const missing = [
    ...plan.invited.map((handle, at) => (idOf(handle) ? null : `/invited/${at}`)),
    ...plan.seats.map(({ handle }, at) => (idOf(handle) ? null : `/seats/${at}/handle`)),
  ].filter(pointer => pointer !== null)
  if (missing.length > 0)
    throw new Problem('invalid-input', { errors: missing.map(pointer => ({ pointer, code: 'unknown', message: 'is nobody here' })) })
  return {
    listedIds: [...new Set(plan.invited.map(handle => idOf(handle)!))],
    seats: plan.seats.map(({ seat, handle }) => ({ seat, accountId: idOf(handle)! })),
  }
}

function fault(pointer: string, code: string, message: string) {
  return new Problem('invalid-input', { errors: [{ pointer, code, message }] })
}
