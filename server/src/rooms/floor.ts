// Who may speak: the one answer that the composer, the server's refusal and the floor band all ask for.
import type { Format } from '@hearth/shared/format'
import type { ProblemCode } from '@hearth/shared/problems'
import { currentStep, holderOf, type Person, personIn, type Session } from './state.ts'

/**
 * True, or why not: `not-in-session`, `muted`, `listening`, `session-closed`, `not-your-turn`. Before the steps, after them and while a hold
 * suspends the format the floor is everyone's. Process notes of the facilitator are no floor speech and are not asked about here.
 */
export function maySpeak(session: Session, format: Format, id: string): true | ProblemCode {
  const person = personIn(session, id)
  if (!person?.here) return 'not-in-session'
  if (session.phase === 'closed') return 'session-closed'
  if (person.muted) return 'muted'
  if (person.seats.includes('listener')) return 'listening'
  return hasFloor(session, format, person) ? true : 'not-your-turn'
}

export function hasFloor(session: Session, format: Format, person: Person): boolean {
  const step = currentStep(session, format)
  if (!step || session.hold) return true
  if (listens(person, step.floor.except)) return false
  switch (step.floor.mode) {
    case 'everyone':
      return session.token === null || session.token === person.id
    case 'round':
      return speakerOf(session) === person.id
    case 'presenter':
      return presenterOf(session, step.voice)?.id === person.id
    case 'facilitator':
      return person.seats.includes('facilitator')
    case 'quiet':
      return false
  }
}

/** Whose turn it is in a round; null when there is none, and when all had theirs. */
export function speakerOf({ round }: Session): string | null {
  return round?.order[round.turn] ?? null
}

function presenterOf(session: Session, voice: Person['seats'][number] | null) {
  return (voice && holderOf(session, voice)) ?? holderOf(session, 'presenter')
}

function listens(person: Person, except: Person['seats']) {
  return except.some(seat => person.seats.includes(seat))
}

/** Those who take a turn in a round: here, speaking, and not among those who listen; in the order in which they came. */
export function roundOrder(session: Session, except: Person['seats']): string[] {
  return session.people
    .filter(person => person.here && !person.removed && !listens(person, [...except, 'listener']))
    .map(person => person.id)
}
