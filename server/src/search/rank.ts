// From a query to the numbers of the best posts: matched, narrowed down, and in an order that is the same wherever it is asked.
import type { SearchKind } from '@hearth/shared/search'
import { both, type Hits, hitsFor, push, where, without } from './hits.ts'
import { clauseHits, type Matching, type Reach } from './match.ts'
import type { Memory, Thing } from './memory.ts'
import type { Query } from './parse-query.ts'

/** `author`: an account; null for one that there is not. Times in milliseconds, `from` included and `to` not. */
export type Narrow = {
  place?: string | undefined
  author?: string | null | undefined
  tag?: string | undefined
  kind?: SearchKind | undefined
  from?: number | undefined
  to?: number | undefined
  unanswered?: boolean | undefined
}
/** Where a page ended. */
export type Spot = { score: number; at: number; key: string }
export type Ranked = Spot & { doc: number }
export type Ranking = { order: 'best' | 'newest'; now: number; after: Spot | null; limit: number }

const dayMs = 86_400_000
/** What was written today counts for so much more than what is old, and half of that after so many days. */
const fresh = 0.25
const halfFreshDays = 120
/** Scores are whole numbers of such parts, so that the order of adding them up is of no account. */
const grain = 10_000

export function rank(memory: Memory, reach: Reach, query: Query, narrow: Narrow, ranking: Ranking): Ranked[] {
  const hits = matching({ memory, reach }, query)
  const tests = narrowedTo(memory, narrow)
  return best(memory, tests.length === 0 ? hits : where(hits, doc => tests.every(test => test(doc))), ranking)
}

/** All that may be found where nothing is asked for by words. */
function matching(given: Matching, { clauses }: Query): Hits {
  const wanted = clauses.filter(clause => !clause.not).map(clause => clauseHits(given, clause))
  const unwanted = clauses.filter(clause => clause.not).map(clause => clauseHits(given, clause))
  return unwanted.reduce(without, wanted.length > 0 ? wanted.reduce(both) : everything(given))
}

function everything({ memory, reach }: Matching): Hits {
  const { place } = memory.columns()
  const hits = hitsFor(memory.docs())
  for (let doc = 1; doc < memory.docs(); doc += 1) if (reach.open[place[doc]!] === 1) push(hits, doc, 0)
  return hits
}

function narrowedTo(memory: Memory, { place, author, tag, kind, from, to, unanswered }: Narrow) {
  const { thing, n, at, author: authors } = memory.columns()
  const thingOf = (doc: number) => memory.thingNo(thing[doc]!)
  const writer = author === undefined ? 0 : (author !== null && memory.author(author)) || -1
  return [
    ...(place === undefined ? [] : [(doc: number) => thingOf(doc).head?.place === place]),
    ...(author === undefined ? [] : [(doc: number) => authors[doc] === writer]),
    ...(tag === undefined ? [] : [(doc: number) => thingOf(doc).head?.tags.includes(tag) ?? false]),
    ...(kind === undefined ? [] : [(doc: number) => (n[doc]! > 0 ? 'reply' : thingOf(doc).head?.kind) === kind]),
    ...(from === undefined ? [] : [(doc: number) => at[doc]! >= from]),
    ...(to === undefined ? [] : [(doc: number) => at[doc]! < to]),
    ...(unanswered ? [(doc: number) => n[doc] === 0 && waits(thingOf(doc))] : []),
  ]
}

function waits({ head, docs }: Thing) {
  return head?.wantsAnswer === true && !docs.some((doc, n) => n > 0 && doc > 0)
}

/** The first `limit` in order that come after a spot. */
function best(memory: Memory, hits: Hits, { order, now, after, limit }: Ranking): Ranked[] {
  const { thing, n, at: written } = memory.columns()
  const found: Ranked[] = []
  for (let hit = 0; hit < hits.length; hit += 1) {
    const doc = hits.docs[hit]!
    const at = written[doc]!
    const score = order === 'newest' ? 0 : rounded(hits.scores[hit]! * (1 + fresh / (1 + Math.max(0, now - at) / dayMs / halfFreshDays)))
    const last = found.length === limit ? found[limit - 1]! : null
    if (last && (score < last.score || (score === last.score && at < last.at))) continue
    const spot = { score, at, key: `${memory.thingNo(thing[doc]!).id}:${n[doc]}`, doc }
    if (after && compare(spot, after) <= 0) continue
    if (last && compare(spot, last) >= 0) continue
    insert(found, spot, limit)
  }
  return found
}

function insert(found: Ranked[], spot: Ranked, limit: number) {
  let [low, high] = [0, found.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(found[middle]!, spot) < 0) low = middle + 1
    else high = middle
  }
  found.splice(low, 0, spot)
  if (found.length > limit) found.pop()
}

/** The better first, then the newer, then by a name that never changes. */
function compare(one: Spot, other: Spot) {
  return other.score - one.score || other.at - one.at || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)
}

function rounded(score: number) {
  return Math.round(score * grain)
}
