// What axe finds in a page as it is drawn now.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Taller than any page, so that no bar that stays in sight covers a part of what is looked at. */
const tall = 12_000

/** The faults that axe names, with the element each is about; the page is left where it was. */
export async function faultsIn(page: Page): Promise<string[]> {
  const size = page.viewportSize()
  const at = await page.evaluate(() => scrollY)
  if (size) await page.setViewportSize({ ...size, height: tall })
  const faults = await namedIn(page)
  if (size) await page.setViewportSize(size)
  await page.evaluate(y => scrollTo(0, y), at)
  return faults
}

async function namedIn(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(
    tags =>
      (
        globalThis as unknown as {
          axe: { run(on: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
      ).axe.run(document, { runOnly: tags }),
    rules,
  )
  return found.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 160)}`))
}
