// Made-up rooms for drawing pages and for laws: seven people, a consultation of eight steps, and its state in any step.
import type { RoomSession, RoomView } from '@hearth/client/parts/room-view'
import { currentStep, silenceOf, stepsOf } from '@hearth/client/room-floor'
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import type { Seat } from '@hearth/shared/format'
import type { RoomMessage, RoomPerson, RoomState } from '@hearth/shared/room'
import { id } from './client-fixtures.ts'

export const format = shownFormats().find(({ slug }) => slug === 'collegial-consultation')!
export const steps = stepsOf(format)
export const step = steps[2]!
export const began = '2026-11-27T17:40:00.000Z'

const names: [name: string, seats: Seat[]][] = [
  ['Wren', []],
  ['Halfmoon', []],
  ['Bram K.', []],
  ['Noor Q.', []],
  ['Tamsin O.', ['note-keeper']],
  ['Grey Heron', ['facilitator']],
  ['Juno R.', ['presenter']],
]

export const people: RoomPerson[] = names.map(([displayName, seats], n) => ({
  id: id(n + 1),
  handle: displayName.toLowerCase().replace(/\W+/g, '_'),
  displayName,
  seats,
  here: true,
  muted: false,
  removed: false,
}))
export const [wren, halfmoon, bram, noor, tamsin, heron, juno] = people.map(person => person.id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]

export function roomState(change: Partial<RoomState>): RoomState {
  return {
    sessionId: id(40),
    seq: 9,
    now: '2026-11-27T17:42:55.000Z',
    phase: 'lobby',
    step: 0,
    stepStartedAt: began,
    stepEndsAt: '2026-11-27T17:50:00.000Z',
    stepPlannedMs: 600_000,
    stoppedAt: null,
    hold: null,
    people,
    round: null,
    hands: [],
    token: null,
    ready: [],
    facilitatorLostAt: null,
    locked: false,
    shown: [],
    dots: null,
    summary: null,
    notes: '',
    glassBroken: [],
    ...change,
  }
}

/** The sixth step: one after the other, Juno listens, Noor has the floor since 17:42. */
export const inRound = roomState({
  phase: 'step',
  step: 5,
  round: { order: [halfmoon, bram, noor, wren, tamsin, heron], turn: 2, turnStartedAt: '2026-11-27T17:42:00.000Z' },
})

export function said(n: number, author: string | null, words: string, change: Partial<RoomMessage> = {}): RoomMessage {
  return {
    id: id(200 + n),
    n,
    seq: n,
    kind: 'said',
    phase: 'step',
    step: 5,
    author,
    html: `<p>${words}</p>`,
    at: began,
    editedAt: null,
    withdrawn: false,
    reactions: [],
    ...change,
  }
}

export const messages: RoomMessage[] = [
  said(1, juno, 'She asked me to count her tablets.', { step: 1 }),
  said(2, halfmoon, 'In your shoes I would say it before I took my coat off.', { reactions: [{ kind: 'heard', by: [wren, noor] }] }),
  said(3, bram, 'I would not explain the team to her.', { editedAt: began }),
  said(4, wren, '', { withdrawn: true }),
  said(5, heron, 'We have four minutes left.', { kind: 'note' }),
  said(6, null, 'Relief.', { kind: 'together' }),
  said(7, noor, 'I would ask her what she would like me to say to them.'),
  said(8, wren, 'I am still thinking.'),
]

export const session: RoomSession = {
  id: id(40),
  title: 'Thursday open room',
  endsAt: '2026-11-27T18:05:00.000Z',
  keepDays: 0,
  callLink: 'https://call.example/thursday',
  format: {
    id: format.id,
    slug: format.slug,
    name: format.name,
    unit: format.unit,
    turns: format.turns,
    steps: format.steps,
    seats: format.seats,
    rules: format.rules,
  },
}

export function roomView(state: RoomState, by: string = wren, change: Partial<RoomView> = {}): RoomView {
  const facilitator = by === heron
  return {
    session,
    choices: null,
    state,
    steps,
    me: {
      id: by,
      silent: silenceOf(state, currentStep(state, steps), by),
      facilitator,
      pad: '',
      gave: false,
      dots: [],
      rating: null,
      since: 0,
      can: { keepNotes: by === tamsin || facilitator, showTogether: facilitator, takeaway: by === juno, claim: false },
    },
    messages,
    commitments: [],
    takeaways: [],
    ids: { say: id(9), commit: id(10), takeaway: id(11) },
    reach: 'there',
    refused: null,
    pending: [],
    words: '',
    unread: 0,
    writing: false,
    ...change,
  }
}
