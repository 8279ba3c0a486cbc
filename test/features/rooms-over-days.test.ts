// The written format, by the same engine: steps of days, in which people come and go and nobody is missed for an hour.
import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { enterAs, leadTo, move, roomOf, roomStage, say } from './rooms-stage.ts'

const day = 86_400_000
const start = new Date('2026-03-02T09:00:00Z')

test('a written consultation goes on over days though nobody is there for most of them, and the floor holds', async () => {
  const place = await world({ now: start })
  const { ana, ben, dag, sessionId, session } = await roomStage(place, { format: 'written-consultation', startsAt: start.toISOString() })
  const { runDue } = place.app.features.rooms.keeper
  const at = (days: number) => place.setNow(new Date(start.getTime() + days * day))
  expect(session.endsAt).toBe('2026-03-14T09:00:00.000Z')
  for (const who of [ana, ben, dag]) await enterAs(who, sessionId)
  await leadTo(ana, sessionId, 2)
  await say(ben, sessionId, 'The situation, and my question?')
  for (const who of [ana, ben, dag]) await move(who, sessionId, { kind: 'leave' })

  at(3)
  await runDue()
  // Whoever writes is there again, and reads on where they were.
  expect((await say(dag, sessionId, 'But')).body.code).toBe('not-your-turn')
  const { state, messages } = await roomOf(dag, sessionId)
  expect([state.phase, state.step, messages.length]).toEqual(['step', 1, 1])
  await leadTo(ana, sessionId, 4)
  expect((await say(ben, sessionId, 'Let me explain')).body.code).toBe('not-your-turn')
  expect((await say(dag, sessionId, 'I wonder')).status).toBe(201)

  at(12)
  await runDue()
  expect((await roomOf(ana, sessionId)).state.phase).toBe('step')
  place.setNow(new Date(start.getTime() + 12 * day + 30 * 60_000))
  await runDue()
  await runDue()
  const { afterwards } = await ben.must('GET /api/sessions/:sessionId', { params: { sessionId } })
  expect(afterwards?.erasure).toMatchObject({ messages: 2, left: 0, keyGone: true })
})

test('over days the clock is taken over after a day, and not after a minute', async () => {
  const place = await world({ now: start })
  const { ana, dag, sessionId } = await roomStage(place, { format: 'written-consultation', startsAt: start.toISOString() })
  for (const who of [ana, dag]) await enterAs(who, sessionId)
  await leadTo(ana, sessionId, 2)
  await move(ana, sessionId, { kind: 'leave' })
  const claim = () => dag.call('POST /api/sessions/:sessionId/moves', { params: { sessionId }, body: { kind: 'claim' } })
  place.setNow(new Date(start.getTime() + day - 1))
  expect([(await claim()).body.code, (await roomOf(dag, sessionId)).me.can.claim]).toEqual(['facilitator-here', false])
  place.setNow(new Date(start.getTime() + day))
  expect((await roomOf(dag, sessionId)).me.can.claim).toBe(true)
  expect((await claim()).status).toBe(200)
  expect((await roomOf(dag, sessionId)).me.facilitator).toBe(true)
})
