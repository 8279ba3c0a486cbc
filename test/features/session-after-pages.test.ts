// The page of a session once it is over: what stayed for those who were there, what others learn, and that a room was read.
import { expect, test } from 'vitest'
import { open, submit } from '../pages/html.ts'
import { type World, world } from '../world.ts'
import { enterAs, roomStage } from './rooms-stage.ts'

async function closed(place: World) {
  const stage = await roomStage(place)
  const { ana, ben, sessionId } = stage
  for (const who of [ana, ben]) await enterAs(who, sessionId)
  const params = { sessionId }
  await ana.must('POST /api/sessions/:sessionId/moves', { params, body: { kind: 'start' } })
  await ben.must('POST /api/sessions/:sessionId/commitments', { params, body: { text: 'Ask at work.', shared: true } })
  await ben.must('POST /api/sessions/:sessionId/commitments', { params, body: { text: 'Write less.' } })
  for (const kind of ['end', 'close'] as const) await ana.must('POST /api/sessions/:sessionId/moves', { params, body: { kind } })
  await place.app.features.rooms.keeper.runDue()
  return { ...stage, page: `/sessions/${sessionId}` }
}

test('afterwards those who were there see what stayed and that the rest is erased; others that it took place', async () => {
  const place = await world()
  const { ana, ben, dag, page } = await closed(place)
  const after = await open(ben, page)
  expect(after.text).toMatch(/What was said on .* was erased at \d\d:\d\d\. Nothing is left, and no key to read a copy with\./)
  expect(after.text).toMatch(/Who was there.*Ana ?Facilitator, under a minute.*Ben ?Presenter/)
  expect(after.text).toMatch(/Planned and taken.*Settle roles ?5 min ?0 min/)
  expect(after.text).toContain('Fewer than three have said')
  expect((await open(ana, page)).text).toContain('Ask at work.')
  expect((await open(ana, page)).text).not.toContain('Write less.')

  const elsewhere = await open(dag, page)
  expect(elsewhere.text).toMatch(/Asked to count tablets.*It took place on/)
  for (const words of ['Ana', 'Ben', 'Collegial', 'erased', 'Ask at work'])
    expect(elsewhere.document.querySelector('main')?.textContent).not.toContain(words)

  const own = await open(ben, '/rooms')
  expect(own.text).toMatch(/Ask at work\..*Write less\./)
  const kept = await submit(ben, own, 'form[action^="/commitments/"]')
  expect(kept.text).toContain('Kept. Good.')
  expect(kept.text).not.toContain('Ask at work.')
  expect((await open(ana, page)).text).toMatch(/Ask at work\. ?Ben ?Kept on/)
  expect((await open(ben, '/rooms?show=past')).text).toContain('Asked to count tablets')
})

test('an administrator breaks the glass with a reason, and whoever was in the room reads it', async () => {
  const place = await world()
  const { ana, coordinator, sessionId } = await roomStage(place, { comers: 'invited' })
  await enterAs(ana, sessionId)
  const keeper = await place.member({ roles: ['administrator'] })
  expect((await open(coordinator, `/sessions/${sessionId}/break-glass`)).status).toBe(403)
  const page = await open(keeper, `/sessions/${sessionId}/break-glass`)
  const short = await submit(keeper, page, '#break-glass', { reason: 'Because' })
  expect([short.status, short.document.querySelector('[name=reason]')?.getAttribute('value')]).toEqual([422, 'Because'])
  const broken = await submit(keeper, short, '#break-glass', { reason: 'A member may be in danger.' })
  expect(broken.path).toBe(`/sessions/${sessionId}/room`)
  expect((await open(ana, `/sessions/${sessionId}`)).text).toMatch(/This room was read.*The reason they gave: A member may be in danger\./)
})
