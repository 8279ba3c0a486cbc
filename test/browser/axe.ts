// What axe finds in a page as it is drawn now.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The faults that axe names, with the element each is about. */
export async function faultsIn(page: Page): Promise<string[]> {
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
