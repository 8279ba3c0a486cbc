// When a post that waits appears: the moment its author chose, and for one without a name some moment after it.
import { limits } from '@hearth/shared/limits'
import type { Appears } from '@hearth/shared/waiting-post'
import { instantOf, localTimeOf } from '../local-time.ts'
import { Problem } from '../problem.ts'

export type Due = { appearsAt: Date; latestAt: Date; dueAt: Date }
/** Answers a random number from 0 to below 1. */
export type Random = () => number

const momentMs = 30_000
const dayMs = 86_400_000
const morning = '08:00'
/** Until then it is still the night before. */
const nightEnds = '04:00'
/** A post without a name that appeared on the stroke of the hour would be known for one that waited. */
export const spreadMs = 20 * 60_000

/** Throws `invalid-input` for an instant that is past or too far ahead. */
export function dueFor(appears: Appears, of: { now: Date; timeZone: string; anonymous: boolean }, random: Random): Due {
  const appearsAt = chosen(appears, of.now, of.timeZone)
  // Thirty seconds after it was written is no round time.
  return of.anonymous && appears !== 'moment' ? spread(appearsAt, random) : { appearsAt, latestAt: appearsAt, dueAt: appearsAt }
}

/** Some moment within the time that follows. */
export function spread(from: Date, random: Random): Due {
  const after = (ms: number) => new Date(from.getTime() + ms)
  return { appearsAt: from, latestAt: after(spreadMs), dueAt: after(Math.floor(random() * spreadMs)) }
}

function chosen(appears: Appears, now: Date, timeZone: string): Date {
  if (appears === 'moment') return new Date(now.getTime() + momentMs)
  if (appears === 'day') return new Date(now.getTime() + dayMs)
  if (appears === 'morning') return nextMorning(now, timeZone)
  const at = new Date(appears)
  if (at <= now) throw fault('past', 'is in the past')
  if (at.getTime() - now.getTime() > limits.waitingDaysMax * dayMs) throw fault('too-far', 'is more than a year away')
  return at
}

/** Eight o'clock on the next day, as the clocks there show it. */
function nextMorning(now: Date, timeZone: string): Date {
  const { day, time } = localTimeOf(now, timeZone)
  const next = time < nightEnds ? day : new Date(Date.parse(`${day}T12:00:00Z`) + dayMs).toISOString().slice(0, 10)
  return instantOf({ day: next, time: morning }, timeZone) ?? new Date(now.getTime() + dayMs)
}

function fault(code: string, message: string) {
  return new Problem('invalid-input', { errors: [{ pointer: '/appears', code, message }] })
}
