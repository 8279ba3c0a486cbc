// One session for one reader: its plan, its door, and once it is over what stayed of it for those who were there.
import type { Afterwards, Erasure, Session } from '@hearth/shared/session'
import type { Action } from '../http/route.ts'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { minutesOf } from './attend.ts'
import { commitmentsShown } from './commitments.ts'
import { factsOf, loadSession } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { type Named, peopleOf, personNamed, presentSession } from './present-session.ts'
import { stepsOf } from './state.ts'

export function readSession(deps: RoomDeps): Action<'GET /api/sessions/:sessionId'> {
  return async (actor, { params }) => showSession(deps, actor, (await loadSession(deps, actor, params.sessionId)).doc)
}

export async function showSession(deps: RoomDeps, actor: Actor, doc: SessionDoc): Promise<Session> {
  const agreement = await deps.agreements.inForce()
  const facts = await factsOf(deps, actor, doc)
  const [names, agreedAt, afterwards] = await Promise.all([
    deps.accounts.bylinesOf(peopleOf(doc)),
    deps.store.lastAgreed(accountIdOf(actor) ?? '', agreement.version),
    doc.stage === 'over' && facts.entered ? afterwardsOf(deps, actor, doc) : null,
  ])
  return presentSession(actor, doc, facts, { names, agreement, agreedAt, afterwards, now: deps.clock.now() })
}

/** Fewer than so many answers would tell who gave which. Source: small numbers are suppressed (domain.md 4.3); a room is small. */
const fewestRatings = 3

async function afterwardsOf(deps: RoomDeps, actor: Actor, doc: SessionDoc): Promise<Afterwards> {
  const attendances = await deps.store.attendancesOf(doc._id)
  const names: Named = await deps.accounts.bylinesOf(attendances.map(each => each.accountId))
  const now = doc.closedAt ?? deps.clock.now()
  const rated = Object.values(doc.ratings ?? {}).reduce((sum, count) => sum + count, 0)
  return {
    closedAt: now.toISOString(),
    attendance: attendances.map(each => ({
      person: personNamed(names, each.accountId),
      seats: each.seats,
      minutes: minutesOf(each, now),
      joinedAt: (each.spells[0]?.from ?? each.agreedAt).toISOString(),
      leftAt: each.spells.at(-1)?.to?.toISOString() ?? null,
    })),
    takeaways: doc.takeaways,
    topicWords: doc.topicWords,
    summary: doc.summary,
    ratings: rated >= fewestRatings ? doc.ratings : null,
    steps: stepsTaken(doc),
    erasure: await erasureOf(deps, doc),
    commitments: await commitmentsShown(deps, actor, doc),
  }
}

function stepsTaken({ state, format }: SessionDoc) {
  const steps = stepsOf(format)
  return state.taken.map(({ step, startedAt, endedAt, plannedMs }) => ({
    title: steps[step]?.title ?? '',
    plannedSeconds: Math.round(plannedMs / 1_000),
    takenSeconds: Math.round((endedAt - startedAt) / 1_000),
  }))
}

/** Looked at anew each time that it is asked. */
export async function erasureOf({ store, keys }: Pick<RoomDeps, 'store' | 'keys'>, doc: SessionDoc): Promise<Erasure> {
  const [left, keyGone] = await Promise.all([store.countSealed(doc._id), keys.isGone(doc._id)])
  return {
    due: doc.eraseAt?.toISOString() ?? null,
    erasedAt: doc.erasedAt?.toISOString() ?? null,
    messages: doc.erasedMessages,
    left,
    keyGone,
  }
}
