// Pages of formats: all of them, and one with its steps.
import { FormatPage, FormatsPage } from '@hearth/client/pages'
import { ask } from './ask.ts'
import type { PageDeps } from './index.tsx'
import { queryOf } from './query.ts'
import type { PageRoutes } from './router.ts'
import { goTo, type Visit } from './visit.ts'

export function formatPages({ page }: PageRoutes, { rooms }: PageDeps) {
  page('/formats', async visit => {
    const { items } = await ask(visit, rooms.actions.formats.list)
    return { title: visit.t('formats.title'), body: <FormatsPage formats={items} />, indexable: true, lasting: true }
  })
  page('/formats/:formatId', one)
  page('/formats/:formatId/:slug', one)

  async function one(visit: Visit) {
    const formatId = visit.params.formatId ?? ''
    const format = await ask(visit, rooms.actions.formats.read, { params: { formatId } })
    if (visit.params.slug !== format.slug) return goTo(`/formats/${formatId}/${format.slug}${queryOf(visit)}`)
    return { title: format.name, body: <FormatPage format={format} />, indexable: true, lasting: true }
  }
}
