// The erasure of what was said: sealed while it is kept, and gone with its key from every file when its time has come.
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Person, password } from '../people.ts'
import { type World, world } from '../world.ts'
import { enterAs, leadTo, move, roomOf, roomStage, say } from './rooms-stage.ts'

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

test('a session to which nobody came did not take place', async () => {
  const place = await world({ now: new Date('2026-03-12T17:00:00Z') })
  const { ana, sessionId } = await roomStage(place, { startsAt: '2026-03-12T17:00:00.000Z' })
  place.setNow(new Date('2026-03-12T18:35:00Z'))
  await place.app.features.rooms.keeper.runDue()
  expect((await ana.must('GET /api/sessions/:sessionId', at(sessionId))).stage).toBe('called-off')
  for (const show of ['coming', 'past'] as const) expect((await ana.must('GET /api/sessions', { query: { show } })).items).toEqual([])
})
