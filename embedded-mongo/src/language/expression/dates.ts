// The parts of dates, in UTC or a named zone, and dates written by a format.
import { Int32, Long, ObjectId, Timestamp } from 'bson'
import { queryError } from '../errors.ts'
import { plainNumber } from '../numbers.ts'
import { isDocument, typeName, type Value } from '../types.ts'
import { isNullish, named, type Operator } from './operator.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const FORMATTERS = new Map<string, Intl.DateTimeFormat>()

/** Minutes east of UTC, at that moment. */
export function zoneOffset(zone: Value, date: Date): number {
  if (isNullish(zone) || zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0
  if (typeof zone !== 'string') throw queryError(40517, `timezone must evaluate to a string, found ${typeName(zone)}`)
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0))
  const local = Object.fromEntries(
    formatter(zone)
      .formatToParts(date)
      .map(part => [part.type, Number(part.value)]),
  )
  const shown = Date.UTC(local.year!, local.month! - 1, local.day!, local.hour!, local.minute!, local.second!)
  return Math.round((shown - Math.floor(date.getTime() / 1000) * 1000) / MINUTE_MS)
}

function formatter(zone: string): Intl.DateTimeFormat {
  const known = FORMATTERS.get(zone)
  if (known) return known
  try {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
    const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...numeric })
    FORMATTERS.set(zone, made)
    return made
  } catch {
    throw queryError(40485, `unrecognized time zone identifier: "${zone}"`)
  }
}

/** Also ObjectIds and timestamps tell a time. */
export function dateOf(value: Value): Date {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  if (value instanceof Timestamp) return new Date(value.t * 1000)
  throw queryError(16006, `can't convert from BSON type ${typeName(value)} to Date`)
}

/** A date whose UTC parts are the local ones. */
function local(date: Value, zone: Value): Date {
  const moment = dateOf(date)
  return new Date(moment.getTime() + zoneOffset(zone, moment) * MINUTE_MS)
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1
}

/** Weeks begin on Sunday; the days before the first Sunday are in week 0. */
function week(date: Date): number {
  return Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)
}

function thursday(date: Date): Date {
  return new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS)
}

function isoWeek(date: Date): number {
  return Math.ceil(dayOfYear(thursday(date)) / 7)
}

const PARTS: Readonly<Record<string, (date: Date) => number>> = {
  $year: date => date.getUTCFullYear(),
  $month: date => date.getUTCMonth() + 1,
  $dayOfMonth: date => date.getUTCDate(),
  $dayOfWeek: date => date.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $hour: date => date.getUTCHours(),
  $minute: date => date.getUTCMinutes(),
  $second: date => date.getUTCSeconds(),
  $millisecond: date => date.getUTCMilliseconds(),
  $week: week,
  $isoWeek: isoWeek,
  $isoDayOfWeek: date => date.getUTCDay() || 7,
}

const part = (name: string, read: (date: Date) => Value): Operator => {
  const withZone = named(name, ['date'], ['timezone'], ({ date, timezone }) =>
    isNullish(date) || timezone === null ? null : read(local(date, timezone)),
  )
  return (operand, env) => {
    const only: Value = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand
    const hasZone = isDocument(only) && Object.hasOwn(only, 'date')
    return withZone(hasZone ? only : { date: only }, env)
  }
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

const FORMATS: Readonly<Record<string, (date: Date, offset: number) => string>> = {
  Y: date => pad(date.getUTCFullYear(), 4),
  G: date => pad(thursday(date).getUTCFullYear(), 4),
  m: date => pad(date.getUTCMonth() + 1, 2),
  b: date => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  B: date => MONTHS[date.getUTCMonth()]!,
  d: date => pad(date.getUTCDate(), 2),
  H: date => pad(date.getUTCHours(), 2),
  M: date => pad(date.getUTCMinutes(), 2),
  S: date => pad(date.getUTCSeconds(), 2),
  L: date => pad(date.getUTCMilliseconds(), 3),
  j: date => pad(dayOfYear(date), 3),
  u: date => String(date.getUTCDay() || 7),
  w: date => String(date.getUTCDay() + 1),
  U: date => pad(week(date), 2),
  V: date => pad(isoWeek(date), 2),
  z: (_, offset) => `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`,
  Z: (_, offset) => String(offset),
  '%': () => '%',
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

function write({ date, format, timezone, onNull }: Readonly<Record<string, Value>>): Value {
  if (isNullish(date)) return onNull ?? null
  if (format === null || timezone === null) return null
  const shown = local(date, timezone)
  const offset = zoneOffset(timezone, dateOf(date))
  const pattern = format ?? (isNullish(timezone) ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L%z')
  if (typeof pattern !== 'string') throw queryError(18533, `$dateToString requires that 'format' be a string, found: ${typeName(pattern)}`)
  return pattern.replace(/%(.?)/g, (_, letter: string) => {
    if (!Object.hasOwn(FORMATS, letter)) throw queryError(18536, `Invalid format character '%${letter}' in format string`)
    return FORMATS[letter]!(shown, offset)
  })
}

const DAYS = ['year', 'month', 'day']
const ISO_DAYS = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek']
const TIMES = ['hour', 'minute', 'second', 'millisecond']

/** Parts beyond their range carry over: the 30th of February is a day in March. */
function fromParts(args: Readonly<Record<string, Value>>): Value {
  const isIso = ISO_DAYS.some(unit => args[unit] !== undefined)
  const days = isIso ? ISO_DAYS : DAYS
  if (isIso && DAYS.some(unit => args[unit] !== undefined))
    throw queryError(40489, '$dateFromParts does not allow mixing natural dates with ISO dates')
  if (args[days[0]!] === undefined) throw queryError(40516, `$dateFromParts requires either 'year' or 'isoWeekYear' to be present`)
  const parts = [...days, ...TIMES].map(unit => args[unit])
  if (parts.some(part => part === null) || args.timezone === null) return null
  const [year, second, day, ...time] = [...days, ...TIMES].map((unit, at) => wholePart(unit, args[unit], at < 3 ? 1 : 0))
  const date = isIso ? isoDate(year!, second!, day!) : new Date(0)
  if (!isIso) date.setUTCFullYear(year!, second! - 1, day)
  date.setUTCHours(time[0]!, time[1], time[2], time[3])
  return new Date(date.getTime() - zoneOffset(args.timezone, date) * MINUTE_MS)
}

/** The fourth of January is always in the first week. */
function isoDate(year: number, week: number, day: number): Date {
  const date = new Date(0)
  date.setUTCFullYear(year, 0, 4)
  date.setUTCDate(date.getUTCDate() - (date.getUTCDay() || 7) + (week - 1) * 7 + day)
  return date
}

function wholePart(unit: string, value: Value, whenMissing: number): number {
  if (value === undefined) return whenMissing
  const plain = plainNumber(value)
  if (plain === undefined || !Number.isInteger(plain))
    throw queryError(40515, `'${unit}' must evaluate to an integer, found ${typeName(value)}`)
  return plain
}

function toParts({ date, timezone, iso8601 }: Readonly<Record<string, Value>>): Value {
  if (isNullish(date) || timezone === null || iso8601 === null) return null
  if (iso8601 !== undefined && typeof iso8601 !== 'boolean')
    throw queryError(40521, `iso8601 must evaluate to a bool, found ${typeName(iso8601)}`)
  const shown = local(date, timezone)
  const readers = iso8601
    ? [(day: Date) => thursday(day).getUTCFullYear(), PARTS.$isoWeek!, PARTS.$isoDayOfWeek!]
    : [PARTS.$year!, PARTS.$month!, PARTS.$dayOfMonth!]
  const times = [PARTS.$hour!, PARTS.$minute!, PARTS.$second!, PARTS.$millisecond!]
  const names = [...(iso8601 ? ISO_DAYS : DAYS), ...TIMES]
  return Object.fromEntries([...readers, ...times].map((read, at) => [names[at]!, new Int32(read(shown))]))
}

export const DATES: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, read]) => [name, part(name, date => new Int32(read(date)))])),
  $isoWeekYear: part('$isoWeekYear', date => Long.fromNumber(thursday(date).getUTCFullYear())),
  $dateToParts: named('$dateToParts', ['date'], ['timezone', 'iso8601'], toParts),
  $dateFromParts: named('$dateFromParts', [], [...DAYS, ...ISO_DAYS, ...TIMES, 'timezone'], fromParts),
  $dateToString: named('$dateToString', ['date'], ['format', 'timezone', 'onNull'], write),
}
