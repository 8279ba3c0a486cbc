// Everything that somebody in a session can do, as one pure function: a session, a move and the time give the session after it, or why not.
import type { Format, Seat } from '@hearth/shared/format'
import type { ProblemCode } from '@hearth/shared/problems'
import type { Move } from '@hearth/shared/room'
import { speakerOf } from './floor.ts'
import { claim, handOver, leave, takeSeat, watchFacilitator } from './people.ts'
import { currentStep, isFacilitator, type Person, personIn, type Session, withPerson } from './state.ts'
import { advanceRound, enterStep, leaveStep, newRound, startClock, stopClock } from './steps.ts'

export type { Move }

type Kind = Move['kind']
type At = { session: Session; format: Format; person: Person; now: number }
type Outcome = Session | ProblemCode

/** What everybody in the room may do; all else is the facilitator's. */
const everybodys: ReadonlySet<Kind> = new Set(['hold', 'claim', 'raise-hand', 'lower-hand', 'ready', 'leave', 'pass'])
/** What only makes sense while a step goes on. */
const inSteps: ReadonlySet<Kind> = new Set(['add-time', 'pause', 'go-on', 'round-again', 'give-floor', 'open-floor', 'pass', 'ready'])

/** What a hold suspends. */
const suspended: ReadonlySet<Kind> = new Set([
  'start',
  'next',
  'back',
  'add-time',
  'pause',
  'go-on',
  'round-again',
  'pass',
  'give-floor',
  'end',
])

/** Codes: `not-in-session`, `session-closed`, `not-the-facilitator`, `on-hold`, `no-step`, `not-your-turn`, `facilitator-here`. */
export function moved(session: Session, format: Format, by: string, move: Move, now: number): Outcome {
  const person = personIn(session, by)
  if (!person?.here) return 'not-in-session'
  if (session.phase === 'closed') return 'session-closed'
  if (!everybodys.has(move.kind) && !isFacilitator(session, by)) return 'not-the-facilitator'
  if (session.hold && suspended.has(move.kind)) return 'on-hold'
  if (inSteps.has(move.kind) && session.phase !== 'step') return 'no-step'
  if ('to' in move && !personIn(session, move.to)) return 'not-in-session'
  return make({ session, format, person, now }, move)
}

function make({ session, format, person, now }: At, move: Move): Outcome {
  switch (move.kind) {
    case 'start':
      return session.phase === 'lobby' ? enterStep({ ...session, startedAt: now }, format, 0, now) : session
    case 'next':
      return session.phase === 'step' && move.from === session.step ? enterStep(session, format, session.step + 1, now) : session
    case 'back':
      return back(session, format, move.from, now)
    case 'add-time':
      return addTime(session, move.seconds, now)
    case 'pause':
      return stopClock(session, now)
    case 'go-on':
      return startClock(session, now)
    case 'hold':
      return session.hold ? session : { ...stopClock(session, now), hold: { by: person.id, aftercare: move.aftercare } }
    case 'release':
      return session.hold ? startClock({ ...session, hold: null }, now) : session
    case 'round-again':
      return again(session, format, now)
    case 'pass':
      return pass(session, person.id, move.turn, now)
    case 'end':
      return session.phase === 'step' ? enterStep(session, format, Number.POSITIVE_INFINITY, now) : { ...session, phase: 'closing' }
    case 'close':
      return {
        ...(session.phase === 'step' ? leaveStep(session, now) : session),
        phase: 'closed',
        stoppedAt: null,
        hold: null,
        round: null,
      }
    case 'lock':
      return { ...session, locked: true }
    case 'unlock':
      return { ...session, locked: false }
    case 'hand-over':
      return personIn(session, move.to)?.here ? handOver(session, move.to, now) : 'not-in-session'
    case 'mute':
      return move.to === person.id ? session : withPerson(session, move.to, { muted: true })
    case 'unmute':
      return withPerson(session, move.to, { muted: false })
    case 'remove':
      return move.to === person.id ? session : withPerson(leave(session, move.to, now), move.to, { removed: true, seats: [] })
    case 'seat':
      return watchFacilitator(takeSeat(session, move.to, move.seat), now)
    case 'unseat':
      return unseat(session, move.to, move.seat)
    case 'give-floor':
      return { ...session, token: move.to, hands: session.hands.filter(hand => hand !== move.to) }
    case 'open-floor':
      return { ...session, token: null }
    case 'claim':
      return claim(session, person.id, now)
    case 'raise-hand':
      return session.hands.includes(person.id) ? session : { ...session, hands: [...session.hands, person.id] }
    case 'lower-hand':
      return { ...session, hands: session.hands.filter(hand => hand !== person.id) }
    case 'ready':
      return session.ready.includes(person.id) ? session : { ...session, ready: [...session.ready, person.id] }
    case 'leave':
      return leave(session, person.id, now)
  }
}

function back(session: Session, format: Format, from: number, now: number): Session {
  if (from !== session.step) return session
  if (session.phase === 'closing') return enterStep(session, format, session.step, now)
  return session.phase === 'step' && session.step > 0 ? enterStep(session, format, session.step - 1, now) : session
}

/** Taking time away never ends a step in the past. */
function addTime(session: Session, seconds: number, now: number): Session {
  const from = session.stoppedAt ?? now
  const added = Math.max(seconds * 1_000, from - session.stepEndsAt)
  return { ...session, stepEndsAt: session.stepEndsAt + added, stepPlannedMs: Math.max(0, session.stepPlannedMs + added) }
}

function again(session: Session, format: Format, now: number): Session {
  const step = currentStep(session, format)
  return step?.floor.mode === 'round' ? { ...session, round: newRound(session, step.floor.except, now) } : session
}

/** Of the one whose turn it is, or of the facilitator for who does not answer; a second press finds another turn and does nothing. */
function pass(session: Session, by: string, turn: number, now: number): Outcome {
  if (!session.round || session.round.turn !== turn) return session
  return speakerOf(session) === by || isFacilitator(session, by) ? advanceRound(session, now) : 'not-your-turn'
}

/** The clock is handed over and never just put down. */
function unseat(session: Session, id: string, seat: Seat): Session {
  if (seat === 'facilitator') return session
  const seats = personIn(session, id)?.seats.filter(each => each !== seat) ?? []
  return withPerson(session, id, { seats })
}
