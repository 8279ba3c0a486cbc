// The floor against a plain model: whatever people do, in whatever order, only those speak whose turn the format's own words make it.
import {
  endsByItselfAfterMs,
  enter,
  facilitatorGraceMs,
  leave,
  maySpeak,
  moved,
  openedAt,
  type Session,
  tick,
} from '@hearth/server/rooms/index'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyFormat,
  consultation,
  everybodyIn,
  formats,
  histories,
  history,
  isLeader,
  make,
  people,
  plan,
  plannedEnd,
  speakersByTheBook,
  start,
} from './rooms-histories.ts'

describe('whatever people do', () => {
  test('those may speak whom the format names, and nobody else', () => {
    fc.assert(
      fc.property(anyFormat, histories, (format, given) => {
        for (const { session } of history(format, given))
          expect(people.filter(id => maySpeak(session, format, id) === true)).toEqual(speakersByTheBook(session, format).sort())
      }),
      { numRuns: 400, seed: 4_711 },
    )
  })

  test('one person at most holds the clock, and only they lead', () => {
    fc.assert(
      fc.property(anyFormat, histories, (format, given) => {
        for (const { session, before, act } of history(format, given)) {
          const holders = session.people.filter(each => each.seats.includes('facilitator'))
          expect(holders.length).toBeLessThanOrEqual(1)
          const led =
            session.step !== before.step || session.locked !== before.locked || (session.phase !== before.phase && act.move.kind !== 'tick')
          const leader = before.people.find(each => each.seats.includes('facilitator'))
          if (led) expect([leader?.id, leader?.here]).toEqual([act.who, true])
        }
      }),
      { numRuns: 400, seed: 4_712 },
    )
  })

  test('one press moves one step, however many press at once', () => {
    fc.assert(
      fc.property(anyFormat, histories, (format, given) => {
        for (const { session, now, before } of history(format, given)) {
          expect(Math.abs(session.step - before.step)).toBeLessThanOrEqual(1)
          if (session.phase !== 'step') continue
          const holder = session.people.find(each => each.seats.includes('facilitator'))!
          const once = make(session, format, { who: holder.id, move: { kind: 'next', from: session.step }, after: 0 }, now)
          const twice = make(once, format, { who: holder.id, move: { kind: 'next', from: session.step }, after: 0 }, now)
          expect(twice).toEqual(once)
        }
      }),
      { numRuns: 200, seed: 4_713 },
    )
  })

  test('the clock loses nothing while it stands, and what a step took is kept', () => {
    fc.assert(
      fc.property(anyFormat, histories, (format, given) => {
        for (const { session, now, before, act } of history(format, given)) {
          if (session.stoppedAt !== null && before.stoppedAt === session.stoppedAt && act.move.kind !== 'add-time')
            expect(session.stepEndsAt).toBe(before.stepEndsAt)
          if (
            session.phase === 'step' &&
            before.phase === 'step' &&
            session.stoppedAt === null &&
            before.stoppedAt !== null &&
            session.step === before.step
          )
            expect(session.stepEndsAt - now).toBe(before.stepEndsAt - before.stoppedAt)
          const left = before.phase === 'step' && (session.phase !== 'step' || session.step !== before.step) && act.move.kind !== 'tick'
          expect(session.taken.length - before.taken.length).toBe(left ? 1 : 0)
          if (left) expect(session.taken.at(-1)).toMatchObject({ step: before.step, startedAt: before.stepStartedAt, endedAt: now })
        }
      }),
      { numRuns: 300, seed: 4_714 },
    )
  })

  test('a hold suspends the format until it is released, and only its release ends it', () => {
    fc.assert(
      fc.property(anyFormat, histories, (format, given) => {
        for (const { session, before, act } of history(format, given)) {
          if (!before.hold || session.phase === 'closed') continue
          expect([session.step, session.phase]).toEqual([before.step, before.phase])
          expect(session.hold === null).toBe(act.move.kind === 'release' && isLeader(before, act.who))
        }
      }),
      { numRuns: 300, seed: 4_716 },
    )
  })

  test('who was sent out never speaks again and never comes back', () => {
    fc.assert(
      fc.property(anyFormat, histories, (format, given) => {
        const out = new Set<string>()
        for (const { session } of history(format, given)) {
          for (const { id, removed } of session.people) if (removed) out.add(id)
          for (const id of out)
            expect([maySpeak(session, format, id), enter(session, id, [], start)]).toEqual([
              'not-in-session',
              session.phase === 'closed' ? 'session-closed' : 'removed-from-session',
            ])
        }
      }),
      { numRuns: 200, seed: 4_715 },
    )
  })
})

describe('a consultation', () => {
  const lead = (session: Session, ...kinds: ('start' | 'next')[]) =>
    kinds.reduce(
      (at, kind) => moved(at, consultation, 'ana', kind === 'start' ? { kind } : { kind, from: at.step }, start) as Session,
      session,
    )

  test('falls silent for who brings the situation while the group thinks aloud, and in the round', () => {
    const thinking = lead(everybodyIn(), 'start', 'next', 'next', 'next')
    expect(people.map(id => maySpeak(thinking, consultation, id))).toEqual([true, 'not-your-turn', true, true])
    const round = lead(thinking, 'next', 'next')
    expect(round.round?.order).toEqual(['ana', 'cleo', 'dag'])
    expect(people.map(id => maySpeak(round, consultation, id))).toEqual([true, 'not-your-turn', 'not-your-turn', 'not-your-turn'])
    const second = moved(round, consultation, 'ana', { kind: 'pass', turn: 0 }, start) as Session
    expect([maySpeak(second, consultation, 'cleo'), moved(second, consultation, 'dag', { kind: 'pass', turn: 1 }, start)]).toEqual([
      true,
      'not-your-turn',
    ])
  })

  test('goes on without the facilitator: a minute of grace, then the co-facilitator, then whoever asks', () => {
    const lost = moved(lead(everybodyIn(), 'start'), consultation, 'ana', { kind: 'leave' }, start) as Session
    expect(moved(lost, consultation, 'dag', { kind: 'claim' }, start + facilitatorGraceMs - 1)).toBe('facilitator-here')
    expect(tick(lost, start + facilitatorGraceMs - 1)).toBe(lost)
    const taken = tick(lost, start + facilitatorGraceMs)
    expect(taken.people.filter(each => each.seats.includes('facilitator')).map(each => each.id)).toEqual(['cleo'])
    const alone = moved(lost, consultation, 'cleo', { kind: 'leave' }, start) as Session
    const asked = moved(alone, consultation, 'dag', { kind: 'claim' }, start + facilitatorGraceMs) as Session
    expect(asked.people.filter(each => each.seats.includes('facilitator')).map(each => each.id)).toEqual(['dag'])
    expect((enter(lost, 'ana', [], start + 1) as Session).facilitatorLostAt).toBeNull()
  })

  test('over days it waits for its people, and a day for who holds the clock', () => {
    const slow: Session = {
      ...(moved(lead(everybodyIn(), 'start'), consultation, 'ana', { kind: 'leave' }, start) as Session),
      unit: 'days',
    }
    const alone = people.reduce((at, id) => leave(at, id, start), slow)
    const day = 86_400_000
    expect(tick({ ...alone, plannedEndAt: start + 12 * day }, start + 3 * day)).toMatchObject({ phase: 'step' })
    expect(tick(slow, start + facilitatorGraceMs)).toBe(slow)
    expect(moved(slow, consultation, 'dag', { kind: 'claim' }, start + day - 1)).toBe('facilitator-here')
    expect(moved(slow, consultation, 'dag', { kind: 'claim' }, start + day)).toHaveProperty('people')
  })

  test('ends by itself half an hour after its planned end, or after the last one left', () => {
    const going = lead(everybodyIn(), 'start')
    expect(tick(going, plannedEnd + endsByItselfAfterMs - 1).phase).toBe('step')
    expect(tick(going, plannedEnd + endsByItselfAfterMs).phase).toBe('closed')
    const empty = people.reduce((session, id) => moved(session, consultation, id, { kind: 'leave' }, start) as Session, going)
    expect([tick(empty, start + endsByItselfAfterMs - 1).phase, tick(empty, start + endsByItselfAfterMs).phase]).toEqual(['step', 'closed'])
  })

  test('gives who comes late the last turn', () => {
    const early = people.slice(0, 3).reduce((session, id) => enter(session, id, plan[id]!, start) as Session, openedAt(start, plannedEnd))
    const round = lead(early, 'start', 'next', 'next', 'next', 'next', 'next')
    expect((enter(round, 'dag', plan.dag!, start) as Session).round?.order).toEqual(['ana', 'cleo', 'dag'])
  })
})

test('the shipped formats add up to the time they name', () => {
  const minutes = [...formats].map(([id, { steps, turns }]) => [
    id,
    turns * steps.filter(each => !each.optional).reduce((sum, each) => sum + each.length, 0),
  ])
  expect(Object.fromEntries(minutes)).toMatchObject({
    'collegial-consultation': 65,
    'trio-consult': 30,
    'written-consultation': 12,
    'open-conversation': 60,
  })
  expect(formats.size).toBe(15)
})
