// What a session is at one moment: plain data, so that a server that starts again goes on where the last one ended.
import type { Format, Seat, Step } from '@hearth/shared/format'

export type Person = {
  id: string
  seats: Seat[]
  here: boolean
  muted: boolean
  /** Sent out by the facilitator; does not come back. */
  removed: boolean
}

/** A step as it went: `plannedMs` is what the format said, with what was added and taken. */
export type StepTaken = { step: number; startedAt: number; endedAt: number; plannedMs: number }

export type Session = {
  /** Of the steps: where they last days people come and go, and nobody is missed for an hour. */
  unit: Format['unit']
  phase: 'lobby' | 'step' | 'closing' | 'closed'
  /** Index into the steps as they are taken, turns included; the last one once the steps are over. */
  step: number
  /** Times in milliseconds since 1970, by the server's clock. */
  stepStartedAt: number
  /** The soft end of the step; moves on while the clock stands. */
  stepEndsAt: number
  stepPlannedMs: number
  /** Since when the clock stands, by a pause or a hold; null while it goes. */
  stoppedAt: number | null
  /** The hold suspends the format; `aftercare` goes with whoever needs it. */
  hold: { by: string; aftercare: string | null } | null
  /** Everybody who ever entered, in that order. */
  people: Person[]
  /** The order of a round, and whose turn it is; past the last the round is over. Null where there is none. */
  round: { order: string[]; turn: number; turnStartedAt: number } | null
  /** Raised hands, in order. */
  hands: string[]
  /** Who was given the floor where it is everyone's; null while it is open. */
  token: string | null
  /** Who is done with this step. */
  ready: string[]
  /** Since when nobody holds the clock; null while somebody does. */
  facilitatorLostAt: number | null
  /** Nobody new comes in. */
  locked: boolean
  taken: StepTaken[]
  startedAt: number | null
  plannedEndAt: number
  emptySince: number | null
}

export const facilitatorGraceMs = 60_000
/** The same for a session over days. */
export const facilitatorGraceOverDaysMs = 86_400_000
/** After its planned end, or after the last one left, a session that nobody closes ends by itself. */
export const endsByItselfAfterMs = 30 * 60_000

export function openedAt(now: number, plannedEndAt: number, unit: Format['unit'] = 'minutes'): Session {
  return {
    unit,
    phase: 'lobby',
    step: 0,
    stepStartedAt: now,
    stepEndsAt: now,
    stepPlannedMs: 0,
    stoppedAt: null,
    hold: null,
    people: [],
    round: null,
    hands: [],
    token: null,
    ready: [],
    facilitatorLostAt: null,
    locked: false,
    taken: [],
    startedAt: null,
    plannedEndAt,
    emptySince: now,
  }
}

/** The steps one after the other, each turn's after the last turn's. */
export function stepsOf(format: Format): Step[] {
  return Array.from({ length: format.turns }, () => format.steps).flat()
}

export function currentStep(session: Session, format: Format): Step | null {
  return session.phase === 'step' ? (stepsOf(format)[session.step] ?? null) : null
}

/** How long nobody may hold the clock before it is taken over. */
export function graceOf({ unit }: Session) {
  return unit === 'days' ? facilitatorGraceOverDaysMs : facilitatorGraceMs
}

/** When a session that is nobody's any more ends by itself; null where it waits for its people. */
export function desertedAt({ unit, startedAt, emptySince }: Session): number | null {
  return unit === 'minutes' && startedAt !== null && emptySince !== null ? emptySince + endsByItselfAfterMs : null
}

export function lengthMs(format: Format, step: Step) {
  return step.length * (format.unit === 'days' ? 86_400_000 : 60_000)
}

export function personIn(session: Session, id: string): Person | undefined {
  return session.people.find(person => person.id === id && !person.removed)
}

export function holderOf(session: Session, seat: Seat): Person | undefined {
  return session.people.find(person => !person.removed && person.seats.includes(seat))
}

export function isFacilitator(session: Session, id: string) {
  return holderOf(session, 'facilitator')?.id === id
}

/** The same session with one person changed. */
export function withPerson(session: Session, id: string, change: Partial<Person>): Session {
  return { ...session, people: session.people.map(person => (person.id === id ? { ...person, ...change } : person)) }
}
