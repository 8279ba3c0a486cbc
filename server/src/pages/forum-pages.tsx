// Pages to read by: home, the spaces, one space, one topic.
import { HomePage, SpacePage, SpacesPage } from '@hearth/client/pages'
import { can } from '../policy/can.ts'
import { ask } from './ask.ts'
import { coversOfRows, titledFor } from './covered.ts'
import { atATime, isLow } from './energy.ts'
import type { PageDeps } from './index.tsx'
import { joiningOf } from './joining.ts'
import { ownSessions } from './own-sessions.ts'
import { queryOf } from './query.ts'
import { mayPlanIn } from './rooms-pages.tsx'
import type { PageRoutes } from './router.ts'
import { topicPage } from './topic-page.tsx'
import { goTo, type Visit } from './visit.ts'

/** Few enough to take in at a glance. */
const onHome = { unanswered: 4, latest: 8 }

export function forumPages({ page }: PageRoutes, deps: PageDeps) {
  page('/', visit => home(deps, visit))
  page('/spaces', visit => spaces(deps, visit))
  page('/spaces/:spaceId', visit => space(deps, visit))
  page('/spaces/:spaceId/:slug', visit => space(deps, visit))
  page('/topics/:topicId', visit => topicPage(deps, visit))
  page('/topics/:topicId/:slug', visit => topicPage(deps, visit))
}

async function home(deps: PageDeps, visit: Visit) {
  const { spaces, topics, config, siteIn } = deps
  const [readable, rooms, unanswered, latest] = await Promise.all([
    ask(visit, spaces.actions.list),
    ownSessions(deps, visit),
    visit.reader.me ? ask(visit, topics.actions.list, { query: { show: 'unanswered', limit: onHome.unanswered } }) : { items: [] },
    ask(visit, topics.actions.list, { query: { show: 'latest', limit: onHome.latest } }),
  ])
  const props = {
    me: visit.reader.me,
    site: siteIn(visit.reader.lang),
    joining: joiningOf(config),
    spaces: readable.items,
    sessions: titledFor(visit, rooms.own, 'hard.sessionTitle'),
    lookedInto: titledFor(visit, rooms.lookedInto, 'hard.sessionTitle'),
    unanswered: unanswered.items,
    latest: latest.items,
    ...energyOf(visit),
    ...coversOfRows(visit, [...unanswered.items, ...latest.items]),
  }
  const card = { path: '/', description: siteIn(visit.reader.lang).tagline }
  return { title: visit.t('nav.home'), body: <HomePage {...props} />, indexable: true, lasting: true, card }
}

function energyOf({ reader, query }: Visit) {
  return isLow(reader) ? { energy: query.all ? ('all' as const) : ('next' as const) } : {}
}

async function spaces({ spaces }: PageDeps, visit: Visit) {
  const { items } = await ask(visit, spaces.actions.list)
  const props = { spaces: items, signedIn: visit.reader.me !== null, mayManage: can(visit.actor, 'manageSpaces') === true }
  return { title: visit.t('nav.spaces'), body: <SpacesPage {...props} />, indexable: true, lasting: true, card: { path: '/spaces' } }
}

/** The redirect to the right slug comes only after reading is allowed, so that it tells nothing of what may not be read. */
async function space({ spaces, topics, attention }: PageDeps, visit: Visit) {
  const spaceId = visit.params.spaceId ?? ''
  const shown = await ask(visit, spaces.actions.read, { params: { spaceId } })
  if (visit.params.slug !== shown.slug) return goTo(`/spaces/${spaceId}/${shown.slug}${queryOf(visit)}`)
  const { after } = visit.query
  const query = { show: showOf(visit), ...(after ? { after } : {}), limit: isLow(visit.reader) ? atATime : 20 }
  const list = await ask(visit, topics.actions.listOfSpace, { params: { spaceId }, query })
  const props = {
    space: shown,
    rows: list.items,
    ...coversOfRows(visit, list.items),
    next: list.next,
    after: after ?? null,
    show: query.show,
    signedIn: visit.reader.me !== null,
    mayPlan: mayPlanIn(visit, shown),
    attention: visit.actor.kind === 'guest' ? null : (await attention.levelsOf(visit.actor.accountId)).of('space', shown.id),
  }
  const card = {
    path: after || query.show !== 'latest' ? null : `/spaces/${spaceId}/${shown.slug}`,
    description: shown.description,
    feed: `/spaces/${spaceId}/feed.atom`,
  }
  return { title: shown.name, body: <SpacePage {...props} />, indexable: shown.visibility === 'public', lasting: true, card }
}

/** One's own topics are for those who are somebody here. */
function showOf({ query, reader }: Visit) {
  if (query.show === 'unanswered') return 'unanswered' as const
  return query.show === 'mine' && reader.me ? ('mine' as const) : ('latest' as const)
}
