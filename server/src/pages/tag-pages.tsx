// Pages of tags: all of them, and one with its topics.
import { TagPage, TagsPage } from '@hearth/client/pages'
import { can } from '../policy/can.ts'
import { ask } from './ask.ts'
import { coversOfRows } from './covered.ts'
import type { PageDeps } from './index.tsx'
import type { PageRoutes } from './router.ts'
import { goTo, type Visit } from './visit.ts'

const perPage = 100

export function tagPages({ page }: PageRoutes, deps: PageDeps) {
  page('/tags', visit => tags(deps, visit))
  page('/tags/:slug', visit => tag(deps, visit))
}

async function tags({ tags }: PageDeps, visit: Visit) {
  const after = visit.query.after ?? null
  const { items, next } = await ask(visit, tags.actions.list, { query: { limit: perPage, ...(after ? { after } : {}) } })
  const props = { tags: items, next, after, mayManage: can(visit.actor, 'manageTags') === true }
  return {
    title: visit.t('tags.title'),
    body: <TagsPage {...props} />,
    indexable: true,
    lasting: true,
    card: { path: after ? null : '/tags' },
  }
}

/** Another word that leads to the tag is answered with the tag's own address. */
async function tag({ tags, topics, spaces }: PageDeps, visit: Visit) {
  const slug = visit.params.slug ?? ''
  const shown = await ask(visit, tags.actions.read, { params: { slug } })
  if (shown.slug !== slug) return goTo(`/tags/${encodeURIComponent(shown.slug)}`)
  const after = visit.query.after ?? null
  const [list, readable] = await Promise.all([
    ask(visit, topics.actions.listOfTag, { params: { slug }, query: { limit: 20, ...(after ? { after } : {}) } }),
    ask(visit, spaces.actions.list),
  ])
  const spaceNames = Object.fromEntries(readable.items.map(space => [space.id, space.name]))
  const props = { tag: shown, rows: list.items, next: list.next, after, spaceNames, ...coversOfRows(visit, list.items) }
  const french = visit.reader.lang.startsWith('fr') && shown.fr
  const card = { path: after ? null : `/tags/${encodeURIComponent(slug)}`, description: shown.description }
  return { title: french || shown.name, body: <TagPage {...props} />, indexable: true, lasting: true, card }
}
