// Which posts are what a clause asks for, among those that may be found, and how much that says of each (BM25).
import { both, either, type Hits, hitsFor, push } from './hits.ts'
import type { Memory } from './memory.ts'
import type { Clause, Place, Way } from './parse-query.ts'
import { phraseIn } from './phrase.ts'
import { countOf, docOf, type Postings } from './postings.ts'

/** What one asker may find: by the number of a place; and how much that is, since rare is what is rare among that. */
export type Reach = { open: Uint8Array; posts: number; words: number }
export type Matching = { memory: Memory; reach: Reach }

/** How soon more of the same word counts no more, and how much longer posts are set back. Source: the usual figures, 1.2 and 0.75, for short texts. */
const soon = 1.2
const long = 0.6

const none = hitsFor(0)

export function clauseHits(matching: Matching, clause: Clause): Hits {
  return clause.ways.map(way => wayHits(matching, way)).reduce(either, none)
}

function wayHits(matching: Matching, way: Way): Hits {
  const terms = way.places.map(place => postingsOf(matching.memory, place))
  if (terms.some(each => each.length === 0)) return none
  const hits = terms.map(each => each.map(postings => termHits(matching, postings)).reduce(either, none)).reduce(both)
  const found = way.how === 'phrase' && terms.length > 1 ? phraseIn(terms, hits) : hits
  return way.weight === 1 ? found : weighted(found, way.weight)
}

function postingsOf({ terms }: Memory, { terms: named, begins }: Place): Postings[] {
  const all = begins === null ? named : [...named, ...terms.begun(begins)]
  return all.map(term => terms.get(term)).filter(postings => postings !== undefined)
}

export function termHits({ memory, reach }: Matching, postings: Postings): Hits {
  const { place } = memory.columns()
  const hits = hitsFor(postings.length)
  const { packed, length } = postings
  for (let at = 0; at < length; at += 1) {
    const doc = docOf(packed[at]!)
    if (reach.open[place[doc]!] === 1) push(hits, doc, countOf(packed[at]!))
  }
  return scored(memory, reach, hits)
}

function scored(memory: Memory, { posts, words }: Reach, hits: Hits): Hits {
  const { length: lengths } = memory.columns()
  const rare = rarity(posts, hits.length)
  const usual = posts === 0 ? 1 : words / posts
  for (let at = 0; at < hits.length; at += 1) {
    const count = hits.scores[at]!
    const size = soon * (1 - long + (long * lengths[hits.docs[at]!]!) / usual)
    hits.scores[at] = (rare * count * (soon + 1)) / (count + size)
  }
  return hits
}

/** What a word says that is in so many of all posts. */
export function rarity(posts: number, having: number) {
  return Math.log(1 + Math.max(0, posts - having + 0.5) / (having + 0.5))
}

function weighted(hits: Hits, weight: number): Hits {
  for (let at = 0; at < hits.length; at += 1) hits.scores[at]! *= weight
  return hits
}
