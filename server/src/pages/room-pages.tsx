// The page of a room, and all its forms without script: each makes the call that the page would make, and a refusal brings back every word.
import { RoomPage } from '@hearth/client/pages'
import { stepsOf } from '@hearth/client/room-floor'
import type { RoomFormName } from '@hearth/client/room-forms'
import { isRoomForm, sentBy } from '@hearth/client/room-forms'
import type { ShownFormat } from '@hearth/shared/format'
import type { Room, RoomMessage } from '@hearth/shared/room'
import { Problem, problemJson } from '../problem.ts'
import type { Rooms } from '../rooms/index.ts'
import { ask } from './ask.ts'
import { titleFor } from './covered.ts'
import { bodyOf, listField, textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { sessionIn } from './ours.ts'
import { attempt, newId, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Onward, type Page, type Visit } from './visit.ts'

type Tried = { form: RoomFormName; fields: Fields; problem: Problem }

/** Seconds after which a page without script asks again. */
const refresh = 20
const idIn = (visit: Visit) => visit.params.sessionId ?? ''
const sessionPath = (visit: Visit) => `/sessions/${idIn(visit)}`

export function roomPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/sessions/:sessionId/room', visit =>
    attempt(
      () => roomPage(deps, visit),
      problem => elsewhere(visit, problem),
    ),
  )
  form('/sessions/:sessionId/room/:form', (visit, fields) => send(deps, visit, fields))
}

/** Who has not come in yet goes in through the door. */
function elsewhere(visit: Visit, problem: Problem): Onward {
  if (problem.code === 'at-the-door') return goTo(sessionPath(visit))
  throw problem
}

async function roomPage(deps: PageDeps, visit: Visit, tried?: Tried): Promise<Page> {
  const params = { sessionId: idIn(visit) }
  const [session, room] = await Promise.all([ask(visit, deps.rooms.actions.readSession, { params }), wholeRoom(deps, visit)])
  const { id, title, endsAt, keepDays, callLink, format } = sessionIn(visit.reader.lang, session)
  // What is said stays on no device.
  visit.res.set('Cache-Control', 'no-store')
  const writing = tried !== undefined || 'writing' in visit.query
  const here = room.state.people.filter(person => person.here && !person.removed).length
  const view = {
    ...room,
    choices: visit.covers?.choices ?? null,
    session: { id, title: titleFor(visit, { title }, 'hard.sessionTitle'), endsAt, keepDays, callLink, format: plainFormat(format) },
    steps: stepsOf(format),
    ids: { say: newId(), commit: newId(), takeaway: newId() },
    reach: 'there' as const,
    refused: tried ? { form: tried.form, fields: plainFields(tried.fields), problem: problemJson(tried.problem) } : null,
    pending: [],
    words: '',
    unread: 0,
    writing,
  }
  return {
    title: view.session.title,
    body: <RoomPage room={view} />,
    room: {
      title: view.session.title,
      line: `${format.name}, ${visit.t('room.hereCount', { count: here })}`,
      refresh: writing ? null : refresh,
    },
    ...(tried ? { status: tried.problem.status } : {}),
  }
}

/** All that may be read, page by page. */
async function wholeRoom({ rooms }: PageDeps, visit: Visit): Promise<Room> {
  const params = { sessionId: idIn(visit) }
  const messages = new Map<string, RoomMessage>()
  let room: Room
  let after = 0
  do {
    room = await ask(visit, rooms.actions.readRoom, { params, query: { after } })
    for (const message of room.messages) messages.set(message.id, message)
    after = room.upTo
  } while (room.more)
  return { ...room, messages: [...messages.values()].sort((one, other) => one.n - other.n) }
}

/** Of the format what the page needs; the rest would only make it heavier. */
function plainFormat({ id, slug, name, unit, turns, steps, seats, rules }: ShownFormat) {
  return { id, slug, name, unit, turns, steps, seats, rules }
}

function plainFields(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.keys(fields).map(name => [name, textField(fields, name)]))
}

async function send(deps: PageDeps, visit: Visit, fields: Fields): Promise<Page | Onward> {
  const form = visit.params.form ?? ''
  if (!isRoomForm(form)) throw new Problem('not-found')
  return attempt(
    async () => {
      await makeCall(deps, visit, form, fields)
      return onward(visit, form, fields)
    },
    problem => roomPage(deps, visit, { form, fields, problem }),
  )
}

async function makeCall({ rooms }: PageDeps, visit: Visit, form: RoomFormName, fields: Fields) {
  const { call, messageId, body } = sentBy(
    form,
    name => textField(fields, name),
    name => listField(fields, name),
  )
  const params = { sessionId: idIn(visit), ...(messageId ? { messageId } : {}) }
  const action = actionsOf(rooms)[form] as Rooms['actions']['makeMove']
  await ask(visit, action, { params, ...(body ? { body: bodyOf(call, body) } : {}) } as never)
}

function onward(visit: Visit, form: RoomFormName, fields: Fields): Onward {
  if (form === 'move' && textField(fields, 'kind') === 'leave') return goTo(sessionPath(visit))
  if (form === 'report') return goTo(`${sessionPath(visit)}/room`, 'said.reported')
  return goTo(`${sessionPath(visit)}/room${form === 'say' ? '#speak-title' : ''}`)
}

function actionsOf({ actions }: Rooms) {
  return {
    move: actions.makeMove,
    say: actions.say,
    otherwise: actions.putOtherwise,
    'take-back': actions.takeBack,
    react: actions.react,
    report: actions.report,
    give: actions.giveTogether,
    'show-together': actions.showTogether,
    dots: actions.putDots,
    'show-dots': actions.showDots,
    notes: actions.keepNotes,
    pad: actions.keepPad,
    summary: actions.proposeSummary,
    'agree-summary': actions.agreeToSummary,
    commit: actions.makeCommitment,
    takeaway: actions.releaseTakeaway,
    'topic-words': actions.setTopicWords,
    rate: actions.rate,
  } satisfies Record<RoomFormName, unknown>
}
