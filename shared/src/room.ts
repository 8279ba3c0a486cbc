// A room while a session goes on: its state as everybody in it sees it, the moves, what is said, and what is collected and shown together.
import { z } from 'zod'
import { seat } from './format.ts'
import { id } from './id.ts'
import { instant } from './instant.ts'
import type { Ack } from './presence.ts'
import { commitment, sessionPerson } from './session.ts'
import { markdown } from './text.ts'

export const phase = z.enum(['lobby', 'step', 'closing', 'closed'])

export const roomPerson = sessionPerson.extend({
  seats: z.array(seat),
  here: z.boolean(),
  muted: z.boolean(),
  /** Sent out by the facilitator. */
  removed: z.boolean(),
})
export type RoomPerson = z.infer<typeof roomPerson>

/** The same for everybody in the room: nothing in it differs from reader to reader. Times are the server's; `stepEndsAt` is a soft end. */
export const roomState = z
  .strictObject({
    sessionId: id,
    seq: z.int(),
    /** The server's time when this was sent. */
    now: instant,
    phase,
    /** Index into the steps as they are taken, turns included. */
    step: z.int(),
    stepStartedAt: instant,
    stepEndsAt: instant,
    /** What the format said, with what was added and taken. */
    stepPlannedMs: z.int(),
    /** Since when the clock stands. */
    stoppedAt: instant.nullable(),
    hold: z.strictObject({ by: id, aftercare: id.nullable() }).nullable(),
    people: z.array(roomPerson),
    round: z.strictObject({ order: z.array(id), turn: z.int(), turnStartedAt: instant }).nullable(),
    hands: z.array(id),
    token: id.nullable(),
    ready: z.array(id),
    facilitatorLostAt: instant.nullable(),
    locked: z.boolean(),
    /** Steps whose collected words were shown. */
    shown: z.array(z.int()),
    /** The vote of this step, once it is closed: dots by message. */
    dots: z.record(id, z.int()).nullable(),
    summary: z.strictObject({ text: z.string(), agreed: z.array(id), stands: z.boolean() }).nullable(),
    notes: z.string(),
    glassBroken: z.array(z.strictObject({ at: instant, reason: z.string() })),
  })
  .meta({ id: 'RoomState' })
export type RoomState = z.infer<typeof roomState>

export const reaction = z.enum(['heard', 'thanks', 'with-you', 'same-here'])
export type Reaction = z.infer<typeof reaction>

/** `together`: collected without a name and shown at once; it has no author, for anybody. `note`: the facilitator's process note. */
export const message = z
  .strictObject({
    id,
    n: z.int(),
    seq: z.int(),
    kind: z.enum(['said', 'note', 'together']),
    phase,
    step: z.int(),
    /** Null where nobody's name belongs to it. */
    author: id.nullable(),
    html: z.string(),
    at: instant,
    editedAt: instant.nullable(),
    withdrawn: z.boolean(),
    reactions: z.array(z.strictObject({ kind: reaction, by: z.array(id) })),
  })
  .meta({ id: 'RoomMessage' })
export type RoomMessage = z.infer<typeof message>

/** What is the reader's own, and in no broadcast. */
export const ownPlace = z.strictObject({
  id,
  /** Why the reader may not speak now, or null. */
  silent: z.string().nullable(),
  facilitator: z.boolean(),
  /** The private note pad. */
  pad: z.string(),
  /** Whether the reader gave words to be shown together in this step. */
  gave: z.boolean(),
  dots: z.array(id),
  rating: z.enum(['helped', 'partly', 'not-today']).nullable(),
  /** Everything after this number may be read: who comes late may start later. */
  since: z.int(),
  can: z.strictObject({ keepNotes: z.boolean(), showTogether: z.boolean(), takeaway: z.boolean(), claim: z.boolean() }),
})
export type OwnPlace = z.infer<typeof ownPlace>

export const room = z
  .strictObject({
    state: roomState,
    me: ownPlace,
    /** Messages stamped above `after`, in order of change. */
    messages: z.array(message),
    /** Everything up to this sequence is in hand. */
    upTo: z.int(),
    more: z.boolean(),
    commitments: z.array(commitment),
    takeaways: z.array(z.strictObject({ id, text: z.string() })),
  })
  .meta({ id: 'Room' })
export type Room = z.infer<typeof room>

const to = id
/** `from` is the step that whoever pressed was looking at: of two who press at once, one moves on. */
export const move = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['next', 'back']), from: z.int().min(0) }),
  z.strictObject({ kind: z.literal('add-time'), seconds: z.int().min(-86_400).max(86_400) }),
  z.strictObject({
    kind: z.enum([
      'start',
      'pause',
      'go-on',
      'round-again',
      'end',
      'close',
      'lock',
      'unlock',
      'release',
      'open-floor',
      'claim',
      'raise-hand',
      'lower-hand',
      'ready',
      'leave',
    ]),
  }),
  z.strictObject({ kind: z.literal('hold'), aftercare: id.nullable() }),
  z.strictObject({ kind: z.enum(['hand-over', 'mute', 'unmute', 'remove', 'give-floor']), to }),
  z.strictObject({ kind: z.enum(['seat', 'unseat']), to, seat }),
  /** Passing and having spoken are the same: nobody can tell them apart afterwards. */
  z.strictObject({ kind: z.literal('pass'), turn: z.int().min(0) }),
])
export type Move = z.infer<typeof move>

export const saying = z.strictObject({
  id: id.optional(),
  body: markdown,
  /** The facilitator's word on the way of working; not floor speech. */
  note: z.boolean().default(false),
})
/** What changed of the state: everything but people whole, and of people those who changed. */
export const roomChange = roomState
  .omit({ people: true })
  .partial()
  .extend({ people: z.array(roomPerson) })
export type RoomChange = z.infer<typeof roomChange>

export const roomEvents = {
  'session.changed': z.strictObject({ sessionId: id, seq: z.int(), now: instant, state: roomChange }),
  'session.said': z.strictObject({ sessionId: id, seq: z.int(), now: instant, message }),
  /** So that even a lost last event is noticed, and that clocks keep in step. */
  'session.head': z.strictObject({ sessionId: id, seq: z.int(), now: instant }),
  /** Something of the reader's own, or a paper beside the talk, changed: to be asked for. */
  'session.papers': z.strictObject({ sessionId: id }),
  /** The reader is no longer in the room: sent out, or may no longer read it. */
  'session.ended': z.strictObject({ sessionId: id }),
} as const

export const head = roomEvents['session.head']
const inSession = z.strictObject({ sessionId: id })

/** The same actions as behind the calls, for who is in the room. */
export const roomCommands = {
  'session.enter': { input: inSession, output: head },
  'session.leave': { input: inSession, output: z.null() },
  'session.move': { input: z.strictObject({ sessionId: id, move }), output: z.object({ seq: z.int() }) },
  'session.say': { input: saying.extend({ sessionId: id }), output: message },
} as const
export type RoomAck<Output> = Ack<Output>
