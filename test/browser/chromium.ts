// A real Chromium with an empty profile, in the sizes and colours that people use; ends with its test.
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'
import { onTestFinished } from 'vitest'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const phone = { viewport: { width: 360, height: 740 } } as const
export const desk = { viewport: { width: 1440, height: 900 } } as const

export async function browser(): Promise<Browser> {
  const opened = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })
  onTestFinished(() => opened.close())
  return opened
}

/** A page of somebody who signed in to the demo, or of a guest. */
export async function pageOf(opened: Browser, url: string, handle: string | null, options: BrowserContextOptions = desk) {
  const context = await opened.newContext({ ...options, baseURL: url })
  const page = await context.newPage()
  if (handle) {
    await page.goto('/sign-in')
    await page.fill('[name=handle]', handle)
    await page.fill('[name=password]', 'hearth-demo-2026')
    await page.click('#sign-in button[type=submit]')
    await page.waitForURL(`${url}/`)
  }
  return page
}
