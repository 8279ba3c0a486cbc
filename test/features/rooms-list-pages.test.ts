// The list of sessions and the home page: what is to come for whom, page by page, and for whom nothing is.
import { expect, test } from 'vitest'
import { open } from '../pages/html.ts'
import { world } from '../world.ts'
import { planBy } from './rooms-stage.ts'
import { spaceOf } from './session-space.ts'

test('home tells of the own session of today, and whether its door is open', async () => {
  const place = await world({ now: new Date('2026-11-26T12:00:00.000Z') })
  const { ana, ben, space } = await spaceOf(place)
  const seats = [{ seat: 'facilitator' as const, handle: 'ana' }]
  await planBy(ana, space.id, { title: 'Thursday open room', startsAt: '2026-11-26T17:00:00.000Z', seats })
  await planBy(ana, space.id, { title: 'Next week', startsAt: '2026-12-03T17:00:00.000Z', seats })
  const home = await open(ana, '/')
  expect(home.text).toContain('Thursday open room starts at 17:00.')
  expect(home.text).not.toMatch(/The door is open|Next week/)
  place.setNow(new Date('2026-11-26T16:50:00.000Z'))
  expect((await open(ana, '/')).text).toContain('Thursday open room starts at 17:00. The door is open.')
  expect((await open(ben, '/')).text).not.toContain('Thursday open room')
})

test('many sessions are read page by page, each once, under the day on which the reader’s clock has them', async () => {
  const place = await world({ now: new Date('2026-11-26T12:00:00.000Z') })
  const { ana, space } = await spaceOf(place)
  await ana.must('PATCH /api/me', { body: { timeZone: 'Pacific/Auckland' } })
  const titles = Array.from({ length: 25 }, (_, n) => `Session ${n + 1}`)
  for (const [n, title] of titles.entries())
    await planBy(ana, space.id, { title, seats: [], startsAt: new Date(Date.UTC(2026, 10, 26, 13 + n)).toISOString() })
  const first = await open(ana, '/rooms')
  const second = await open(ana, first.document.querySelector('[rel=next]')!.getAttribute('href')!)
  const listed = [first, second].flatMap(page => [...page.document.querySelectorAll('.day .list h3')].map(each => each.textContent))
  expect(listed).toEqual(titles)
  expect([...first.document.querySelectorAll('.day > h2')].map(day => day.textContent)).toEqual(['Friday 27 November'])
  expect([...second.document.querySelectorAll('.day > h2')].map(day => day.textContent)).toEqual([
    'Friday 27 November',
    'Saturday 28 November',
  ])
  expect(second.document.querySelector('[rel=next]')).toBeNull()
})

test('who may not plan is told so, and guests are asked to sign in', async () => {
  const place = await world()
  const { ben, space, form } = await spaceOf(place)
  expect((await open(ben, form)).status).toBe(403)
  expect((await open(ben, '/rooms/new')).text).toContain('There is no space in which you can plan a session.')
  expect((await open(ben, `/spaces/${space.id}`)).document.querySelector('a[href$="/sessions/new"]')).toBeNull()
  for (const path of ['/rooms', '/rooms/new']) expect((await open(place.guest(), path)).path).toMatch(/^\/sign-in\?next=/)
  expect((await open(place.guest(), '/rooms/agreement')).status).toBe(200)
})
