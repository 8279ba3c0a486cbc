// Several scans that are each in order, as one that is.
import type { Value } from '../language/value.ts'
import { decodeFields } from '../language/value.ts'
import { PAUSE } from './pace.ts'
import type { Found } from './scan.ts'
import type { Sorter } from './sorting.ts'

type Scan = Generator<Found | typeof PAUSE>
type Head = { found: Found; keys: Value[]; rest: Scan }

export function* mergeScans(scans: readonly Scan[], sorter: Sorter): Scan {
  const heads: Head[] = []
  for (const rest of scans) {
    const head = yield* following(rest, sorter)
    if (head !== undefined) heads.push(head)
  }
  while (heads.length > 0) {
    const at = firstOf(heads, sorter)
    const { found, rest } = heads[at]!
    yield found
    const head = yield* following(rest, sorter)
    if (head === undefined) heads.splice(at, 1)
    else heads[at] = head
  }
}

function* following(rest: Scan, sorter: Sorter): Generator<typeof PAUSE, Head | undefined> {
  for (;;) {
    const { value, done } = rest.next()
    if (done) return undefined
    if (value !== PAUSE) return { found: value, keys: sorter.keys(decodeFields(value.bytes, sorter.fields)), rest }
    yield PAUSE
  }
}

function firstOf(heads: readonly Head[], sorter: Sorter): number {
  let first = 0
  for (let at = 1; at < heads.length; at++) if (sorter.compare(heads[at]!.keys, heads[first]!.keys) < 0) first = at
  return first
}
