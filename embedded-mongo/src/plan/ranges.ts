// Turns what a filter says of an index's fields into ranges of keys. A range may hold too much, never too little: what is found is checked again.
import type { Direction, IndexField } from '../catalogue/definitions.ts'
import { encodeKey } from '../language/keys.ts'
import type { Bound, Collation } from '../language/match.ts'
import type { Value } from '../language/value.ts'
import { afterPrefix, joinKey } from '../store/keys.ts'

export type Bounds = ReadonlyMap<string, Bound>

/** Keys from `start` up to, not including, `end`; `fixed` leading bytes are the same in all of them. A point is the one key `start`. */
export type KeyRange = { start: Buffer; end: Buffer; fixed: number; point?: boolean }

/** Ranges, the number of leading fields held at one value or at several, whether a field after those is bounded too, and whether any was cut short. */
export type Ranges = { ranges: KeyRange[]; points: number; lists: number; ranged: boolean; short: boolean }

const MOST_RANGES = 500
const NOTHING = Buffer.alloc(0)
/** Ranks of the first byte of a value in a key, see language/compare.ts. */
const REGEX_RANK = 50

type Building = { prefixes: Buffer[]; points: number; lists: number; longest: number }

/** `limit` is the length that a key keeps its order up to; `whole` says that all fields together are the whole key. */
export function buildRanges(
  space: number,
  fields: readonly IndexField[],
  bounds: Bounds,
  limit: number,
  whole: boolean,
  collation?: Collation,
): Ranges {
  const building: Building = { prefixes: [NOTHING], points: 0, lists: 0, longest: 0 }
  for (const [path, direction] of fields) {
    const bound = bounds.get(path)
    if (bound === undefined) break
    const values = pointValues(bound)
    if (values === undefined || building.prefixes.length * values.length > MOST_RANGES)
      return withRange(space, building, bound, direction, limit)
    const pieces = distinct(values.map(value => encodeKey([value], [direction], collation).bytes))
    building.prefixes = building.prefixes.flatMap(prefix => pieces.map(piece => Buffer.concat([prefix, piece])))
    for (const prefix of building.prefixes) building.longest = Math.max(building.longest, prefix.length)
    if (pieces.length === 1 && building.lists === 0) building.points++
    else building.lists++
  }
  const known = counts(building, limit)
  const point = whole && !known.short && building.points + building.lists === fields.length
  const ranges = building.prefixes.map(prefix => prefixRange(space, prefix, limit))
  return { ranges: point ? ranges.map(range => ({ ...range, point })) : ranges, ...known, ranged: false }
}

const counts = ({ points, lists, longest }: Building, limit: number): Omit<Ranges, 'ranges' | 'ranged'> => ({
  points,
  lists,
  short: longest > limit,
})

/** The values that a field is held at; undefined if it is not, or if one of them is an array, which an index holds by its elements. */
function pointValues(bound: Bound): readonly Value[] | undefined {
  const values = Object.hasOwn(bound, 'eq') ? [bound.eq] : bound.in
  if (values === undefined || values.some(Array.isArray)) return undefined
  return values
}

function distinct(pieces: Buffer[]): Buffer[] {
  if (pieces.length < 2) return pieces
  return [...new Map(pieces.map(piece => [piece.toString('latin1'), piece])).values()].sort(Buffer.compare)
}

function prefixRange(space: number, prefix: Buffer, limit: number): KeyRange {
  const kept = prefix.length > limit ? prefix.subarray(0, limit) : prefix
  const start = joinKey(space, kept)
  return { start, end: kept.length === 0 ? joinKey(space + 1) : afterPrefix(start), fixed: start.length }
}

function withRange(space: number, building: Building, bound: Bound, direction: Direction, limit: number): Ranges {
  const ranges: KeyRange[] = []
  for (const prefix of building.prefixes) {
    const found = valueRanges(space, prefix, bound, direction, limit)
    if (found === undefined)
      return { ranges: building.prefixes.map(each => prefixRange(space, each, limit)), ...counts(building, limit), ranged: false }
    for (const range of found) if (range.start.compare(range.end) < 0) ranges.push(range)
  }
  const cutShort = ranges.some(({ start, end }) => start.length - 4 >= limit || end.length - 4 >= limit)
  const known = counts(building, limit)
  return { ranges, ...known, ranged: true, short: known.short || cutShort }
}

function valueRanges(space: number, prefix: Buffer, bound: Bound, direction: Direction, limit: number): KeyRange[] | undefined {
  const range = valueRange(space, prefix, bound, direction, limit)
  if (range !== undefined) return [range]
  return bound.prefix === undefined ? undefined : textRanges(space, prefix, bound.prefix, direction, limit)
}

/** Texts that begin with some text; and regular expressions that are stored as values, since each of them matches itself. */
function textRanges(space: number, prefix: Buffer, text: string, direction: Direction, limit: number): KeyRange[] {
  const encoded = encodeKey([text], [direction]).bytes
  const texts = prefixRange(space, Buffer.concat([prefix, encoded.subarray(0, encoded.length - 2)]), limit)
  const regexes = prefixRange(space, Buffer.concat([prefix, Buffer.of(direction === 1 ? REGEX_RANK : 0xff - REGEX_RANK)]), limit)
  const fixed = 4 + prefix.length
  const both = [
    { ...texts, fixed },
    { ...regexes, fixed },
  ]
  return direction === 1 ? both : both.reverse()
}

/** The range of one field behind a prefix: within the type of its bounds, since a comparison never leaves its type. */
function valueRange(space: number, prefix: Buffer, bound: Bound, direction: Direction, limit: number): KeyRange | undefined {
  const low = side(bound, 'gte', 'gt', direction)
  const high = side(bound, 'lte', 'lt', direction)
  const known = low ?? high
  if (known === undefined || prefix.length >= limit) return undefined
  const [first, last] = direction === 1 ? [low, high] : [high, low]
  const rank = known.bytes[0]!
  const base = joinKey(space, prefix)
  const start = first === undefined ? base : joinedBound(base, first.bytes, limit)
  const end = last === undefined ? base : joinedBound(base, last.bytes, limit)
  return {
    start:
      first === undefined
        ? Buffer.concat([base, Buffer.of(rank)])
        : first.included || start.length - 4 >= limit
          ? start
          : afterPrefix(start),
    end:
      last === undefined
        ? afterPrefix(Buffer.concat([base, Buffer.of(rank)]))
        : last.included || end.length - 4 >= limit
          ? afterPrefix(end)
          : end,
    fixed: base.length,
  }
}

const joinedBound = (base: Buffer, bytes: Buffer, limit: number): Buffer => Buffer.concat([base, bytes]).subarray(0, limit + 4)

type Side = { bytes: Buffer; included: boolean }

function side(bound: Bound, including: 'gte' | 'lte', excluding: 'gt' | 'lt', direction: Direction): Side | undefined {
  const included = !Object.hasOwn(bound, excluding)
  const name = included ? including : excluding
  if (!Object.hasOwn(bound, name)) return undefined
  const value = bound[name]
  return { bytes: encodeKey([value], [direction]).bytes, included }
}
