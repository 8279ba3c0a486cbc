// A whole topic on one page, for paper: as its reader sees it, in threaded order.
import { PrintPage } from '@hearth/client/pages'
import { ask } from './ask.ts'
import { coversOfPosts, titleFor } from './covered.ts'
import type { PageDeps } from './index.tsx'
import type { PageRoutes } from './router.ts'
import type { Page, Visit } from './visit.ts'

/** Replies of one page, read by parts; more than that go on the next. */
const mostOnPage = 500
const atOnce = 100

export function printPages({ page }: PageRoutes, deps: PageDeps) {
  page('/topics/:topicId/print', visit => printPage(deps, visit))
}

async function printPage(deps: PageDeps, visit: Visit): Promise<Page> {
  const params = { topicId: visit.params.topicId ?? '' }
  const topic = await ask(visit, deps.topics.actions.read, { params })
  const space = await ask(visit, deps.spaces.actions.read, { params: { spaceId: topic.spaceId } })
  let next = visit.query.after ?? null
  const replies = []
  do {
    const query = { view: 'threaded', order: 'oldest', limit: atOnce, ...(next ? { after: next } : {}) } as const
    const part = await ask(visit, deps.replies.actions.list, { params, query })
    replies.push(...part.items)
    next = part.next
  } while (next !== null && replies.length < mostOnPage)
  const address = `${deps.publicUrl()}/topics/${topic.id}`
  const title = titleFor(visit, topic)
  const props = { space, topic, title, replies, next, address, ...coversOfPosts(visit, [topic, ...replies]) }
  return { title, body: <PrintPage {...props} /> }
}
