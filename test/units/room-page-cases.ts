// The page of the room in every state of the floor band, with made-up people.
import * as pages from '@hearth/client/pages'
import type { VNode } from 'preact'
import { at, draw, id, problem } from './client-fixtures.ts'
import { halfmoon, heron, inRound, juno, noor, people, roomState, roomView, said, tamsin, wren } from './room-fixtures.ts'

/** The room in every state of the floor band. */
export function roomPages(): Record<string, VNode> {
  const inStep = (step: number, change: Partial<typeof inRound> = {}) => ({ ...inRound, step, round: null, ...change })
  const round = inRound.round!
  const rooms = {
    'door open': roomView(roomState({}), wren, { messages: [] }),
    'door open, nobody leads': roomView(roomState({ people: people.filter(({ id }) => id !== heron), facilitatorLostAt: at })),
    'somebody else has it': roomView(inRound),
    'your turn': roomView({ ...inRound, round: { ...round, turn: 3 } }),
    'your turn, over time': roomView({ ...inRound, now: '2026-11-27T17:43:42.000Z', round: { ...round, turn: 3 } }),
    'everyone but the presenter': roomView(inStep(3, { hands: [halfmoon, wren] })),
    'floor given to one': roomView(inStep(2, { token: noor, stoppedAt: inRound.now })),
    'presenter, listening': roomView(inStep(3), juno),
    'one listens only': roomView(
      inStep(2, { people: people.map(each => (each.id === wren ? { ...each, seats: ['listener' as const], muted: true } : each)) }),
    ),
    led: roomView(inRound, heron),
    'notes kept': roomView(inStep(7, { notes: 'She wants to say it herself.' }), tamsin),
    'on hold': roomView({
      ...inRound,
      stoppedAt: inRound.now,
      hold: { by: noor, aftercare: heron },
      glassBroken: [{ at, reason: 'A report of danger.' }],
    }),
    'on hold, led': roomView({ ...inRound, hold: { by: noor, aftercare: null } }, heron),
    'connection lost': roomView(inRound, wren, { reach: 'lost', pending: [{ id: 'p', body: 'On its way.', note: false }] }),
    'taken out': roomView(inRound, wren, { reach: 'ended' }),
    'not your turn': roomView(inRound, wren, {
      writing: true,
      refused: {
        form: 'say',
        fields: { id: id(9), body: 'Words that were too early' },
        problem: { ...problem, code: 'not-your-turn', errors: [] },
      },
    }),
    closing: roomView(inStep(7, { phase: 'closing', summary: { text: 'We keep this.', agreed: [heron], stands: false } }), juno, {
      takeaways: [{ id: id(70), text: 'Say it first.' }],
      commitments: [
        { id: id(71), sessionId: id(40), owner: people[0]!, text: 'Ring her.', due: '2026-12-03', shared: true, doneAt: null, mine: false },
      ],
    }),
    closed: roomView(inStep(7, { phase: 'closed', summary: { text: 'We keep this.', agreed: [], stands: true } })),
    ...otherSteps(),
  }
  return Object.fromEntries(Object.entries(rooms).map(([name, room]) => [`room, ${name}`, draw(pages.RoomPage, { room })]))
}

function otherSteps() {
  const view = roomView(roomState({ phase: 'step', step: 0 }))
  const [quiet] = view.steps.map(each => ({ ...each, floor: { mode: 'quiet' as const, except: [] } }))
  return {
    quiet: { ...view, steps: [quiet!] },
    'written without names': { ...view, steps: [{ ...quiet!, gather: 'together' as const }] },
    'dots, put': { ...view, messages: [said(1, null, 'Relief', { step: 0, kind: 'together' })], steps: [{ ...quiet!, vote: true }] },
  }
}
