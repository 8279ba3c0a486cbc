// Messages: each compiles, each is used, and the browser's small translator says the same as the server's.
import { readdirSync, readFileSync } from 'node:fs'
import { dateText, type MessageKey } from '@hearth/client/messages'
import { brief } from '@hearth/client/messages/brief'
import { en } from '@hearth/client/messages/en'
import { languages, translator, wordsFor } from '@hearth/client/messages/load'
import { pseudo } from '@hearth/client/messages/pseudo'
import { describe, expect, test } from 'vitest'

const keys = Object.keys(en) as MessageKey[]
const counts = [0, 1, 2, 1_234]

/** A value for everything that any message asks for. */
const values = (count: number) =>
  new Proxy({}, { get: (_, name) => (name === 'count' || name === 'seconds' ? count : `<${String(name)}>`), has: () => true }) as Record<
    string,
    string | number
  >

test.each(languages)('every message in %s can be said, whatever the numbers', lang => {
  const t = translator(lang)
  for (const key of keys) for (const count of counts) expect(t(key, values(count)), key).toMatch(/\S/)
})

test('every key is used by a page, a part or an island, or said after a form', () => {
  const source = [...sourcesIn('../../client/src/'), ...sourcesIn('../../server/src/pages/')].join('\n')
  const built = [...source.matchAll(/`([a-zA-Z]+\.[\w.-]*(?:\$\{[^}]*\}[\w.-]*)+)`/g)].map(found => patternOf(found[1] ?? ''))
  const unused = keys.filter(key => !source.includes(`'${key}'`) && !built.some(pattern => pattern.test(key)))
  expect(unused).toEqual([])
})

function sourcesIn(folder: string) {
  const root = new URL(folder, import.meta.url)
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name))
  return names.map(name => readFileSync(new URL(name, root), 'utf8'))
}

function patternOf(template: string) {
  return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`)
}

describe('the words of islands', () => {
  const prefixes = ['post.', 'role.', 'byline.', 'gone.', 'live.', 'write.', 'row.']

  test.each(languages)('are read in %s by the small translator as by the full one', lang => {
    const small = brief(wordsFor(lang, prefixes), lang)
    const full = translator(lang)
    const said = { name: 'Juno', at: 'today', which: 'reply 3', n: 3, to: 'x', day: '3 May' }
    for (const key of keys.filter(name => prefixes.some(prefix => name.startsWith(prefix)))) {
      for (const count of counts) expect(small(key, { ...said, count }), key).toBe(full(key, { ...said, count }))
    }
  })
})

describe('the trial language', () => {
  test('leaves alone what is filled in', () => {
    expect(pseudo('{count, plural, one {# new} other {# new}}')).toMatch(/^\{count, plural, one \{# ñéŵ[ ~]*\} other \{# ñéŵ[ ~]*\}\}$/)
    expect(pseudo('See <link>the page</link> of {name}')).toMatch(/<link>.*<\/link>.*\{name\}/)
  })

  test('is two fifths longer', () => {
    const words = 'Nothing is waiting for you.'
    expect(pseudo(words).length).toBeGreaterThanOrEqual(words.length * 1.4)
  })
})

describe('dates', () => {
  test('are shown in the reader’s zone', () => {
    expect(dateText('2026-11-20T02:05:00.000Z', 'moment', { lang: 'en', timeZone: 'America/Toronto' })).toBe('19 Nov 2026, 21:05')
  })

  test('a day without a time is the same day everywhere', () => {
    expect(dateText('2026-11-20', 'shortDay', { lang: 'en', timeZone: 'America/Toronto' })).toBe('20 Nov 2026')
  })
})
