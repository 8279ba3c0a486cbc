// Pages of one's own account, and of other members.
import { CodesPage, type FormState, freshForm, MePage, ProfilePage } from '@hearth/client/pages'
import type { Member } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { type Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { hardIn } from './covered.ts'
import { bodyOf, textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Onward, type Page, type Visit } from './visit.ts'

type FormName = 'profile' | 'password' | 'codes' | 'token'
type Shown = {
  forms?: Partial<Record<FormName, FormState>>
  newToken?: { name: string; secret: string; scope: 'read' | 'write' }
  status?: number
}

export function accountPages({ page, form }: PageRoutes, deps: PageDeps) {
  const own = (name: FormName, take: (visit: Visit, fields: Fields) => Promise<Page | Onward>) => (visit: Visit, fields: Fields) =>
    attempt(
      () => take(visit, fields),
      problem => mePage(deps, visit, refused(name, fields, problem)),
    )
  page('/people/:handle', visit => profile(deps, visit))
  page('/me', visit => mePage(deps, visit))
  form(
    '/me',
    own('profile', (visit, fields) => changeMe(deps, visit, fields)),
  )
  form(
    '/me/password',
    own('password', (visit, fields) => changePassword(deps, visit, fields)),
  )
  form(
    '/me/recovery-codes',
    own('codes', (visit, fields) => newCodes(deps, visit, fields)),
  )
  form(
    '/me/tokens',
    own('token', (visit, fields) => newToken(deps, visit, fields)),
  )
  form('/me/tokens/:tokenId/end', visit => endToken(deps, visit))
  form('/me/sign-ins/:signInId/end', visit => endSignIn(deps, visit))
}

function refused(name: FormName, fields: Fields, problem: Problem): Shown {
  const values = Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'password' && field !== 'current'))
  return { forms: { [name]: { values, problem: problemJson(problem) } }, status: problem.status }
}

async function profile({ accounts, attention }: PageDeps, visit: Visit): Promise<Page> {
  const shown = await ask(visit, accounts.actions.showProfile, { params: { handle: visit.params.handle ?? '' } })
  const own = visit.actor.kind === 'guest' || shown.mine
  const level = own ? null : (await attention.levelsOf((visit.actor as Member).accountId)).of('member', shown.id)
  const hard = shown.mine ? {} : hardIn(visit, { text: shown.bio })
  return { title: shown.displayName, body: <ProfilePage profile={shown} attention={level} {...hard} /> }
}

async function mePage({ accounts }: PageDeps, visit: Visit, { forms = {}, newToken, status }: Shown = {}): Promise<Page | Onward> {
  const [me, signIns, tokens] = await Promise.all([
    ask(visit, accounts.actions.showMe),
    ask(visit, accounts.actions.listSignIns),
    ask(visit, accounts.actions.listTokens),
  ])
  const members = can(visit.actor, 'manageMembers') === true
  const manage = {
    members,
    invitations: members,
    spaces: can(visit.actor, 'manageSpaces') === true,
    tags: can(visit.actor, 'manageTags') === true,
    reports: can(visit.actor, 'readReports') === true,
  }
  const fresh = { profile: freshForm(), password: freshForm(), codes: freshForm(), token: freshForm() }
  const props = {
    me,
    signIns: signIns.items,
    tokens: tokens.items,
    newToken: newToken ?? null,
    forms: { ...fresh, ...forms },
    manage,
    standingReason: '',
  }
  return { title: visit.t('nav.me'), body: <MePage {...props} />, ...(status ? { status } : {}) }
}

async function changeMe({ accounts }: PageDeps, visit: Visit, fields: Fields) {
  const given = {
    displayName: textField(fields, 'displayName'),
    pronouns: textField(fields, 'pronouns'),
    bio: textField(fields, 'bio'),
    timeZone: textField(fields, 'timeZone'),
  }
  await ask(visit, accounts.actions.changeMe, { body: bodyOf('PATCH /api/me', given) })
  return goTo('/me', 'said.saved')
}

async function changePassword({ accounts }: PageDeps, visit: Visit, fields: Fields) {
  const given = { current: textField(fields, 'current'), password: textField(fields, 'password') }
  await ask(visit, accounts.actions.changePassword, { body: bodyOf('PUT /api/me/password', given) })
  return goTo('/me', 'said.passwordChanged')
}

async function newCodes({ accounts }: PageDeps, visit: Visit, fields: Fields): Promise<Page> {
  const body = bodyOf('POST /api/me/recovery-codes', { password: textField(fields, 'password') })
  const { recoveryCodes } = await ask(visit, accounts.actions.makeRecoveryCodes, { body })
  visit.res.set('Cache-Control', 'no-store')
  return { title: visit.t('codes.title'), body: <CodesPage codes={recoveryCodes} joined={false} next="/me" /> }
}

async function newToken(deps: PageDeps, visit: Visit, fields: Fields) {
  const body = bodyOf('POST /api/tokens', { name: textField(fields, 'name'), scope: textField(fields, 'scope') || 'read' })
  const { name, secret, scope } = await ask(visit, deps.accounts.actions.makeToken, { body })
  visit.res.set('Cache-Control', 'no-store')
  return mePage(deps, visit, { newToken: { name, secret, scope } })
}

async function endToken({ accounts }: PageDeps, visit: Visit) {
  await ask(visit, accounts.actions.revokeToken, { params: { tokenId: visit.params.tokenId ?? '' } })
  return goTo('/me', 'said.ended')
}

async function endSignIn({ accounts }: PageDeps, visit: Visit) {
  await ask(visit, accounts.actions.endSignIn, { params: { signInId: visit.params.signInId ?? '' } })
  return goTo('/me', 'said.ended')
}
