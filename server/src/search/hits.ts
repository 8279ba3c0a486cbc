// Posts that match, with how well: ascending by number, and put together as sets are.

export type Hits = { docs: Uint32Array; scores: Float32Array; length: number }

export function hitsFor(most: number): Hits {
  return { docs: new Uint32Array(most), scores: new Float32Array(most), length: 0 }
}

export function push(hits: Hits, doc: number, score: number) {
  hits.docs[hits.length] = doc
  hits.scores[hits.length] = score
  hits.length += 1
}

/** In either; the better of both where in both. */
export function either(one: Hits, other: Hits): Hits {
  if (one.length === 0) return other
  if (other.length === 0) return one
  const result = hitsFor(one.length + other.length)
  let [at, beside] = [0, 0]
  while (at < one.length || beside < other.length) {
    const mine = at < one.length ? one.docs[at]! : Number.POSITIVE_INFINITY
    const theirs = beside < other.length ? other.docs[beside]! : Number.POSITIVE_INFINITY
    if (mine < theirs) push(result, mine, one.scores[at]!)
    else if (theirs < mine) push(result, theirs, other.scores[beside]!)
    else push(result, mine, Math.max(one.scores[at]!, other.scores[beside]!))
    if (mine <= theirs) at += 1
    if (theirs <= mine) beside += 1
  }
  return result
}

/** In both, with what they have together. */
export function both(one: Hits, other: Hits): Hits {
  const result = hitsFor(Math.min(one.length, other.length))
  eachInBoth(one, other, (at, beside) => push(result, one.docs[at]!, one.scores[at]! + other.scores[beside]!))
  return result
}

export function without(one: Hits, other: Hits): Hits {
  const out = new Set<number>()
  eachInBoth(one, other, at => out.add(at))
  return where(one, (_, at) => !out.has(at))
}

export function where(hits: Hits, holds: (doc: number, at: number) => boolean): Hits {
  const result = hitsFor(hits.length)
  for (let at = 0; at < hits.length; at += 1) if (holds(hits.docs[at]!, at)) push(result, hits.docs[at]!, hits.scores[at]!)
  return result
}

function eachInBoth(one: Hits, other: Hits, found: (at: number, beside: number) => void) {
  let [at, beside] = [0, 0]
  while (at < one.length && beside < other.length) {
    const [mine, theirs] = [one.docs[at]!, other.docs[beside]!]
    if (mine === theirs) found(at, beside)
    if (mine <= theirs) at += 1
    if (theirs <= mine) beside += 1
  }
}
