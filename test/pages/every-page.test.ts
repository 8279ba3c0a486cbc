// What holds of every page, for whoever reads it: one heading, one language, no inline code, no words outside the message files.
import { expect, test } from 'vitest'
import { personAt } from '../people.ts'
import { world } from '../world.ts'
import { open } from './html.ts'
import { pagesOf, pagesOfKeeper } from './pages-of.ts'

test('every page has one main heading, a language, a title, and nothing inline', async () => {
  const { people, pages, url } = await demo()
  for (const person of people)
    for (const path of pages) {
      const { document, headers, status, html } = await open(person, path)
      // A search with a day that is none tells so on its own page.
      expect([path, status]).toEqual([path, path.endsWith('from=x') ? 422 : 200])
      expect([path, document.querySelectorAll('h1').length]).toEqual([path, 1])
      expect(document.documentElement.lang).toBe('en')
      expect(document.title).not.toBe('')
      expect(headers.get('content-security-policy')).toContain("script-src 'self'")
      expect([path, /\son\w+=|style=|<style|javascript:/i.test(html.replace(/<textarea[\s\S]*?<\/textarea>/g, ''))]).toEqual([path, false])
      for (const script of document.querySelectorAll('script'))
        expect([path, script.textContent, script.getAttribute('src')]).toEqual([path, '', expect.stringMatching(/^\/assets\//)])
      const outside = [...document.querySelectorAll('link[href], script[src], img[src]')]
        .map(each => each.getAttribute('href') ?? each.getAttribute('src') ?? '')
        .filter(address => !address.startsWith('/') && !address.startsWith(`${url}/`))
      expect([path, outside]).toEqual([path, []])
    }
}, 60_000)

test('headings go down one level at a time', async () => {
  const { people, all } = await demo()
  for (const path of all) {
    const { document } = await open(people[1]!, path)
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
      .filter(each => !each.closest('.prose'))
      .map(each => Number(each.tagName[1]))
    for (const [at, level] of levels.entries()) expect([path, level - (levels[at - 1] ?? 0) <= 1]).toEqual([path, true])
  }
}, 60_000)

test('every word of the interface comes from the message files', async () => {
  const { people, all, config } = await demo()
  const data = JSON.stringify([await people[0]!.must('GET /api/crisis-lines'), config.SITE_TAGLINE])
  for (const path of all) {
    const { document } = await open(people[1]!, `${path}${path.includes('?') ? '&' : '?'}lang=en-XB`)
    expect([path, document.documentElement.dir]).toEqual([path, 'rtl'])
    expect([path, plainWordsIn(document).filter(words => !data.includes(words))]).toEqual([path, []])
  }
}, 60_000)

/** Text that is neither written by people (`bdi`, `dir=auto`, prose, fields) nor in the accented trial language. */
function plainWordsIn(document: Document): string[] {
  const byPeople = 'bdi, [dir=auto], [dir=ltr], .prose, time, textarea, option, code, script, .tile, .brand, [translate=no]'
  const walker = document.createTreeWalker(document.body, 4)
  const plain: string[] = []
  while (walker.nextNode()) {
    const node = walker.currentNode
    const words = (node.textContent ?? '').trim()
    if (/[a-z]{3}/i.test(words) && ![...words].some(letter => letter > '~') && !node.parentElement?.closest(byPeople)) plain.push(words)
  }
  return plain
}

async function demo() {
  const { guest, url, config } = await world({ demo: true })
  const keeper = personAt(url)
  await keeper.must('POST /api/sign-in', { body: { handle: 'tidewater_t', password: 'hearth-demo-2026' } })
  const visitor = guest()
  const pages = await pagesOf(visitor)
  return { people: [visitor, keeper], pages, all: [...pages, ...(await pagesOfKeeper(keeper))], config, url }
}
