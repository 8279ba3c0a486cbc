// Pages of formats: all of them, and one with its steps.
import { FormatPage, FormatsPage } from '@hearth/client/pages'
import type { FormatRow } from '@hearth/shared/format'
import { can } from '../policy/can.ts'
import { ask } from './ask.ts'
import type { PageDeps } from './index.tsx'
import { formatIn } from './ours.ts'
import { queryOf } from './query.ts'
import type { PageRoutes } from './router.ts'
import { goTo, type Visit } from './visit.ts'

export function formatPages({ page }: PageRoutes, { rooms }: PageDeps) {
  const { list, read } = rooms.actions.formats
  page('/formats', async visit => {
    const { items, withdrawn } = await ask(visit, list)
    const say = (rows: FormatRow[]) => rows.map(row => formatIn(visit.reader.lang, row))
    const props = { formats: say(items), withdrawn: say(withdrawn), mayWrite: can(visit.actor, 'manageFormats') === true }
    return { title: visit.t('formats.title'), body: <FormatsPage {...props} />, indexable: true, lasting: true }
  })
  page('/formats/:formatId', one)
  page('/formats/:formatId/:slug', one)

  async function one(visit: Visit) {
    const formatId = visit.params.formatId ?? ''
    const format = formatIn(visit.reader.lang, await ask(visit, read, { params: { formatId } }))
    if (visit.params.slug !== format.slug) return goTo(`/formats/${formatId}/${format.slug}${queryOf(visit)}`)
    const may = { copy: can(visit.actor, 'manageFormats') === true, change: can(visit.actor, 'changeFormat', format) === true }
    return { title: format.name, body: <FormatPage format={format} may={may} />, indexable: !format.withdrawn, lasting: true }
  }
}
