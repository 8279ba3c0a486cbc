// A server that is killed while a session goes on: the room is there again with its step, its clock, its queue and its people, and no word that was answered is lost or doubled.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RoomMessage } from '@hearth/shared/room'
import { expect, it, onTestFinished } from 'vitest'
import { dropDatabaseOf } from '../database.ts'
import { enterAs, leadTo, move, roomOf, roomStage, say } from '../features/rooms-stage.ts'
import { type Person, password, personAt } from '../people.ts'
import { world } from '../world.ts'
import { freePort, startServer } from './server-process.ts'
import { pause } from './stand.ts'

/** Milliseconds of talking before each kill, each in another step of the format. */
const shortForm = [120, 500, 900]
const rounds = process.env.PROVE ? Array.from({ length: 50 }, (_, at) => 20 + at * 20) : shortForm
const roundMs = process.env.TEST_MONGODB_URI ? 110_000 : 40_000
/** Steps of the consultation in which everybody, or everybody but the presenter, may speak. */
const openSteps = [1, 3, 4, 8]

it('a room that is killed in any step goes on where it was', { timeout: roundMs * rounds.length }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-kill-'))
  onTestFinished(async () => {
    await dropDatabaseOf(folder)
    await rm(folder, { recursive: true, force: true })
  })
  const sessionId = await prepare(folder)
  const port = await freePort()
  let server = await startServer(folder, port)
  const [ana, cleo, dag] = await Promise.all(['ana', 'cleo', 'dag'].map(handle => signedIn(server.url, handle)))
  const [answered, unsure] = [new Set<string>(), new Map<string, { who: Person; body: string }>()]

  for (const [at, ms] of rounds.entries()) {
    const before = await inStep(ana!, sessionId, openSteps[at % openSteps.length]!)
    await move(dag!, sessionId, { kind: at % 2 === 0 ? 'raise-hand' : 'lower-hand' })
    const acknowledged = await move(ana!, sessionId, { kind: 'add-time', seconds: 60 })
    const stop = { now: false }
    const talking = [cleo!, dag!].map(who => keepTalking(who, sessionId, answered, unsure, stop))
    await pause(ms)
    await server.kill()
    stop.now = true
    await Promise.all(talking)
    server = await startServer(folder, port)
    const { state } = await roomOf(ana!, sessionId)
    expect(state).toMatchObject({
      phase: 'step',
      step: before.step,
      stepEndsAt: acknowledged.stepEndsAt,
      hands: acknowledged.hands,
      round: acknowledged.round,
    })
    expect(state.people).toEqual(acknowledged.people)
    await sendAgain(sessionId, answered, unsure)
  }

  const messages = await allSaid(ana!, sessionId)
  expect(messages.map(each => each.id).sort()).toEqual([...answered].sort())
  expect(messages.map(each => each.n).sort((one, other) => one - other)).toEqual(messages.map((_, at) => at + 1))
})

/** A session that has begun, made by a server in this process that ends well. */
async function prepare(dataDir: string) {
  const place = await world({ dataDir, keep: true })
  const { ana, ben, cleo, dag, sessionId } = await roomStage(place)
  for (const who of [ana, ben, cleo, dag]) await enterAs(who, sessionId)
  await leadTo(ana, sessionId, 1)
  await place.close()
  return sessionId
}

/** Page by page. */
async function allSaid(who: Person, sessionId: string) {
  const said: RoomMessage[] = []
  let page = await roomOf(who, sessionId)
  said.push(...page.messages)
  while (page.more) {
    page = await roomOf(who, sessionId, page.upTo)
    said.push(...page.messages)
  }
  return said
}

async function signedIn(url: string, handle: string) {
  const person = personAt(url)
  await person.must('POST /api/sign-in', { body: { handle, password } })
  return person
}

/** Back to a step that lies before, and on to it. */
async function inStep(ana: Person, sessionId: string, step: number) {
  let { state } = await roomOf(ana, sessionId)
  while (state.step > step - 1) state = await move(ana, sessionId, { kind: 'back', from: state.step })
  return leadTo(ana, sessionId, step)
}

async function keepTalking(
  who: Person,
  sessionId: string,
  answered: Set<string>,
  unsure: Map<string, { who: Person; body: string }>,
  stop: { now: boolean },
) {
  while (!stop.now) {
    const id = randomUUID()
    unsure.set(id, { who, body: `Words ${id}` })
    const sent = await say(who, sessionId, `Words ${id}`, { id }).catch(() => null)
    if (sent === null) return
    expect(sent.status).toBe(201)
    answered.add(id)
    unsure.delete(id)
  }
}

/** It was kept or it was not; with the same id it is there once. */
async function sendAgain(sessionId: string, answered: Set<string>, unsure: Map<string, { who: Person; body: string }>) {
  for (const [id, { who, body }] of unsure) {
    expect([200, 201]).toContain((await say(who, sessionId, body, { id })).status)
    answered.add(id)
    unsure.delete(id)
  }
}
