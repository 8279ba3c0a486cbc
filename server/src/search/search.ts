// One search: what was typed, among what the actor may read, narrowed down, best first; a page at a time.
import type { Found, SearchQuery } from '@hearth/shared/search'
import { z } from 'zod'
import { cutPage, decodeCursor } from '../db/cursor.ts'
import type { Action } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { Kind, Marking } from './entry.ts'
import { fold } from './fold.ts'
import type { SearchDeps } from './index.ts'
import type { Memory } from './memory.ts'
import { parseQuery, type Query } from './parse-query.ts'
import { type Narrow, type Ranked, rank } from './rank.ts'
import { reachOf } from './reach.ts'

const list = 'search'
const dayMs = 86_400_000
/** `day`: on which the first page was asked, so that freshness is the same on all pages. */
const spot = z.object({ score: z.number(), at: z.number(), key: z.string(), day: z.number() })

export function search(deps: SearchDeps): Action<'GET /api/search'> {
  return async (actor, { query }) => {
    if (query.author !== undefined || query.kind === 'person') demandPeople(actor)
    const from = decodeCursor(list, query.after, spot)
    const asked = parseQuery(query.q, { typing: query.typing })
    const narrow = await narrowOf(deps, query)
    if (asked.clauses.length === 0 && Object.values(narrow).every(value => value === undefined))
      return { items: [], next: null, asked: asked.asked }
    const memory = await deps.keeper.ready()
    const reach = await reachOf(deps.spaces, actor, memory)
    const now = from?.day ?? Math.floor(deps.clock.now().getTime() / dayMs) * dayMs
    const ranked = rank(memory, reach, asked, narrow, { order: query.order, now, after: from, limit: query.limit + 1 })
    const page = cutPage(list, ranked, query.limit, ({ score, at, key }) => ({ score, at, key, day: now }))
    return { items: await show(deps, actor, memory, page.items, markingOf(memory, asked)), next: page.next, asked: asked.asked }
  }
}

function demandPeople(actor: Actor) {
  const verdict = can(actor, 'readPeople')
  if (verdict !== true) throw new Problem(verdict)
}

async function narrowOf({ accounts }: SearchDeps, query: SearchQuery): Promise<Narrow> {
  const { space, author, tag, kind, from, to, unanswered } = query
  const handle = author?.replace(/^@/, '').toLowerCase()
  return {
    place: space,
    author: handle ? ((await accounts.idsOfHandles([handle])).get(handle) ?? null) : undefined,
    tag: tag ? fold(tag) : undefined,
    kind,
    from: from ? Date.parse(from) : undefined,
    to: to ? endOf(to) : undefined,
    unanswered: unanswered || undefined,
  }
}

/** A day is meant whole. */
function endOf(when: string) {
  return Date.parse(when) + (when.includes('T') ? 0 : dayMs)
}

/** Each kind shows its own; the order stays. */
async function show({ kinds }: SearchDeps, actor: Actor, memory: Memory, ranked: Ranked[], marking: Marking): Promise<Found[]> {
  const refs = ranked.map(({ doc }) => memory.refOf(doc))
  const kindOf = (thing: string): Kind | undefined => kinds.find(({ kinds: own }) => own.includes(memory.thing(thing)!.head!.kind))
  const shown = await Promise.all(
    kinds.map(kind =>
      kind.show(
        actor,
        refs.filter(ref => kindOf(ref.thing) === kind),
        marking,
      ),
    ),
  )
  return refs.flatMap(ref => shown.map(found => found.get(ref.doc)).filter(found => found !== undefined))
}

/** All that is marked: what was typed, and what was taken for it. */
function markingOf({ terms }: Memory, { clauses }: Query): Marking {
  const places = clauses.filter(clause => !clause.not).flatMap(clause => clause.ways.flatMap(way => way.places))
  const marked = new Set(places.flatMap(place => [...place.terms, ...(place.begins === null ? [] : terms.begun(place.begins))]))
  return { holds: term => marked.has(term) }
}
