// The room's clock: right to a quarter of a second whatever one's own clock shows, and spoken at half, one minute and the end, once each.
import {
  clockText,
  narrowed,
  type Remaining,
  remaining,
  type Sample,
  serverTime,
  silent,
  spokenNow,
  unknown,
} from '@hearth/client/room-clock'
import type { Step } from '@hearth/shared/format'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roomState, step } from './room-fixtures.ts'

const day = 86_400_000
const noon = Date.UTC(2026, 10, 27, 12)

/** What is heard over a line with these delays there and back, by a clock that is `ahead`. */
function heard(ahead: number, trips: { at: number; there: number | null; back: number }[]): Sample[] {
  return trips.map(({ at, there, back }) => ({
    asked: there === null ? null : noon + at - there + ahead,
    heard: noon + at + back + ahead,
    now: noon + at,
  }))
}

function errorOf(samples: Sample[], ahead: number, at: number) {
  return Math.abs(serverTime(samples.reduce(narrowed, unknown), noon + at + ahead) - (noon + at))
}

describe("the server's time", () => {
  it('is right to 250 ms on a clock that is up to days off, after one answer within half a second', () => {
    const trip = fc.record({ at: fc.nat(600_000), there: fc.option(fc.nat(250)), back: fc.nat(250) })
    fc.assert(
      fc.property(fc.integer({ min: -3 * day, max: 3 * day }), fc.array(trip, { maxLength: 20 }), (ahead, trips) => {
        const first = { at: 0, there: 200, back: 300 }
        const sorted = [first, ...trips].sort((one, other) => one.at - other.at)
        expect(errorOf(heard(ahead, sorted), ahead, 600_000)).toBeLessThanOrEqual(250 + 60)
      }),
    )
  })

  it('gets better with the quickest answer, and no worse with a slow one', () => {
    const quick = { at: 1_000, there: 10, back: 20 }
    const slow = { at: 60_000, there: 4_000, back: 100 }
    expect(errorOf(heard(day, [{ at: 0, there: 900, back: 10 }]), day, 0)).toBe(445)
    expect(errorOf(heard(day, [{ at: 0, there: 900, back: 10 }, quick]), day, 1_000)).toBeLessThan(20)
    expect(errorOf(heard(day, [{ at: 0, there: 900, back: 10 }, quick, slow]), day, 60_000)).toBeLessThan(30)
  })

  it.each([
    ['put on an hour', 3_600_000],
    ['put back an hour', -3_600_000],
    ['stopped while the phone slept', -600_000],
  ])('is right again with the next answer when the own clock was %s', (_, jump) => {
    const before = heard(day, [{ at: 0, there: 20, back: 20 }])
    const after = heard(day + jump, [{ at: 30_000, there: 40, back: 40 }])
    expect(errorOf([...before, ...after], day + jump, 30_000)).toBeLessThan(50)
  })

  it('follows two clocks that go apart by a second in three hours', () => {
    const pace = 1 + 1e-4
    const samples = Array.from({ length: 540 }, (_, n): Sample => {
      const now = noon + n * 20_000
      const own = noon + n * 20_000 * pace
      return { asked: n % 30 === 0 ? own - 40 : null, heard: own + 40, now }
    })
    const end = 540 * 20_000
    expect(Math.abs(serverTime(samples.reduce(narrowed, unknown), noon + end * pace) - (noon + end))).toBeLessThan(250)
  })
})

const at = (seconds: number) => new Date(noon + seconds * 1_000).toISOString()
const turns: Step = { ...step, floor: { mode: 'round', except: [] }, perPersonSeconds: 90 }
const state = roomState({ phase: 'step', stepStartedAt: at(0), stepEndsAt: at(600), stepPlannedMs: 600_000 })
const round = { order: [roomState({}).people[0]!.id], turn: 0, turnStartedAt: at(100) }

describe('what is left', () => {
  it('is of the step, or of the turn where turns have a length', () => {
    expect(remaining(state, step, noon + 60_000)).toMatchObject({ of: 'step', left: 540_000, total: 600_000 })
    expect(remaining({ ...state, round }, turns, noon + 155_000)).toMatchObject({
      of: 'turn',
      left: 35_000,
      total: 90_000,
      stepLeft: 445_000,
    })
  })

  it('stands while the clock stands, and is not told before, after and on hold', () => {
    expect(remaining({ ...state, stoppedAt: at(60) }, step, noon + 300_000)).toMatchObject({ left: 540_000, stands: true })
    expect(remaining({ ...state, hold: { by: 'x', aftercare: null } }, step, noon)).toBeNull()
    expect(remaining(state, null, noon)).toBeNull()
  })

  it('goes on softly past the end', () => {
    expect([35_000, 34_001, 90_000, 0, -400, -12_300, 3_900_000, -3_661_000].map(clockText)).toEqual([
      '0:35',
      '0:35',
      '1:30',
      '0:00',
      '0:00',
      '+0:12',
      '1:05:00',
      '+1:01:01',
    ])
  })
})

describe('what is spoken', () => {
  const clock = (left: number, total = 600_000, key = 'a'): Remaining => ({ of: 'step', left, total, stepLeft: left, key, stands: false })
  const spokenAlong = (lefts: Remaining[]) => {
    let told = silent
    return lefts.map(each => {
      const { spoken, cue } = spokenNow(told, each)
      told = spoken
      return cue
    })
  }

  it('is half, one minute and the end, once each', () => {
    const along = spokenAlong([600, 301, 300, 299, 61, 60, 59, 1, 0, -1, -30].map(seconds => clock(seconds * 1_000)))
    expect(along).toEqual([null, null, 'half', null, null, 'minute', null, null, 'end', null, null])
  })

  it('is only the last when several passed while the phone slept', () => {
    expect(spokenAlong([clock(600_000), clock(-5_000), clock(-6_000)])).toEqual([null, 'end', null])
  })

  it('is not said again when time is added, and not at all of what passed before one came', () => {
    expect(spokenAlong([clock(301_000), clock(299_000), clock(400_000), clock(290_000)])).toEqual([null, 'half', null, null])
    expect(spokenAlong([clock(200_000), clock(59_000)])).toEqual([null, 'minute'])
  })

  it('begins again with the next turn, and says one thing where half and the last minute are near', () => {
    expect(spokenAlong([clock(120_000, 120_000), clock(60_000, 120_000), clock(90_000, 90_000, 'b'), clock(45_000, 90_000, 'b')])).toEqual([
      null,
      'minute',
      null,
      'minute',
    ])
    expect(spokenAlong([clock(240_000, 240_000, 'c'), clock(120_000, 240_000, 'c')])).toEqual([null, 'half'])
  })
})
