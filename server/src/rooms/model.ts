// What is stored of sessions, and the indexes that serve each question.
import type { Seat, ShownFormat } from '@hearth/shared/format'
import type { Comers, KeepDays, SessionStage } from '@hearth/shared/session'
import type { Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'
import type { Session } from './state.ts'

/** A format as it was when the session was planned. */
export type SessionFormat = ShownFormat

export type SessionDoc = {
  _id: string
  spaceId: string
  title: string
  format: SessionFormat
  startsAt: Date
  endsAt: Date
  timeZone: string
  capacity: number
  comers: Comers
  /** On the list, or let in after asking. */
  listedIds: string[]
  askingIds: string[]
  seats: { seat: Seat; accountId: string }[]
  callLink: string | null
  keepDays: KeepDays
  lateHistory: boolean
  plannerId: string
  createdAt: Date
  /** Of what was sent first, to tell a repeat from another plan under the same id. */
  contentHash: string
  /** The standing group that meets, once there are any. */
  groupId: string | null
  stage: SessionStage
  state: Session
  /** The last change, and the last message. */
  seq: number
  lastN: number
  /** Everybody who ever came in. */
  cameIds: string[]
  /** Those who came late and may not read what was said before: the last message that they do not see. */
  late: { id: string; since: number }[]
  /** Steps whose collected words were shown; and the dots of one step, by message. */
  shown: number[]
  dots: { step: number; counts: { message: string; dots: number }[] } | null
  sealedNotes: Buffer | null
  sealedSummary: Buffer | null
  topicWords: string[]
  takeaways: { id: string; text: string }[]
  summary: string | null
  ratings: { helped: number; partly: number; notToday: number } | null
  closedAt: Date | null
  eraseAt: Date | null
  erasedAt: Date | null
  /** How many messages the erasure found. */
  erasedMessages: number
  glassBroken: { at: Date; reason: string; by: string }[]
}

/** Who said it, and what, is in `sealed`. */
export type MessageDoc = {
  _id: string
  sessionId: string
  n: number
  seq: number
  kind: 'said' | 'note' | 'together'
  phase: Session['phase']
  step: number
  at: Date
  editedAt: Date | null
  withdrawn: boolean
  sealed: Buffer
}

/** Somebody's way through the door and out again. */
export type AttendanceDoc = {
  _id: string
  sessionId: string
  accountId: string
  agreement: number
  agreedAt: Date
  seats: Seat[]
  spells: { from: Date; to: Date | null }[]
}

/** Sealed, and named so that nobody can tell whose it is once the key is gone. */
export type PaperDoc = { _id: string; sessionId: string; kind: 'pad' | 'together' | 'dots' | 'rating'; step: number; sealed: Buffer }

export type CommitmentDoc = {
  _id: string
  sessionId: string
  ownerId: string
  text: string
  due: string | null
  shared: boolean
  doneAt: Date | null
  createdAt: Date
}

/** A copy of a message for the moderators. */
export type ReportDoc = {
  _id: string
  sessionId: string
  messageId: string
  reporterId: string
  /** Null where nobody's name belonged to it. */
  authorId: string | null
  words: string
  reason: string
  saidAt: Date
  at: Date
  /** When a moderator had seen to it. */
  doneAt: Date | null
}

export type AgreementDoc = { _id: string; version: number; clauses: string[]; adoptedAt: Date }

const anything = { type: Object }
const text = { type: String, required: true }
const number = { type: Number, required: true }
const time = { type: Date, required: true }

/** The driver writes these; the models are there for their indexes. */
export function roomModels(connection: Connection) {
  return [
    defineModel<SessionDoc>(connection, 'room_sessions', sessionFields(), [
      { name: 'by_start', serves: 'sessions to come, and those that are over', fields: { stage: 1, startsAt: 1, _id: 1 } },
      { name: 'since', serves: 'one’s own sessions of late', fields: { startsAt: 1, _id: 1 } },
      { name: 'to_erase', serves: 'what is to be erased by now', fields: { eraseAt: 1 }, where: { erasedAt: null } },
    ]),
    defineModel<MessageDoc>(connection, 'room_messages', messageFields(), [
      { name: 'changed', serves: 'catching up by sequence', fields: { sessionId: 1, seq: 1 } },
    ]),
    defineModel<AttendanceDoc>(
      connection,
      'room_attendances',
      { sessionId: text, accountId: text, agreement: number, agreedAt: time, seats: [String], spells: [Object] },
      [
        { name: 'of_session', serves: 'who came to a session, each once', fields: { sessionId: 1, accountId: 1 }, unique: true },
        { name: 'of_person', serves: 'the sessions that somebody was in', fields: { accountId: 1, agreedAt: -1 } },
      ],
    ),
    defineModel<PaperDoc>(connection, 'room_papers', { sessionId: text, kind: text, step: number, sealed: Buffer }, [
      { name: 'of_step', serves: 'what was given in one step', fields: { sessionId: 1, kind: 1, step: 1 } },
    ]),
    defineModel<CommitmentDoc>(
      connection,
      'commitments',
      { sessionId: text, ownerId: text, text, due: String, shared: Boolean, doneAt: Date, createdAt: time },
      [
        { name: 'of_session', serves: 'what was promised in a session', fields: { sessionId: 1, createdAt: 1 } },
        { name: 'of_owner', serves: "somebody's own commitments", fields: { ownerId: 1, doneAt: 1, createdAt: 1 } },
      ],
    ),
    defineModel<ReportDoc>(
      connection,
      'reports',
      { sessionId: text, messageId: text, reporterId: text, words: text, reason: text, at: time, doneAt: Date },
      [
        { name: 'of_message', serves: 'the report of one person on one message', fields: { messageId: 1, reporterId: 1 }, unique: true },
        { name: 'waiting', serves: 'reports that wait, newest first', fields: { doneAt: 1, at: -1 } },
      ],
    ),
    defineModel<AgreementDoc>(connection, 'agreements', { version: number, clauses: [String], adoptedAt: time }, [
      { name: 'by_version', serves: 'the agreement in force', fields: { version: -1 }, unique: true },
      { name: 'waiting', serves: 'reports that wait, then the others, newest first', fields: { doneAt: 1, at: -1 } },
    ]),
  ]
}

function sessionFields() {
  const fields: (keyof SessionDoc)[] = ['spaceId', 'title', 'timeZone', 'comers', 'plannerId', 'contentHash', 'stage']
  return {
    ...Object.fromEntries(fields.map(field => [field, text])),
    startsAt: time,
    state: anything,
    eraseAt: { type: Date, default: null },
    erasedAt: { type: Date, default: null },
  }
}

function messageFields() {
  return { sessionId: text, n: number, seq: number, kind: text, at: time, sealed: Buffer }
}
