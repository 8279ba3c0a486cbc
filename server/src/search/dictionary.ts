// All terms that stand anywhere, and those that begin with some letters.
import { prefixes } from './languages.ts'
import { Postings } from './postings.ts'

export type Dictionary = ReturnType<typeof dictionary>

/** New terms are looked through one by one until there are so many; then all are put in order again. */
const mostFresh = 2_000
/** Terms that one beginning stands for: those in most posts. */
const mostBegun = 40
/** How far a stem may be behind the word that is being typed: “supervisi” is on its way to “supervis”. */
const mostBehind = 3
const leastStem = 5

export function dictionary() {
  const terms = new Map<string, Postings>()
  let sorted: string[] = []
  let fresh: string[] = []

  function putInOrder() {
    if (fresh.length <= mostFresh) return
    sorted = [...terms.keys()].sort()
    fresh = []
  }

  function* beginningWith(letters: string) {
    for (let at = firstFrom(sorted, letters); sorted[at]?.startsWith(letters); at += 1) yield sorted[at]!
    for (const term of fresh) if (term.startsWith(letters)) yield term
  }

  return {
    get: (term: string) => terms.get(term),
    size: () => terms.size,
    all: () => terms.values(),
    ofTerm(term: string): Postings {
      let postings = terms.get(term)
      if (!postings) {
        postings = new Postings()
        terms.set(term, postings)
        fresh.push(term)
      }
      return postings
    },
    begun(letters: string): string[] {
      putInOrder()
      const found: string[] = []
      for (const prefix of prefixes) {
        found.push(...beginningWith(prefix + letters))
        for (let length = Math.max(leastStem, letters.length - mostBehind); length < letters.length; length += 1)
          if (terms.has(prefix + letters.slice(0, length))) found.push(prefix + letters.slice(0, length))
      }
      return found.sort((one, other) => terms.get(other)!.length - terms.get(one)!.length || (one < other ? -1 : 1)).slice(0, mostBegun)
    },
  }
}

/** The place of the first that is not before `letters`. */
function firstFrom(sorted: readonly string[], letters: string) {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < letters) low = middle + 1
    else high = middle
  }
  return low
}
