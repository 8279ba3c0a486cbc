// Pages of planning: a new session in a space, changes of one, and calling it off.
import { CallOffPage, type Planned, PlanSessionPage } from '@hearth/client/pages'
import type { ShownFormat } from '@hearth/shared/format'
import type { Session } from '@hearth/shared/session'
import { Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { titleFor } from './covered.ts'
import { writingForm } from './expired.tsx'
import { optionalField, textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { formatIn } from './ours.ts'
import { openedWith, sessionChangeBody } from './planned-changes.ts'
import { besideFields, freshPlan, newSessionBody, presentPlan } from './planned-fields.ts'
import { mayPlanIn } from './rooms-pages.tsx'
import { attempt, newId, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

type Tried = { fields: Fields; problem: Problem }

export function planPages(routes: PageRoutes, deps: PageDeps) {
  const { page, form } = routes
  page('/spaces/:spaceId/sessions/new', visit => newPage(deps, visit))
  writingForm(routes, deps, '/spaces/:spaceId/sessions', 'session', (visit, fields) => plan(deps, visit, fields))
  page('/sessions/:sessionId/edit', visit => editPage(deps, visit))
  writingForm(routes, deps, '/sessions/:sessionId/edit', 'session', (visit, fields) => edit(deps, visit, fields))
  page('/sessions/:sessionId/call-off', visit => callOffPage(deps, visit))
  form('/sessions/:sessionId/call-off', visit => callOff(deps, visit))
}

async function newPage(deps: PageDeps, visit: Visit, tried?: Tried): Promise<Page> {
  const { me, timeZone } = visit.reader
  const space = await ask(visit, deps.spaces.actions.read, { params: { spaceId: visit.params.spaceId ?? '' } })
  if (!me) throw new Problem('not-signed-in')
  if (!mayPlanIn(visit, space)) throw new Problem(space.archivedAt ? 'space-archived' : 'not-allowed')
  const present = freshPlan({ handle: me.handle, timeZone, formatId: visit.query.format ?? '' })
  const id = (tried && optionalField(tried.fields, 'id')) ?? newId()
  return planPage(deps, visit, { space, present, id, changing: null, tried })
}

type Shown = {
  space: { id: string; name: string }
  present: Planned
  id: string
  changing: { title: string; begun: boolean; was: string } | null
  tried: Tried | undefined
  /** The format that the session has, also when it is no longer offered. */
  own?: ShownFormat
}

async function planPage({ rooms }: PageDeps, visit: Visit, { tried, own, ...shown }: Shown): Promise<Page> {
  const { items } = await ask(visit, rooms.actions.formats.list)
  const offered = own && !items.some(({ id }) => id === own.id) ? [{ ...own, steps: own.steps.length }, ...items] : items
  const formats = offered.map(format => formatIn(visit.reader.lang, format))
  const problem = tried && besideFields(tried.problem, tried.fields)
  const form = { values: tried?.fields ?? {}, problem: problem ? problemJson(problem) : null }
  return {
    title: visit.t(shown.changing ? 'sessions.changeTitle' : 'sessions.planTitle'),
    body: <PlanSessionPage {...shown} formats={formats} form={form} />,
    ...(problem ? { status: problem.status } : {}),
  }
}

async function plan(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const body = newSessionBody(fields)
      const params = { spaceId: visit.params.spaceId ?? '' }
      const { id } = await ask(visit, deps.rooms.actions.planSession, { params, body })
      return goTo(`/sessions/${id}`, 'said.planned')
    },
    problem => newPage(deps, visit, { fields, problem }),
  )
}

async function toChange({ rooms }: PageDeps, visit: Visit): Promise<Session> {
  const session = await ask(visit, rooms.actions.readSession, { params: { sessionId: visit.params.sessionId ?? '' } })
  if (session.can.change) return session
  throw new Problem(session.stage === 'over' || session.stage === 'called-off' ? 'session-closed' : 'not-allowed')
}

async function editPage(deps: PageDeps, visit: Visit, tried?: Tried): Promise<Page> {
  const session = await toChange(deps, visit)
  const space = await ask(visit, deps.spaces.actions.read, { params: { spaceId: session.spaceId } })
  const present = presentPlan(session)
  const was = tried ? textField(tried.fields, 'was') : openedWith(present)
  const changing = { title: titleFor(visit, { title: session.title }, 'hard.sessionTitle'), begun: session.stage !== 'planned', was }
  return planPage(deps, visit, { space, present, id: session.id, changing, tried, own: session.format })
}

async function edit(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const session = await toChange(deps, visit)
      const body = sessionChangeBody(fields, session)
      await ask(visit, deps.rooms.actions.changeSession, { params: { sessionId: session.id }, body })
      return goTo(`/sessions/${session.id}`, 'said.saved')
    },
    problem => editPage(deps, visit, { fields, problem }),
  )
}

async function callOffPage(deps: PageDeps, visit: Visit, problem?: Problem): Promise<Page> {
  const session = await toChange(deps, visit)
  if (session.stage === 'open') throw problem ?? new Problem('session-started')
  const title = titleFor(visit, { title: session.title }, 'hard.sessionTitle')
  const body = <CallOffPage session={{ id: session.id, title }} form={{ values: {}, problem: problem ? problemJson(problem) : null }} />
  return { title: visit.t('sessions.callOffTitle'), body, ...(problem ? { status: problem.status } : {}) }
}

async function callOff(deps: PageDeps, visit: Visit) {
  const params = { sessionId: visit.params.sessionId ?? '' }
  return attempt(
    async () => {
      await ask(visit, deps.rooms.actions.changeSession, { params, body: { calledOff: true } })
      return goTo(`/sessions/${params.sessionId}`, 'said.calledOff')
    },
    problem => callOffPage(deps, visit, problem),
  )
}
