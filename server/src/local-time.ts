// Between a day and a clock time in a zone, as forms give them, and an instant; true across changes of the clocks.

export type LocalTime = { day: string; time: string }

const dayMs = 86_400_000

/**
 * A time that is there twice, when clocks go back, is the first of the two; one that is not there, when they go forward, is as much later
 * as they moved. Null for what is no day, no time or no zone.
 */
export function instantOf({ day, time }: LocalTime, timeZone: string): Date | null {
  const wall = wallOf(day, time)
  const clock = wall === null ? null : clockIn(timeZone)
  if (wall === null || !clock) return null
  // A zone moves at most once within two days, so its offset before and its offset after are all that can count.
  const before = wall - offsetAt(wall - dayMs, clock)
  const after = wall - offsetAt(wall + dayMs, clock)
  const fitting = [before, after].filter(instant => instant + offsetAt(instant, clock) === wall)
  return new Date(fitting.length > 0 ? Math.min(...fitting) : before)
}

/** How the clocks of a zone show an instant. */
export function localTimeOf(instant: Date, timeZone: string): LocalTime {
  const clock = clockIn(timeZone) ?? clockIn('UTC')!
  const [day = '', time = ''] = new Date(instant.getTime() + offsetAt(instant.getTime(), clock)).toISOString().split('T')
  return { day, time: time.slice(0, 5) }
}

export function isTimeZone(name: string): boolean {
  return clockIn(name) !== null
}

/** As if it were UTC. The reading back refuses days such as 31 February. */
function wallOf(day: string, time: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}(:\d{2})?$/.test(time)) return null
  const date = new Date(`${day}T${time}Z`)
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(`${day}T${time}`) ? null : date.getTime()
}

function clockIn(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en', { ...parts, timeZone })
  } catch {
    return null
  }
}

const parts = {
  calendar: 'iso8601',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(instant: number, clock: Intl.DateTimeFormat): number {
  const shown = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const wall = Date.UTC(shown.year!, shown.month! - 1, shown.day, shown.hour, shown.minute, shown.second)
  return wall - Math.floor(instant / 1_000) * 1_000
}
