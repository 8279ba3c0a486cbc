// Formats: the plan of a session as steps, each with its time and its floor: who may speak, and who is left out.
import { z } from 'zod'
import { id } from './id.ts'
import { limits } from './limits.ts'
import { line, lines } from './text.ts'

/** What somebody is in one session; several at once are possible. Whoever holds none takes part as everybody does. */
export const seat = z.enum([
  'facilitator',
  'co-facilitator',
  'presenter',
  'note-keeper',
  'supervisor',
  'guest',
  'reflector',
  'aftercare',
  'listener',
])
export type Seat = z.infer<typeof seat>

/** Who may speak. The facilitator may always send a process note, which is not floor speech. */
export const floor = z.strictObject({
  mode: z.enum(['everyone', 'round', 'presenter', 'facilitator', 'quiet']),
  /** Seats that listen in this step, whatever the mode. */
  except: z.array(seat).default([]),
})
export type Floor = z.infer<typeof floor>

/** What a group agrees on with a format. */
export const formatRule = z.enum([
  'confidential',
  'right-to-pass',
  'no-identifiers',
  'no-solutions-before-step-6',
  'facilitator-may-also-consult',
  'no-advice',
  'learning-not-helping',
  'facilitator-rotates',
  'may-step-out',
  'named-person-for-aftercare',
  'no-notes-by-default',
  'no-solutions',
  'presenter-protected-from-interrogation',
  'questions-only',
  'actions-reported-next-time',
  'no-own-stories',
  'reflectors-talk-to-each-other',
  'tentative-language',
  'all-teach-all-learn',
  'written-recommendations-to-presenter',
  'no-interruptions-in-response',
  'stay-in-your-perspective',
  'breakouts-of-three',
  'supervisor-hat-named',
  'strengths-first',
  'no-case-discussion',
  'voluntary',
  'no-retelling',
  'aftercare-named',
  'no-transcript',
  'write-daily',
  'room-deleted-after',
])
export type FormatRule = z.infer<typeof formatRule>

export const step = z.strictObject({
  title: line(limits.formatNameMax),
  /** In the format's unit; at most a day's minutes, or 60 days. */
  length: z.number().positive().max(1_440),
  floor,
  instructions: lines(limits.instructionsMax),
  prompts: z.array(line(limits.promptMax)).max(limits.promptsMax).default([]),
  /** May be left out by the facilitator. */
  optional: z.boolean().default(false),
  /** In a round: the soft end of each person's turn. */
  perPersonSeconds: z.int().min(10).max(3_600).nullable().default(null),
  /** What the group writes down in this step, in a word: `commitments`, `takeaways`, `roles`. */
  capture: line(limits.captureMax).nullable().default(null),
  /** A gentle hint where a text in this step is not what it asks for. */
  lint: z.enum(['question-mark']).nullable().default(null),
  /** Whose turn it is where the floor is the presenter's and somebody else presents. */
  voice: seat.nullable().default(null),
  /** `together`: what people write is collected without names, and the facilitator shows all of it at once. */
  gather: z.enum(['open', 'together']).default('open'),
  /** Whether the group puts dots on what was gathered. */
  vote: z.boolean().default(false),
})
export type Step = z.infer<typeof step>

export const format = z.strictObject({
  name: line(limits.formatNameMax),
  bestFor: line(limits.bestForMax, 0),
  /** Where the way of working comes from; names and wording are ours. */
  tradition: line(limits.traditionMax, 0),
  unit: z.enum(['minutes', 'days']),
  groupSize: z
    .strictObject({ min: z.int().min(2), max: z.int().max(200) })
    .refine(({ min, max }) => min <= max, { path: ['max'], error: 'is smaller than the smallest group', params: { code: 'below-min' } }),
  /** How often the steps are gone through, each time with another presenter. */
  turns: z.int().min(1).max(10).default(1),
  seats: z.array(seat),
  rules: z.array(formatRule),
  steps: z.array(step).min(1).max(limits.stepsMax),
})
export type Format = z.infer<typeof format>

export const shownFormat = format
  .extend({
    id,
    slug: z.string(),
    /** Of all steps that are not optional, turns included; in the unit. */
    total: z.number(),
    /** Grows by one with each change. */
    version: z.int(),
    /** Written here; the others came with Hearth and stay as they are. */
    own: z.boolean(),
    /** No longer offered for new sessions. */
    withdrawn: z.boolean(),
  })
  .meta({ id: 'Format' })
export type ShownFormat = z.infer<typeof shownFormat>
export const formatRow = shownFormat
  .pick({ id: true, slug: true, name: true, bestFor: true, unit: true, groupSize: true, total: true, own: true })
  .extend({ steps: z.int() })
  .meta({ id: 'FormatRow' })
export type FormatRow = z.infer<typeof formatRow>

/** A whole format; or `from` another, whose words stand where none are given. */
export const newFormat = format.partial().extend({ id: id.optional(), from: id.optional(), turns: format.shape.turns.unwrap().optional() })
export type NewFormat = z.infer<typeof newFormat>

/** The whole format as it shall be; `basedOn` is the version that was looked at. */
export const formatChange = format.extend({ basedOn: z.int().min(1) })

const rows = z.array(formatRow)

export const formatCalls = {
  'GET /api/formats': {
    open: true,
    returns: z.object({ items: rows, /** For coordinators, who may bring them back; else empty. */ withdrawn: rows }),
    summary: 'The formats that sessions can follow: those written here first',
  },
  'POST /api/formats': { body: newFormat, returns: shownFormat, status: 201, summary: 'Write a format, or copy one' },
  'GET /api/formats/:formatId': { open: true, returns: shownFormat, summary: 'One format with its steps' },
  'PUT /api/formats/:formatId': { body: formatChange, returns: shownFormat, summary: 'Change a format that was written here' },
  'DELETE /api/formats/:formatId': { returns: shownFormat, summary: 'Offer a format no longer for new sessions; its page stays' },
  'POST /api/formats/:formatId/restore': { returns: shownFormat, summary: 'Offer a format again' },
} as const
