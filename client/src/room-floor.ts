// Who has the floor, as the page tells it: a second telling of the server's rule, which alone decides.
import type { Format, Seat, Step } from '@hearth/shared/format'
import type { ProblemCode } from '@hearth/shared/problems'
import type { RoomPerson, RoomState } from '@hearth/shared/room'

/** `who` speaks; `next` come after them in the order of the round; `hands` are up, in order. */
export type Floor = {
  kind: 'lobby' | 'hold' | 'closing' | 'closed' | 'mine' | 'other' | 'open' | 'listening' | 'quiet' | 'nobody'
  who: string | null
  next: string[]
  hands: string[]
}

/** The steps one after the other, each turn's after the last turn's. */
export function stepsOf({ steps, turns }: Pick<Format, 'steps' | 'turns'>): Step[] {
  return Array.from({ length: turns }, () => steps).flat()
}

export function currentStep({ phase, step }: Pick<RoomState, 'phase' | 'step'>, steps: readonly Step[]): Step | null {
  return phase === 'step' ? (steps[step] ?? null) : null
}

export function floorOf(state: RoomState, step: Step | null, me: string): Floor {
  const rest = { who: null, next: [], hands: state.hands }
  if (state.phase === 'closed') return { ...rest, kind: 'closed' }
  if (state.hold) return { ...rest, kind: 'hold', who: state.hold.by }
  if (!step) return { ...rest, kind: state.phase === 'lobby' ? 'lobby' : 'closing' }
  const { who, next } = speakers(state, step)
  const own = personIn(state, me)
  if (own && listens(own, step)) return { ...rest, kind: 'listening', who, next }
  if (step.floor.mode === 'quiet') return { ...rest, kind: 'quiet' }
  if (step.floor.mode === 'everyone' && who === null) return { ...rest, kind: 'open' }
  if (who === null) return { ...rest, kind: 'nobody' }
  return { ...rest, kind: who === me ? 'mine' : 'other', who, next }
}

/** Why somebody may not speak now, or null: `not-in-session`, `session-closed`, `muted`, `listening`, `not-your-turn`. */
export function silenceOf(state: RoomState, step: Step | null, id: string): ProblemCode | null {
  const person = personIn(state, id)
  if (!person?.here) return 'not-in-session'
  if (state.phase === 'closed') return 'session-closed'
  if (person.muted) return 'muted'
  if (person.seats.includes('listener')) return 'listening'
  if (!step || state.hold) return null
  const { mode } = step.floor
  if (listens(person, step) || mode === 'quiet') return 'not-your-turn'
  const { who } = speakers(state, step)
  return who === id || (mode === 'everyone' && who === null) ? null : 'not-your-turn'
}

export function listens({ seats }: Pick<RoomPerson, 'seats'>, { floor }: Pick<Step, 'floor'>): boolean {
  return floor.except.some(seat => seats.includes(seat))
}

export function personIn({ people }: Pick<RoomState, 'people'>, id: string | null): RoomPerson | undefined {
  return people.find(person => person.id === id && !person.removed)
}

export function holderOf({ people }: Pick<RoomState, 'people'>, seat: Seat): RoomPerson | undefined {
  return people.find(person => !person.removed && person.seats.includes(seat))
}

/** The next step in which those who listen to this one speak again. */
export function speaksAgainAt(steps: readonly Step[], at: number, person: Pick<RoomPerson, 'seats'>): number | null {
  const next = steps.findIndex((step, n) => n > at && !listens(person, step) && step.floor.mode !== 'quiet')
  return next < 0 ? null : next
}

function speakers(state: RoomState, { floor, voice }: Step): { who: string | null; next: string[] } {
  switch (floor.mode) {
    case 'everyone':
      return { who: state.token, next: [] }
    case 'round':
      return { who: state.round?.order[state.round.turn] ?? null, next: state.round?.order.slice(state.round.turn + 1) ?? [] }
    case 'presenter':
      return { who: ((voice && holderOf(state, voice)) ?? holderOf(state, 'presenter'))?.id ?? null, next: [] }
    case 'facilitator':
      return { who: holderOf(state, 'facilitator')?.id ?? null, next: [] }
    case 'quiet':
      return { who: null, next: [] }
  }
}
