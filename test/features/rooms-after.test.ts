// What stays of a session and what does not: commitments, takeaways, the summary, and the erasure of all that was said.
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Person, password } from '../people.ts'
import { type World, world } from '../world.ts'
import { enterAs, leadTo, move, planBy, roomOf, roomStage, say } from './rooms-stage.ts'

const at = (sessionId: string) => ({ params: { sessionId } })
const afterwards = async (who: Person, sessionId: string) => (await who.must('GET /api/sessions/:sessionId', at(sessionId))).afterwards

async function inRoom(place: World, plan: Parameters<typeof roomStage>[1] = {}) {
  const stage = await roomStage(place, plan)
  for (const who of [stage.ana, stage.ben, stage.cleo, stage.dag]) await enterAs(who, stage.sessionId)
  return stage
}

async function signedIn(place: World, handle: string): Promise<Person> {
  const person = place.guest()
  await person.must('POST /api/sign-in', { body: { handle, password } })
  return person
}

/** Every file of the server's folder that holds one of these texts. */
async function filesWith(folder: string, texts: string[]): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(each => each.isFile())
  const held = await Promise.all(
    files.map(async file => {
      const path = join(file.parentPath, file.name)
      const bytes = await readFile(path).catch(() => Buffer.alloc(0))
      return texts.some(text => bytes.includes(text)) ? path : null
    }),
  )
  return held.filter(path => path !== null)
}

test('what is said is never readable in any file, and after the erasure neither is the key', async () => {
  const place = await world()
  const { ana, ben, cleo, sessionId } = await inRoom(place)
  const words = ['canarysituation', 'canarynote', 'canarypad', 'canarysummary', 'canarytogether']
  await leadTo(ana, sessionId, 2)
  await say(ben, sessionId, 'canarysituation')
  await cleo.must('PUT /api/sessions/:sessionId/notes', { ...at(sessionId), body: { body: 'canarynote' } })
  await ben.must('PUT /api/sessions/:sessionId/pad', { ...at(sessionId), body: { body: 'canarypad' } })
  expect((await roomOf(ben, sessionId)).me.pad).toBe('canarypad')
  expect((await roomOf(ana, sessionId)).state.notes).toBe('canarynote')
  await move(ana, sessionId, { kind: 'end' })
  await ana.must('PUT /api/sessions/:sessionId/summary', { ...at(sessionId), body: { body: 'canarysummary' } })
  const keyFile = join(place.folder, 'keys', 'sessions', sessionId)
  const key = await readFile(keyFile)
  expect(await filesWith(place.folder, words)).toEqual([])
  expect(await filesWith(place.folder, [key as unknown as string])).toEqual([keyFile])

  await move(ana, sessionId, { kind: 'close' })
  await place.app.features.rooms.keeper.runDue()
  expect(await filesWith(place.folder, words)).toEqual([])
  expect(await filesWith(place.folder, [key as unknown as string])).toEqual([])
  expect((await afterwards(ben, sessionId))?.erasure).toMatchObject({ messages: 1, left: 0, keyGone: true })
  const room = await roomOf(ben, sessionId)
  expect([room.messages, room.me.pad, room.state.notes, room.state.summary]).toEqual([[], '', '', null])
  expect(place.lines.filter(line => line.includes('was erased'))).toHaveLength(1)
})

test('a word that is not sealed would be found by that search', async () => {
  const place = await world()
  const { ana, sessionId } = await inRoom(place)
  await move(ana, sessionId, { kind: 'end' })
  await ana.must('POST /api/sessions/:sessionId/commitments', { ...at(sessionId), body: { text: 'canarypromise' } })
  expect(await filesWith(place.folder, ['canarypromise'])).not.toEqual([])
})

test('where the group agreed on seven days, what was said is there for seven days', async () => {
  const place = await world({ now: new Date('2026-03-12T17:00:00Z') })
  const { ana, dag, sessionId } = await inRoom(place, { startsAt: '2026-03-12T17:00:00.000Z', keepDays: 7 })
  await say(dag, sessionId, 'Kept a while')
  await move(ana, sessionId, { kind: 'close' })
  const { runDue } = place.app.features.rooms.keeper
  place.setNow(new Date('2026-03-19T16:59:59Z'))
  await runDue()
  expect((await roomOf(ana, sessionId)).messages).toHaveLength(1)
  expect((await afterwards(ana, sessionId))?.erasure).toMatchObject({
    due: '2026-03-19T17:00:00.000Z',
    erasedAt: null,
    left: 1,
    keyGone: false,
  })
  expect((await say(dag, sessionId, 'More')).body.code).toBe('session-closed')
  place.setNow(new Date('2026-03-19T17:00:00Z'))
  await runDue()
  expect((await roomOf(ana, sessionId)).messages).toEqual([])
  expect((await afterwards(ana, sessionId))?.erasure).toMatchObject({ erasedAt: '2026-03-19T17:00:00.000Z', left: 0, keyGone: true })
})

test('an erasure that was cut short is taken up at the next start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-erase-'))
  const first = await world({ dataDir: folder })
  const { ana, sessionId } = await inRoom(first, { keepDays: 1 })
  await say(ana, sessionId, 'Words')
  await move(ana, sessionId, { kind: 'close' })
  // As after a kill between the key and the records.
  await first.app.features.rooms.keys.destroy(sessionId)
  await first.app.connection.collection<{ _id: string }>('room_sessions').updateOne({ _id: sessionId }, { $set: { eraseAt: new Date() } })
  await first.close()
  const second = await world({ dataDir: folder })
  const isErased = async () => (await afterwards(await signedIn(second, 'ana'), sessionId))?.erasure.erasedAt
  await expect.poll(isErased).not.toBeNull()
  expect(await second.app.connection.collection('room_messages').countDocuments({ sessionId })).toBe(0)
})

test('a session that nobody closes ends by itself, and is erased', async () => {
  const place = await world({ now: new Date('2026-03-12T17:00:00Z') })
  const { ana, sessionId } = await inRoom(place, { startsAt: '2026-03-12T17:00:00.000Z' })
  await leadTo(ana, sessionId, 1)
  const { runDue } = place.app.features.rooms.keeper
  place.setNow(new Date('2026-03-12T18:34:59Z'))
  await runDue()
  expect((await roomOf(ana, sessionId)).state.phase).toBe('step')
  place.setNow(new Date('2026-03-12T18:35:00Z'))
  await runDue()
  await runDue()
  expect((await afterwards(ana, sessionId))?.erasure.keyGone).toBe(true)
})

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
  expect((await roomOf(dag, sessionId)).state.people.some(person => person.id === admin.id)).toBe(false)
  const logged = place.lines.filter(line => line.includes('glass of a room'))
  expect([logged.length, logged[0]?.includes(reason)]).toEqual([1, false])
  place.setNow(new Date('2026-03-12T18:00:01Z'))
  expect((await look()).body.code).toBe('at-the-door')
})
