// Pages of looking after the community: members, invitations, spaces.

import type { MemberFilter } from '@hearth/client/pages'
import { freshForm, ManageInvitationsPage, ManageMembersPage, ManageReportsPage, ManageSpacesPage } from '@hearth/client/pages'
import { demand } from '../policy/can.ts'
import { type Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { titleFor } from './covered.ts'
import { bodyOf, listField, optionalField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, newId, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

export function managePages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/manage/members', visit => membersPage(deps, visit))
  form('/manage/members/:accountId', (visit, fields) => changeMember(deps, visit, fields))
  form('/manage/members/:accountId/reset-link', visit => makeResetLink(deps, visit))
  page('/manage/invitations', visit => invitationsPage(deps, visit))
  form('/manage/invitations', (visit, fields) => invite(deps, visit, fields))
  form('/manage/invitations/:invitationId/end', visit => endInvitation(deps, visit))
  page('/manage/spaces', visit => spacesPage(deps, visit))
  form('/manage/spaces', (visit, fields) => makeSpace(deps, visit, fields))
  form('/manage/spaces/:spaceId', (visit, fields) => changeSpace(deps, visit, fields))
  page('/manage/reports', visit => reportsPage(deps, visit))
  form('/manage/reports/:reportId', (visit, fields) => seeToReport(deps, visit, fields))
}

async function reportsPage({ rooms }: PageDeps, visit: Visit): Promise<Page> {
  const { items } = await ask(visit, rooms.actions.listReports)
  const titled = (title: string) => titleFor(visit, { title }, 'hard.sessionTitle')
  const reports = items.map(report => ({ ...report, sessionTitle: titled(report.sessionTitle) }))
  return { title: visit.t('manage.reports'), body: <ManageReportsPage reports={reports} /> }
}

async function seeToReport({ rooms }: PageDeps, visit: Visit, fields: Fields) {
  const params = { reportId: visit.params.reportId ?? '' }
  const body = bodyOf('PATCH /api/reports/:reportId', { done: yesField(fields, 'done') })
  await ask(visit, rooms.actions.changeReport, { params, body })
  return goTo(`/manage/reports#report-${params.reportId}`, 'said.saved')
}

type MembersShown = { resetLink?: { displayName: string; url: string; expiresAt: string }; problem?: Problem }

async function membersPage({ accounts }: PageDeps, visit: Visit, { resetLink, problem }: MembersShown = {}): Promise<Page> {
  const filter = filterOf(visit)
  const after = visit.query.after ?? null
  const query = { limit: 50, ...(after ? { after } : {}), ...(filter === 'all' ? {} : { standing: filter }) }
  const { items, next } = await ask(visit, accounts.actions.listMembers, { query })
  const props = { members: items, next, after, filter, resetLink: resetLink ?? null, problem: problem ? problemJson(problem) : null }
  return { title: visit.t('manage.members'), body: <ManageMembersPage {...props} />, ...(problem ? { status: problem.status } : {}) }
}

function filterOf({ query }: Visit): MemberFilter {
  const known = ['awaiting-approval', 'silenced', 'suspended'] as const
  return known.find(filter => filter === query.standing) ?? 'all'
}

async function changeMember(deps: PageDeps, visit: Visit, fields: Fields) {
  const accountId = visit.params.accountId ?? ''
  return attempt(
    async () => {
      const body = bodyOf('PATCH /api/members/:accountId', memberChangeOf(fields))
      await ask(visit, deps.accounts.actions.changeMember, { params: { accountId }, body })
      return goTo(`/manage/members#member-${accountId}`, 'said.saved')
    },
    problem => membersPage(deps, visit, { problem }),
  )
}

/** The forms of roles and of standing come apart; a date means the end of that day. */
function memberChangeOf(fields: Fields) {
  const is = optionalField(fields, 'standing.is')
  const day = optionalField(fields, 'standing.until')
  return {
    ...('roles' in fields ? { roles: listField(fields, 'roles') } : {}),
    ...(is
      ? { standing: { is, reason: textField(fields, 'standing.reason'), until: day && is !== 'good' ? `${day}T23:59:59.000Z` : null } }
      : {}),
  }
}

async function makeResetLink(deps: PageDeps, visit: Visit) {
  const accountId = visit.params.accountId ?? ''
  return attempt(
    async () => {
      const link = await ask(visit, deps.accounts.actions.makeResetLink, { params: { accountId } })
      const name = (await deps.accounts.bylinesOf([accountId])).get(accountId)
      visit.res.set('Cache-Control', 'no-store')
      return membersPage(deps, visit, { resetLink: { displayName: name?.displayName ?? '', ...link } })
    },
    problem => membersPage(deps, visit, { problem }),
  )
}

type InvitationsShown = { made?: { url: string; expiresAt: string }; fields?: Fields; problem?: Problem }

async function invitationsPage({ accounts }: PageDeps, visit: Visit, { made, fields, problem }: InvitationsShown = {}): Promise<Page> {
  const { items } = await ask(visit, accounts.actions.listInvitations)
  const form = { values: fields ?? {}, problem: problem ? problemJson(problem) : null }
  const body = <ManageInvitationsPage invitations={items} form={form} made={made ?? null} />
  return { title: visit.t('manage.invitations'), body, ...(problem ? { status: problem.status } : {}) }
}

async function invite(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const given = {
        note: textField(fields, 'note'),
        role: textField(fields, 'role'),
        uses: Number(textField(fields, 'uses')),
        days: Number(textField(fields, 'days')),
      }
      const made = await ask(visit, deps.accounts.actions.makeInvitation, { body: bodyOf('POST /api/invitations', given) })
      visit.res.set('Cache-Control', 'no-store')
      return invitationsPage(deps, visit, { made })
    },
    problem => invitationsPage(deps, visit, { fields, problem }),
  )
}

async function endInvitation({ accounts }: PageDeps, visit: Visit) {
  await ask(visit, accounts.actions.endInvitation, { params: { invitationId: visit.params.invitationId ?? '' } })
  return goTo('/manage/invitations', 'said.ended')
}

type SpacesShown = { spaceId?: string; fields: Fields; problem: Problem }

/** Coordinators keep every space, also those that they do not read. */
async function spacesPage({ spaces }: PageDeps, visit: Visit, tried?: SpacesShown): Promise<Page> {
  demand(visit.actor, 'manageSpaces')
  const form = tried && { values: tried.fields, problem: problemJson(tried.problem) }
  const props = {
    spaces: await spaces.allForKeepers(visit.actor),
    id: newId(),
    newForm: form && !tried.spaceId ? form : freshForm(),
    changed: form && tried.spaceId ? { spaceId: tried.spaceId, form } : null,
  }
  return { title: visit.t('manage.spaces'), body: <ManageSpacesPage {...props} />, ...(tried ? { status: tried.problem.status } : {}) }
}

async function makeSpace(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const space = await ask(visit, deps.spaces.actions.make, {
        body: bodyOf('POST /api/spaces', { id: optionalField(fields, 'id'), ...spaceFieldsOf(fields) }),
      })
      return goTo(`/manage/spaces#space-${space.id}`, 'said.saved')
    },
    problem => spacesPage(deps, visit, { fields, problem }),
  )
}

async function changeSpace(deps: PageDeps, visit: Visit, fields: Fields) {
  const spaceId = visit.params.spaceId ?? ''
  return attempt(
    async () => {
      const given = 'archived' in fields ? { archived: textField(fields, 'archived') === 'true' } : spaceFieldsOf(fields)
      await ask(visit, deps.spaces.actions.change, { params: { spaceId }, body: bodyOf('PATCH /api/spaces/:spaceId', given) })
      return goTo(`/manage/spaces#space-${spaceId}`, 'said.saved')
    },
    problem => spacesPage(deps, visit, { spaceId, fields, problem }),
  )
}

function spaceFieldsOf(fields: Fields) {
  const position = optionalField(fields, 'position')
  return {
    name: textField(fields, 'name'),
    description: textField(fields, 'description'),
    visibility: optionalField(fields, 'visibility'),
    anonymous: textField(fields, 'anonymous') !== 'false',
    ...(position === undefined ? {} : { position: Number(position) }),
  }
}
