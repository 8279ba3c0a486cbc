// Sessions as pages are given them: one that is planned, one that is over, rows of lists, and commitments.
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import type { Commitment, Session, SessionRow } from '@hearth/shared/session'
import { id, space } from './client-fixtures.ts'

export const format = shownFormats().find(each => each.slug === 'collegial-consultation')!
export const slow = shownFormats().find(each => each.unit === 'days')!
export const now = '2026-11-26T16:54:00.000Z'
export const startsAt = '2026-11-26T17:00:00.000Z'
export const endsAt = '2026-11-26T18:05:00.000Z'
export const heron = { id: id(41), handle: 'grey_heron', displayName: 'Grey Heron' }
export const tamsin = { id: id(42), handle: 'tamsin', displayName: 'Tamsin O.' }
export const noor = { id: id(43), handle: 'noor_q', displayName: 'Noor Q.' }

export const about = {
  id: id(40),
  spaceId: space.id,
  title: 'Thursday open room',
  stage: 'planned' as const,
  startsAt,
  endsAt,
  timeZone: 'Europe/Berlin',
  comers: 'space' as const,
  capacity: 10,
  placesTaken: 1,
}

export const planned: Session = {
  ...about,
  format,
  seats: [
    { seat: 'facilitator', person: heron },
    { seat: 'supervisor', person: heron },
    { seat: 'note-keeper', person: tamsin },
  ],
  invited: [noor],
  asking: [],
  keepDays: 0,
  lateHistory: false,
  callLink: 'https://meet.example/a-very-long-name-of-a-room-that-goes-on-and-on-and-on',
  agreement: { version: 3, clauses: ['What is said here stays here.', 'You may pass.'], adoptedAt: '2026-01-12T00:00:00.000Z' },
  agreedAt: '2026-11-12T17:00:00.000Z',
  glassBroken: [],
  afterwards: null,
  asked: false,
  entered: false,
  here: [heron, noor],
  removed: false,
  mine: true,
  seq: 1,
  can: { enter: true, ask: false, change: true, admit: false, breakGlass: false },
}

export const nothing = { enter: false, ask: false, change: false, admit: false, breakGlass: false }

export function row(more: Partial<SessionRow> = {}): SessionRow {
  const { id, name, unit, steps } = format
  return {
    ...about,
    format: { id, name, unit, steps: steps.length },
    facilitator: heron,
    here: 0,
    mine: true,
    glassBrokenAt: null,
    ...more,
  }
}

export const promise: Commitment = {
  id: id(50),
  sessionId: id(40),
  owner: heron,
  text: 'Ask at work who looks after the on-call phone.',
  due: '2026-12-04',
  shared: true,
  doneAt: null,
  mine: true,
}
export const kept = { ...promise, id: id(51), mine: false, owner: noor, doneAt: endsAt, due: null }
export const secret = { ...promise, id: id(52), shared: false, due: null, text: 'Write less.' }

export const afterwards = {
  closedAt: '2026-11-26T18:04:00.000Z',
  attendance: [
    { person: heron, seats: ['facilitator' as const], minutes: 64, joinedAt: startsAt, leftAt: endsAt },
    { person: noor, seats: [], minutes: 0, joinedAt: startsAt, leftAt: endsAt },
  ],
  takeaways: [{ id: id(60), text: 'I may answer tomorrow.' }],
  topicWords: ['boundaries', 'phones'],
  summary: 'We thought about phones after hours.\nNobody has to answer at night.',
  ratings: { helped: 3, partly: 1, notToday: 0 },
  steps: format.steps.map(step => ({ title: step.title, plannedSeconds: step.length * 60, takenSeconds: step.length * 66 })),
  erasure: { due: null, erasedAt: '2026-11-26T18:06:00.000Z', messages: 31, left: 0, keyGone: true },
  commitments: [promise, kept, secret],
}

export const over = { ...planned, stage: 'over' as const, can: { ...nothing, breakGlass: true } }
