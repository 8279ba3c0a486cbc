// Sessions: one meeting each, planned in a space, entered through a door with its agreement, and what stays of it afterwards.
import { z } from 'zod'
import { agreement } from './agreement.ts'
import { seat, shownFormat } from './format.ts'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { limits } from './limits.ts'
import { pageOf, pageQuery } from './page.ts'
import { line } from './text.ts'

/** Who may come: whoever reads the space, who is on the list, or who asked and was let in. */
export const comers = z.enum(['space', 'invited', 'asking']).meta({ id: 'Comers' })
export type Comers = z.infer<typeof comers>

/** Days that what is said stays readable after the close; 0 erases it at the close. */
export const keepDays = z.union([z.literal(0), z.literal(1), z.literal(7), z.literal(30)])
export type KeepDays = z.infer<typeof keepDays>

/** `planned` until somebody starts it, `open` while it goes on, `over` once it is closed, `called-off` when it does not take place. */
export const sessionStage = z.enum(['planned', 'open', 'over', 'called-off'])
export type SessionStage = z.infer<typeof sessionStage>

/** Somebody in a session, as members see them. */
export const sessionPerson = z.strictObject({ id, handle: z.string(), displayName: z.string() })
export type SessionPerson = z.infer<typeof sessionPerson>
export const seatTaken = z.strictObject({ seat, person: sessionPerson })
export type SeatTaken = z.infer<typeof seatTaken>

const about = {
  id,
  spaceId: id,
  title: z.string(),
  stage: sessionStage,
  startsAt: instant,
  /** The planned end. */
  endsAt: instant,
  /** IANA name of the zone that the time was planned in. */
  timeZone: z.string(),
  comers,
  capacity: z.int(),
  /** Who has a place: in the room now, or held through the session. */
  placesTaken: z.int(),
}

export const sessionRow = z
  .object({
    ...about,
    format: z.object({ id, name: z.string(), unit: z.enum(['minutes', 'days']), steps: z.int() }),
    facilitator: sessionPerson.nullable(),
    /** In the room now. */
    here: z.int(),
    /** Whether the reader holds a seat in it, is on its list, or was there. */
    mine: z.boolean(),
    /** When an administrator last looked into a room that the reader was in, if ever. */
    glassBrokenAt: instant.nullable(),
  })
  .meta({ id: 'SessionRow' })
export type SessionRow = z.infer<typeof sessionRow>

export const sessionAbilities = z.object({
  /** Through the door: false when it is not open yet, full, or only asking is possible. */
  enter: z.boolean(),
  ask: z.boolean(),
  change: z.boolean(),
  /** Say who of those who asked comes in. */
  admit: z.boolean(),
  breakGlass: z.boolean(),
})

/** What of a commitment others see; a private one is told to its owner alone. */
export const commitment = z
  .strictObject({
    id,
    sessionId: id,
    owner: sessionPerson,
    text: z.string(),
    /** A day such as `2026-11-30`. */
    due: z.iso.date().nullable(),
    shared: z.boolean(),
    doneAt: instant.nullable(),
    mine: z.boolean(),
  })
  .meta({ id: 'Commitment' })
export type Commitment = z.infer<typeof commitment>

/** When what was said is erased, and what the check of it finds: nothing left, and no key to read a copy with. */
export const erasure = z
  .strictObject({ due: instant.nullable(), erasedAt: instant.nullable(), messages: z.int(), left: z.int(), keyGone: z.boolean() })
  .meta({ id: 'Erasure' })
export type Erasure = z.infer<typeof erasure>

export const attendance = z.strictObject({
  person: sessionPerson,
  seats: z.array(seat),
  minutes: z.int(),
  joinedAt: instant,
  leftAt: instant.nullable(),
})
export type Attendance = z.infer<typeof attendance>

/** Who thought what of the format, as numbers alone; null while fewer than three have said. */
export const ratings = z.strictObject({ helped: z.int(), partly: z.int(), notToday: z.int() }).nullable()

/** What stays: for those who were there. */
export const afterwards = z
  .strictObject({
    closedAt: instant,
    attendance: z.array(attendance),
    takeaways: z.array(z.strictObject({ id, text: z.string() })),
    topicWords: z.array(z.string()),
    summary: z.string().nullable(),
    ratings,
    steps: z.array(z.strictObject({ title: z.string(), plannedSeconds: z.int(), takenSeconds: z.int() })),
    erasure,
    commitments: z.array(commitment),
  })
  .meta({ id: 'Afterwards' })
export type Afterwards = z.infer<typeof afterwards>

export const session = z
  .object({
    ...about,
    format: shownFormat,
    seats: z.array(seatTaken),
    invited: z.array(sessionPerson),
    /** Only for who may let them in. */
    asking: z.array(sessionPerson),
    keepDays,
    /** Whether who comes late may read what was said before. */
    lateHistory: z.boolean(),
    /** Only for who may come in. */
    callLink: z.string().nullable(),
    agreement,
    /** When the reader accepted the version in force here; null when not yet. */
    agreedAt: instant.nullable(),
    /** An administrator has looked into the room: when, and the reason that they gave. */
    glassBroken: z.array(z.strictObject({ at: instant, reason: z.string() })),
    /** Null until it is over, and for who was not there. */
    afterwards: afterwards.nullable(),
    asked: z.boolean(),
    /** Went through its door. */
    entered: z.boolean(),
    /** Who is in the room now, for who may come in. */
    here: z.array(sessionPerson),
    removed: z.boolean(),
    mine: z.boolean(),
    seq: z.int(),
    can: sessionAbilities,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

const timeZone = z.string().refine(isTimeZone, { error: 'is not a time zone' })
const handle = z.string().trim().min(1).max(limits.handleMax)
const title = line(limits.titleMax, limits.titleMin)

const planned = {
  title,
  formatId: id,
  startsAt: instant,
  timeZone,
  /** Null: as many as the format is good for. */
  capacity: z.int().min(2).max(limits.sessionCapacityMax).nullable(),
  comers,
  /** Handles of who is on the list. */
  invited: z.array(handle).max(limits.sessionCapacityMax),
  seats: z.array(z.strictObject({ seat, handle })).max(40),
  callLink: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
  keepDays,
  lateHistory: z.boolean(),
}

export const newSession = z.strictObject({
  ...planned,
  id: id.optional(),
  capacity: planned.capacity.default(null),
  comers: planned.comers.default('space'),
  invited: planned.invited.default([]),
  seats: planned.seats.default([]),
  callLink: planned.callLink.default(null),
  keepDays: planned.keepDays.default(0),
  lateHistory: planned.lateHistory.default(false),
})
export type NewSession = z.infer<typeof newSession>
/** Until it starts everything may change, afterwards its title, list and link. `calledOff` cannot be taken back. */
export const sessionChange = z.strictObject({ ...planned, calledOff: z.literal(true) }).partial()
export type SessionChange = z.infer<typeof sessionChange>

export const entering = z.strictObject({
  /** The version that was read; another one in force is `agreement-changed`. */
  agreement: z.int(),
  listening: z.boolean().default(false),
})

const oneSession = { returns: session }

export const sessionCalls = {
  'GET /api/sessions': {
    query: pageQuery.extend({ show: z.enum(['coming', 'past', 'mine']).default('coming'), space: id.optional() }),
    returns: pageOf(sessionRow),
    summary:
      'Sessions that the caller may know of: those to come by their start, those that are over, newest first, or one’s own from two weeks ago on',
  },
  'POST /api/spaces/:spaceId/sessions': { body: newSession, ...oneSession, status: 201, summary: 'Plan a session' },
  'GET /api/sessions/:sessionId': { ...oneSession, summary: 'One session: its plan, its door, and what stayed of it' },
  'PATCH /api/sessions/:sessionId': { body: sessionChange, ...oneSession, summary: 'Change a planned session, or call it off' },
  'POST /api/sessions/:sessionId/ask': { ...oneSession, summary: 'Ask to be let in' },
  'POST /api/sessions/:sessionId/admit': {
    body: z.strictObject({ accountId: id, letIn: z.boolean() }),
    ...oneSession,
    summary: 'Let somebody in who asked, or not',
  },
  'POST /api/sessions/:sessionId/enter': { body: entering, ...oneSession, summary: 'Go in, on the agreement in force' },
  'POST /api/sessions/:sessionId/break-glass': {
    body: z.strictObject({ reason: line(limits.reasonMax, 10) }),
    ...oneSession,
    summary: 'As an administrator, read a room: logged, and told to everybody in it',
  },
  'GET /api/commitments': { returns: z.object({ items: z.array(commitment) }), summary: "The caller's own open commitments" },
  'PATCH /api/commitments/:commitmentId': {
    body: z.strictObject({ done: z.boolean() }),
    returns: commitment,
    summary: 'Say that a commitment is kept, or not yet',
  },
} as const

function isTimeZone(name: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name.length <= 60
  } catch {
    return false
  }
}
