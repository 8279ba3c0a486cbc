// The door of a session: who comes in, on what agreement, and who does not.
import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { enterAs, leadTo, move, planBy, roomOf, roomStage, say } from './rooms-stage.ts'

const at = (sessionId: string) => ({ params: { sessionId } })

test('the door opens a quarter of an hour before the start', async () => {
  const place = await world({ now: new Date('2026-03-12T16:00:00Z') })
  const { dag, sessionId, session } = await roomStage(place, { startsAt: '2026-03-12T17:00:00.000Z' })
  const enter = () => dag.call('POST /api/sessions/:sessionId/enter', { ...at(sessionId), body: { agreement: session.agreement.version } })
  expect(session.endsAt).toBe('2026-03-12T18:05:00.000Z')
  place.setNow(new Date('2026-03-12T16:44:59Z'))
  expect((await enter()).body.code).toBe('session-not-open')
  expect((await dag.must('GET /api/sessions/:sessionId', at(sessionId))).can.enter).toBe(false)
  place.setNow(new Date('2026-03-12T16:45:00Z'))
  expect((await dag.must('GET /api/sessions/:sessionId', at(sessionId))).can.enter).toBe(true)
  expect(await enter()).toMatchObject({ status: 200, body: { stage: 'open', agreedAt: '2026-03-12T16:45:00.000Z' } })
})

test('nobody comes in on an agreement that is no longer in force', async () => {
  const place = await world()
  const { ana, dag, coordinator, sessionId } = await roomStage(place)
  const { version, clauses } = await ana.must('GET /api/agreement')
  await enterAs(ana, sessionId)
  const adopted = await coordinator.must('POST /api/agreement', { body: { clauses: [...clauses, 'We begin on time.'], basedOn: version } })
  expect(adopted).toMatchObject({ version: version + 1, clauses: expect.arrayContaining(['We begin on time.']) })
  const late = await coordinator.call('POST /api/agreement', { body: { clauses, basedOn: version } })
  expect(late.body.code).toBe('edited-meanwhile')
  expect((await dag.call('POST /api/sessions/:sessionId/enter', { ...at(sessionId), body: { agreement: version } })).body.code).toBe(
    'agreement-changed',
  )
  expect((await enterAs(dag, sessionId)).agreedAt).not.toBeNull()
  expect((await ana.must('GET /api/sessions/:sessionId', at(sessionId))).agreedAt).toBeNull()
})

test('who has not gone through the door hears nothing, moves nothing and says nothing', async () => {
  const place = await world()
  const { ana, dag, sessionId } = await roomStage(place)
  await enterAs(ana, sessionId)
  await say(ana, sessionId, 'Good evening')
  for (const answer of [
    await dag.call('GET /api/sessions/:sessionId/room', at(sessionId)),
    await dag.call('POST /api/sessions/:sessionId/moves', { ...at(sessionId), body: { kind: 'hold', aftercare: null } }),
    await say(dag, sessionId, 'Hello'),
  ])
    expect(answer).toMatchObject({ status: 409, body: { code: 'at-the-door' } })
  expect((await roomOf(ana, sessionId)).state.people).toHaveLength(1)
})

test('a session holds as many as it has places; whoever is in keeps theirs, and who has a seat in the plan has one', async () => {
  const place = await world()
  const { ana, ben, cleo, dag, sessionId, session } = await roomStage(place, {
    capacity: 2,
    seats: [{ seat: 'facilitator', handle: 'cleo' }],
  })
  await enterAs(ana, sessionId)
  await enterAs(ben, sessionId)
  const one = { ...at(sessionId), body: { agreement: session.agreement.version } }
  expect((await dag.call('POST /api/sessions/:sessionId/enter', one)).body.code).toBe('session-full')
  await move(ben, sessionId, { kind: 'leave' })
  expect((await dag.call('POST /api/sessions/:sessionId/enter', one)).body.code).toBe('session-full')
  expect((await ben.call('POST /api/sessions/:sessionId/enter', one)).status).toBe(200)
  expect((await cleo.call('POST /api/sessions/:sessionId/enter', one)).status).toBe(200)
})

test('of many who come at once into the last place, one is in', async () => {
  const place = await world()
  const { ana, ben, cleo, dag, sessionId, session } = await roomStage(place, { capacity: 2, seats: [] })
  await enterAs(ana, sessionId)
  const body = { agreement: session.agreement.version }
  const answers = await Promise.all(
    [ben, cleo, dag].map(who => who.call('POST /api/sessions/:sessionId/enter', { ...at(sessionId), body })),
  )
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409, 409])
  expect((await roomOf(ana, sessionId)).state.people).toHaveLength(2)
})

test('a session by list is known to those on it, and to nobody else', async () => {
  const place = await world()
  const { ana, dag, spaceId, coordinator } = await roomStage(place)
  const other = await place.member({ handle: 'other' })
  const { id } = await planBy(ana, spaceId, { comers: 'invited', invited: ['@Dag'] })
  expect((await other.call('GET /api/sessions/:sessionId', at(id))).status).toBe(404)
  const known = async (who: typeof other) => (await who.must('GET /api/sessions')).items.map(row => row.id).includes(id)
  expect([await known(dag), await known(other), await known(ana), await known(coordinator)]).toEqual([true, false, true, true])
  expect((await enterAs(dag, id)).stage).toBe('open')
  const answer = await coordinator.call('POST /api/sessions/:sessionId/enter', { ...at(id), body: { agreement: 1 } })
  expect(answer.body.code).toBe('not-allowed')
})

test('who asks waits until they are let in', async () => {
  const place = await world()
  const { ana, dag, spaceId } = await roomStage(place)
  const { id } = await planBy(ana, spaceId, { comers: 'asking' })
  const before = await dag.must('GET /api/sessions/:sessionId', at(id))
  expect(before.can).toMatchObject({ enter: false, ask: true, admit: false })
  const asked = await dag.must('POST /api/sessions/:sessionId/ask', at(id))
  expect(asked).toMatchObject({ asked: true, asking: [], can: { ask: false, enter: false } })
  expect((await ana.must('GET /api/sessions/:sessionId', at(id))).asking.map(each => each.displayName)).toEqual(['Dag'])
  await ana.must('POST /api/sessions/:sessionId/admit', { ...at(id), body: { accountId: dag.id, letIn: true } })
  expect((await enterAs(dag, id)).stage).toBe('open')
})

test('whoever comes late has no seat that another one holds, and reads on from there', async () => {
  const place = await world()
  const { ana, ben, dag, sessionId } = await roomStage(place)
  await enterAs(ana, sessionId)
  await enterAs(ben, sessionId)
  await say(ana, sessionId, 'Said before')
  await enterAs(dag, sessionId)
  expect((await roomOf(dag, sessionId)).messages).toEqual([])
  const { body: early } = await say(ana, sessionId, 'Said after')
  expect((await roomOf(dag, sessionId)).messages.map(each => each.id)).toEqual([early.id])
  const [first] = (await roomOf(ana, sessionId)).messages
  const react = { params: { sessionId, messageId: first!.id }, body: { kind: 'heard' as const, on: true } }
  expect((await dag.call('PUT /api/sessions/:sessionId/messages/:messageId/reactions', react)).status).toBe(404)
  // A message that changes again does not reach who was not there when it was said.
  await ben.must('PUT /api/sessions/:sessionId/messages/:messageId/reactions', react)
  expect((await roomOf(dag, sessionId)).messages.map(each => each.id)).toEqual([early.id])
})

test('where the plan says so, whoever comes late reads all of it', async () => {
  const place = await world()
  const { ana, dag, sessionId } = await roomStage(place, { lateHistory: true })
  await enterAs(ana, sessionId)
  await say(ana, sessionId, 'Said before')
  await enterAs(dag, sessionId)
  expect((await roomOf(dag, sessionId)).messages).toHaveLength(1)
})

test('who is sent out is out, and does not come back', async () => {
  const place = await world()
  const { ana, dag, sessionId, session } = await roomStage(place)
  await enterAs(ana, sessionId)
  await enterAs(dag, sessionId)
  await move(ana, sessionId, { kind: 'remove', to: dag.id })
  for (const answer of [
    await dag.call('GET /api/sessions/:sessionId/room', at(sessionId)),
    await say(dag, sessionId, 'But'),
    await dag.call('POST /api/sessions/:sessionId/enter', { ...at(sessionId), body: { agreement: session.agreement.version } }),
  ])
    expect(answer.body.code).toBe('removed-from-session')
})

test('a silenced member comes to listen, and says nothing', async () => {
  const place = await world()
  const { ana, dag, coordinator, sessionId } = await roomStage(place)
  await enterAs(ana, sessionId)
  await coordinator.must('PATCH /api/members/:accountId', {
    params: { accountId: dag.id },
    body: { standing: { is: 'silenced', reason: 'for a test' } },
  })
  await enterAs(dag, sessionId)
  const { me, state } = await roomOf(dag, sessionId)
  expect([me.silent, state.people.at(-1)?.seats]).toEqual(['account-silenced', ['listener']])
  expect((await say(dag, sessionId, 'But')).body.code).toBe('account-silenced')
})

test('a plan that is sent twice is one session, and other words under its id are told apart', async () => {
  const place = await world()
  const { ana, ben, spaceId, session } = await roomStage(place)
  const body = {
    id: crypto.randomUUID(),
    title: 'Another',
    formatId: session.format.id,
    startsAt: new Date().toISOString(),
    timeZone: 'UTC',
  }
  const plan = (who: typeof ana, more = {}) =>
    who.call('POST /api/spaces/:spaceId/sessions', { params: { spaceId }, body: { ...body, ...more } })
  expect([(await plan(ana)).status, (await plan(ana)).status]).toEqual([201, 200])
  expect((await plan(ana, { title: 'Otherwise' })).body).toMatchObject({ code: 'already-sent', link: `/sessions/${body.id}` })
  expect((await plan(ben)).body.code).toBe('id-taken')
  expect((await ana.must('GET /api/sessions')).items.filter(row => row.id === body.id)).toHaveLength(1)
})

test('a plan names every handle that is nobody, a zone that is none, and a start that has passed', async () => {
  const place = await world()
  const { ana, spaceId, session } = await roomStage(place)
  const plan = (body: object) =>
    ana.call('POST /api/spaces/:spaceId/sessions', {
      params: { spaceId },
      body: { title: 'A session', formatId: session.format.id, startsAt: new Date().toISOString(), timeZone: 'UTC', ...body },
    })
  const nobody = await plan({ invited: ['ben', 'nobody'], seats: [{ seat: 'presenter', handle: 'none' }] })
  expect(nobody.body.errors?.map(each => each.pointer)).toEqual(['/invited/1', '/seats/0/handle'])
  expect((await plan({ timeZone: 'Europe/Atlantis' })).body.errors?.map(each => each.pointer)).toEqual(['/timeZone'])
  expect((await plan({ startsAt: '2020-01-01T00:00:00.000Z' })).body.errors?.map(each => each.pointer)).toEqual(['/startsAt'])
  expect((await plan({ formatId: crypto.randomUUID() })).body.errors?.map(each => each.pointer)).toEqual(['/formatId'])
})

test('a plan may change until it begins; then its title, its list and its link', async () => {
  const place = await world()
  const { ana, ben, dag, sessionId } = await roomStage(place)
  const change = (who: typeof ana, body: object) => who.call('PATCH /api/sessions/:sessionId', { ...at(sessionId), body })
  expect((await change(ben, { title: 'Mine now' })).body.code).toBe('not-allowed')
  const moved = await change(ana, { startsAt: '2099-01-01T10:00:00.000Z', seats: [{ seat: 'facilitator', handle: 'ben' }] })
  expect(moved.body).toMatchObject({ endsAt: '2099-01-01T11:05:00.000Z', seats: [{ seat: 'facilitator', person: { handle: 'ben' } }] })
  await change(ana, { startsAt: new Date().toISOString() })
  await enterAs(dag, sessionId)
  expect((await change(ana, { keepDays: 30 })).body.code).toBe('session-started')
  expect((await change(ana, { title: 'Otherwise', callLink: 'https://call.example/room' })).body).toMatchObject({ title: 'Otherwise' })
})

test('what is called off is over for everybody, and stays so', async () => {
  const place = await world()
  const { ana, dag, sessionId, session } = await roomStage(place)
  expect((await ana.must('PATCH /api/sessions/:sessionId', { ...at(sessionId), body: { calledOff: true } })).stage).toBe('called-off')
  const enter = await dag.call('POST /api/sessions/:sessionId/enter', { ...at(sessionId), body: { agreement: session.agreement.version } })
  expect(enter.body.code).toBe('session-closed')
  expect((await ana.call('PATCH /api/sessions/:sessionId', { ...at(sessionId), body: { title: 'Again' } })).body.code).toBe(
    'session-closed',
  )
  expect((await dag.must('GET /api/sessions')).items).toEqual([])
})

test('two who press next at once move one step, and the plan and what it took are both kept', async () => {
  const place = await world({ now: new Date('2026-03-12T17:00:00Z') })
  const { ana, sessionId } = await roomStage(place, { startsAt: '2026-03-12T17:00:00.000Z' })
  await enterAs(ana, sessionId)
  await leadTo(ana, sessionId, 1)
  place.setNow(new Date('2026-03-12T17:07:00Z'))
  const states = await Promise.all([0, 1, 2].map(() => move(ana, sessionId, { kind: 'next', from: 0 })))
  expect(states.map(state => state.step)).toEqual([1, 1, 1])
  await move(ana, sessionId, { kind: 'close' })
  const { afterwards } = await ana.must('GET /api/sessions/:sessionId', at(sessionId))
  expect(afterwards?.steps[0]).toEqual({ title: 'Settle roles', plannedSeconds: 300, takenSeconds: 420 })
  expect(afterwards?.attendance).toMatchObject([{ minutes: 7, seats: ['facilitator'], leftAt: '2026-03-12T17:07:00.000Z' }])
})
