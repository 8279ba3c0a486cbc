// Every page in French: its language is marked, its headings and fields are French, and no English of the message files is left on it.
import { en } from '@hearth/client/messages/en'
import { fr } from '@hearth/client/messages/fr'
import { expect, test } from 'vitest'
import { personAt } from '../people.ts'
import { world } from '../world.ts'
import { open } from './html.ts'
import { pagesOf, pagesOfKeeper } from './pages-of.ts'

const french = new Set<string>(Object.values(fr))
/** English messages that stand alone, as pages show them. */
const english = new Set(Object.values(en).filter(text => !/[{<]/.test(text) && !french.has(text)))

test('no page in French says anything in English, to guests and to those who look after the place', async () => {
  const { guest, url } = await world({ demo: true })
  const keeper = personAt(url)
  await keeper.must('POST /api/sign-in', { body: { handle: 'tidewater_t', password: 'hearth-demo-2026' } })
  const visitor = guest()
  const pages = await pagesOf(visitor)
  const visits = [...pages.map(path => ({ who: visitor, path })), ...(await pagesOfKeeper(keeper)).map(path => ({ who: keeper, path }))]
  for (const { who, path } of visits) {
    const { document } = await open(who, `${path}${path.includes('?') ? '&' : '?'}lang=fr`)
    expect([path, document.documentElement.lang, document.documentElement.dir]).toEqual([path, 'fr', 'ltr'])
    expect([path, wordsOf(document).filter(words => english.has(words))]).toEqual([path, []])
  }
}, 120_000)

/** Texts and what is told to screen readers, but for what people wrote. */
function wordsOf(document: Document): string[] {
  const byPeople = 'bdi, [dir=auto], .prose, textarea, code, [lang=en]'
  const walker = document.createTreeWalker(document.body, 4)
  const words: string[] = []
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode
    if (!parentElement?.closest(byPeople)) words.push((textContent ?? '').trim())
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    words.push(...[...document.querySelectorAll(`[${name}]`)].map(each => each.getAttribute(name) ?? ''))
  return words
}
