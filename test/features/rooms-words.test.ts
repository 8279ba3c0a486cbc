// What is said in a room: once, by whom the floor is, put otherwise within its step, and reported out of it.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { enterAs, leadTo, move, roomOf, roomStage, say } from './rooms-stage.ts'

async function inRoom(options: Parameters<typeof roomStage>[1] = {}) {
  const place = await world()
  const stage = await roomStage(place, options)
  for (const who of [stage.ana, stage.ben, stage.cleo, stage.dag]) await enterAs(who, stage.sessionId)
  const about = (messageId: string) => ({ params: { sessionId: stage.sessionId, messageId } })
  return { place, ...stage, about }
}

test('what is sent again is said once; other words under its id, and the id of somebody else, are told apart', async () => {
  const { ana, ben, sessionId } = await inRoom()
  const id = randomUUID()
  const [first, second] = await Promise.all([say(ana, sessionId, 'Once', { id }), say(ana, sessionId, 'Once', { id })])
  expect([first.status, second.status].sort()).toEqual([200, 201])
  expect(first.body.n).toBe(second.body.n)
  expect((await say(ana, sessionId, 'Otherwise', { id })).body.code).toBe('already-sent')
  expect((await say(ben, sessionId, 'Once', { id })).body.code).toBe('id-taken')
  expect((await roomOf(ben, sessionId)).messages).toHaveLength(1)
})

test('what was taken before the floor went on is answered again, and not refused', async () => {
  const { ana, dag, sessionId } = await inRoom()
  const id = randomUUID()
  await say(dag, sessionId, 'Just in time', { id })
  await leadTo(ana, sessionId, 2)
  expect(await say(dag, sessionId, 'Just in time', { id })).toMatchObject({ status: 200, body: { id } })
  expect((await say(dag, sessionId, 'Too late')).body.code).toBe('not-your-turn')
})

test('process notes are the facilitator’s, whoever has the floor', async () => {
  const { ana, ben, dag, sessionId } = await inRoom()
  await leadTo(ana, sessionId, 2)
  expect((await say(ana, sessionId, 'Not the floor')).body.code).toBe('not-your-turn')
  expect((await say(ana, sessionId, 'Two minutes', { note: true })).body.kind).toBe('note')
  for (const who of [ben, dag]) expect((await say(who, sessionId, 'Two minutes', { note: true })).body.code).toBe('not-the-facilitator')
})

test('own words are put otherwise and taken back within the step, and stand once it is over', async () => {
  const { ana, ben, dag, sessionId, about } = await inRoom()
  const { body: said } = await say(dag, sessionId, 'I *wonder*')
  expect(
    (await ben.call('PATCH /api/sessions/:sessionId/messages/:messageId', { ...about(said.id), body: { body: 'No' } })).body.code,
  ).toBe('not-allowed')
  expect((await ben.call('GET /api/sessions/:sessionId/messages/:messageId/source', about(said.id))).body.code).toBe('not-allowed')
  expect((await dag.must('GET /api/sessions/:sessionId/messages/:messageId/source', about(said.id))).body).toBe('I *wonder*')
  const otherwise = await dag.must('PATCH /api/sessions/:sessionId/messages/:messageId', { ...about(said.id), body: { body: 'I ask' } })
  expect(otherwise).toMatchObject({ id: said.id, n: said.n, html: '<p>I ask</p>\n', editedAt: expect.any(String) })
  expect(otherwise.seq).toBeGreaterThan(said.seq)
  const { body: other } = await say(dag, sessionId, 'And this')
  expect(await dag.must('DELETE /api/sessions/:sessionId/messages/:messageId', about(other.id))).toMatchObject({
    withdrawn: true,
    html: '',
  })
  expect((await dag.call('DELETE /api/sessions/:sessionId/messages/:messageId', about(other.id))).body.code).toBe('already-removed')
  await leadTo(ana, sessionId, 1)
  for (const key of ['PATCH /api/sessions/:sessionId/messages/:messageId', 'DELETE /api/sessions/:sessionId/messages/:messageId'] as const)
    expect((await dag.call(key, { ...about(said.id), body: { body: 'Late' } } as never)).body.code).toBe('step-over')
  expect((await roomOf(ben, sessionId)).messages.map(each => each.withdrawn)).toEqual([false, true])
})

test('signs are given and taken back, by name and without a number', async () => {
  const { ana, ben, dag, sessionId, about } = await inRoom()
  const { body: said } = await say(dag, sessionId, 'It is heavy')
  const sign = (who: typeof ana, kind: 'heard' | 'with-you', on: boolean) =>
    who.must('PUT /api/sessions/:sessionId/messages/:messageId/reactions', { ...about(said.id), body: { kind, on } })
  await Promise.all([sign(ana, 'heard', true), sign(ben, 'heard', true), sign(ana, 'heard', true)])
  expect((await sign(ben, 'with-you', true)).reactions.map(({ kind, by }) => [kind, [...by].sort()])).toEqual([
    ['heard', [ana.id, ben.id].sort()],
    ['with-you', [ben.id]],
  ])
  await sign(ana, 'heard', false)
  expect((await sign(ben, 'with-you', false)).reactions).toEqual([{ kind: 'heard', by: [ben.id] }])
})

test('mentions lead to people in the room alone', async () => {
  const { place, ana, sessionId } = await inRoom()
  await place.member({ handle: 'elsewhere' })
  const { html } = (await say(ana, sessionId, '@dag and @elsewhere')).body
  expect(html).toBe('<p><a class="mention" href="/people/dag">@dag</a> and @elsewhere</p>\n')
})

test('the round goes in order, with the presenter listening, and a pass leaves no trace', async () => {
  const { ana, ben, cleo, dag, sessionId } = await inRoom()
  await leadTo(ana, sessionId, 6)
  const { round } = (await roomOf(ana, sessionId)).state
  expect(round?.order).toEqual([ana.id, cleo.id, dag.id])
  expect((await say(cleo, sessionId, 'I would')).body.code).toBe('not-your-turn')
  await say(ana, sessionId, 'In your shoes I would ask')
  await move(ana, sessionId, { kind: 'pass', turn: 0 })
  const passed = await move(cleo, sessionId, { kind: 'pass', turn: 1 })
  expect(passed.round).toMatchObject({ turn: 2 })
  // Of two presses on one turn the second does nothing.
  expect(await move(cleo, sessionId, { kind: 'pass', turn: 1 }).catch(error => String(error))).toMatchObject({ round: { turn: 2 } })
  expect((await say(ben, sessionId, 'But')).body.code).toBe('not-your-turn')
  expect((await say(dag, sessionId, 'Then me')).status).toBe(201)
  const seen = JSON.stringify((await roomOf(dag, sessionId)).state)
  expect(seen).not.toMatch(/pass/)
})

test('a hold may be pressed by anybody; everybody may speak, nothing else moves until it is released', async () => {
  const { ana, ben, dag, sessionId } = await inRoom()
  await leadTo(ana, sessionId, 4)
  const held = await move(dag, sessionId, { kind: 'hold', aftercare: ana.id })
  expect(held).toMatchObject({ hold: { by: dag.id, aftercare: ana.id }, stoppedAt: expect.any(String) })
  expect((await say(ben, sessionId, 'May I')).status).toBe(201)
  const next = await ana.call('POST /api/sessions/:sessionId/moves', { params: { sessionId }, body: { kind: 'next', from: 3 } })
  expect(next.body.code).toBe('on-hold')
  expect((await move(ana, sessionId, { kind: 'release' })).hold).toBeNull()
  expect((await say(ben, sessionId, 'Listening again')).body.code).toBe('not-your-turn')
})

test('a reported message is copied out of the room, and the copy stays when the words are erased', async () => {
  const { place, ana, dag, sessionId, about } = await inRoom()
  const { body: said } = await say(dag, sessionId, 'A hurtful sentence')
  const report = () =>
    ana.call('POST /api/sessions/:sessionId/messages/:messageId/report', { ...about(said.id), body: { reason: 'It hurts' } })
  const [first, again] = [await report(), await report()]
  expect([first.status, first.body.id]).toEqual([201, again.body.id])
  await move(ana, sessionId, { kind: 'close' })
  await place.app.features.rooms.keeper.runDue()
  const copies = await place.app.connection.collection('reports').find({ sessionId }).toArray()
  expect(copies).toMatchObject([{ words: 'A hurtful sentence', reason: 'It hurts', authorId: dag.id, reporterId: ana.id }])
})

test('moderators see what was reported, covered, and say that they have seen to it; nobody else does', async () => {
  const { place, ana, dag, sessionId, about } = await inRoom()
  const moderator = await place.moderator()
  const { body: said } = await say(dag, sessionId, 'A hurtful sentence')
  await ana.must('POST /api/sessions/:sessionId/messages/:messageId/report', { ...about(said.id), body: { reason: 'It hurts' } })
  expect((await ana.call('GET /api/reports')).body.code).toBe('not-allowed')
  const [report] = (await moderator.must('GET /api/reports')).items
  expect(report).toMatchObject({ words: 'A hurtful sentence', author: { handle: 'dag' }, reporter: { handle: 'ana' }, doneAt: null })
  const page = await moderator.send('GET', '/manage/reports')
  expect(page.text).toMatch(/<details class="plain"><summary>Show what was said<\/summary>.*A hurtful sentence/s)
  expect((await moderator.send('GET', '/me')).text).toContain('href="/manage/reports"')
  const done = new URLSearchParams({ done: 'true' })
  expect((await ana.send('POST', `/manage/reports/${report!.id}`, { body: done })).status).toBe(403)
  expect((await moderator.send('POST', `/manage/reports/${report!.id}`, { body: done })).status).toBe(303)
  expect((await moderator.must('GET /api/reports')).items[0]?.doneAt).not.toBeNull()
})

test('what is said stays in no cache', async () => {
  const { ana, sessionId } = await inRoom()
  const said = await say(ana, sessionId, 'Words')
  const room = await ana.call('GET /api/sessions/:sessionId/room', { params: { sessionId } })
  const page = await ana.send('GET', `/sessions/${sessionId}/room`)
  expect([said, room, page].map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store', 'no-store'])
})

test('no word of a session is in the log', async () => {
  const { place, ana, dag, sessionId, about } = await inRoom()
  const { body: said } = await say(dag, sessionId, 'canaryword in a sentence')
  await dag.must('PATCH /api/sessions/:sessionId/messages/:messageId', { ...about(said.id), body: { body: 'canaryword again' } })
  await ana.must('PUT /api/sessions/:sessionId/notes', { params: { sessionId }, body: { body: 'canaryword noted' } })
  await leadTo(ana, sessionId, 2)
  await say(dag, sessionId, 'canaryword refused')
  expect(place.lines.join('\n')).not.toContain('canaryword')
})
