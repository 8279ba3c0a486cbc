// The demo's session that goes on by itself: a newcomer finds a room alive, takes part in it, and nothing of it is left running.
import { readFile } from 'node:fs/promises'
import { demoPassword } from '@hearth/server/demo/index'
import type { Room } from '@hearth/shared/room'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type World, world } from '../world.ts'
import { enterAs, move, roomOf, say } from './rooms-stage.ts'

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

let here: World
beforeEach(async () => {
  here = await world({ demo: true, keep: true })
}, 60_000)
afterEach(() => here.close())

const joined = async () => {
  const person = await here.member({ handle: 'newcomer', displayName: 'A Newcomer' })
  /** The room once it is so. */
  const until = async (sessionId: string, isSo: (room: Room) => boolean) => {
    let room = await roomOf(person, sessionId)
    await expect.poll(async () => isSo((room = await roomOf(person, sessionId))), { timeout: 20_000, interval: 20 }).toBe(true)
    return room
  }
  return Object.assign(person, { until })
}
const signedInAs = async (handle: string) => {
  const person = here.guest()
  await person.must('POST /api/sign-in', { body: { handle, password: demoPassword } })
  return person
}

it('goes through every step of its format to its close, and leaves what a session leaves', async () => {
  const { sessionId, ended } = await here.app.startLiveDemo(here.url, { pace: 0.01, sessions: 1 })
  expect(here.app.welcome(here.url)).toContain(`${here.url}/sessions/${sessionId}`)
  await ended
  const presenter = await signedInAs(script.seats.presenter)
  const shown = () => presenter.must('GET /api/sessions/:sessionId', { params: { sessionId } })
  const { stage, format, afterwards } = await shown()
  expect(stage).toBe('over')
  expect(afterwards!.steps.map(step => step.title)).toEqual(format.steps.map(step => step.title))
  for (const [at, step] of afterwards!.steps.entries()) expect(step.plannedSeconds).toBeLessThan(format.steps[at]!.length * 60)
  expect(afterwards!.attendance.map(each => each.person.handle).sort()).toEqual([...Object.values(script.seats), ...script.others].sort())
  expect(afterwards).toMatchObject({ summary: script.summary, topicWords: script.topicWords, ratings: { helped: 4, partly: 1, notToday: 0 } })
  expect(afterwards!.takeaways.map(each => each.text)).toEqual(script.takeaways)
  expect(afterwards!.commitments.map(each => each.text)).toEqual(script.commitments.map(each => each.text))
  const lines = [script.lobby, ...script.steps].flat().filter(beat => beat.say ?? beat.note)
  await expect.poll(async () => (await shown()).afterwards!.erasure).toMatchObject({ messages: lines.length + 1, left: 0, keyGone: true })
  expect((await presenter.must('GET /api/sessions')).items).toEqual([])
})

it('has another one to come while one goes on', async () => {
  const { sessionId } = await here.app.startLiveDemo(here.url, { pace: 0.02 })
  const person = await joined()
  const list = () => person.must('GET /api/sessions').then(({ items }) => items.map(({ id, stage }) => [id === sessionId, stage]))
  await expect.poll(list).toEqual([
    [true, 'open'],
    [false, 'planned'],
  ])
})

