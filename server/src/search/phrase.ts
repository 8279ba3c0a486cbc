// Of posts that hold all words of a phrase, those in which they stand one right after the other.
import { type Hits, where } from './hits.ts'
import { docOf, Places, type Postings } from './postings.ts'

/** `terms`: for each word of the phrase all that it may be stored as. */
export function phraseIn(terms: readonly Postings[][], hits: Hits): Hits {
  let ends: (readonly number[])[] = []
  for (const [at, postings] of terms.entries()) {
    const standing = placesIn(postings, hits)
    ends = at === 0 ? standing : standing.map((places, hit) => following(ends[hit]!, places))
  }
  return where(hits, (_, at) => ends[at]!.length > 0)
}

const nowhere: readonly number[] = []

/** The places of a word in each of the posts. */
function placesIn(postings: readonly Postings[], hits: Hits): (readonly number[])[] {
  const found: (readonly number[])[] = new Array(hits.length).fill(nowhere)
  for (const each of postings)
    readPlaces(each, hits, (hit, places) => {
      found[hit] = found[hit]!.length === 0 ? places : [...found[hit]!, ...places].sort((one, other) => one - other)
    })
  return found
}

function readPlaces(postings: Postings, hits: Hits, found: (hit: number, places: number[]) => void) {
  const reader = new Places(postings)
  let hit = 0
  for (let at = 0; at < postings.length && hit < hits.length; at += 1) {
    const doc = docOf(postings.packed[at]!)
    while (hits.docs[hit]! < doc && hit < hits.length) hit += 1
    if (hit === hits.length || hits.docs[hit] !== doc) reader.skip()
    else found(hit, reader.read())
  }
}

/** Those places that come right after one of the others. Both ascend. */
function following(before: readonly number[], places: readonly number[]): readonly number[] {
  if (before.length === 0 || places.length === 0) return nowhere
  let at = 0
  return places.filter(place => {
    while (at < before.length && before[at]! < place - 1) at += 1
    return before[at] === place - 1
  })
}
