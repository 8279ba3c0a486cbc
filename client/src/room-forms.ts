// Every form of a room: which call it makes, and how its fields become the body; read by the server without script, and by the page with it.
import type { CallKey } from '@hearth/shared/contract'

type Body = Record<string, unknown>
type RoomForm = {
  call: CallKey
  /** A field is empty where it was not sent. */
  body(field: (name: string) => string, all: (name: string) => string[]): Body | undefined
}

const optional = (value: string) => (value === '' ? {} : { id: value })
const yes = (value: string) => value === 'true' || value === 'on'

export const roomForms = {
  move: { call: 'POST /api/sessions/:sessionId/moves', body: moveOf },
  say: {
    call: 'POST /api/sessions/:sessionId/messages',
    body: field => ({ ...optional(field('id')), body: field('body'), note: yes(field('note')) }),
  },
  otherwise: { call: 'PATCH /api/sessions/:sessionId/messages/:messageId', body: field => ({ body: field('body') }) },
  'take-back': { call: 'DELETE /api/sessions/:sessionId/messages/:messageId', body: () => undefined },
  react: {
    call: 'PUT /api/sessions/:sessionId/messages/:messageId/reactions',
    body: field => ({ kind: field('kind'), on: yes(field('on')) }),
  },
  report: { call: 'POST /api/sessions/:sessionId/messages/:messageId/report', body: field => ({ reason: field('reason') }) },
  give: { call: 'POST /api/sessions/:sessionId/together', body: field => ({ body: field('body') }) },
  'show-together': { call: 'POST /api/sessions/:sessionId/together/show', body: () => undefined },
  dots: { call: 'PUT /api/sessions/:sessionId/dots', body: (_, all) => ({ messages: all('messages') }) },
  'show-dots': { call: 'POST /api/sessions/:sessionId/dots/show', body: () => undefined },
  notes: { call: 'PUT /api/sessions/:sessionId/notes', body: field => ({ body: field('body') }) },
  pad: { call: 'PUT /api/sessions/:sessionId/pad', body: field => ({ body: field('body') }) },
  summary: { call: 'PUT /api/sessions/:sessionId/summary', body: field => ({ body: field('body') }) },
  'agree-summary': { call: 'POST /api/sessions/:sessionId/summary/agree', body: () => undefined },
  commit: {
    call: 'POST /api/sessions/:sessionId/commitments',
    body: field => ({ ...optional(field('id')), text: field('text'), due: field('due') || null, shared: yes(field('shared')) }),
  },
  takeaway: { call: 'POST /api/sessions/:sessionId/takeaways', body: field => ({ ...optional(field('id')), text: field('text') }) },
  'topic-words': {
    call: 'PUT /api/sessions/:sessionId/topic-words',
    body: field => ({
      words: field('words')
        .split(',')
        .map(word => word.trim())
        .filter(Boolean),
    }),
  },
  rate: { call: 'PUT /api/sessions/:sessionId/rating', body: field => ({ rating: field('rating') }) },
} as const satisfies Record<string, RoomForm>

export type RoomFormName = keyof typeof roomForms

export function isRoomForm(name: string): name is RoomFormName {
  return Object.hasOwn(roomForms, name)
}

/** What a form of the room sends, ready for its call. */
export function sentBy(name: RoomFormName, field: (name: string) => string, all: (name: string) => string[]) {
  const { call, body }: RoomForm = roomForms[name]
  return { call, messageId: field('messageId'), body: body(field, all) }
}

const numbers = ['from', 'seconds', 'turn']
const texts = ['to', 'seat']

/** Of what a move's form holds only what this kind of move takes. */
function moveOf(field: (name: string) => string): Body {
  const kind = field('kind')
  const given = [
    ...numbers.filter(name => field(name) !== '').map(name => [name, Number(field(name))]),
    ...texts.filter(name => field(name) !== '').map(name => [name, field(name)]),
  ]
  const body: Body = { kind, ...Object.fromEntries(given) }
  if (kind === 'hold') body.aftercare = field('aftercare') || null
  if (kind !== 'seat' && kind !== 'unseat') delete body.seat
  return body
}
