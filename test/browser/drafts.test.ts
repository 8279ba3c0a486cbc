// Nothing that was typed is lost: the sign-in ends, the tab is killed, the network is cut, two devices write in one place.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { password } from '../people.ts'
import { type World, world } from '../world.ts'
import { browser } from './chromium.ts'
import { expectNoComplaints, see, visitor } from './visitor.ts'

const slow = { timeout: 120_000 }
const soon = { timeout: 15_000, interval: 50 }

async function topicFor(place: World) {
  const [keeper, ada] = [await place.coordinator(), await place.member({ handle: 'ada', displayName: 'Ada' })]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { id: randomUUID(), title: 'What rings true?', body: 'Tell us.' },
  })
  const params = { kind: 'reply', placeId: topic.id }
  const drafts = async () => (await ada.must('GET /api/drafts')).items
  const replies = async () =>
    (await keeper.must('GET /api/topics/:topicId/replies', { params: { topicId: topic.id } })).items.map(each => each.html.trim())
  return { keeper, ada, space, topic, params, drafts, replies, address: `/topics/${topic.id}/${topic.slug}` }
}

/** The composer comes alive when somebody turns to it. */
async function turnTo(page: Page) {
  await page.locator('textarea[name=body]').click()
  await see(page.getByRole('toolbar').getByRole('button').first()).toBeVisible()
  return page.locator('textarea[name=body]')
}
const onDevice = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('hearth.')))

it('a draft keeps itself and is there on another device, and posting there takes it from both', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, drafts, replies, address } = await topicFor(place)
  const [desk, phone] = [await visitor(opened, place.url, ada), await visitor(opened, place.url, ada)]
  await desk.page.goto(address)
  const field = await turnTo(desk.page)
  await field.fill('Begun at the desk')
  await see(desk.page.locator('[data-draft]')).toContainText('Draft kept at')
  expect(await onDevice(desk.page)).toEqual([])
  await phone.page.goto(address)
  const there = await turnTo(phone.page)
  await see(there).toHaveValue('Begun at the desk')
  await see(phone.page.locator('.draft-kept')).toContainText('This is your draft')
  await there.pressSequentially(', sent from the phone')
  await phone.page.getByRole('button', { name: 'Post reply' }).click()
  await see(phone.page.locator('#replies article')).toContainText('Begun at the desk, sent from the phone')
  await expect.poll(drafts, soon).toEqual([])
  expect(await replies()).toHaveLength(1)
  expectNoComplaints(desk, phone)
})

it('of two devices the one that is behind sees both texts and chooses', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, params, drafts, address } = await topicFor(place)
  const { page } = await visitor(opened, place.url, ada)
  await page.goto(address)
  const field = await turnTo(page)
  await field.fill('Of the desk')
  await see(page.locator('[data-draft]')).toContainText('Draft kept at')
  const [mine] = await drafts()
  const other = { basedOn: mine!.revision, postId: mine!.postId, fields: { body: 'Of the phone' } }
  await ada.must('PUT /api/drafts/:kind/:placeId', { params, body: other })
  await field.fill('Of the desk, and more')
  const both = page.locator('section.note', { hasText: 'Kept on another device' })
  await see(both).toContainText('Of the phone')
  await see(field).toHaveValue('Of the desk, and more')
  expect((await drafts())[0]!.fields).toMatchObject({ body: 'Of the phone' })
  await page.getByRole('button', { name: 'Post reply' }).click()
  await see(both).toBeFocused()
  await both.getByRole('button', { name: 'Go on with the words below' }).click()
  await expect.poll(async () => (await drafts())[0]!.fields.body, soon).toBe('Of the desk, and more')
  await ada.must('PUT /api/drafts/:kind/:placeId', { params, body: { ...other, basedOn: (await drafts())[0]!.revision } })
  await field.fill('Of the desk, once more')
  await both.getByRole('button', { name: 'Go on with these words' }).click()
  await see(field).toHaveValue('Of the phone')
})

it('a tab that is killed before anything was kept loses no word', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, drafts, address } = await topicFor(place)
  const { page, context } = await visitor(opened, place.url, ada)
  let cut = true
  await context.route('**/api/drafts/**', route => (cut ? route.abort() : route.continue()))
  await page.goto(address)
  await (await turnTo(page)).fill('An hour of words')
  await expect.poll(() => onDevice(page), soon).toHaveLength(1)
  const session = await context.newCDPSession(page)
  await Promise.race([session.send('Page.crash').catch(() => null), page.waitForEvent('crash')])
  cut = false
  const again = await context.newPage()
  await again.goto(address)
  await see(again.locator('textarea[name=body]')).toHaveValue('An hour of words')
  await see(again.locator('.composer')).toContainText('They are back')
  await expect.poll(async () => (await drafts()).map(each => each.fields.body), soon).toEqual(['An hour of words'])
  await expect.poll(() => onDevice(again), soon).toEqual([])
})

it('without a line a reply waits in sight, goes when there is one, and is there once', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, replies, drafts, address } = await topicFor(place)
  const { page, context } = await visitor(opened, place.url, ada)
  await page.goto(address)
  const field = await turnTo(page)
  await field.fill('Written in a tunnel')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Post reply' }).click()
  await see(page.locator('.waiting-line')).toContainText('Not sent yet. It goes when you are back on line.')
  await page.getByRole('button', { name: 'Do not send' }).click()
  await see(page.locator('.waiting-line')).toHaveCount(0)
  await see(field).toHaveValue('Written in a tunnel')
  await field.fill('Written in a tunnel, mended')
  await page.getByRole('button', { name: 'Post reply' }).click()
  await see(page.locator('.waiting-line')).toBeVisible()
  expect(await replies()).toEqual([])
  await context.setOffline(false)
  await see(page.locator('#replies article .prose').last()).toHaveText('Written in a tunnel, mended')
  await see(field).toHaveValue('')
  expect(await replies()).toEqual(['<p>Written in a tunnel, mended</p>'])
  await expect.poll(drafts, soon).toEqual([])
  await expect.poll(() => onDevice(page), soon).toEqual([])
})

it('a reply whose answer was lost on the way is sent again under the same id, and is there once', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, replies, address } = await topicFor(place)
  const { page, context } = await visitor(opened, place.url, ada)
  let lost = 0
  await context.route('**/replies', async route => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort()
  })
  await page.goto(address)
  await (await turnTo(page)).fill('Said once')
  await page.getByRole('button', { name: 'Post reply' }).click()
  await see(page.locator('.waiting-line')).toBeVisible()
  await see(page.locator('textarea[name=body]')).toHaveValue('')
  expect(lost).toBe(1)
  expect(await replies()).toEqual(['<p>Said once</p>'])
})

it('who was signed out keeps the words on the device, posts by signing in, and they do not come back', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, replies, address } = await topicFor(place)
  const { page } = await visitor(opened, place.url, ada)
  await page.goto(address)
  const field = await turnTo(page)
  await ada.must('POST /api/sign-out')
  await field.fill('Words that took an hour')
  await see(page.locator('[data-draft]')).toContainText('You were signed out')
  expect(await onDevice(page)).toHaveLength(1)
  await page.getByRole('button', { name: 'Post reply' }).click()
  await page.getByRole('button', { name: 'Sign in and post' }).click()
  await page.fill('[name=handle]', 'ada')
  await page.fill('[name=password]', password)
  await page.locator('#expired button[type=submit]').click()
  await see(page.locator('#replies article')).toContainText('Words that took an hour')
  await expect.poll(() => onDevice(page), soon).toEqual([])
  await see(page.locator('textarea[name=body]')).toHaveValue('')
  expect(await replies()).toHaveLength(1)
})

it('leaving quickly and signing out leave no word on the device, and another person here is shown none', slow, async () => {
  const place = await world({ env: { EXIT_URL: 'https://away.example/' } })
  const opened = await browser()
  const { ada, drafts, address } = await topicFor(place)
  const ben = await place.member()
  const { page, context } = await visitor(opened, place.url, ada)
  await context.route('https://away.example/**', route => route.fulfill({ body: 'elsewhere', contentType: 'text/plain' }))
  await page.goto(address)
  await (await turnTo(page)).fill('Unsent')
  await page.keyboard.press('Escape')
  await page.locator('[data-exit]').click()
  await page.waitForURL('https://away.example/')
  await expect.poll(async () => (await drafts()).map(each => each.fields.body), soon).toEqual(['Unsent'])
  await page.goto(address)
  expect(await onDevice(page)).toEqual([])
  await context.route('**/api/drafts/**', route => route.abort())
  await (await turnTo(page)).fill('Only here')
  await expect.poll(() => onDevice(page), soon).toHaveLength(1)
  const others = await visitor(opened, place.url, ben)
  const copy = await page.evaluate(() => ({ ...localStorage }))
  await others.page.goto('/about')
  await others.page.evaluate(held => Object.assign(localStorage, held), copy)
  await others.page.goto(address)
  await see(others.page.getByRole('toolbar').getByRole('button').first()).toBeVisible()
  await see(others.page.locator('textarea[name=body]')).toHaveValue('')
  await page.goto('/me')
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  await page.waitForURL(/said=signedOut/)
  expect(await onDevice(page)).toEqual([])
})

it('a topic and an edit keep themselves too, and the form that began with a draft can begin afresh', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, space, drafts, topic } = await topicFor(place)
  const reply = await ada.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: 'First wording' } })
  const { page } = await visitor(opened, place.url, ada)
  await page.goto(`/spaces/${space.id}/compose`)
  await page.locator('[name=title]').click()
  await see(page.getByRole('toolbar').getByRole('button').first()).toBeVisible()
  await page.locator('[name=title]').fill('A title')
  await see(page.locator('[data-draft]')).toContainText('Draft kept at')
  await page.reload()
  await see(page.locator('[name=title]')).toHaveValue('A title')
  await page.getByRole('button', { name: 'Start afresh' }).click()
  await see(page.locator('[name=title]')).toHaveValue('')
  expect((await drafts()).map(each => each.thrownAway)).toEqual([true])
  await page.goto(`/replies/${reply.id}/edit`)
  await (await turnTo(page)).fill('Second wording')
  await see(page.locator('[data-draft]')).toContainText('Draft kept at')
  await page.getByRole('button', { name: 'Save' }).click()
  await see(page.locator('#r-1 .prose')).toHaveText('Second wording')
  expect((await drafts()).filter(each => !each.thrownAway)).toEqual([])
})
