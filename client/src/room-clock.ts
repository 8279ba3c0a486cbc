// The room's clock: what time it is at the server by one's own clock, how much is left, and what is to be spoken.
import type { Step } from '@hearth/shared/format'
import type { RoomState } from '@hearth/shared/room'

/** The server's time `now` was heard at `heard` by the own clock, and had not been told yet at `asked`, where it was asked for. */
export type Sample = { asked: number | null; heard: number; now: number }
/** How far the own clock was ahead of the server's at `at`, by the own clock, lies between the two. */
export type Bounds = { least: number; most: number; at: number }

export const unknown: Bounds = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY, at: 0 }
/** How far two clocks go apart at most, as a part of the time that passes. */
const drift = 1e-4

/**
 * A time that was heard had been told before, and one that was asked for was told after: so each sample narrows the bounds, the quickest the
 * most. Where a sample contradicts what was known, one of the clocks was put on, and it alone counts.
 */
export function narrowed(bounds: Bounds, { asked, heard, now }: Sample): Bounds {
  const told = { least: asked === null ? Number.NEGATIVE_INFINITY : asked - now, most: heard - now, at: heard }
  const apart = drift * Math.max(0, heard - bounds.at)
  const both = { least: Math.max(bounds.least - apart, told.least), most: Math.min(bounds.most + apart, told.most), at: heard }
  return both.least > both.most ? told : both
}

/** The server's time, in milliseconds since 1970, when the own clock shows `own`. */
export function serverTime({ least, most }: Bounds, own: number): number {
  if (most === Number.POSITIVE_INFINITY) return own
  return own - (least === Number.NEGATIVE_INFINITY ? most : (least + most) / 2)
}

/** What the large clock counts: a turn where turns have a length, else the step. In milliseconds; past the soft end `left` is negative. */
export type Remaining = { of: 'turn' | 'step'; left: number; total: number; stepLeft: number; key: string; stands: boolean }

/** Null where there is no clock: before, after, and while a hold suspends the format. */
export function remaining(state: RoomState, step: Step | null, now: number): Remaining | null {
  if (!step || state.hold) return null
  const at = state.stoppedAt === null ? now : Date.parse(state.stoppedAt)
  const stands = state.stoppedAt !== null
  const stepLeft = Date.parse(state.stepEndsAt) - at
  const { round } = state
  if (step.perPersonSeconds !== null && round && round.turn < round.order.length) {
    const total = step.perPersonSeconds * 1_000
    const key = `${state.stepStartedAt} ${round.turnStartedAt}`
    return { of: 'turn', left: Date.parse(round.turnStartedAt) + total - at, total, stepLeft, key, stands }
  }
  return { of: 'step', left: stepLeft, total: state.stepPlannedMs, stepLeft, key: state.stepStartedAt, stands }
}

/** Seconds as they are shown: a second is shown until it has passed, also those beyond the end. */
export function shownSeconds(left: number): number {
  return left >= 0 ? Math.ceil(left / 1_000) : Math.floor(-left / 1_000)
}

/** "0:35", "+0:12", "1:05:00"; days are told in words elsewhere. */
export function clockText(left: number): string {
  const seconds = shownSeconds(left)
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)]
  const two = (part: number) => String(part).padStart(2, '0')
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
  return left < 0 && seconds > 0 ? `+${text}` : text
}

export type Cue = 'half' | 'minute' | 'end'
/** What was said of the turn or step with this key. */
export type Spoken = { key: string | null; said: readonly Cue[] }

export const silent: Spoken = { key: null, said: [] }

/** Half, the last minute and the end are spoken once each; of several that passed at once, and of what passed before one came, only the last. */
export function spokenNow({ key, said }: Spoken, clock: Remaining): { spoken: Spoken; cue: Cue | null } {
  const passed = cuesOf(clock.total)
    .filter(([, at]) => clock.left <= at)
    .map(([cue]) => cue)
  if (key !== clock.key) return { spoken: { key: clock.key, said: passed }, cue: null }
  const fresh = passed.filter(cue => !said.includes(cue))
  return { spoken: { key, said: [...said, ...fresh] }, cue: fresh.at(-1) ?? null }
}

const minute = 60_000

/** Half is not said where it is within a quarter of a minute of the last minute, nor where a turn is over before it is heard. */
function cuesOf(total: number): [Cue, number][] {
  const half = total / 2
  return [
    ...(total >= minute && Math.abs(half - minute) > minute / 4 ? [['half', half] as [Cue, number]] : []),
    ...(total > minute ? [['minute', minute] as [Cue, number]] : []),
    ['end', 0],
  ]
}
