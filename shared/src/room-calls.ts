// The calls of a room: everything that its sockets do too, for programs and for pages without script, and what lies beside the talk.
import { z } from 'zod'
import { id } from './id.ts'
import { limits } from './limits.ts'
import { message, move, ownPlace, reaction, room, roomState, saying } from './room.ts'
import { commitment } from './session.ts'
import { line, markdown } from './text.ts'

const paper = z.string().max(limits.bodyMax)
const done = z.object({ seq: z.int() })

export const roomCalls = {
  'GET /api/sessions/:sessionId/room': {
    query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    returns: room,
    summary: 'The room as it is now, and what was said or changed after a sequence number: all that is needed to catch up',
  },
  'POST /api/sessions/:sessionId/moves': { body: move, returns: roomState, summary: 'Make a move: start, next, pass, hold ...' },
  'POST /api/sessions/:sessionId/messages': { body: saying, returns: message, status: 201, summary: 'Say something, with the floor' },
  'PATCH /api/sessions/:sessionId/messages/:messageId': {
    body: z.strictObject({ body: markdown }),
    returns: message,
    summary: 'Put own words otherwise, within the step',
  },
  'GET /api/sessions/:sessionId/messages/:messageId/source': {
    returns: z.object({ id, body: z.string() }),
    summary: 'The Markdown of own words',
  },
  'DELETE /api/sessions/:sessionId/messages/:messageId': { returns: message, summary: 'Take own words back, within the step' },
  'PUT /api/sessions/:sessionId/messages/:messageId/reactions': {
    body: z.strictObject({ kind: reaction, on: z.boolean() }),
    returns: message,
    summary: 'Answer a message with a sign',
  },
  'POST /api/sessions/:sessionId/messages/:messageId/report': {
    body: z.strictObject({ reason: line(limits.reasonMax, 3) }),
    returns: z.object({ id }),
    status: 201,
    summary: 'Report a message: a copy of it goes to the moderators and stays there after the erasure',
  },
  'POST /api/sessions/:sessionId/together': {
    body: z.strictObject({ id: id.optional(), body: markdown }),
    returns: done,
    status: 201,
    summary: 'Give words without a name, to be shown together with those of the others; again, to put them otherwise',
  },
  'POST /api/sessions/:sessionId/together/show': { returns: done, summary: 'Show what was given, shuffled, with one time' },
  'PUT /api/sessions/:sessionId/dots': {
    body: z.strictObject({ messages: z.array(id).max(3) }),
    returns: done,
    summary: 'Put up to three dots on messages of this step',
  },
  'POST /api/sessions/:sessionId/dots/show': { returns: done, summary: 'Close the vote of this step and show its dots' },
  'PUT /api/sessions/:sessionId/notes': { body: z.strictObject({ body: paper }), returns: done, summary: "The note keeper's notes" },
  'PUT /api/sessions/:sessionId/pad': { body: z.strictObject({ body: paper }), returns: done, summary: 'The private note pad' },
  'PUT /api/sessions/:sessionId/summary': {
    body: z.strictObject({ body: paper }),
    returns: done,
    summary: 'Propose the summary; what was agreed on an earlier wording no longer counts',
  },
  'POST /api/sessions/:sessionId/summary/agree': { returns: done, summary: 'Agree to the summary; once all who are here did, it stands' },
  'POST /api/sessions/:sessionId/commitments': {
    body: z.strictObject({
      id: id.optional(),
      text: line(300),
      due: z.iso.date().nullable().default(null),
      shared: z.boolean().default(false),
    }),
    returns: commitment,
    status: 201,
    summary: 'Promise something to oneself, or to the group',
  },
  'POST /api/sessions/:sessionId/takeaways': {
    body: z.strictObject({ id: id.optional(), text: line(300) }),
    returns: z.strictObject({ id, text: z.string() }),
    status: 201,
    summary: 'As the presenter, release one thing that stays',
  },
  'PUT /api/sessions/:sessionId/topic-words': {
    body: z.strictObject({ words: z.array(line(40)).max(6) }),
    returns: done,
    summary: 'The words that the session is remembered by, in the words of who brought it',
  },
  'PUT /api/sessions/:sessionId/rating': {
    body: z.strictObject({ rating: ownPlace.shape.rating.unwrap() }),
    returns: done,
    summary: 'Say whether the format helped today; told as numbers alone',
  },
} as const
