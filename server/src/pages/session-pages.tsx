// One session: its page by stage, and the forms of its door: go in, ask, let in, and look in as an administrator.
import { BreakGlassPage, SessionPage } from '@hearth/client/pages'
import type { Session } from '@hearth/shared/session'
import { can } from '../policy/can.ts'
import type { SessionFacts } from '../policy/sessions.ts'
import { Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { hardIn, hardTitle, titleFor } from './covered.ts'
import { bodyOf, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { sessionIn } from './ours.ts'
import { attempt, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

type Tried = { fields: Fields; problem: Problem }

export function sessionPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/sessions/:sessionId', visit => sessionPage(deps, visit))
  form('/sessions/:sessionId/enter', (visit, fields) => goIn(deps, visit, fields))
  form('/sessions/:sessionId/ask', visit => askToComeIn(deps, visit))
  form('/sessions/:sessionId/admit', (visit, fields) => admit(deps, visit, fields))
  page('/sessions/:sessionId/break-glass', visit => breakGlassPage(deps, visit))
  form('/sessions/:sessionId/break-glass', (visit, fields) => breakGlass(deps, visit, fields))
}

const idIn = (visit: Visit) => ({ sessionId: visit.params.sessionId ?? '' })

async function sessionPage({ rooms, spaces, clock }: PageDeps, visit: Visit, tried?: Tried): Promise<Page> {
  const session = sessionIn(visit.reader.lang, await ask(visit, rooms.actions.readSession, { params: idIn(visit) }))
  // Where no other try can help there is no form to come back to: the problem's own page says why.
  if (tried && !session.can.enter) throw tried.problem
  const space = await ask(visit, spaces.actions.read, { params: { spaceId: session.spaceId } }).catch(() => null)
  const form = { values: tried?.fields ?? {}, problem: tried ? problemJson(tried.problem) : null }
  return {
    title: titleFor(visit, { title: session.title }, 'hard.sessionTitle'),
    body: (
      <SessionPage
        {...{ session, space, form }}
        now={clock.now().toISOString()}
        listening={listeningOf(visit, session)}
        hard={hardTitle(visit, { title: session.title })}
        {...hardAfter(visit, session)}
      />
    ),
    ...(tried ? { status: tried.problem.status } : {}),
  }
}

/** What stayed in the words of others. */
function hardAfter(visit: Visit, { afterwards: after }: Session) {
  if (!after || !visit.covers) return {}
  const texts = [{ id: 'summary', text: after.summary ?? '' }, ...after.takeaways, ...after.commitments.filter(({ mine }) => !mine)]
  return { hardAfter: Object.fromEntries(texts.map(({ id, text }) => [id, hardIn(visit, { text }).hard ?? []])) }
}

function listeningOf({ actor }: Visit, { seats }: Session) {
  if (actor.kind === 'guest') return null
  if (actor.silenced) return 'only' as const
  return seats.some(({ seat, person }) => seat === 'listener' && person.id === actor.accountId) ? ('seat' as const) : null
}

async function goIn(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      if (!yesField(fields, 'agreed')) throw notAgreed()
      const given = { agreement: Number(textField(fields, 'agreement')), listening: yesField(fields, 'listening') }
      const body = bodyOf('POST /api/sessions/:sessionId/enter', given)
      await ask(visit, deps.rooms.actions.enterSession, { params: idIn(visit), body })
      return goTo(`/sessions/${idIn(visit).sessionId}/room`)
    },
    problem => sessionPage(deps, visit, { fields, problem }),
  )
}

function notAgreed() {
  return new Problem('invalid-input', { errors: [{ pointer: '/agreed', code: 'not-agreed', message: 'has to be agreed to' }] })
}

async function askToComeIn({ rooms }: PageDeps, visit: Visit) {
  await ask(visit, rooms.actions.askForSession, { params: idIn(visit) })
  return goTo(`/sessions/${idIn(visit).sessionId}`, 'said.asked')
}

async function admit({ rooms }: PageDeps, visit: Visit, fields: Fields) {
  const given = { accountId: textField(fields, 'accountId'), letIn: yesField(fields, 'letIn') }
  const body = bodyOf('POST /api/sessions/:sessionId/admit', given)
  await ask(visit, rooms.actions.admitToSession, { params: idIn(visit), body })
  return goTo(`/sessions/${idIn(visit).sessionId}`, body.letIn ? 'said.letIn' : 'said.notLetIn')
}

async function breakGlassPage({ rooms }: PageDeps, visit: Visit, tried?: Tried): Promise<Page> {
  const { sessionId } = idIn(visit)
  const session = await ask(visit, rooms.actions.readSession, { params: { sessionId } }).catch(unread)
  if (!(session?.can.breakGlass ?? can(visit.actor, 'breakGlass', unknownRoom) === true)) throw new Problem('not-allowed')
  const form = { values: tried?.fields ?? {}, problem: tried ? problemJson(tried.problem) : null }
  const body = (
    <BreakGlassPage id={sessionId} sessionTitle={session && titleFor(visit, { title: session.title }, 'hard.sessionTitle')} form={form} />
  )
  return { title: visit.t('sessions.breakGlassTitle'), body, ...(tried ? { status: tried.problem.status } : {}) }
}

/** What an administrator may not know of can still be a room that must be read: the form then stands without its title. */
const unknownRoom: SessionFacts = {
  space: { visibility: 'members', archived: false, anonymous: false },
  comers: 'invited',
  stage: 'open',
  planner: false,
  listed: false,
  entered: false,
  removed: false,
}

function unread(error: unknown): null {
  if (error instanceof Problem && error.code === 'not-found') return null
  throw error
}

async function breakGlass(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const body = bodyOf('POST /api/sessions/:sessionId/break-glass', { reason: textField(fields, 'reason') })
      await ask(visit, deps.rooms.actions.breakGlass, { params: idIn(visit), body })
      return goTo(`/sessions/${idIn(visit).sessionId}/room`)
    },
    problem => breakGlassPage(deps, visit, { fields, problem }),
  )
}
