// Pages of coming in: sign in and out, join, recover, reset, and the first set-up.
import { CodesPage, RecoverPage, RegisterPage, ResetPasswordPage, SetUpPage, SignInPage } from '@hearth/client/pages'
import { type Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { bodyOf, optionalField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { joiningOf } from './joining.ts'
import { attempt, newId, type PageRoutes } from './router.ts'
import { type Fields, goTo, ownPath, type Page, type Visit } from './visit.ts'

type Tried = { fields: Fields; problem: Problem }

export function joinPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/sign-in', visit => (visit.reader.me ? goTo('/') : signInPage(deps, visit)))
  form('/sign-in', (visit, fields) => signIn(deps, visit, fields))
  form('/sign-out', visit => signOut(deps, visit))
  page('/register', visit => (visit.reader.me ? goTo('/') : registerPage(deps, visit)))
  form('/register', (visit, fields) => register(deps, visit, fields))
  page('/recover', visit => recoverPage(visit))
  form('/recover', (visit, fields) => recover(deps, visit, fields))
  page('/reset-password', visit => resetPage(visit, visit.query.token ?? ''))
  form('/reset-password', (visit, fields) => reset(deps, visit, fields))
  page('/set-up', visit => setUpPage(visit, visit.query.token ?? ''))
  form('/set-up', (visit, fields) => setUp(deps, visit, fields))
}

/** What was typed, but no password: a page never holds one. */
function stateOf(tried?: Tried) {
  const values = Object.fromEntries(Object.entries(tried?.fields ?? {}).filter(([name]) => name !== 'password' && name !== 'recoveryCode'))
  return { values, problem: tried ? problemJson(tried.problem) : null }
}

function answered(tried: Tried | undefined, page: Page): Page {
  return tried ? { ...page, status: tried.problem.status } : page
}

function signInPage({ config }: PageDeps, visit: Visit, tried?: Tried): Page {
  const next = ownPath(tried ? textField(tried.fields, 'next') : visit.query.next)
  return answered(tried, {
    title: visit.t('signIn.title'),
    body: <SignInPage form={stateOf(tried)} next={next} joining={joiningOf(config)} />,
  })
}

async function signIn(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const body = bodyOf('POST /api/sign-in', {
        handle: textField(fields, 'handle'),
        password: textField(fields, 'password'),
        shared: yesField(fields, 'shared'),
      })
      await ask(visit, deps.accounts.actions.signIn, { body })
      return goTo(ownPath(textField(fields, 'next')) ?? '/')
    },
    problem => signInPage(deps, visit, { fields, problem }),
  )
}

async function signOut({ accounts }: PageDeps, visit: Visit) {
  if (visit.reader.me) await ask(visit, accounts.actions.signOut)
  return goTo('/', 'said.signedOut')
}

function registerPage({ config }: PageDeps, visit: Visit, tried?: Tried): Page {
  const invitation = tried ? textField(tried.fields, 'invitation') : (visit.query.invitation ?? '')
  const id = (tried && optionalField(tried.fields, 'id')) ?? newId()
  return answered(tried, {
    title: visit.t('register.title'),
    body: <RegisterPage form={stateOf(tried)} id={id} joining={joiningOf(config)} invitation={invitation} />,
  })
}

async function register(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const body = bodyOf('POST /api/accounts', {
        ...newcomer(fields),
        id: optionalField(fields, 'id'),
        invitation: optionalField(fields, 'invitation'),
      })
      const { account, recoveryCodes } = await ask(visit, deps.accounts.actions.register, { body })
      return codesPage(visit, recoveryCodes, account.standing === 'awaiting-approval' ? '/about?said=awaiting' : '/')
    },
    problem => registerPage(deps, visit, { fields, problem }),
  )
}

function newcomer(fields: Fields) {
  return {
    handle: textField(fields, 'handle'),
    displayName: textField(fields, 'displayName'),
    password: textField(fields, 'password'),
    timeZone: optionalField(fields, 'timeZone'),
  }
}

/** Shown this once, so no cache may keep it. */
function codesPage(visit: Visit, codes: string[], next: string): Page {
  visit.res.set('Cache-Control', 'no-store')
  return { title: visit.t('codes.title'), body: <CodesPage codes={codes} joined next={next} /> }
}

function recoverPage(visit: Visit, tried?: Tried): Page {
  return answered(tried, { title: visit.t('recover.title'), body: <RecoverPage form={stateOf(tried)} /> })
}

async function recover({ accounts }: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const given = {
        handle: textField(fields, 'handle'),
        recoveryCode: textField(fields, 'recoveryCode'),
        password: textField(fields, 'password'),
      }
      await ask(visit, accounts.actions.recover, { body: bodyOf('POST /api/recover', given) })
      return goTo('/sign-in', 'said.newPassword')
    },
    problem => recoverPage(visit, { fields, problem }),
  )
}

function resetPage(visit: Visit, token: string, tried?: Tried): Page {
  return answered(tried, { title: visit.t('recover.title'), body: <ResetPasswordPage form={stateOf(tried)} token={token} /> })
}

async function reset({ accounts }: PageDeps, visit: Visit, fields: Fields) {
  const token = textField(fields, 'token')
  return attempt(
    async () => {
      await ask(visit, accounts.actions.resetPassword, {
        body: bodyOf('POST /api/reset-password', { token, password: textField(fields, 'password') }),
      })
      return goTo('/sign-in', 'said.newPassword')
    },
    problem => resetPage(visit, token, { fields, problem }),
  )
}

function setUpPage(visit: Visit, token: string, tried?: Tried): Page {
  return answered(tried, { title: visit.t('setUp.title'), body: <SetUpPage form={stateOf(tried)} token={token} /> })
}

async function setUp({ accounts }: PageDeps, visit: Visit, fields: Fields) {
  const token = textField(fields, 'token')
  return attempt(
    async () => {
      const { timeZone: _, ...given } = newcomer(fields)
      const { recoveryCodes } = await accounts.setUp.completeSetUp({ token, ...given }, visit)
      return codesPage(visit, recoveryCodes, '/manage/spaces')
    },
    problem => setUpPage(visit, token, { fields, problem }),
  )
}
