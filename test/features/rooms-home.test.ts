// What the home page tells of rooms: from memory, and never a moment behind.
import { expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { world } from '../world.ts'
import { enterAs, planBy, roomStage } from './rooms-stage.ts'

const home = async (who: Person) => (await who.send('GET', '/')).text

test('home follows every change of one’s own sessions at once', async () => {
  const place = await world()
  const { ana, ben, dag, coordinator, spaceId } = await roomStage(place)
  expect(await home(dag)).not.toContain('Evening room')
  const { id } = await planBy(ana, spaceId, { title: 'Evening room', comers: 'asking' })
  expect([await home(ben), await home(dag)].map(text => text.includes('Evening room'))).toEqual([true, false])
  const about = { params: { sessionId: id } }
  await dag.must('POST /api/sessions/:sessionId/ask', about)
  await ana.must('POST /api/sessions/:sessionId/admit', { ...about, body: { accountId: dag.id, letIn: true } })
  expect(await home(dag)).toContain('Evening room')
  await ana.must('PATCH /api/sessions/:sessionId', { ...about, body: { title: 'Morning room' } })
  expect(await home(dag)).toContain('Morning room')
  await enterAs(dag, id)
  expect(await home(dag)).toMatch(/Morning room.*is going on/s)
  await coordinator.must('PATCH /api/spaces/:spaceId', { params: { spaceId }, body: { visibility: 'role:coordinator' } })
  expect(await home(dag)).not.toContain('Morning room')
})

test('home tells of a room that was looked into, and of one that was called off no longer', async () => {
  const place = await world()
  const { ana, dag, spaceId, sessionId } = await roomStage(place)
  const admin = await place.member({ handle: 'root', roles: ['administrator'] })
  await enterAs(dag, sessionId)
  expect(await home(dag)).not.toContain('An administrator looked into')
  await admin.must('POST /api/sessions/:sessionId/break-glass', { params: { sessionId }, body: { reason: 'Somebody may be in danger' } })
  expect(await home(dag)).toContain('An administrator looked into')
  expect(await home(ana)).not.toContain('An administrator looked into')
  const { id } = await planBy(ana, spaceId, { title: 'Evening room' })
  expect(await home(ana)).toContain('Evening room')
  await ana.must('PATCH /api/sessions/:sessionId', { params: { sessionId: id }, body: { calledOff: true } })
  expect(await home(ana)).not.toContain('Evening room')
})
