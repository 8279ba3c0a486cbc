// Other words for the same: read from their file and looked up when somebody asks, so that a new one counts at once for all that was ever written.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { termOf } from './languages.ts'
import { wordsIn } from './words.ts'

/** The compiler copies no data, so both `src` and `dist` read the file where it is written. */
const file = new URL('../../src/search/synonyms.json', import.meta.url)
const groups: string[][] = z.array(z.array(z.string().min(1)).min(2)).parse(JSON.parse(readFileSync(file, 'utf8')))

type Found = { words: number; others: string[][] }

/** By the stems of a name in each language that could be meant. */
const groupsOf = new Map<string, string[]>()
/** Words of the longest name. */
let longest = 1
for (const group of groups)
  for (const name of group) {
    longest = Math.max(longest, wordsIn(name).length)
    for (const lang of ['en', 'fr']) groupsOf.set(keyOf(textsIn(name), lang), group)
  }

/** The longest name that begins at `at`, and the other names of the same, each as its words. */
export function synonymsAt(words: readonly string[], at: number): Found | null {
  for (let many = Math.min(longest, words.length - at); many > 0; many -= 1) {
    const said = words.slice(at, at + many)
    const keys = ['en', 'fr'].map(lang => keyOf(said, lang))
    const group = keys.map(key => groupsOf.get(key)).find(found => found !== undefined)
    if (group) return { words: many, others: group.map(textsIn).filter(name => !keys.includes(keyOf(name, 'en'))) }
  }
  return null
}

function textsIn(name: string) {
  return wordsIn(name).map(word => word.text)
}

function keyOf(words: readonly string[], lang: string) {
  return words.map(word => termOf(word, lang)).join(' ')
}
