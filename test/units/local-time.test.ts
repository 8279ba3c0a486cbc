// A day, a time and a zone make one instant: on plain days, where clocks go forward, and where they go back.
import { instantOf, isTimeZone, localTimeOf } from '@hearth/server/local-time'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const at = (day: string, time: string, zone: string) => instantOf({ day, time }, zone)?.toISOString() ?? null

test.each([
  ['2026-11-26', '17:00', 'UTC', '2026-11-26T17:00:00.000Z'],
  ['2026-11-26', '17:00', 'Europe/Berlin', '2026-11-26T16:00:00.000Z'],
  ['2026-07-02', '17:00', 'Europe/Berlin', '2026-07-02T15:00:00.000Z'],
  ['2026-07-02', '00:00', 'America/Toronto', '2026-07-02T04:00:00.000Z'],
  ['2026-07-02', '09:30', 'Asia/Kathmandu', '2026-07-02T03:45:00.000Z'],
  ['2026-07-02', '09:30', 'Pacific/Kiritimati', '2026-07-01T19:30:00.000Z'],
  ['2028-02-29', '23:59', 'America/St_Johns', '2028-03-01T03:29:00.000Z'],
])('%s at %s in %s is %s', (day, time, zone, instant) => expect(at(day, time, zone)).toBe(instant))

describe('where clocks go forward', () => {
  test.each([
    ['2026-03-29', '01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '02:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
  ])('%s at %s in %s is %s', (day, time, zone, instant) => expect(at(day, time, zone)).toBe(instant))

  test('a time that no clock shows is told as the later time that it became', () => {
    expect(localTimeOf(new Date('2026-03-29T01:30:00.000Z'), 'Europe/Berlin')).toEqual({ day: '2026-03-29', time: '03:30' })
  })
})

describe('where clocks go back', () => {
  test.each([
    ['2026-10-25', '01:59', 'Europe/Berlin', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ])('%s at %s in %s is %s', (day, time, zone, instant) => expect(at(day, time, zone)).toBe(instant))
})

test.each([
  ['', '17:00', 'UTC'],
  ['2026-02-31', '17:00', 'UTC'],
  ['2026-11-26', '', 'UTC'],
  ['2026-11-26', '24:30', 'UTC'],
  ['26.11.2026', '17:00', 'UTC'],
  ['2026-11-26', '17:00', 'Nowhere/Land'],
])('"%s" "%s" "%s" is no time', (day, time, zone) => {
  expect(at(day, time, zone)).toBeNull()
  expect(isTimeZone(zone)).toBe(zone === 'UTC')
})

test('what the clocks show, read back, is the same instant, or the first of two an hour apart', () => {
  const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC', 'Africa/Casablanca']
  const minute = 60_000
  const some = fc.record({
    zone: fc.constantFrom(...zones),
    instant: fc.integer({ min: Date.UTC(2024, 0) / minute, max: Date.UTC(2030, 0) / minute }).map(n => n * minute),
  })
  fc.assert(
    fc.property(some, ({ zone, instant }) => {
      const back = instantOf(localTimeOf(new Date(instant), zone), zone)!.getTime()
      expect([0, 30 * minute, 60 * minute]).toContain(instant - back)
      expect(localTimeOf(new Date(back), zone)).toEqual(localTimeOf(new Date(instant), zone))
    }),
    { numRuns: 500 },
  )
})
