// Marks in a real browser: pressed by keyboard in place, kept, said, and the same by a form where there is no script.
import { expect, it } from 'vitest'
import type { World } from '../world.ts'
import { world } from '../world.ts'
import { faultsIn } from './axe.ts'
import { browser, desk, phone } from './chromium.ts'
import { expectNoComplaints, see, visitor } from './visitor.ts'

const slow = { timeout: 120_000 }

async function topicFor(place: World) {
  const [keeper, ada, bea] = await Promise.all([place.coordinator(), place.member({ handle: 'ada' }), place.member({ handle: 'bea' })])
  const { id: spaceId } = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await ada.must('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body: { title: 'A title', body: 'Words' } })
  await ada.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: 'A reply' } })
  return { ada, bea, address: `/topics/${topic.id}/${topic.slug}` }
}

it('a reaction is pressed with the keyboard where it stands, said once, kept, and told to the author', slow, async () => {
  const place = await world()
  const { ada, bea, address } = await topicFor(place)
  const opened = await browser()
  const reader = await visitor(opened, place.url, bea)
  await reader.page.goto(address)
  const heard = reader.page.locator('#r-1').getByRole('button', { name: 'Heard, reply 1' })
  await reader.page.evaluate(() => document.fonts.ready)
  await heard.focus()
  const before = await heard.boundingBox()
  await reader.page.keyboard.press('Space')
  await see(heard).toHaveAttribute('aria-pressed', 'true')
  await see(reader.page.locator('#status')).toHaveText('Heard: kept. Only its author is told, without your name.')
  await see(heard).toBeFocused()
  expect(await heard.boundingBox()).toEqual(before)
  await reader.page.reload()
  await see(heard).toHaveAttribute('aria-pressed', 'true')

  const author = await visitor(opened, place.url, ada)
  await author.page.goto(address)
  await see(author.page.locator('#r-1 .received')).toHaveText('Somebody heard you. Only you see this.')

  await heard.click()
  await see(heard).toHaveAttribute('aria-pressed', 'false')
  await see(reader.page.locator('#status')).toHaveText('Heard: taken back.')
  await author.page.reload()
  await see(author.page.locator('#r-1 .received')).toHaveCount(0)
  expectNoComplaints(reader, author)
})

it('what could not be kept is not shown as pressed', slow, async () => {
  const place = await world()
  const { bea, address } = await topicFor(place)
  const opened = await browser()
  const { page, context } = await visitor(opened, place.url, bea)
  await page.goto(address)
  await context.route('**/api/replies/*/reactions', route => route.abort())
  const thanks = page.locator('#r-1').getByRole('button', { name: 'Thanks, reply 1' })
  await thanks.click()
  await see(page.locator('#status')).toHaveText('That was not kept. Try again in a moment.')
  await see(thanks).toHaveAttribute('aria-pressed', 'false')
})

it('"More" opens under the word, which stays where it is; without script the same words are pressed by a form', slow, async () => {
  const place = await world()
  const { bea, address } = await topicFor(place)
  const opened = await browser()
  for (const [size, script] of [
    [phone, true],
    [desk, false],
  ] as const) {
    const { page } = await visitor(opened, place.url, bea, { script })
    await page.setViewportSize(size.viewport)
    await page.goto(address)
    const more = page.locator('#r-1 .acts-more > summary')
    const before = await more.boundingBox()
    await more.click()
    expect(await more.boundingBox()).toEqual(before)
    const learned = page.locator('#r-1').getByRole('button', { name: 'Learned, reply 1' })
    const box = (await learned.boundingBox())!
    expect(box.y).toBeGreaterThan(before!.y + before!.height - 1)
    expect(box.height).toBeGreaterThanOrEqual(44)
    await learned.click()
    if (!script) await page.locator('#r-1 .acts-more > summary').click()
    await see(learned).toHaveAttribute('aria-pressed', 'true')
    await learned.click()
    if (!script) await page.locator('#r-1 .acts-more > summary').click()
    await see(learned).toHaveAttribute('aria-pressed', 'false')
  }
})

it('axe finds no fault where reactions are pressed and "More" is open', slow, async () => {
  const place = await world()
  const { bea, address } = await topicFor(place)
  const opened = await browser()
  const context = await opened.newContext({ ...phone, baseURL: place.url, bypassCSP: true })
  await context.addCookies([...bea.jar].map(([name, value]) => ({ name, value, url: place.url })))
  const page = await context.newPage()
  await page.goto(address)
  await page.locator('#r-1').getByRole('button', { name: 'Heard, reply 1' }).click()
  await page.locator('#r-1 .acts-more > summary').click()
  expect(await faultsIn(page)).toEqual([])
})
