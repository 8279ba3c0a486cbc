// Pages of how one likes to read: language, sizes, colours and order, what stays folded, and the subjects that are hard for oneself.
import { freshForm, HardSubjectsPage, ReadingPage } from '@hearth/client/pages'
import { type LanguageChoice, languageChoice, type Reading, reading } from '@hearth/shared/account'
import { type Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { bodyOf, listField, textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { isLanguage, pageBehind } from './languages.ts'
import { keepReading, keepSubjects, languageOfCookie, readingOfCookie, subjectsOfCookie } from './reading.ts'
import { attempt, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

export function readingPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/reading', visit => readingPage(deps, visit))
  form('/reading', (visit, fields) => chooseReading(deps, visit, fields))
  form('/reading/energy', (visit, fields) => chooseEnergy(deps, visit, fields))
  form('/language', (visit, fields) => chooseLanguage(deps, visit, fields))
  page('/reading/subjects', visit => subjectsPage(deps, visit))
  form('/reading/subjects', (visit, fields) =>
    attempt(
      () => setSubjects(deps, visit, fields),
      problem => subjectsPage(deps, visit, { fields, problem }),
    ),
  )
}

async function readingPage({ accounts }: PageDeps, { actor, req, reader, t }: Visit): Promise<Page> {
  const language = actor.kind === 'guest' ? languageOfCookie(req) : (await accounts.meOf(actor)).language
  return {
    title: t('foot.reading'),
    body: <ReadingPage reading={reader.reading} language={language} signedIn={reader.me !== null} />,
  }
}

async function chooseReading(deps: PageDeps, visit: Visit, fields: Fields) {
  const language = languageChoice.safeParse(fields.language).data
  // Boxes without a tick send nothing: they count when the rest of the form was sent.
  const shown = 'notes' in fields ? { shownNotes: listField(fields, 'shownNotes') } : {}
  const chosen = (reading.partial().safeParse({ ...fields, ...shown }).data ?? {}) as Partial<Reading>
  await keep(deps, visit, { reading: chosen, ...(language ? { language } : {}) })
  return goTo('/reading', 'said.saved')
}

/** From the foot of a page, to which it leads back. */
async function chooseLanguage(deps: PageDeps, visit: Visit, { language }: Fields) {
  if (isLanguage(language)) await keep(deps, visit, { language })
  return goTo(pageBehind(visit.req))
}

/** From the foot of a page as well; what it does is told on the page to which it leads back. */
async function chooseEnergy(deps: PageDeps, visit: Visit, fields: Fields) {
  const energy = reading.shape.energy.safeParse(fields.energy).data ?? 'usual'
  await keep(deps, visit, { reading: { energy } })
  return goTo(pageBehind(visit.req), energy === 'low' ? 'said.energyLow' : 'said.energyUsual')
}

type Chosen = { reading?: Partial<Reading>; language?: LanguageChoice }

/** Members keep it with their account, guests in a cookie. */
async function keep({ accounts, publicUrl }: PageDeps, visit: Visit, chosen: Chosen) {
  const { req, res } = visit
  if (visit.reader.me) return void (await ask(visit, accounts.actions.changeMe, { body: chosen as never }))
  const { reading = {}, language = languageOfCookie(req) } = chosen
  keepReading(res, { ...readingOfCookie(req), ...reading, language }, { secure: isSecure(publicUrl) })
}

async function subjectsPage({ accounts }: PageDeps, visit: Visit, tried?: { fields: Fields; problem: Problem }): Promise<Page> {
  const signedIn = visit.reader.me !== null
  const subjects = signedIn ? await ask(visit, accounts.actions.seeHardSubjects) : subjectsOfCookie(visit.req)
  const form = tried ? { values: tried.fields, problem: problemJson(tried.problem) } : freshForm()
  // The list stays on no device that is shared.
  visit.res.set('Cache-Control', 'no-store')
  return {
    title: visit.t('hard.title'),
    body: <HardSubjectsPage {...{ subjects, signedIn, form }} />,
    ...(tried ? { status: tried.problem.status } : {}),
  }
}

async function setSubjects({ accounts, publicUrl }: PageDeps, visit: Visit, fields: Fields) {
  const own = visit.reader.me ? textField(fields, 'own').split(/\r?\n/) : []
  const given = { ready: listField(fields, 'ready'), own: own.filter(line => line.trim() !== '') }
  const body = bodyOf('PUT /api/me/hard-subjects', given)
  if (visit.reader.me) await ask(visit, accounts.actions.setHardSubjects, { body })
  else keepSubjects(visit.res, body, { secure: isSecure(publicUrl) })
  return goTo('/reading/subjects', 'said.saved')
}

function isSecure(publicUrl: () => string) {
  return publicUrl().startsWith('https:')
}
