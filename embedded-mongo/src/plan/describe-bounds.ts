// The intervals that a plan keeps an index's fields to, in the words of MongoDB's explain, from where the scan begins.
import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import type { IndexField } from '../catalogue/definitions.ts'
import type { Bound } from '../language/match.ts'
import type { Doc, Value } from '../language/value.ts'
import { bsonType, TYPE } from '../language/value.ts'
import type { IndexBounds } from './choose.ts'

type End = { text: string; included: boolean }
type Interval = readonly [End, End]

const including = (text: string): End => ({ text, included: true })
const excluding = (text: string): End => ({ text, included: false })
const EVERYTHING: Interval = [including('MinKey'), including('MaxKey')]

export function describeBounds(fields: readonly IndexField[], bounds: IndexBounds, reverse: boolean): Doc {
  const described = fields.map(([path, direction], at) => {
    const intervals = intervalsOf(bounds, path, at)
    const isTurned = (direction === -1) !== reverse
    return [path, (isTurned ? intervals.map(([low, high]): Interval => [high, low]).reverse() : intervals).map(textOf)]
  })
  return Object.fromEntries(described)
}

function intervalsOf({ known, points, ranged }: IndexBounds, path: string, at: number): Interval[] {
  const bound = known.get(path)
  if (bound === undefined || at > points || (at === points && !ranged)) return [EVERYTHING]
  return at < points ? pointIntervals(bound) : rangeIntervals(bound)
}

function pointIntervals(bound: Bound): Interval[] {
  const values = Object.hasOwn(bound, 'eq') ? [bound.eq] : (bound.in ?? [])
  return values.map(valueText).map(text => [including(text), including(text)])
}

function rangeIntervals(bound: Bound): Interval[] {
  const low = Object.hasOwn(bound, 'gte')
    ? including(valueText(bound.gte))
    : Object.hasOwn(bound, 'gt')
      ? excluding(valueText(bound.gt))
      : undefined
  const high = Object.hasOwn(bound, 'lte')
    ? including(valueText(bound.lte))
    : Object.hasOwn(bound, 'lt')
      ? excluding(valueText(bound.lt))
      : undefined
  if (low === undefined && high === undefined) return prefixIntervals(bound.prefix ?? '')
  const [first, last] = endsOf(bound.gte ?? bound.gt ?? bound.lte ?? bound.lt)
  return [[low ?? first, high ?? last]]
}

/** Texts that begin with it, and the regular expressions that are stored as values. */
function prefixIntervals(prefix: string): Interval[] {
  const last = prefix.length - 1
  const after = prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1)
  return [
    [including(JSON.stringify(prefix)), excluding(JSON.stringify(after))],
    [including('//'), excluding('MaxKey')],
  ]
}

/** A range never leaves the type of its bound: the lowest and the highest of that type. */
function endsOf(value: Value): Interval {
  const ends = ENDS.get(bsonType(value))
  return ends ?? NUMBERS
}

const NUMBERS: Interval = [including('-inf'), including('inf')]
const ENDS = new Map<number, Interval>([
  [TYPE.string, [including('""'), excluding('{}')]],
  [TYPE.date, [including('new Date(-9223372036854775808)'), including('new Date(9223372036854775807)')]],
  [TYPE.objectId, [including(`ObjectId('${'0'.repeat(24)}')`), including(`ObjectId('${'f'.repeat(24)}')`)]],
  [TYPE.bool, [including('false'), including('true')]],
  [TYPE.timestamp, [including('Timestamp(0, 0)'), including('Timestamp(4294967295, 4294967295)')]],
  [TYPE.binData, [including('BinData(0, )'), excluding(`ObjectId('${'0'.repeat(24)}')`)]],
])

const textOf = ([low, high]: Interval): string => `${low.included ? '[' : '('}${low.text}, ${high.text}${high.included ? ']' : ')'}`

function valueText(value: Value): string {
  if (value instanceof Double) return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value)
  if (value instanceof Int32 || value instanceof Long || value instanceof Decimal128) return value.toString()
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`
  if (value instanceof Binary) return `BinData(${value.sub_type}, ${value.toString('hex').toUpperCase()})`
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`
  return JSON.stringify(value) ?? 'undefined'
}
