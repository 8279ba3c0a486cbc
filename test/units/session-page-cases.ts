// The pages of sessions with made-up props, in every state that they have.
import * as pages from '@hearth/client/pages'
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import type { Session } from '@hearth/shared/session'
import type { VNode } from 'preact'
import { draw, id, problem, space } from './client-fixtures.ts'
import {
  about,
  afterwards,
  format,
  noor,
  nothing,
  now,
  over,
  planned,
  promise,
  row,
  secret,
  slow,
  startsAt,
  tamsin,
} from './session-fixtures.ts'

const later = { startsAt: '2026-12-10T09:00:00.000Z', endsAt: '2026-12-22T09:00:00.000Z' }

/** One session in each of its states, by name. */
const states: Record<string, Session> = {
  'at the door': planned,
  'planned for later, seen by who may only read': {
    ...planned,
    ...later,
    format: slow,
    seats: [],
    invited: [],
    callLink: null,
    can: nothing,
  },
  'open, for two, new agreement': {
    ...planned,
    stage: 'open',
    capacity: 2,
    agreedAt: null,
    glassBroken: [{ at: startsAt, reason: 'A duty.' }],
  },
  'by asking': {
    ...planned,
    comers: 'asking',
    keepDays: 7,
    lateHistory: true,
    mine: false,
    callLink: null,
    can: { ...nothing, ask: true },
  },
  asked: { ...planned, comers: 'asking', asked: true, can: nothing },
  'with people asking': { ...planned, comers: 'asking', asking: [noor, tamsin], can: { ...planned.can, admit: true } },
  'with nobody asking': { ...planned, comers: 'asking', can: { ...planned.can, admit: true } },
  full: { ...planned, placesTaken: 10, can: nothing },
  'by list': { ...planned, comers: 'invited', mine: false, can: nothing },
  removed: { ...planned, stage: 'open', removed: true, can: nothing },
  'called off': { ...planned, stage: 'called-off', can: nothing },
  over: { ...over, afterwards, glassBroken: [{ at: startsAt, reason: 'A duty.' }] },
  'over, to be erased': {
    ...over,
    afterwards: {
      ...afterwards,
      ratings: null,
      summary: null,
      takeaways: [],
      commitments: [],
      topicWords: [],
      erasure: { ...afterwards.erasure, erasedAt: null, due: '2026-12-03T18:04:00.000Z' },
    },
  },
  'over, erased later': {
    ...over,
    afterwards: { ...afterwards, erasure: { ...afterwards.erasure, erasedAt: '2026-12-03T18:04:00.000Z' } },
  },
  'over, not all erased': { ...over, afterwards: { ...afterwards, erasure: { ...afterwards.erasure, left: 2 } } },
  'over, being erased': { ...over, afterwards: { ...afterwards, erasure: { ...afterwards.erasure, erasedAt: null } } },
  'over, for who was not there': over,
}

const failed = {
  values: { title: 'Te', day: '', time: '17:00', invited: 'nobody', 'seats.presenter': 'noone', comers: 'invited' },
  problem: {
    ...problem,
    errors: ['/title', '/day', '/invited', '/seats/presenter', '/callLink'].map(pointer => ({ pointer, code: 'required', message: 'x' })),
  },
}
const atTheDoor = {
  values: { listening: 'true' },
  problem: { ...problem, errors: [{ pointer: '/agreed', code: 'not-agreed', message: 'x' }] },
}

export const lookedInto = [{ id: id(49), title: 'Thursday open room', at: '2026-11-26T17:30:00.000Z' }]

export const ownSessions = [
  { ...about, door: true },
  { ...about, id: id(48), stage: 'open' as const, door: true },
]

export function sessionPages(): Record<string, VNode> {
  const fresh = pages.freshForm()
  const shown = (session: Session, form = fresh, listening: 'only' | null = null) =>
    draw(pages.SessionPage, { session, space, now, form, listening, hard: null })
  const list = {
    next: 'n',
    after: 'a',
    show: 'coming' as const,
    space: space.id as string | null,
    commitments: [promise, secret],
    spaceNames: { [space.id]: space.name },
    mayPlan: true,
    now,
  }
  const rows = [
    row({ stage: 'open', here: 4 }),
    row({ id: id(44) }),
    row({ id: id(45), mine: false, placesTaken: 10 }),
    row({ id: id(46), ...later, comers: 'asking', mine: false, facilitator: null, format: { ...row().format, unit: 'days' } }),
  ]
  const past = [row({ stage: 'over' }), row({ id: id(47), stage: 'called-off' })]
  const none = { ...list, rows: [], next: null, after: null, commitments: [] }
  return {
    ...Object.fromEntries(Object.entries(states).map(([name, session]) => [`session, ${name}`, shown(session)])),
    'session, at the door, not agreed to': shown(planned, atTheDoor),
    'session, at the door, only to listen': shown(planned, fresh, 'only'),
    rooms: draw(pages.RoomsPage, { ...list, rows }),
    'rooms, past': draw(pages.RoomsPage, { ...list, rows: past, show: 'past' }),
    'rooms, none': draw(pages.RoomsPage, none),
    'rooms, none past, for who does not plan': draw(pages.RoomsPage, { ...none, show: 'past', mayPlan: false }),
    ...formPages(),
  }
}

function formPages(): Record<string, VNode> {
  const fresh = pages.freshForm()
  const formats = shownFormats().map(each => ({ ...each, steps: each.steps.length }))
  const present: pages.Planned = {
    title: planned.title,
    formatId: format.id,
    day: '2026-11-26',
    time: '18:00',
    timeZone: 'Europe/Berlin',
    capacity: '10',
    comers: 'asking',
    invited: 'noor_q',
    seats: { facilitator: 'grey_heron', aftercare: 'tamsin' },
    callLink: '',
    keepDays: 7,
    lateHistory: true,
  }
  const plan = { space, formats, present, id: id(40), changing: null }
  const session = { id: id(40), title: planned.title }
  const { agreement } = planned
  return {
    'plan a session': draw(pages.PlanSessionPage, { ...plan, form: fresh }),
    'plan a session, refused': draw(pages.PlanSessionPage, { ...plan, form: failed }),
    'change a session': draw(pages.PlanSessionPage, { ...plan, form: fresh, changing: { title: planned.title, begun: false, was: '{}' } }),
    'change a session that began': draw(pages.PlanSessionPage, {
      ...plan,
      form: fresh,
      changing: { title: planned.title, begun: true, was: '{}' },
    }),
    'choose a space': draw(pages.ChooseSpacePage, { spaces: [space], formatId: format.id }),
    'choose a space, none': draw(pages.ChooseSpacePage, { spaces: [], formatId: null }),
    'call off': draw(pages.CallOffPage, { session, form: fresh }),
    'break glass': draw(pages.BreakGlassPage, { id: session.id, sessionTitle: session.title, form: fresh }),
    'break glass, unknown': draw(pages.BreakGlassPage, { id: session.id, sessionTitle: null, form: fresh }),
    'agreement of the rooms': draw(pages.RoomsAgreementPage, { agreement, mayAdopt: false, form: fresh }),
    'agreement of the rooms, to adopt': draw(pages.RoomsAgreementPage, { agreement, mayAdopt: true, form: fresh }),
    'plan, signed out meanwhile': draw(pages.ExpiredPage, {
      what: 'session',
      action: '/spaces/x/sessions',
      rest: [['title', 'Thursday']],
      form: fresh,
      requestId: null,
    }),
  }
}
