// What waits, on a phone and by keyboard; and a live reply by a muted member, which comes folded to who muted them alone.
import { expect, it } from 'vitest'
import type { Person } from '../people.ts'
import { world } from '../world.ts'
import { faultsIn } from './axe.ts'
import { browser, phone } from './chromium.ts'
import { expectNoComplaints, see, type Visitor, visitor } from './visitor.ts'

async function place() {
  const here = await world()
  const keeper = await here.member({ handle: 'keeper', displayName: 'The Keeper', roles: ['coordinator'] })
  const reader = await here.member({ handle: 'reader' })
  const space = await keeper.must('POST /api/spaces', { body: { name: 'The craft', visibility: 'members' } })
  const start = (title: string) =>
    keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body: { title, body: 'Words' } })
  return { ...here, keeper, reader, start }
}

async function tabTo({ page }: Visitor, name: string) {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
    if (label.trim() === name) return
  }
  throw new Error(`no way by Tab to ${name}`)
}

it('is read, marked and put back with the keys alone on a phone', { timeout: 120_000 }, async () => {
  const { url, reader, start } = await place()
  await start('Only peer in the building, and what one says to a team that does not know what a peer supporter is for')
  await start('Texting at 11pm')
  const one = await visitor(await browser(), url, reader)
  await one.page.setViewportSize(phone.viewport)
  await one.page.goto('/')
  await tabTo(one, 'See what waits for you')
  await one.page.keyboard.press('Enter')
  await see(one.page.locator('h1')).toHaveText('What waits for you')
  expect(await faultsIn(one.page)).toEqual([])
  expect(await one.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.viewport.width)
  await tabTo(one, 'Mark as read: Texting at 11pm')
  await one.page.keyboard.press('Enter')
  await see(one.page.locator('#status')).toContainText('Marked as read.')
  await see(one.page.locator('main .list h3')).toHaveCount(1)
  await tabTo(one, 'Mark it as unread again')
  await one.page.keyboard.press('Enter')
  await see(one.page.locator('main .list h3')).toHaveCount(2)
  await one.page.goto('/attention')
  expect(await faultsIn(one.page)).toEqual([])
  expectNoComplaints(one)
})

it('a live reply by a muted member comes folded to who muted them, and as ever to others and without a name', {
  timeout: 120_000,
}, async () => {
  const { url, keeper, reader, member, start } = await place()
  const other = await member({ handle: 'other' })
  const topic = await start('Texting at 11pm')
  await reader.must('PUT /api/attention/:kind/:targetId', { params: { kind: 'member', targetId: keeper.id }, body: { level: 'mute' } })
  const opened = await browser()
  const [muting, usual] = await Promise.all([reader, other].map((person: Person) => visitor(opened, url, person)))
  for (const { page } of [muting!, usual!]) {
    await page.goto(`/topics/${topic.id}/${topic.slug}`)
    page.setDefaultTimeout(60_000)
  }
  const reply = (body: string, anonymous: boolean) =>
    keeper.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body, anonymous } })
  await reply('Under a name', false)
  await reply('Without one', true)
  for (const { page } of [muting!, usual!]) await page.getByRole('button', { name: 'Show 2 new replies' }).click()
  await see(muting!.page.locator('#r-1 .muted > summary')).toContainText('A reply by somebody you muted.')
  expect(await muting!.page.getByText('Under a name').isVisible()).toBe(false)
  expect(await muting!.page.getByText('Without one').isVisible()).toBe(true)
  await see(usual!.page.getByText('Under a name')).toBeVisible()
  expect(await usual!.page.locator('details.muted').count()).toBe(0)
  await muting!.page.locator('#r-1 .muted > summary').click()
  await see(muting!.page.getByText('Under a name')).toBeVisible()
  expect(await faultsIn(muting!.page)).toEqual([])
  expectNoComplaints(muting!, usual!)
})
