// What stays of a session: commitments, takeaways, what all agreed on, and who looked in.
import { expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { type World, world } from '../world.ts'
import { enterAs, leadTo, move, planBy, roomOf, roomStage, say } from './rooms-stage.ts'

const at = (sessionId: string) => ({ params: { sessionId } })
const afterwards = async (who: Person, sessionId: string) => (await who.must('GET /api/sessions/:sessionId', at(sessionId))).afterwards

async function inRoom(place: World, plan: Parameters<typeof roomStage>[1] = {}) {
  const stage = await roomStage(place, plan)
  for (const who of [stage.ana, stage.ben, stage.cleo, stage.dag]) await enterAs(who, stage.sessionId)
  return stage
}

test('without the facilitator the co-facilitator takes the clock after a minute', async () => {
  const place = await world({ now: new Date('2026-03-12T17:00:00Z') })
  const { ana, dag, sessionId } = await inRoom(place, {
    startsAt: '2026-03-12T17:00:00.000Z',
    seats: [
      { seat: 'facilitator', handle: 'ana' },
      { seat: 'co-facilitator', handle: 'dag' },
    ],
  })
  await leadTo(ana, sessionId, 1)
  await move(ana, sessionId, { kind: 'leave' })
  expect((await roomOf(dag, sessionId)).state.facilitatorLostAt).toBe('2026-03-12T17:00:00.000Z')
  place.setNow(new Date('2026-03-12T17:01:00Z'))
  await place.app.features.rooms.keeper.runDue()
  expect((await roomOf(dag, sessionId)).me.facilitator).toBe(true)
})

test('commitments stay with their owner, and shared ones come back when the same people meet again', async () => {
  const place = await world()
  const { ana, ben, cleo, dag, spaceId, sessionId } = await inRoom(place)
  const promise = (who: Person, text: string, shared: boolean) =>
    who.must('POST /api/sessions/:sessionId/commitments', { ...at(sessionId), body: { text, shared, due: '2026-12-01' } })
  const shared = await promise(ben, 'Ask for a meeting', true)
  await promise(ben, 'Sleep', false)
  const told = async (who: Person, id: string) => (await roomOf(who, id)).commitments.map(each => each.text)
  expect([await told(ben, sessionId), await told(ana, sessionId)]).toEqual([['Ask for a meeting', 'Sleep'], ['Ask for a meeting']])
  await move(ana, sessionId, { kind: 'close' })
  expect((await ben.must('GET /api/commitments')).items.map(each => each.text)).toEqual(['Ask for a meeting', 'Sleep'])

  const stranger = await place.member({ handle: 'stranger' })
  const again = await planBy(ana, spaceId)
  for (const who of [ana, cleo, stranger]) await enterAs(who, again.id)
  expect(await told(ana, again.id)).toEqual([])
  await enterAs(ben, again.id)
  expect([await told(ana, again.id), await told(stranger, again.id)]).toEqual([['Ask for a meeting'], []])
  expect(
    (await dag.call('PATCH /api/commitments/:commitmentId', { params: { commitmentId: shared.id }, body: { done: true } })).status,
  ).toBe(404)
  await ben.must('PATCH /api/commitments/:commitmentId', { params: { commitmentId: shared.id }, body: { done: true } })
  expect(await told(ana, again.id)).toEqual([])
})

test('the summary stands once all who are here agreed, and a new wording asks them again', async () => {
  const place = await world()
  const { ana, ben, cleo, dag, sessionId } = await inRoom(place)
  await move(ana, sessionId, { kind: 'seat', to: dag.id, seat: 'listener' })
  await move(ana, sessionId, { kind: 'end' })
  const propose = (who: Person, body: string) => who.call('PUT /api/sessions/:sessionId/summary', { ...at(sessionId), body: { body } })
  const agree = (who: Person) => who.must('POST /api/sessions/:sessionId/summary/agree', at(sessionId))
  const summary = async () => (await roomOf(ana, sessionId)).state.summary
  expect((await propose(ben, 'Mine')).body.code).toBe('not-allowed')
  await propose(cleo, 'We spoke of roles.')
  await agree(ben)
  await propose(cleo, 'We spoke of roles and of trust.')
  expect(await summary()).toEqual({ text: 'We spoke of roles and of trust.', agreed: [cleo.id], stands: false })
  await agree(ben)
  await agree(ana)
  expect(await summary()).toMatchObject({ stands: true })
  await move(ana, sessionId, { kind: 'close' })
  expect((await afterwards(dag, sessionId))?.summary).toBe('We spoke of roles and of trust.')
})

test('what was not agreed on does not stay', async () => {
  const place = await world()
  const { ana, sessionId } = await inRoom(place)
  await move(ana, sessionId, { kind: 'end' })
  await ana.must('PUT /api/sessions/:sessionId/summary', { ...at(sessionId), body: { body: 'Mine alone' } })
  await move(ana, sessionId, { kind: 'close' })
  expect((await afterwards(ana, sessionId))?.summary).toBeNull()
})

test('the presenter releases what stays, in their own words', async () => {
  const place = await world()
  const { ana, ben, sessionId } = await inRoom(place)
  const release = (who: Person, text: string) => who.call('POST /api/sessions/:sessionId/takeaways', { ...at(sessionId), body: { text } })
  expect((await release(ana, 'Yours')).body.code).toBe('not-allowed')
  await release(ben, 'Ask before you count')
  await ben.must('PUT /api/sessions/:sessionId/topic-words', { ...at(sessionId), body: { words: ['role clarity'] } })
  await move(ana, sessionId, { kind: 'close' })
  expect(await afterwards(ana, sessionId)).toMatchObject({ takeaways: [{ text: 'Ask before you count' }], topicWords: ['role clarity'] })
})

test('what each thinks of the format is told as numbers, and not while fewer than three have said', async () => {
  const place = await world()
  const { ana, ben, cleo, sessionId } = await inRoom(place)
  const rate = (who: Person, rating: 'helped' | 'partly') =>
    who.must('PUT /api/sessions/:sessionId/rating', { ...at(sessionId), body: { rating } })
  expect((await ana.call('PUT /api/sessions/:sessionId/rating', { ...at(sessionId), body: { rating: 'helped' } })).body.code).toBe(
    'step-over',
  )
  await move(ana, sessionId, { kind: 'end' })
  await rate(ana, 'partly')
  await rate(ana, 'helped')
  await rate(ben, 'helped')
  expect((await roomOf(ana, sessionId)).me.rating).toBe('helped')
  const third = await rate(cleo, 'partly')
  expect(third.seq).toBeGreaterThan(0)
  await move(ana, sessionId, { kind: 'close' })
  expect((await afterwards(ben, sessionId))?.ratings).toEqual({ helped: 2, partly: 1, notToday: 0 })
})

test('who was not there is told that it took place, and nothing of it', async () => {
  const place = await world()
  const { ana, sessionId } = await inRoom(place)
  const other = await place.member({ handle: 'other' })
  await move(ana, sessionId, { kind: 'close' })
  const session = await other.must('GET /api/sessions/:sessionId', at(sessionId))
  expect([session.stage, session.afterwards, session.glassBroken]).toEqual(['over', null, []])
  expect((await other.call('GET /api/sessions/:sessionId/room', at(sessionId))).body.code).toBe('at-the-door')
  expect((await other.must('GET /api/sessions', { query: { show: 'past' } })).items.map(row => row.id)).toEqual([sessionId])
})

test('who breaks the glass gives a reason, reads for an hour, and everybody in the room is told', async () => {
  const place = await world({ now: new Date('2026-03-12T17:00:00Z') })
  const { ana, dag, sessionId } = await inRoom(place, { startsAt: '2026-03-12T17:00:00.000Z' })
  const admin = await place.member({ handle: 'admin', roles: ['administrator'] })
  await say(dag, sessionId, 'Said in trust')
  const look = () => admin.call('GET /api/sessions/:sessionId/room', at(sessionId))
  const reason = 'Somebody said that they are in danger'
  expect((await look()).body.code).toBe('at-the-door')
  expect((await ana.call('POST /api/sessions/:sessionId/break-glass', { ...at(sessionId), body: { reason } })).body.code).toBe(
    'not-allowed',
  )
  await admin.must('POST /api/sessions/:sessionId/break-glass', { ...at(sessionId), body: { reason } })
  const seen = await look()
  expect(seen.body.messages.map(each => each.html.trim())).toEqual(['<p>Said in trust</p>'])
  expect(seen.body.me.silent).toBe('at-the-door')
  expect((await say(admin, sessionId, 'Hello')).body.code).toBe('at-the-door')
  const told = [{ at: '2026-03-12T17:00:00.000Z', reason }]
  expect((await roomOf(dag, sessionId)).state.glassBroken).toEqual(told)
  expect((await dag.must('GET /api/sessions/:sessionId', at(sessionId))).glassBroken).toEqual(told)
  expect((await dag.must('GET /api/sessions')).items[0]?.glassBrokenAt).toBe('2026-03-12T17:00:00.000Z')
  expect((await admin.must('GET /api/sessions')).items[0]?.glassBrokenAt).toBeNull()
  expect((await roomOf(dag, sessionId)).state.people.some(person => person.id === admin.id)).toBe(false)
  const logged = place.lines.filter(line => line.includes('glass of a room'))
  expect([logged.length, logged[0]?.includes(reason)]).toEqual([1, false])
  place.setNow(new Date('2026-03-12T18:00:01Z'))
  expect((await look()).body.code).toBe('at-the-door')
})
