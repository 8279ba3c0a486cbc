// Pages in a real browser: axe finds nothing in any colours, nothing scrolls sideways, the keyboard reaches everything, and nothing comes from elsewhere.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { pagesOf, pagesOfKeeper } from '../pages/pages-of.ts'
import { personAt } from '../people.ts'
import { world } from '../world.ts'
import { faultsIn } from './axe.ts'
import { browser, desk, pageOf, phone } from './chromium.ts'

async function keeperAndPages(url: string) {
  const keeper = personAt(url)
  await keeper.must('POST /api/sign-in', { body: { handle: 'tidewater_t', password: 'hearth-demo-2026' } })
  const open = await pagesOf(personAt(url))
  return { open, all: [...open, ...(await pagesOfKeeper(keeper))] }
}

test('axe finds no fault on any page, in light, dark and more contrast', async () => {
  const { url } = await world({ demo: true })
  const { all } = await keeperAndPages(url)
  const opened = await browser()
  const ways = [
    { ...desk, colorScheme: 'light' },
    { ...phone, colorScheme: 'dark' },
    { ...phone, colorScheme: 'light', contrast: 'more' },
  ] as const
  for (const way of ways) {
    // The page's own policy allows no script but its own, so the checker is let in past it.
    const page = await pageOf(opened, url, 'tidewater_t', { ...way, bypassCSP: true })
    for (const path of all) {
      await page.goto(path)
      expect([path, await faultsIn(page)]).toEqual([path, []])
    }
  }
}, 300_000)

test('nothing scrolls sideways: on a narrow phone, at 400 % zoom, with the largest text, or right to left', async () => {
  const { url } = await world({ demo: true })
  const { all } = await keeperAndPages(url)
  const opened = await browser()
  const page = await pageOf(opened, url, 'tidewater_t', { viewport: { width: 320, height: 256 } })
  const widerThanPage = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  for (const path of all)
    for (const lang of ['', 'en-XB']) {
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
      expect([path, lang, await widerThanPage()]).toEqual([path, lang, 0])
      await page.evaluate(() => document.documentElement.setAttribute('data-text', 'largest'))
      expect([path, lang, 'largest', await widerThanPage()]).toEqual([path, lang, 'largest', 0])
    }
}, 300_000)

test('a guest reads a topic in six requests, and nothing comes from anywhere else', async () => {
  const { url } = await world({ demo: true })
  const opened = await browser()
  const page = await pageOf(opened, url, null, phone)
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  const topic = (await personAt(url).must('GET /api/topics', { query: { limit: 1 } })).items[0]!
  await page.goto(`/topics/${topic.id}/${topic.slug}`, { waitUntil: 'domcontentloaded' })
  await page.waitForLoadState('load')
  expect(asked.filter(address => !address.startsWith(url))).toEqual([])
  expect(asked.filter(address => !address.includes('socket.io')).length).toBeLessThanOrEqual(6)
}, 60_000)

test('with the keyboard alone somebody skips to the main part, signs in, and answers', async () => {
  const { url } = await world({ demo: true })
  const opened = await browser()
  const page = await pageOf(opened, url, null)
  await page.goto('/sign-in')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
  await page.keyboard.press('Enter')
  await tabTo(page, '[name=handle]')
  await page.keyboard.type('juno_r')
  await tabTo(page, '[name=password]')
  await page.keyboard.type('hearth-demo-2026')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${url}/`)
  const topic = (await personAt(url).must('GET /api/topics', { query: { limit: 1 } })).items[0]!
  await page.goto(`/topics/${topic.id}/${topic.slug}`)
  await tabTo(page, '#reply [name=body]')
  expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).not.toBe('none')
  await page.keyboard.type('Answered without a mouse.')
  await tabTo(page, '#reply button[type=submit]:not([name])')
  await page.keyboard.press('Enter')
  await page.getByText('Answered without a mouse.').last().waitFor()
}, 90_000)

async function tabTo(page: Page, selector: string) {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(wanted => document.activeElement?.matches(wanted), selector)) return
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}

test('leaving quickly replaces the page, by its link and by Escape three times', async () => {
  const elsewhere = createServer((_req, res) => void res.end('<!doctype html><title>Neutral</title>')).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  onTestFinished(() => void elsewhere.close())
  const exit = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
  const { url } = await world({ demo: true, env: { EXIT_URL: exit } })
  const page = await pageOf(await browser(), url, null)
  const ways = [
    async () => {
      for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Escape')
    },
    () => page.click('[data-exit]'),
  ]
  for (const leave of ways) {
    await page.goto('/help')
    await page.goto('/about')
    await Promise.all([page.waitForURL(exit), leave()])
    // Where one was is replaced: going back leads to the page before it.
    await page.goBack()
    expect(new URL(page.url()).pathname).toBe('/help')
  }
}, 60_000)
