// The page of search: the question stands in the address, and the same action answers as for programs.
import { SearchPage, type SearchWords } from '@hearth/client/pages'
import { contract } from '@hearth/shared/contract'
import { instantOf } from '../local-time.ts'
import { invalidInput, Problem } from '../problem.ts'
import { ask } from './ask.ts'
import { foundFor } from './covered.ts'
import type { PageDeps } from './index.tsx'
import type { PageRoutes } from './router.ts'
import type { Visit } from './visit.ts'

const fields = ['q', 'space', 'author', 'tag', 'kind', 'from', 'to', 'unanswered', 'order'] as const
const dayMs = 86_400_000

export function searchPages({ page }: PageRoutes, deps: PageDeps) {
  page('/search', visit => searchPage(deps, visit))
}

async function searchPage(deps: PageDeps, visit: Visit) {
  const words = wordsOf(visit)
  const spaces = (await ask(visit, deps.spaces.actions.list)).items.map(({ id, name }) => ({ id, name }))
  const found = await find(deps, visit, words).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 422) return 'fault' as const
    throw error
  })
  const props = { words, spaces, found, later: visit.query.after !== undefined, signedIn: visit.reader.me !== null }
  return { title: visit.t('search.title'), body: <SearchPage {...props} />, ...(found === 'fault' ? { status: 422 } : {}) }
}

/** What is empty is as if it were not there. */
function wordsOf({ query }: Visit): SearchWords {
  const given = fields.map(name => [name, query[name]?.trim() ?? ''] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

async function find({ search }: PageDeps, visit: Visit, words: SearchWords) {
  const { order: _, ...asked } = words
  if (Object.keys(asked).length === 0) return null
  const { after } = visit.query
  const given = { ...words, ...daysOf(words, visit.reader.timeZone), ...(after ? { after } : {}) }
  const query = contract['GET /api/search'].query.safeParse(given)
  if (query.error) throw invalidInput(query.error, '?')
  const { items, next, asked: taken } = await ask(visit, search.actions.search, { query: query.data })
  return { items: foundFor(visit, items), next, small: taken.filter(word => word.how === 'small').map(word => word.text) }
}

/** Days begin and end in the reader's zone. */
function daysOf({ from, to }: SearchWords, timeZone: string) {
  const start = (day: string) => instantOf({ day, time: '00:00' }, timeZone)?.toISOString() ?? day
  return { ...(from ? { from: start(from) } : {}), ...(to ? { to: start(dayAfter(to)) } : {}) }
}

function dayAfter(day: string) {
  const next = new Date(Date.parse(day) + dayMs)
  return Number.isNaN(next.getTime()) ? day : next.toISOString().slice(0, 10)
}
