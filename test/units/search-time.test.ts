// Bounded time: whatever is typed into a search, and whatever a post is made of.
import { expect, it } from 'vitest'
import { textOf } from '../../server/src/markdown/index.ts'
import { parseQuery } from '../../server/src/search/parse-query.ts'
import { termsOf, worded } from '../../server/src/search/plain-words.ts'
import { snippetOf } from '../../server/src/search/snippet.ts'
import { hostile } from './markdown-hostile.ts'

const boundMs = 50
const tries = 20
const size = 32_000

const repeated = (text: string) => text.repeat(Math.ceil(size / text.length)).slice(0, size)
const typed: Record<string, string> = {
  ...Object.fromEntries(
    [
      'a',
      'y',
      'ing',
      '"',
      '-',
      '*',
      '-"',
      '" ',
      '“”',
      "a'b",
      'a-',
      '夜班',
      'กข',
      '\u0300',
      'e\u0301',
      'ﬃ',
      '\ud800',
      'İ',
      '𝒜',
      '١',
      'a\u200d',
      '(-"a',
      'peer supporter ',
      '-peer ',
    ].map(part => [JSON.stringify(part), repeated(part)]),
  ),
  ...hostile,
}

/** Time of the processor and not of the clock, so that other work on the machine makes no test fail. */
function best(work: () => unknown) {
  let found = Number.POSITIVE_INFINITY
  for (let n = 0; n < tries && found > boundMs; n += 1) {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    found = Math.min(found, (user + system) / 1_000)
  }
  return found
}

it.each(Object.entries(typed))('32 kB of %s are read as a query in bounded time', (_, text) => {
  expect(best(() => parseQuery(text, { typing: true }))).toBeLessThanOrEqual(boundMs)
})

it.each(Object.entries(typed))('32 kB of %s become terms and a snippet in bounded time', (_, text) => {
  expect(best(() => termsOf(text, 'fr'))).toBeLessThanOrEqual(boundMs)
  expect(best(() => snippetOf(worded(textOf(text), 'en'), { holds: () => true }, () => '@somebody'))).toBeLessThanOrEqual(boundMs)
})

it('asks for no more words than anybody types', () => {
  expect(parseQuery(repeated('word ')).clauses.length).toBeLessThanOrEqual(24)
  expect(parseQuery(`"${repeated('word ')}"`).clauses[0]!.ways[0]!.places.length).toBeLessThanOrEqual(24)
})
