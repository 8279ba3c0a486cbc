// From step to step: entering one sets its clock and its round, leaving one keeps what was planned and what it took.
import type { Format } from '@hearth/shared/format'
import { roundOrder } from './floor.ts'
import { lengthMs, type Session, stepsOf } from './state.ts'

/** Enters step `at`; past the last one the session closes its content. What was stopped goes on. */
export function enterStep(session: Session, format: Format, at: number, now: number): Session {
  const left = session.phase === 'step' ? leaveStep(session, now) : session
  const steps = stepsOf(format)
  const step = steps[at]
  const cleared = { ...left, stoppedAt: null, hold: null, hands: [], token: null, ready: [], round: null }
  if (!step) return { ...cleared, phase: 'closing', step: steps.length - 1, stepStartedAt: now, stepEndsAt: now, stepPlannedMs: 0 }
  const plannedMs = lengthMs(format, step)
  const entered: Session = {
    ...cleared,
    phase: 'step',
    step: at,
    stepStartedAt: now,
    stepEndsAt: now + plannedMs,
    stepPlannedMs: plannedMs,
  }
  return step.floor.mode === 'round' ? { ...entered, round: newRound(entered, step.floor.except, now) } : entered
}

export function leaveStep(session: Session, now: number): Session {
  const { step, stepStartedAt, stepPlannedMs } = session
  return { ...session, taken: [...session.taken, { step, startedAt: stepStartedAt, endedAt: now, plannedMs: stepPlannedMs }] }
}

export function newRound(session: Session, except: Parameters<typeof roundOrder>[1], now: number): Session['round'] {
  return { order: roundOrder(session, except), turn: 0, turnStartedAt: now }
}

/** The next in the round who is here. */
export function advanceRound(session: Session, now: number): Session {
  const { round } = session
  if (!round) return session
  const isHere = (id: string) => session.people.some(person => person.id === id && person.here && !person.removed)
  let turn = round.turn + 1
  while (turn < round.order.length && !isHere(round.order[turn]!)) turn += 1
  return { ...session, round: { ...round, turn: Math.min(turn, round.order.length), turnStartedAt: now } }
}

export function stopClock(session: Session, now: number): Session {
  return session.stoppedAt === null ? { ...session, stoppedAt: now } : session
}

/** The end moves on by as long as the clock stood. */
export function startClock(session: Session, now: number): Session {
  const { stoppedAt, stepEndsAt, round } = session
  if (stoppedAt === null) return session
  const stood = now - stoppedAt
  return {
    ...session,
    stoppedAt: null,
    stepEndsAt: stepEndsAt + stood,
    round: round && { ...round, turnStartedAt: round.turnStartedAt + stood },
  }
}
