// What comes alive in the browser speaks the language of the page: a topic with its composer, and a room, in French.
import { expect, it } from 'vitest'
import { leadTo, move } from '../features/rooms-stage.ts'
import { world } from '../world.ts'
import { faultsIn } from './axe.ts'
import { browser, phone } from './chromium.ts'
import { alive, room } from './room-visit.ts'
import { expectNoComplaints, see, visitor } from './visitor.ts'

const slow = { timeout: 180_000 }
const french = { body: { language: 'fr' as const } }

it('a topic comes alive and is answered in French', slow, async () => {
  const place = await world()
  const [keeper, ada] = [await place.coordinator(), await place.member({ displayName: 'Ada' })]
  await ada.must('PATCH /api/me', french)
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Ouvert', visibility: 'public' } })
  const body = { title: 'Qu’est-ce qui sonne juste ?', body: 'Dites-nous ce que vous en pensez.' }
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body })
  const one = await visitor(await browser(), place.url, ada)
  await one.page.setViewportSize(phone.viewport)
  await one.page.goto(`/topics/${topic.id}`)
  const field = one.page.locator('#reply-body')
  await field.click()
  await see(one.page.locator('.toolbar button').first()).toHaveText('Gras')
  await field.fill('Le vendredi me va bien.')
  await field.press('Control+Enter')
  const own = one.page.locator('#replies article', { hasText: 'Le vendredi me va bien' })
  await see(own).toContainText('(vous)')
  await see(own).toContainText('Modifier')
  await see(one.page.locator('#status')).toHaveText('Votre réponse est publiée.')
  expect(await own.locator('time').textContent()).toMatch(/ h \d\d$/)
  await keeper.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: 'Merci à vous.' } })
  await one.page.getByRole('button', { name: 'Afficher 1 nouvelle réponse' }).click()
  await see(one.page.locator('#r-2')).toContainText('Merci à vous.')
  expect(await faultsIn(one.page)).toEqual([])
  expectNoComplaints(one)
})

it('a room speaks French to who reads French, and English to the others', slow, async () => {
  const { url, opened, ana, ben, dag, sessionId, address } = await room()
  await ben.must('PATCH /api/me', french)
  await leadTo(ana, sessionId, 2)
  const [presenter, other] = [await visitor(opened, url, ben), await visitor(opened, url, dag)]
  await Promise.all([alive(presenter, address), alive(other, address)])
  await see(presenter.page.locator('#floor-who')).toHaveText('Vous avez la parole')
  await see(other.page.locator('#floor-who')).toHaveText('Ben has the floor')
  await see(presenter.page.locator('body')).toContainText('Raconter la situation')
  await see(other.page.locator('body')).toContainText('Tell the situation')
  await move(ana, sessionId, { kind: 'next', from: 1 })
  await see(presenter.page.locator('#floor-who')).toHaveText('La parole est libre')
  await see(presenter.page.locator('body')).toContainText('Des questions pour comprendre')
  await presenter.page.setViewportSize(phone.viewport)
  expect(await presenter.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  expect(await faultsIn(presenter.page)).toEqual([])
  expectNoComplaints(presenter, other)
})
