// Brings in a session that is over, with its own times; for demo data and imports, never through a request. What was said is not among it.
import type { Seat } from '@hearth/shared/format'
import { isDuplicate } from '../db/schema.ts'
import { shownFormats } from './formats/shipped.ts'
import type { RoomDeps } from './index.ts'
import type { AttendanceDoc, CommitmentDoc, SessionDoc, SessionFormat } from './model.ts'
import { lengthMs, openedAt, type Session, stepsOf } from './state.ts'

type Given = Pick<SessionDoc, '_id' | 'spaceId' | 'title' | 'startsAt' | 'timeZone' | 'plannerId' | 'takeaways' | 'topicWords' | 'ratings'>
export type ImportedSession = Given & {
  /** Of a format that comes with Hearth. */
  formatSlug: string
  closedAt: Date
  attendance: { accountId: string; seats: Seat[]; from: Date; to: Date }[]
  /** Those that were taken, by their index. */
  steps: { step: number; startedAt: Date; endedAt: Date }[]
  commitments: Pick<CommitmentDoc, '_id' | 'ownerId' | 'text' | 'due' | 'doneAt'>[]
  /** How many messages were erased at the close. */
  erasedMessages: number
}

/** Does nothing when the session is there; written last, so that one that was cut short is taken up again. Throws for a format that is not there. */
export function importSession(deps: RoomDeps) {
  return async (given: ImportedSession) => {
    if (await deps.store.byId(given._id)) return
    const format = shownFormats().find(each => each.slug === given.formatSlug)
    if (!format) throw new Error(`there is no format ${given.formatSlug}`)
    const agreement = await agreementThen(deps, given.startsAt)
    await deps.changes.on(given._id, async tx => {
      for (const each of given.attendance) await deps.store.putAttendance(tx, attendanceOf(given._id, each, agreement))
    })
    for (const each of given.commitments.entries()) await deps.store.insertCommitment(commitmentOf(given, each)).catch(ifThere)
    const doc = sessionOf(given, format)
    await deps.store.insert(doc)
    deps.recent.changed(null, doc)
  }
}

/** Who met before the one in force was adopted accepted an earlier one. */
async function agreementThen({ agreements }: RoomDeps, at: Date) {
  const { version, adoptedAt } = await agreements.inForce()
  return at >= new Date(adoptedAt) ? version : version - 1
}

function attendanceOf(sessionId: string, { accountId, seats, from, to }: ImportedSession['attendance'][number], agreement: number) {
  const doc: AttendanceDoc = {
    _id: `${sessionId} ${accountId}`,
    sessionId,
    accountId,
    agreement,
    agreedAt: from,
    seats,
    spells: [{ from, to }],
  }
  return doc
}

type Promised = ImportedSession['commitments'][number]

/** Shared, as a private one would not leave its owner's hands; a millisecond apart, to keep their order. */
function commitmentOf({ _id: sessionId, closedAt }: ImportedSession, [at, given]: [number, Promised]): CommitmentDoc {
  return { ...given, sessionId, shared: true, createdAt: new Date(closedAt.getTime() + at) }
}

function sessionOf({ formatSlug: _, attendance, steps, commitments: __, ...given }: ImportedSession, format: SessionFormat): SessionDoc {
  const { startsAt, closedAt } = given
  const endsAt = new Date(startsAt.getTime() + stepsOf(format).reduce((sum, step) => sum + (step.optional ? 0 : lengthMs(format, step)), 0))
  const ids = attendance.map(each => each.accountId)
  const state = closedState({ ...given, endsAt }, { attendance, steps }, format)
  return {
    ...given,
    format,
    endsAt,
    state,
    seats: attendance.flatMap(({ accountId, seats }) => seats.map(seat => ({ seat, accountId }))),
    capacity: format.groupSize.max,
    comers: 'space',
    listedIds: [],
    askingIds: [],
    callLink: null,
    keepDays: 0,
    lateHistory: false,
    createdAt: given.startsAt,
    contentHash: '',
    groupId: null,
    stage: 'over',
    seq: 1,
    lastN: 0,
    cameIds: ids,
    late: [],
    shown: [],
    dots: null,
    sealedNotes: null,
    sealedSummary: null,
    summary: null,
    eraseAt: closedAt,
    erasedAt: closedAt,
    glassBroken: [],
  }
}

type Then = Pick<ImportedSession, 'attendance' | 'steps'>

function closedState({ startsAt, endsAt }: Pick<SessionDoc, 'startsAt' | 'endsAt'>, then: Then, format: SessionFormat): Session {
  const planned = stepsOf(format)
  return {
    ...openedAt(startsAt.getTime(), endsAt.getTime()),
    phase: 'closed',
    step: planned.length - 1,
    startedAt: startsAt.getTime(),
    people: then.attendance.map(({ accountId: id, seats }) => ({ id, seats, here: false, muted: false, removed: false })),
    taken: then.steps.map(({ step, startedAt, endedAt }) => ({
      step,
      startedAt: startedAt.getTime(),
      endedAt: endedAt.getTime(),
      plannedMs: planned[step] ? lengthMs(format, planned[step]) : 0,
    })),
  }
}

function ifThere(error: unknown) {
  if (!isDuplicate(error)) throw error
}
