// The window of each document in its partition: by positions, or by how far the values that it is sorted by are away.
import { compareValues } from '../../compare.ts'
import { failedToParse, queryError } from '../../errors.ts'
import { sum } from '../../expression/arithmetic.ts'
import { isTimeUnit, movedDate } from '../../expression/date-steps.ts'
import { compileExpression } from '../../expression.ts'
import { nearestNumber } from '../../numbers.ts'
import { isDocument, isNumber, typeName, type Value } from '../../types.ts'
import type { Partition } from './partition.ts'

/** First and last position, both in the window; undefined for an empty one. */
export type Extent = readonly [first: number, last: number] | undefined

export interface Window {
  /** Whether it begins with the partition, so that from one document to the next it only grows. */
  grows: boolean
  /** The window of each document in turn. */
  extents(partition: Partition): Iterable<Extent>
}

type Edge = 'unbounded' | 'current' | { by: Value }

export const WHOLE: Window = {
  grows: true,
  *extents({ docs }) {
    for (let at = 0; at < docs.length; at++) yield [0, docs.length - 1]
  },
}

export function parseWindow(spec: Value, sortPaths: readonly [path: string, direction: 1 | -1][]): Window {
  if (!isDocument(spec)) throw failedToParse("'window' field must be an object")
  const { documents, range, unit, ...others } = spec
  for (const name of Object.keys(others)) throw failedToParse(`'window' field has an unknown field '${name}'`)
  if (documents !== undefined && range !== undefined)
    throw failedToParse("Window bounds can specify either 'documents' or 'range', not both.")
  if (range === undefined && unit !== undefined) throw failedToParse("Window bounds can only specify 'unit' with range-based bounds.")
  if (documents !== undefined) return byDocuments(edges(documents, false), sortPaths.length > 0)
  if (range === undefined) return WHOLE
  if (unit !== undefined && !isTimeUnit(unit)) throw failedToParse(`unknown time unit value: ${String(unit)}`)
  const bounds = edges(range, unit === undefined)
  if (sortPaths.length !== 1) throw queryError(5339902, 'Range-based bounds require sortBy a single field')
  if (sortPaths[0]![1] !== 1) throw queryError(8947401, 'Range-based bounds require an ascending sortBy')
  return byRange(bounds, unit as string | undefined)
}

function edges(spec: Value, fractions: boolean): [Edge, Edge] {
  if (!Array.isArray(spec) || spec.length !== 2) throw failedToParse('Window bounds must be a 2-element array')
  const [lower, upper] = spec.map(value => edge(value, fractions)) as [Edge, Edge]
  const [from, to] = [lower, upper].map(each => (each === 'current' ? 0 : each === 'unbounded' ? undefined : nearestNumber(each.by)))
  if (from !== undefined && to !== undefined && from > to)
    throw queryError(5339900, `Lower bound must not exceed upper bound: [${from}, ${to}]`)
  return [lower, upper]
}

function edge(spec: Value, fractions: boolean): Edge {
  if (spec === 'unbounded' || spec === 'current') return spec
  if (typeof spec === 'string') throw failedToParse("Window bounds must be 'unbounded', 'current', or a number.")
  const by = compileExpression(spec)({})
  if (!isNumber(by)) throw failedToParse('Window bounds expression must be a number')
  if (!fractions && !Number.isInteger(nearestNumber(by))) throw failedToParse('Window bounds must be an integer')
  return { by }
}

function byDocuments([lower, upper]: [Edge, Edge], sorted: boolean): Window {
  if (!sorted && (lower !== 'unbounded' || upper !== 'unbounded')) throw queryError(5339901, 'Document-based bounds require a sortBy')
  const offset = (each: Edge, open: number) => (each === 'current' ? 0 : each === 'unbounded' ? open : nearestNumber(each.by))
  const from = offset(lower, Number.NEGATIVE_INFINITY)
  const to = offset(upper, Number.POSITIVE_INFINITY)
  return {
    grows: lower === 'unbounded',
    *extents({ docs }) {
      const end = docs.length - 1
      for (let at = 0; at <= end; at++) {
        const isEmpty = at + from > end || at + to < 0
        yield isEmpty ? undefined : [Math.max(0, at + from), Math.min(end, at + to)]
      }
    },
  }
}

/** Only numbers have a window, or only dates if there is a unit; both edges move forward only, since the partition is sorted. */
function byRange([lower, upper]: [Edge, Edge], unit: string | undefined): Window {
  return {
    grows: false,
    *extents({ docs, sortKey }) {
      const fits = (value: Value) => (unit === undefined ? isNumber(value) : value instanceof Date)
      const keys = docs.map(sortKey)
      const first = keys.findIndex(fits)
      const last = keys.findLastIndex(fits)
      let from = Math.max(0, first)
      let to = from - 1
      for (const [at, key] of keys.entries()) {
        checkKey(key, unit)
        if (typeof lower === 'object') {
          const least = moved(key, lower.by, unit)
          while (from <= last && compareValues(keys[from], least) < 0) from++
        }
        if (typeof upper === 'object') {
          const most = moved(key, upper.by, unit)
          while (to < last && compareValues(keys[to + 1], most) <= 0) to++
        }
        const start = lower === 'current' ? at : from
        const end = upper === 'current' ? at : upper === 'unbounded' ? last : to
        yield start > end ? undefined : [start, end]
      }
    },
  }
}

function checkKey(key: Value, unit: string | undefined): void {
  if (unit !== undefined && !(key instanceof Date))
    throw queryError(5429513, `Invalid range: Expected the sortBy field to be a Date, but it was ${typeName(key)}`)
  if (unit === undefined && key instanceof Date)
    throw queryError(5429413, 'Invalid range: For windows that involve date or time ranges, a unit must be provided.')
  if (unit === undefined && !isNumber(key))
    throw queryError(5429414, `Invalid range: Expected the sortBy field to be a number, but it was ${typeName(key)}`)
}

function moved(key: Value, by: Value, unit: string | undefined): Value {
  return unit === undefined ? sum(key, by) : movedDate(key as Date, unit, nearestNumber(by), undefined)
}
