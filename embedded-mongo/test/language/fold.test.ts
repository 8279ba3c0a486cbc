// Folding: two texts have the same folded form exactly if the collator takes them to be equal.
import { describe, expect, test } from 'vitest'
import { compileCollation } from '../../src/language/match.ts'
import { stored } from './values.ts'

/** Letters that count as others or as several, marks, digits of several kinds, and what does not count at all. */
const PIECES = [
  ...'aAeEiIoOsSzZnNdDlLuUjJ01 -.ßæÆœŒøØåÅéÉñÑüÜıİłŁđŋĳ½²①⑩ﬁ\u0301\u0308\u0327\u0338\u0335\u00ad\0\u0001αάΣσςаАйЙёЁアァ🄰😀漢١’\'"“ǆǅſẞᾴΆά\u0345ᾼ',
]

function words(): string[] {
  const list = PIECES.flatMap(a => [a, ...PIECES.map(b => a + b)])
  let seed = 7
  const next = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return PIECES[seed % PIECES.length]!
  }
  for (let i = 0; i < 5000; i++) list.push(next() + next() + next())
  return list
}

const COLLATIONS = [
  { locale: 'en', strength: 1 },
  { locale: 'en', strength: 2 },
  { locale: 'de', strength: 3 },
  { locale: 'en_US', strength: 1, caseLevel: true },
  { locale: 'sv', strength: 1 },
  { locale: 'tr', strength: 2 },
  { locale: 'pl', strength: 2 },
  { locale: 'en', strength: 1, alternate: 'shifted' },
  { locale: 'de', strength: 3, normalization: true },
  { locale: 'en', strength: 4 },
  { locale: 'da', strength: 5, numericOrdering: true },
]

describe.each(COLLATIONS)('folded by %j', spec => {
  const collation = compileCollation(stored(spec))!

  test('neighbours in the order of the collator have the same form exactly if they are equal', () => {
    const sorted = words().sort(collation.compare)
    const wrong = sorted.filter((word, at) => {
      if (at === 0) return false
      const before = sorted[at - 1]!
      return (collation.compare(before, word) === 0) !== (collation.fold(before) === collation.fold(word))
    })
    expect(wrong).toEqual([])
  })
})

test.each([
  { locale: 'da' },
  { locale: 'hu' },
  { locale: 'de@collation=phonebook' },
  { locale: 'en', numericOrdering: true },
  { locale: 'en', alternate: 'shifted' },
])('what cannot be folded is refused by name: %j', spec => {
  const make = () => compileCollation(stored(spec))!.fold('a')
  expect(make).toThrow(expect.objectContaining({ code: expect.toBeOneOf([2, 238]) }))
})
