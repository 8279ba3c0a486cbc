// Words without a name and dots, from the page: given unseen by each in their own browser, shown to all at once, and voted on.
import { expect, it } from 'vitest'
import { enterAs, planBy, roomStage } from '../features/rooms-stage.ts'
import { world } from '../world.ts'
import { browser } from './chromium.ts'
import { expectNoComplaints, see, type Visitor, visitor } from './visitor.ts'

/** One step in which all write without names, whoever has the floor, and put dots on what is shown. */
const steps = [
  {
    title: 'Check-in',
    length: 5,
    floor: { mode: 'everyone' as const, except: [] },
    instructions: 'How are you, in a word?',
    gather: 'together' as const,
    vote: true,
  },
]

it('what each gives is shown at once without a name, and the dots on it as sums', { timeout: 120_000 }, async () => {
  const place = await world()
  const { ana, ben, dag, coordinator, spaceId } = await roomStage(place)
  const format = { name: 'A word each', bestFor: '', tradition: '', unit: 'minutes' as const, groupSize: { min: 2, max: 9 } }
  const { slug } = await coordinator.must('POST /api/formats', { body: { ...format, seats: ['facilitator'], rules: [], steps } })
  const formatId = (await ana.must('GET /api/formats')).items.find(each => each.slug === slug)!.id
  const { id } = await planBy(ana, spaceId, { formatId, seats: [{ seat: 'facilitator', handle: 'ana' }] })
  for (const who of [ana, ben, dag]) await enterAs(who, id)
  const opened = await browser()
  const [leads, one, other] = await Promise.all([ana, ben, dag].map(who => visitor(opened, place.url, who)))
  for (const { page } of [leads!, one!, other!]) {
    await page.goto(`/sessions/${id}/room`)
    await see(page.locator('[data-island="room"][data-alive]')).toBeAttached()
  }
  await press(leads!, 'Start')
  await give(one!, 'Weary')
  await give(other!, 'Hopeful')
  await give(other!, 'Hopeful, mostly')
  expect(await leads!.page.locator('.said-line').count()).toBe(0)

  await press(leads!, 'Show what was given')
  for (const { page } of [leads!, one!, other!]) await see(page.locator('.said-line')).toHaveCount(2)
  const lines = await one!.page.locator('.said-line').allTextContents()
  expect(lines.map(line => /Without a name/.test(line))).toEqual([true, true])
  expect(lines.join()).toMatch(/Weary/)
  expect(lines.join()).toMatch(/Hopeful, mostly/)
  expect(lines.join()).not.toMatch(/Ben|Dag/)

  for (const each of [one!, other!]) {
    await each.page.getByLabel('Hopeful, mostly').check()
    await press(each, 'Put the dots')
  }
  await expect.poll(async () => (await ben.must('GET /api/sessions/:sessionId/room', { params: { sessionId: id } })).me.dots.length).toBe(1)
  await expect.poll(async () => (await dag.must('GET /api/sessions/:sessionId/room', { params: { sessionId: id } })).me.dots.length).toBe(1)
  await press(leads!, 'Close the vote and show the dots')
  await see(one!.page.locator('.said-line', { hasText: 'Hopeful' })).toContainText('2 dots')
  expectNoComplaints(leads!, one!, other!)
})

async function press({ page }: Visitor, name: string) {
  const button = page.getByRole('button', { name, exact: true })
  if (!(await button.isVisible())) await page.locator('.lead-part summary').first().click()
  await button.click()
}

async function give(each: Visitor, words: string) {
  await each.page.locator('#give-body').fill(words)
  await press(each, 'Give')
  await see(each.page.locator('.speak')).toContainText('Given. Nobody sees it')
}
