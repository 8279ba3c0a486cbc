// Writing a format in a real browser without script: half-filled steps hold nobody up, a press leads to the step it moved, and Enter saves nothing.
import { expect, test } from 'vitest'
import { personAt } from '../people.ts'
import { world } from '../world.ts'
import { browser, pageOf, phone } from './chromium.ts'

test('a format is written on a phone without script', async () => {
  const { url } = await world({ demo: true })
  const page = await pageOf(await browser(), url, 'tidewater_t', { ...phone, javaScriptEnabled: false })
  const list = async () => (await personAt(url).must('GET /api/formats')).items.map(({ name }) => name)
  const before = await list()
  await page.goto('/formats/new')
  await page.fill('[name=name]', 'Walk and talk')
  await page.press('[name=name]', 'Enter')
  await page.waitForURL('**/formats/new#format-steps')
  expect([await page.inputValue('[name=name]'), await list()]).toEqual(['Walk and talk', before])

  // The first step has no title yet, which only saving asks for.
  await page.click('button[value=add]')
  await page.waitForURL('**/formats/new#step-2')
  await page.fill('[name="steps.1.title"]', 'Set off')
  await page.fill('[name="steps.1.length"]', '5')
  await page.click('button[value="up.1"]')
  await page.waitForURL('**/formats/new#step-1')
  await page.click('#format .btn:not([name])')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('steps.1.title')
  await page.fill('[name="steps.1.title"]', 'Come back')
  await page.fill('[name="steps.1.length"]', '7')
  await page.click('#format .btn:not([name])')
  await page.waitForURL('**/walk-and-talk?said=saved')
  expect(await page.locator('.steps h3').allTextContents()).toEqual(['Set off', 'Come back'])
  expect(await list()).toEqual(['Walk and talk', ...before])
}, 60_000)
