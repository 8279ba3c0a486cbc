// The page of one's own feeds: make one, see which there are, end one.
import { type FormState, freshForm, OwnFeedsPage } from '@hearth/client/pages'
import { problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { bodyOf, optionalField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

export function feedPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/me/feeds', visit => feedsPage(deps, visit))
  form('/me/feeds', (visit, fields) => make(deps, visit, fields))
  form('/me/feeds/:feedId/end', async visit => {
    await ask(visit, deps.feeds.actions.end, { params: { feedId: visit.params.feedId ?? '' } })
    return goTo('/me/feeds', 'said.ended')
  })
}

type Shown = { form?: FormState; url?: string; status?: number }

async function feedsPage({ feeds, spaces }: PageDeps, visit: Visit, { form, url, status }: Shown = {}): Promise<Page> {
  const [{ items }, readable] = await Promise.all([ask(visit, feeds.actions.list), ask(visit, spaces.actions.list)])
  const named = readable.items.map(({ id, name }) => ({ id, name }))
  const props = { feeds: items, spaces: named, form: form ?? freshForm(), url: url ?? null }
  return { title: visit.t('feeds.title'), body: <OwnFeedsPage {...props} />, ...(status ? { status } : {}) }
}

async function make(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const scope = textField(fields, 'scope')
      const spaceId = scope === 'space' ? (optionalField(fields, 'spaceId') ?? null) : null
      const body = bodyOf('POST /api/me/feeds', { scope, spaceId, words: yesField(fields, 'words') })
      const { url } = await ask(visit, deps.feeds.actions.make, { body })
      visit.res.set('Cache-Control', 'no-store')
      return feedsPage(deps, visit, { url })
    },
    problem => feedsPage(deps, visit, { form: { values: fields, problem: problemJson(problem) }, status: problem.status }),
  )
}
