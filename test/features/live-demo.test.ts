// The demo's session that goes on by itself: a newcomer finds a room alive, takes part in it, and nothing of it is left running.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoPassword } from '@hearth/server/demo/index'
import type { SessionDoc } from '@hearth/server/rooms/model'
import type { Room } from '@hearth/shared/room'
import { test as base, expect, onTestFinished } from 'vitest'
import { dropDatabaseOf } from '../database.ts'
import { type World, world } from '../world.ts'
import { enterAs, move, roomOf, say } from './rooms-stage.ts'

const it = (name: string, run: () => Promise<void>) => base(name, { timeout: 90_000 }, run)
type Beat = { by: string; say?: string; note?: string }
type Script = {
  seats: { presenter: string; facilitator: string }
  others: string[]
  lobby: Beat[]
  steps: Beat[][]
  summary: string
  topicWords: string[]
  takeaways: string[]
  commitments: { text: string }[]
}
const script: Script = JSON.parse(await readFile(new URL('../../server/src/demo/data/live-session.json', import.meta.url), 'utf8'))
const lines = [script.lobby, ...script.steps].flat().filter(beat => beat.say ?? beat.note)

let here: World
const start = async (more: { pace: number; sessions?: number }) => {
  here = await world({ demo: true })
  return here.app.startLiveDemo(here.url, more)
}

const joined = async () => {
  const person = await here.member({ handle: 'newcomer', displayName: 'A Newcomer' })
  /** The room once it is so. */
  const until = async (sessionId: string, isSo: (room: Room) => boolean) => {
    const rooms: Room[] = []
    const isSoNow = async () => isSo(rooms[rooms.push(await roomOf(person, sessionId)) - 1]!)
    await expect.poll(isSoNow, { timeout: 20_000, interval: 40 }).toBe(true)
    return rooms.at(-1)!
  }
  return Object.assign(person, { until })
}
const signedInAs = async (handle: string) => {
  const person = here.guest()
  await person.must('POST /api/sign-in', { body: { handle, password: demoPassword } })
  return person
}

it('goes through every step of its format to its close, and leaves what a session leaves', async () => {
  const { sessionId, ended } = await start({ pace: 0.01, sessions: 1 })
  expect(here.app.welcome(here.url)).toContain(`${here.url}/sessions/${sessionId}`)
  await ended
  const presenter = await signedInAs(script.seats.presenter)
  const shown = () => presenter.must('GET /api/sessions/:sessionId', { params: { sessionId } })
  const { stage, format, afterwards } = await shown()
  expect(stage).toBe('over')
  expect(afterwards!.steps.map(step => step.title)).toEqual(format.steps.map(step => step.title))
  for (const [at, step] of afterwards!.steps.entries()) expect(step.plannedSeconds).toBeLessThan(format.steps[at]!.length * 60)
  expect(afterwards!.attendance.map(each => each.person.handle).sort()).toEqual([...Object.values(script.seats), ...script.others].sort())
  expect(afterwards).toMatchObject({
    summary: script.summary,
    topicWords: script.topicWords,
    ratings: { helped: 4, partly: 1, notToday: 0 },
  })
  expect(afterwards!.takeaways.map(each => each.text)).toEqual(script.takeaways)
  expect(afterwards!.commitments.map(each => each.text)).toEqual(script.commitments.map(each => each.text))
  await expect.poll(async () => (await shown()).afterwards!.erasure).toMatchObject({ messages: lines.length + 1, left: 0, keyGone: true })
  expect((await presenter.must('GET /api/sessions')).items).toEqual([])
})

it('has another one to come while one goes on', async () => {
  const { sessionId } = await start({ pace: 0.02 })
  const person = await joined()
  const list = () => person.must('GET /api/sessions').then(({ items }) => items.map(({ id, stage }) => [id === sessionId, stage]))
  await expect.poll(list).toEqual([
    [true, 'open'],
    [false, 'planned'],
  ])
})

it('gives a newcomer who raises a hand the floor, and their turn in the round', async () => {
  const { sessionId } = await start({ pace: 0.02, sessions: 1 })
  const person = await joined()
  await enterAs(person, sessionId)
  await person.until(sessionId, ({ state }) => state.phase === 'step' && state.step === 2)
  await move(person, sessionId, { kind: 'raise-hand' })
  const asked = await person.until(sessionId, ({ state }) => state.token === person.id)
  expect(asked.messages.filter(({ kind }) => kind === 'note').at(-1)?.html).toContain('A Newcomer, the floor is yours')
  expect((await say(person, sessionId, 'Who else knows of it?')).status).toBe(201)
  await person.until(sessionId, ({ state }) => state.token === null)

  const inRound = await person.until(sessionId, ({ state: { round } }) => round?.order[round.turn] === person.id)
  expect((await say(person, sessionId, 'In your shoes I would sleep over it.')).status).toBe(201)
  await move(person, sessionId, { kind: 'pass', turn: inRound.state.round!.turn })
  const { state } = await person.until(sessionId, room => room.state.step === 6)
  expect(state.phase).toBe('step')
})

it('passes on after the soft end of a turn that a newcomer does not take, and lets the format go on after a hold', async () => {
  const { sessionId, ended } = await start({ pace: 0.01, sessions: 1 })
  const person = await joined()
  await enterAs(person, sessionId)
  await person.until(sessionId, ({ state }) => state.phase === 'step')
  await move(person, sessionId, { kind: 'hold', aftercare: null })
  await person.until(sessionId, ({ state }) => state.hold === null)
  await person.until(sessionId, ({ state: { round } }) => round?.order[round.turn] === person.id)
  await person.until(sessionId, ({ state }) => state.step === 6)
  await ended
  expect((await person.must('GET /api/sessions/:sessionId', { params: { sessionId } })).stage).toBe('over')
})

it('is gone with the server, without a connection or a sign-in left, and goes on where it was when the server starts again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-live-demo-'))
  onTestFinished(async () => {
    await dropDatabaseOf(dataDir)
    await rm(dataDir, { recursive: true, force: true })
  })
  here = await world({ demo: true, dataDir, keep: true })
  const { sessionId, ended } = await here.app.startLiveDemo(here.url, { pace: 0.02, sessions: 1 })
  const person = await joined()
  await enterAs(person, sessionId)
  const before = await person.until(sessionId, ({ state, messages }) => state.step === 3 && messages.at(-1)!.step === 3)
  await here.close()
  await ended
  await expect.poll(() => process.getActiveResourcesInfo().filter(name => name === 'TCPSocketWrap')).toEqual([])

  const again = await world({ demo: true, dataDir })
  expect(await again.app.connection.collection('sign-ins').countDocuments()).toBe(1)
  const taken = await again.app.startLiveDemo(again.url, { pace: 0.01, sessions: 1 })
  expect(taken.sessionId).toBe(sessionId)
  await taken.ended
  const doc = (await again.app.connection.collection<SessionDoc>('room_sessions').findOne({ _id: sessionId }))!
  expect(doc.stage).toBe('over')
  expect(doc.state.taken.map(({ step }) => step)).toEqual([...script.steps.keys()])
  expect(doc.lastN).toBe(lines.length + 1)
  expect(doc.lastN).toBeGreaterThan(before.messages.length)
})
