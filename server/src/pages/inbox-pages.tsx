// The page of what waits, with its filters; what marks it as read are the forms of positions.
import { InboxPage } from '@hearth/client/pages'
import { id } from '@hearth/shared/id'
import { ask } from './ask.ts'
import { titledFor } from './covered.ts'
import type { PageDeps } from './index.tsx'
import type { PageRoutes } from './router.ts'
import type { Visit } from './visit.ts'

const perPage = 20

export function inboxPages({ page }: PageRoutes, deps: PageDeps) {
  page('/inbox', visit => inboxPage(deps, visit))
}

async function inboxPage({ inbox, spaces }: PageDeps, visit: Visit) {
  const { after, space } = visit.query
  const show = visit.query.show === 'followed' ? ('followed' as const) : ('all' as const)
  const query = { show, limit: perPage, ...(after ? { after } : {}), ...(space ? { spaceId: space } : {}) }
  const [list, readable] = await Promise.all([ask(visit, inbox.actions.list, { query }), ask(visit, spaces.actions.list)])
  const props = {
    rows: titledFor(visit, list.items, 'hard.topicTitle'),
    next: list.next,
    after: after ?? null,
    show,
    spaceId: space ?? null,
    spaces: readable.items.map(({ id, name }) => ({ id, name })),
    undo: undoOf(visit),
  }
  return { title: visit.t('inbox.title'), body: <InboxPage {...props} />, lasting: true }
}

/** Only beside what was just done. */
function undoOf({ query }: Visit) {
  const [topicId, readUpTo] = (query.said ? (query.undo ?? '') : '').split(':')
  return id.safeParse(topicId).success ? { topicId: topicId!, readUpTo: Math.max(0, Number(readUpTo) || 0) } : null
}
