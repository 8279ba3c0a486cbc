// All that the page of a room shows: what the server gives, and what a page that came alive knows besides.
import type { ShownFormat, Step } from '@hearth/shared/format'
import type { Choices, Covering } from '@hearth/shared/hard-subjects'
import type { ProblemJson } from '@hearth/shared/problems'
import type { OwnPlace, Room, RoomMessage, RoomState } from '@hearth/shared/room'
import type { Session } from '@hearth/shared/session'
import { type ComponentType, createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { currentStep, type Floor, floorOf, personIn } from '../room-floor.ts'
import type { RoomFormName } from '../room-forms.ts'

/** Of a session what the room needs. */
export type RoomSession = Pick<Session, 'id' | 'title' | 'endsAt' | 'keepDays' | 'callLink'> & {
  format: Pick<ShownFormat, 'id' | 'slug' | 'name' | 'unit' | 'turns' | 'steps' | 'seats' | 'rules'>
}
/** A form that was not taken: its fields as they were sent, and why. */
export type Refusal = { form: RoomFormName; fields: Record<string, string>; problem: ProblemJson }
/** Own words on their way. */
export type Pending = { id: string; body: string; note: boolean }

export type RoomView = {
  session: RoomSession
  /** How the reader wants hard texts, on their own page alone; null where they chose nothing. */
  choices: Choices | null
  state: RoomState
  steps: Step[]
  me: OwnPlace
  messages: RoomMessage[]
  commitments: Room['commitments']
  takeaways: Room['takeaways']
  /** The ids that the next words get, made where the forms are drawn. */
  ids: Record<'say' | 'commit' | 'takeaway', string>
  reach: 'there' | 'lost' | 'ended'
  refused: Refusal | null
  pending: Pending[]
  /** What stands in the composer, as far as hints about it go; empty until somebody writes. */
  words: string
  /** New messages below what the reader sees. */
  unread: number
  /** Without script: whether this is the page to write on, which does not load itself again. */
  writing: boolean
}

/** What a page that is alive loads when it is needed: what the facilitator does, what stays, and hints about words. */
export type Later = Record<'Lead' | 'Stays' | 'Hints', ComponentType>
export const LaterContext = createContext<Later | null>(null)

/** What folds texts for this reader; null where they chose nothing. */
export const CoveringContext = createContext<Covering | null>(null)

export const RoomContext = createContext<RoomView | null>(null)

export function useRoom(): RoomView & { step: Step | null; floor: Floor } {
  const room = useContext(RoomContext)!
  const step = currentStep(room.state, room.steps)
  return { ...room, step, floor: floorOf(room.state, step, room.me.id) }
}

/** The name of somebody, who may have left. */
export function nameIn(state: RoomState, id: string | null): string {
  return state.people.find(person => person.id === id)?.displayName ?? '–'
}

export function meIn({ state, me }: Pick<RoomView, 'state' | 'me'>) {
  return personIn(state, me.id)
}

/** The server's time, and what tells that it goes on; without script it stands as the page was written. */
export type Ticks = { now(): number; every(tick: () => void): () => void }
export const TicksContext = createContext<Ticks | null>(null)

/** Milliseconds since 1970, by the server's clock. */
export function useNow(): number {
  const { state } = useRoom()
  const ticks = useContext(TicksContext)
  const [, again] = useState(0)
  useEffect(() => ticks?.every(() => again(n => n + 1)), [ticks])
  return ticks?.now() ?? Date.parse(state.now)
}

/** Whether a script goes on with the page. */
export function useAlive(): boolean {
  return useContext(TicksContext) !== null
}
