// A browser window of one person, signed in as they are, with whatever the page's policy or scripts complain about; and what they see sooner or later.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from '../people.ts'

export type Visitor = { page: Page; context: BrowserContext; complaints: string[] }

/** A browser window in which this person is signed in; a guest's has no cookie. */
export async function visitor(opened: Browser, url: string, person: Person | null, { script = true } = {}): Promise<Visitor> {
  const context = await opened.newContext({
    javaScriptEnabled: script,
    baseURL: url,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await context.addCookies([...(person?.jar ?? [])].map(([name, value]) => ({ name, value, url })))
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(String(error)))
  return { page, context, complaints }
}

/** Failed calls are told in the page; only what nobody expected counts. */
export function expectNoComplaints(...visitors: Visitor[]) {
  for (const { complaints } of visitors) expect(complaints.filter(line => !/status of 4\d\d/.test(line))).toEqual([])
}

const soon = { timeout: 15_000, interval: 50 }

/** What a person sees sooner or later. Texts are compared with the spaces between words made one. */
export function see(locator: Locator) {
  const text = () => locator.textContent().then(words => (words ?? '').replace(/\s+/g, ' ').trim())
  return {
    toHaveText: (words: string) => expect.poll(text, soon).toBe(words),
    toContainText: (words: string) => expect.poll(text, soon).toContain(words),
    toBeEmpty: () => expect.poll(text, soon).toBe(''),
    toHaveValue: (value: string) => expect.poll(() => locator.inputValue(), soon).toBe(value),
    toBeVisible: () => locator.waitFor({ state: 'visible' }),
    toBeAttached: () => locator.waitFor({ state: 'attached' }),
    toHaveCount: (count: number) => expect.poll(() => locator.count(), soon).toBe(count),
    toHaveAttribute: (name: string, value: string) => expect.poll(() => locator.getAttribute(name), soon).toBe(value),
    toBeFocused: () => expect.poll(() => locator.evaluate(element => element === document.activeElement), soon).toBe(true),
  }
}
