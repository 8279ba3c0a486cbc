// Dates moved on by calendar units: months keep the day if they have it, days keep the hour in their zone.
import { badValue, queryError } from '../errors.ts'
import { plainNumber } from '../numbers.ts'
import { typeName, type Value } from '../types.ts'
import { dateOf, zoneOffset } from './dates.ts'
import { isNullish, named, type Operator } from './operator.ts'

const MINUTE_MS = 60_000

const FIXED_MS: Readonly<Record<string, number>> = { hour: 3_600_000, minute: MINUTE_MS, second: 1_000, millisecond: 1 }
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 }
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 }

const UNITS = new Set([...Object.keys(FIXED_MS), ...Object.keys(DAYS), ...Object.keys(MONTHS)])

export const isTimeUnit = (unit: Value): unit is string => typeof unit === 'string' && UNITS.has(unit)

/** How long a unit is; undefined for those of no fixed length. */
export function unitMilliseconds(unit: string): number | undefined {
  if (Object.hasOwn(FIXED_MS, unit)) return FIXED_MS[unit]
  return Object.hasOwn(DAYS, unit) ? DAYS[unit]! * 24 * FIXED_MS.hour! : undefined
}

export function movedDate(date: Date, unit: Value, amount: number, zone: Value): Date {
  if (typeof unit !== 'string') throw queryError(5166505, `unit must be a string, found ${typeName(unit)}`)
  if (Object.hasOwn(FIXED_MS, unit)) return new Date(date.getTime() + amount * FIXED_MS[unit]!)
  const shown = new Date(date.getTime() + zoneOffset(zone, date) * MINUTE_MS)
  if (Object.hasOwn(DAYS, unit)) shown.setUTCDate(shown.getUTCDate() + amount * DAYS[unit]!)
  else if (Object.hasOwn(MONTHS, unit)) moveMonths(shown, amount * MONTHS[unit]!)
  else throw badValue(`unknown time unit value: ${unit}`)
  return new Date(shown.getTime() - zoneOffset(zone, shown) * MINUTE_MS)
}

function moveMonths(date: Date, months: number): void {
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months, 1)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
}

const step = (name: string, direction: 1 | -1): Operator =>
  named(name, ['startDate', 'unit', 'amount'], ['timezone'], ({ startDate, unit, amount, timezone }) => {
    if ([startDate, unit, amount].some(isNullish) || timezone === null) return null
    const count = plainNumber(amount)
    if (count === undefined || !Number.isInteger(count)) throw queryError(5166405, `${name} expects integer amount of time units`)
    return movedDate(dateOf(startDate), unit, count * direction, timezone)
  })

export const DATE_STEPS: Readonly<Record<string, Operator>> = { $dateAdd: step('$dateAdd', 1), $dateSubtract: step('$dateSubtract', -1) }
