// The demo's sessions that are over: what stays of them is there, and nothing of what was said.
import { readFile } from 'node:fs/promises'
import { demoId } from '@hearth/server/demo/ids'
import { demoPassword } from '@hearth/server/demo/index'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type World, world } from '../world.ts'

type Data = {
  members: { id: string; handle: string }[]
  sessions: {
    id: string
    title: string
    endedAt: string
    messagesErased: number
    topicWords: string[]
    attendance: { memberId: string; minutesPresent: number }[]
    steps: { title: string; startsAtSecond: number; endsAtSecond: number }[]
    outcomes: { commitments: { text: string; due: string | null; status: string }[]; takeaways: string[] }
  }[]
}
const data: Data = JSON.parse(await readFile(new URL('../../server/src/demo/data/community.json', import.meta.url), 'utf8'))

let here: World
beforeAll(async () => {
  here = await world({ demo: true, keep: true })
}, 120_000)
afterAll(() => here.close())

const signedInAs = async (handle: string) => {
  const person = here.guest()
  await person.must('POST /api/sign-in', { body: { handle, password: demoPassword } })
  return person
}
const iso = (time: string) => new Date(time).toISOString()
const handleOf = (name: string) => data.members.find(member => member.id === name)!.handle
const shownTo = async (handle: string, name: string) =>
  (await signedInAs(handle)).must('GET /api/sessions/:sessionId', { params: { sessionId: demoId(name) } })

it('are over, newest first, for every member to know of', async () => {
  const { items } = await (await signedInAs('ibis_n')).must('GET /api/sessions', { query: { show: 'past' } })
  const newestFirst = [...data.sessions].sort((a, b) => b.endedAt.localeCompare(a.endedAt))
  expect(items.map(({ id, title, stage, here }) => ({ id, title, stage, here }))).toEqual(
    newestFirst.map(({ id, title }) => ({ id: demoId(id), title, stage: 'over', here: 0 })),
  )
  expect((await shownTo('ibis_n', 'ses-1')).afterwards).toBeNull()
})

it.each(data.sessions)('tell those who were in “$title” what stays of it', async session => {
  const { afterwards } = await shownTo(handleOf(session.attendance[0]!.memberId), session.id)
  const { commitments, takeaways } = session.outcomes
  expect(afterwards).toMatchObject({ closedAt: iso(session.endedAt), topicWords: session.topicWords })
  expect(afterwards!.ratings).toEqual({ helped: session.attendance.length - (session.id === 'ses-2' ? 1 : 0), partly: 0, notToday: 0 })
  expect(afterwards!.takeaways.map(({ text }) => text)).toEqual(takeaways)
  expect(afterwards!.commitments.map(({ text, due, doneAt }) => [text, due, doneAt !== null])).toEqual(
    commitments.map(({ text, due, status }) => [text, due, status === 'done']),
  )
  expect(new Map(afterwards!.attendance.map(({ person, minutes }) => [person.handle, minutes]))).toEqual(
    new Map(session.attendance.map(({ memberId, minutesPresent }) => [handleOf(memberId), minutesPresent])),
  )
  expect(afterwards!.steps.map(({ title, takenSeconds }) => [title, takenSeconds])).toEqual(
    session.steps.map(({ title, startsAtSecond, endsAtSecond }) => [title, endsAtSecond - startsAtSecond]),
  )
  for (const step of afterwards!.steps) expect(step.plannedSeconds).toBeGreaterThan(0)
})

it.each(data.sessions)('say when the words of “$title” were erased, and hold none of them', async session => {
  const handle = handleOf(session.attendance[0]!.memberId)
  const { afterwards } = await shownTo(handle, session.id)
  expect(afterwards!.erasure).toEqual({
    due: iso(session.endedAt),
    erasedAt: iso(session.endedAt),
    messages: session.messagesErased,
    left: 0,
    keyGone: true,
  })
  const room = await (await signedInAs(handle)).must('GET /api/sessions/:sessionId/room', { params: { sessionId: demoId(session.id) } })
  expect(room).toMatchObject({ messages: [], state: { phase: 'closed', notes: '' } })
})

it('leave what was promised and not yet done with those who promised it', async () => {
  const { items } = await (await signedInAs('kestrel')).must('GET /api/commitments')
  expect(items.map(({ text }) => text)).toEqual(['Stop at the full stop.'])
})
