// A reply that waits, on a phone: its seconds are counted in words, Undo puts the words back, and without an undo it appears.
import { expect, it } from 'vitest'
import { world } from '../world.ts'
import { faultsIn } from './axe.ts'
import { browser, phone } from './chromium.ts'
import { expectNoComplaints, see, visitor } from './visitor.ts'

it('a member who gave themselves thirty seconds undoes a reply by keyboard, and the words are back', { timeout: 120_000 }, async () => {
  const place = await world()
  const opened = await browser()
  const [keeper, ada] = [await place.coordinator(), await place.member()]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'A topic', body: 'Words' },
  })
  await ada.must('PATCH /api/me', { body: { postsWait: 'moment' } })
  const one = await visitor(opened, place.url, ada)
  await one.page.setViewportSize(phone.viewport)
  await one.page.goto(`/topics/${topic.id}`)
  const field = one.page.locator('#reply-body')
  await field.click()
  await see(one.page.locator('.toolbar button').first()).toBeVisible()
  await field.pressSequentially('Too quickly written')
  await field.press('Control+Enter')
  const line = one.page.locator('#reply [data-draft]')
  await see(line).toContainText('Your reply appears in')
  await see(one.page.locator('#status')).toContainText('Your reply waits. You can undo it.')
  await see(field).toHaveValue('')
  expect(await one.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.viewport.width)
  expect(await faultsIn(one.page)).toEqual([])
  const undo = line.getByRole('button', { name: 'Undo' })
  await undo.focus()
  await one.page.keyboard.press('Enter')
  await see(line).toHaveText('It is not posted. Your words are back above.')
  await see(field).toHaveValue('Too quickly written')
  await see(field).toBeFocused()
  expect((await ada.must('GET /api/waiting-posts')).items).toMatchObject([{ takenBackAt: expect.any(String) }])
  expect((await ada.must('GET /api/topics/:topicId/replies', { params: { topicId: topic.id } })).items).toEqual([])
  expectNoComplaints(one)
})
