// A session from its plan to its close: the door, the floor, what is said, and what stays.
import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { enterAs, leadTo, move, roomOf, roomStage, say } from './rooms-stage.ts'

test('a consultation is planned, entered, led, spoken in and closed, and what was said is gone', async () => {
  const place = await world()
  const { ana, ben, cleo, dag, sessionId } = await roomStage(place)
  for (const who of [ana, ben, cleo, dag]) await enterAs(who, sessionId)

  const lobby = await roomOf(ana, sessionId)
  expect(lobby.state).toMatchObject({ phase: 'lobby' })
  expect(lobby.me).toMatchObject({ facilitator: true, silent: null })
  expect(lobby.state.people.map(person => [person.displayName, person.seats, person.here])).toEqual([
    ['Ana', ['facilitator'], true],
    ['Ben', ['presenter'], true],
    ['Cleo', ['note-keeper'], true],
    ['Dag', [], true],
  ])

  await leadTo(ana, sessionId, 2)
  expect((await say(ben, sessionId, 'A situation, told *shortly*.')).status).toBe(201)
  expect((await say(dag, sessionId, 'But')).body).toMatchObject({ code: 'not-your-turn', status: 409 })
  await leadTo(ana, sessionId, 4)
  expect((await say(ben, sessionId, 'Let me explain')).body.code).toBe('not-your-turn')
  expect((await roomOf(ben, sessionId)).me.silent).toBe('not-your-turn')
  expect((await say(dag, sessionId, 'I wonder')).status).toBe(201)
  expect((await say(ana, sessionId, 'Two minutes left', { note: true })).body.kind).toBe('note')

  const heard = await roomOf(cleo, sessionId)
  expect(heard.messages.map(message => [message.n, message.html.replace(/<[^>]+>/g, '').trim(), message.author])).toEqual([
    [1, 'A situation, told shortly.', ben.id],
    [2, 'I wonder', dag.id],
    [3, 'Two minutes left', ana.id],
  ])

  await move(ana, sessionId, { kind: 'end' })
  await move(ana, sessionId, { kind: 'close' })
  await place.app.features.rooms.keeper.runDue()
  const { stage, afterwards } = await ben.must('GET /api/sessions/:sessionId', { params: { sessionId } })
  expect(stage).toBe('over')
  expect(afterwards).toMatchObject({ erasure: { messages: 3, left: 0, keyGone: true, erasedAt: expect.any(String) } })
  expect(afterwards?.attendance.map(each => each.person.displayName)).toEqual(['Ana', 'Ben', 'Cleo', 'Dag'])
})
