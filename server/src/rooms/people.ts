// Coming in, leaving, and who holds the clock when the facilitator is gone.
import type { Seat } from '@hearth/shared/format'
import type { ProblemCode } from '@hearth/shared/problems'
import { speakerOf } from './floor.ts'
import { desertedAt, endsByItselfAfterMs, graceOf, holderOf, isFacilitator, personIn, type Session, withPerson } from './state.ts'
import { advanceRound } from './steps.ts'

/** Seats that one person holds at a time. */
const single: Seat[] = ['facilitator', 'co-facilitator', 'presenter']

/** At the door, with the seats that the plan gives; whoever was here before finds their place. */
export function enter(session: Session, id: string, seats: Seat[], now: number): Session | ProblemCode {
  const known = session.people.find(person => person.id === id)
  if (session.phase === 'closed') return 'session-closed'
  if (known?.removed) return 'removed-from-session'
  if (!known && session.locked) return 'session-locked'
  const free = seats.filter(seat => !single.includes(seat) || !holderOf(session, seat))
  const people = known ? session.people : [...session.people, { id, seats: free, here: true, muted: false, removed: false }]
  const entered = withPerson({ ...session, people, emptySince: null }, id, { here: true })
  const joined = known ? entered : joinRound(entered, id)
  return watchFacilitator(joined, now)
}

/** Who comes late takes the last turn, where they would have had one. */
function joinRound(session: Session, id: string): Session {
  const { round } = session
  const listens = personIn(session, id)?.seats.includes('listener')
  if (!round || listens || round.order.includes(id)) return session
  return { ...session, round: { ...round, order: [...round.order, id] } }
}

/** Also of a lost connection. A turn goes on to the next, a raised hand comes down. */
export function leave(session: Session, id: string, now: number): Session {
  if (!personIn(session, id)?.here) return session
  const gone = withPerson(session, id, { here: false })
  const quiet = { ...gone, hands: gone.hands.filter(hand => hand !== id), token: gone.token === id ? null : gone.token }
  const moved = speakerOf(quiet) === id ? advanceRound(quiet, now) : quiet
  const empty = moved.people.every(person => !person.here || person.removed)
  return watchFacilitator({ ...moved, emptySince: empty ? now : null }, now)
}

/** Since when nobody who is here holds the clock. */
export function watchFacilitator(session: Session, now: number): Session {
  const held = holderOf(session, 'facilitator')?.here === true
  if (held) return session.facilitatorLostAt === null ? session : { ...session, facilitatorLostAt: null }
  return session.facilitatorLostAt === null ? { ...session, facilitatorLostAt: now } : session
}

export function handOver(session: Session, to: string, now: number): Session {
  const people = session.people.map(person => {
    const others = person.seats.filter(seat => seat !== 'facilitator')
    return { ...person, seats: person.id === to ? [...others.filter(seat => seat !== 'listener'), 'facilitator' as const] : others }
  })
  return watchFacilitator({ ...session, people }, now)
}

/** Whoever asks gets the clock once the grace is over. Throws nothing; `facilitator-here` while somebody holds it, or may come back. */
export function claim(session: Session, id: string, now: number): Session | ProblemCode {
  if (isFacilitator(session, id)) return session
  const { facilitatorLostAt } = session
  if (facilitatorLostAt === null || now - facilitatorLostAt < graceOf(session)) return 'facilitator-here'
  return handOver(session, id, now)
}

/** What happens by itself with time: a co-facilitator takes over, and a session that nobody closes ends. */
export function tick(session: Session, now: number): Session {
  if (session.phase === 'closed') return session
  const { facilitatorLostAt, plannedEndAt } = session
  const late = now - plannedEndAt >= endsByItselfAfterMs
  if (late || now >= (desertedAt(session) ?? Number.POSITIVE_INFINITY))
    return { ...session, phase: 'closed', stoppedAt: null, hold: null, round: null }
  const co = holderOf(session, 'co-facilitator')
  if (facilitatorLostAt !== null && now - facilitatorLostAt >= graceOf(session) && co?.here) return handOver(session, co.id, now)
  return session
}

/** Gives a seat; those that one person holds are taken from whoever had it. */
export function takeSeat(session: Session, id: string, seat: Seat): Session {
  const people = session.people.map(person => {
    const others = person.seats.filter(each => each !== seat)
    if (person.id === id) return { ...person, seats: [...others, seat] }
    return single.includes(seat) ? { ...person, seats: others } : person
  })
  return { ...session, people }
}
