// The room on the wire: the state that everybody in it sees alike, what changed of it, and a message.
import type { RoomChange, RoomMessage, RoomState } from '@hearth/shared/room'
import { writeMentions } from '../markdown/index.ts'
import type { MessageDoc, SessionDoc } from './model.ts'
import { type Named, personNamed } from './present-session.ts'
import type { Sealer } from './session-keys.ts'

/** What is sealed of a message. */
export type Sealed = {
  author: string | null
  source: string
  html: string
  reactions: { kind: RoomMessage['reactions'][number]['kind']; by: string[] }[]
}
export type SealedSummary = { text: string; agreed: string[] }

const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

/** `sealer` is null once what was said is erased. */
export function presentState(doc: SessionDoc, names: Named, sealer: Sealer | null, now: Date): RoomState {
  const { state } = doc
  return {
    sessionId: doc._id,
    seq: doc.seq,
    now: now.toISOString(),
    phase: state.phase,
    step: state.step,
    stepStartedAt: iso(state.stepStartedAt),
    stepEndsAt: iso(state.stepEndsAt),
    stepPlannedMs: state.stepPlannedMs,
    stoppedAt: isoOrNull(state.stoppedAt),
    hold: state.hold,
    people: state.people.map(({ id, seats, here, muted, removed }) => ({ ...personNamed(names, id), seats, here, muted, removed })),
    round: state.round && { ...state.round, turnStartedAt: iso(state.round.turnStartedAt) },
    hands: state.hands,
    token: state.token,
    ready: state.ready,
    facilitatorLostAt: isoOrNull(state.facilitatorLostAt),
    locked: state.locked,
    shown: doc.shown,
    dots: doc.dots?.step === state.step ? Object.fromEntries(doc.dots.counts.map(each => [each.message, each.dots])) : null,
    summary: summaryOf(doc, sealer),
    notes: (sealer && doc.sealedNotes && sealer.open<string>(doc.sealedNotes, `${doc._id} notes`)) || '',
    glassBroken: doc.glassBroken.map(({ at, reason }) => ({ at: at.toISOString(), reason })),
  }
}

function summaryOf(doc: SessionDoc, sealer: Sealer | null): RoomState['summary'] {
  if (doc.summary !== null) return { text: doc.summary, agreed: [], stands: true }
  if (!sealer || !doc.sealedSummary) return null
  return { ...sealer.open<SealedSummary>(doc.sealedSummary, `${doc._id} summary`), stands: false }
}

/** Everything of the state that differs, whole; of people those who changed or came. Nobody is ever taken off the list. */
export function changeBetween(before: RoomState, after: RoomState): RoomChange {
  const { people, ...rest } = after
  const differs = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof RoomState])
  const known = new Map(before.people.map(person => [person.id, JSON.stringify(person)]))
  return {
    ...(Object.fromEntries(Object.entries(rest).filter(differs)) as Partial<RoomState>),
    people: people.filter(person => known.get(person.id) !== JSON.stringify(person)),
  }
}

export function presentMessage(doc: MessageDoc, sealer: Sealer, names: Named): RoomMessage {
  return messageShown(doc, sealer.open<Sealed>(doc.sealed, doc._id), names)
}

export function messageShown(doc: MessageDoc, { author, html, reactions }: Sealed, names: Named): RoomMessage {
  return {
    id: doc._id,
    n: doc.n,
    seq: doc.seq,
    kind: doc.kind,
    phase: doc.phase,
    step: doc.step,
    author,
    html: doc.withdrawn ? '' : writeMentions(html, names),
    at: doc.at.toISOString(),
    editedAt: doc.editedAt?.toISOString() ?? null,
    withdrawn: doc.withdrawn,
    reactions: doc.withdrawn ? [] : reactions,
  }
}
