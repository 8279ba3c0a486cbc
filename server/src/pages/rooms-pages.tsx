// Pages of the rooms as a whole: sessions to come and past, own commitments, and the agreement in force.
import { ChooseSpacePage, RoomsAgreementPage, RoomsPage } from '@hearth/client/pages'
import type { Space } from '@hearth/shared/space'
import { can } from '../policy/can.ts'
import { Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { titledFor } from './covered.ts'
import { bodyOf, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { agreementIn, withFormatIn } from './ours.ts'
import { attempt, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

export function roomsPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/rooms', visit => rooms(deps, visit))
  page('/rooms/new', visit => chooseSpace(deps, visit))
  page('/rooms/agreement', visit => agreement(deps, visit))
  form('/rooms/agreement', (visit, fields) => adopt(deps, visit, fields))
  form('/commitments/:commitmentId', (visit, fields) => keepCommitment(deps, visit, fields))
}

async function rooms({ rooms, spaces, clock }: PageDeps, visit: Visit): Promise<Page> {
  const show = visit.query.show === 'past' ? ('past' as const) : ('coming' as const)
  const after = visit.query.after ?? null
  const space = visit.query.space ?? null
  const [list, commitments, readable] = await Promise.all([
    ask(visit, rooms.actions.listSessions, { query: { show, limit: 20, ...(after ? { after } : {}), ...(space ? { space } : {}) } }),
    ask(visit, rooms.actions.listCommitments),
    ask(visit, spaces.actions.list),
  ])
  const props = {
    rows: titledFor(visit, list.items, 'hard.sessionTitle').map(row => withFormatIn(visit.reader.lang, row)),
    next: list.next,
    after,
    show,
    space,
    commitments: commitments.items,
    spaceNames: Object.fromEntries(readable.items.map(space => [space.id, space.name])),
    mayPlan: readable.items.some(space => mayPlanIn(visit, space)),
    now: clock.now().toISOString(),
  }
  return { title: visit.t('sessions.title'), body: <RoomsPage {...props} /> }
}

export function mayPlanIn({ actor }: Visit, { visibility, archivedAt, anonymous }: Space): boolean {
  return can(actor, 'planSession', { visibility, archived: archivedAt !== null, anonymous }) === true
}

/** Where there is one space only, nothing is asked. */
async function chooseSpace({ spaces }: PageDeps, visit: Visit) {
  if (!visit.reader.me) throw new Problem('not-signed-in')
  const { items } = await ask(visit, spaces.actions.list)
  const open = items.filter(space => mayPlanIn(visit, space))
  const formatId = visit.query.format ?? null
  const [only, another] = open
  if (only && !another) return goTo(`/spaces/${only.id}/sessions/new${formatId ? `?format=${encodeURIComponent(formatId)}` : ''}`)
  return { title: visit.t('sessions.planTitle'), body: <ChooseSpacePage spaces={open} formatId={formatId} /> }
}

async function agreement({ rooms }: PageDeps, visit: Visit, tried?: { fields: Fields; problem: Problem }): Promise<Page> {
  const inForce = agreementIn(visit.reader.lang, await ask(visit, rooms.actions.readAgreement))
  const form = { values: tried?.fields ?? {}, problem: tried ? problemJson(tried.problem) : null }
  return {
    title: visit.t('sessions.agreementTitle'),
    body: <RoomsAgreementPage agreement={inForce} mayAdopt={can(visit.actor, 'adoptAgreement') === true} form={form} />,
    ...(tried ? { status: tried.problem.status } : {}),
  }
}

async function adopt(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const clauses = textField(fields, 'clauses')
        .split(/\r?\n/)
        .filter(line => line.trim() !== '')
      const body = bodyOf('POST /api/agreement', { clauses, basedOn: Number(textField(fields, 'basedOn')) })
      await ask(visit, deps.rooms.actions.adoptAgreement, { body })
      return goTo('/rooms/agreement', 'said.adopted')
    },
    problem => agreement(deps, visit, { fields, problem }),
  )
}

async function keepCommitment({ rooms }: PageDeps, visit: Visit, fields: Fields) {
  const params = { commitmentId: visit.params.commitmentId ?? '' }
  const body = bodyOf('PATCH /api/commitments/:commitmentId', { done: yesField(fields, 'done') })
  const { sessionId } = await ask(visit, rooms.actions.changeCommitment, { params, body })
  return goTo(textField(fields, 'at') === 'session' ? `/sessions/${sessionId}` : '/rooms', 'said.commitmentKept')
}
