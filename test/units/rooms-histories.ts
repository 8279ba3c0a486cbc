// Random histories of sessions, and the rule of the floor in the words of the formats, told apart from the code.

import { shippedFormats } from '@hearth/server/rooms/formats/shipped'
import { enter, type Move, moved, openedAt, type Session, stepsOf, tick } from '@hearth/server/rooms/index'
import type { Format, Seat } from '@hearth/shared/format'
import fc from 'fast-check'

export const formats = shippedFormats()
export const consultation = formats.get('collegial-consultation')!
export const people = ['ana', 'bo', 'cleo', 'dag'] as const
export const start = Date.UTC(2026, 2, 12, 17)
export const plannedEnd = start + 2 * 3_600_000

/** Ana holds the clock, Bo presents, Cleo would take over. */
export const plan: Record<string, Seat[]> = {
  ana: ['facilitator'],
  bo: ['presenter', 'guest'],
  cleo: ['co-facilitator'],
  dag: ['reflector'],
}

type Act = { who: string; move: Move | { kind: 'enter' } | { kind: 'tick' }; after: number }
const who = fc.constantFrom(...people)
const moves: fc.Arbitrary<Act['move']> = fc.oneof(
  fc
    .constantFrom('start', 'pause', 'go-on', 'round-again', 'lock', 'unlock', 'release', 'open-floor', 'claim', 'raise-hand', 'leave')
    .map(kind => ({ kind }) as Move),
  fc.record({ kind: fc.constantFrom('next' as const, 'back' as const), from: fc.nat({ max: 8 }) }),
  fc.record({ kind: fc.constantFrom('hand-over' as const, 'mute' as const, 'unmute' as const, 'give-floor' as const), to: who }),
  fc.record({ kind: fc.constant('remove' as const), to: who }),
  fc.record({ kind: fc.constant('pass' as const), turn: fc.nat({ max: 4 }) }),
  fc.record({ kind: fc.constant('hold' as const), aftercare: fc.constant(null) }),
  fc.record({ kind: fc.constant('add-time' as const), seconds: fc.integer({ min: -600, max: 600 }) }),
  fc.constantFrom({ kind: 'enter' as const }, { kind: 'tick' as const }),
)
type Told = { begin: number; given: Act[] }
const given = fc.array(fc.record({ who, move: moves, after: fc.nat({ max: 90_000 }) }), { maxLength: 40 })
export const histories: fc.Arbitrary<Told> = fc.record({ begin: fc.nat({ max: 9 }), given })
export const anyFormat = fc.constantFrom(...formats.values())

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(Object.freeze(value))) frozen(each)
  return value
}

export function make(session: Session, format: Format, { who, move }: Act, now: number): Session {
  if (move.kind === 'tick') return tick(session, now)
  const after = move.kind === 'enter' ? enter(session, who, plan[who]!, now) : moved(session, format, who, move as Move, now)
  return typeof after === 'string' ? session : after
}

/** All of a history that begins in any step or before the first, each session frozen, each handed on as a server that starts again would read it. */
export function history(format: Format, { begin, given }: Told): { session: Session; act: Act; now: number; before: Session }[] {
  let [session, now] = [begunAt(format, begin), start]
  return given.map(act => {
    now += act.after
    const before = frozen(JSON.parse(JSON.stringify(session)) as Session)
    session = make(before, format, act, now)
    return { session, act, now, before }
  })
}

function begunAt(format: Format, step: number): Session {
  const moves: Move[] = [
    { kind: 'start' },
    ...Array.from({ length: Math.max(0, step - 1) }, (_, from) => ({ kind: 'next' as const, from })),
  ]
  return step === 0 ? everybodyIn() : moves.reduce((session, move) => moved(session, format, 'ana', move, start) as Session, everybodyIn())
}

export function everybodyIn(): Session {
  return people.reduce((session, id) => enter(session, id, plan[id]!, start) as Session, openedAt(start, plannedEnd))
}

/** The rule in the words of the formats, told apart from the code: a list of those who may speak. */
export function speakersByTheBook(session: Session, format: Format): string[] {
  const there = session.people.filter(each => each.here && !each.removed && !each.muted && !each.seats.includes('listener'))
  if (session.phase === 'closed') return []
  if (session.phase !== 'step' || session.hold) return there.map(each => each.id)
  const { floor, voice } = stepsOf(format)[session.step]!
  const holds = (seat: Seat) => session.people.filter(each => !each.removed && each.seats.includes(seat)).map(each => each.id)
  const left = new Set(floor.except.flatMap(holds))
  const turn = session.round && session.round.turn < session.round.order.length ? [session.round.order[session.round.turn]!] : []
  const voices = voice && holds(voice).length > 0 ? holds(voice).slice(0, 1) : holds('presenter').slice(0, 1)
  const byMode: Record<typeof floor.mode, string[]> = {
    everyone: session.token ? [session.token] : there.map(each => each.id),
    round: turn,
    presenter: voices,
    facilitator: holds('facilitator'),
    quiet: [],
  }
  return there.map(each => each.id).filter(id => byMode[floor.mode].includes(id) && !left.has(id))
}

export function isLeader(session: Session, id: string) {
  return session.people.some(each => each.id === id && each.here && each.seats.includes('facilitator'))
}
