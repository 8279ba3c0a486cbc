// What a filter's bounds mean to an index when texts are compared by a collation: only equal texts are found, and only by an index of the same.
import type { Collation } from '../language/collation.ts'
import type { Bound } from '../language/match.ts'
import type { Value } from '../language/value.ts'
import { bsonType, isDocument, TYPE } from '../language/value.ts'
import type { Bounds } from './ranges.ts'

export type Known = { paths: Bounds; exact: boolean }

export const sameCollation = (a: Collation | undefined, b: Collation | undefined): boolean => a?.key === b?.key

/** The bounds that hold in an index of one collation for a query of another, or of the same. */
export function forCollation(known: Known, index: Collation | undefined, query: Collation | undefined): Known {
  if (index === undefined && query === undefined) return known
  const finds = sameCollation(index, query)
  const paths = new Map<string, Bound>()
  for (const [path, bound] of known.paths) {
    const kept = withoutTexts(bound, finds)
    if (kept !== undefined) paths.set(path, kept)
  }
  return { paths, exact: false }
}

function withoutTexts(bound: Bound, finds: boolean): Bound | undefined {
  const { eq, in: list, gt, gte, lt, lte, exists } = bound
  const kept: Bound = { exact: false, ...(exists !== undefined && { exists }) }
  if (Object.hasOwn(bound, 'eq') && (finds || !hasText(eq))) kept.eq = eq
  if (list !== undefined && (finds || !list.some(hasText))) kept.in = list
  for (const [name, limit] of Object.entries({ gt, gte, lt, lte })) if (limit !== undefined && !hasText(limit)) kept[name as 'gt'] = limit
  return Object.keys(kept).length > 1 ? kept : undefined
}

function hasText(value: Value): boolean {
  if (Array.isArray(value)) return value.some(hasText)
  if (isDocument(value)) return Object.values(value).some(hasText)
  return value !== null && value !== undefined && ([TYPE.string, TYPE.symbol] as number[]).includes(bsonType(value))
}
