// Small parts of pages that decide something: word differences, branches of replies, initials, sentences with links.

import { translator } from '@hearth/client/messages/load'
import { describe, expect, test } from 'vitest'
import { nameOf } from '../../client/src/parts/byline.tsx'
import { rich } from '../../client/src/parts/rich.tsx'
import { initials, tintOf } from '../../client/src/parts/tile.tsx'
import { branchesOf, rowsOf } from '../../client/src/parts/tree.ts'
import { wordDiff } from '../../client/src/parts/word-diff.ts'
import { replies, reply } from './client-fixtures.ts'

describe('a difference of words', () => {
  const told = (before: string, after: string) =>
    wordDiff(before, after)
      .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`))
      .join('')

  test.each([
    ['the same text has none', 'one two', 'one two', 'one two'],
    ['a word is put in', 'I text late', 'I never text late', 'I [+never ]text late'],
    ['a word is taken out', 'a work phone', 'a phone', 'a [-work ]phone'],
    ['a word is changed', 'off at five.', 'off at six.', 'off at [-five.][+six.]'],
    ['words beside each other change together', 'one two three four', 'one five six four', 'one [-two three][+five six] four'],
    ['everything is new', '', 'new words', '[+new words]'],
    ['everything is gone', 'old words', '', '[-old words]'],
    ['a paragraph is added', 'One.', 'One.\n\nTwo.', 'One.[+\n\nTwo.]'],
  ])('%s', (_, before, after, shown) => {
    expect(told(before, after)).toBe(shown)
  })

  test('loses nothing: without what was taken it is the new text, without what was added the old one', () => {
    const before = 'Some nights I do. Some nights I remember, and answer.'
    const after = 'Some nights I remember being the one awake, and some I do not.'
    const pieces = wordDiff(before, after)
    const without = (kind: string) =>
      pieces
        .filter(piece => piece.kind !== kind)
        .map(piece => piece.text)
        .join('')
    expect(without('taken')).toBe(after)
    expect(without('added')).toBe(before)
  })

  test('two long texts with nothing in common are told apart at once', () => {
    const long = (word: string) => Array.from({ length: 6_000 }, (_, n) => `${word}${n}`).join(' ')
    const started = performance.now()
    expect(wordDiff(long('a'), long('b')).map(piece => piece.kind)).toEqual(['taken', 'added'])
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('branches', () => {
  test('nest to the fourth level and stand side by side below it, in order', () => {
    const [first] = branchesOf(replies('member'))
    const levels: [number, number][] = []
    const walk = (branch: typeof first) => {
      if (!branch) return
      levels.push([branch.item.n, branch.level])
      branch.children.forEach(walk)
    }
    walk(first)
    expect(levels).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 3],
      [5, 4],
      [6, 4],
    ]) // prettier-ignore
  })

  test('a reply whose parent is on another page stands by itself and names its number', () => {
    const stray = branchesOf([reply('member', 8, 7)])
    expect(stray[0]?.answers).toEqual({ n: 7, author: null, spoken: false })
  })

  test('one after the other keeps the order that was given', () => {
    const given = [reply('member', 2, 1), reply('member', 1, null)]
    expect(rowsOf(given).map(branch => branch.item.n)).toEqual([2, 1])
    expect(rowsOf(given)[0]?.answers?.author).toEqual(given[1]?.author)
  })
})

describe('names', () => {
  test('a guest’s byline is always Registered Member', () => {
    expect(nameOf({ kind: 'registered-member' }, translator('en'))).toBe('Registered Member')
  })

  test.each([
    ['Juno R.', 'JR'],
    ['wren', 'WR'],
    ['Éva Nagy', 'ÉN'],
    ['Oak & Ember', 'OE'],
    ['🌱', ''],
    ['李', '李'],
  ])('the initials of %s are %s', (name, shown) => {
    expect(initials(name)).toBe(shown)
  })

  test('a handle has one tint of five', () => {
    expect(tintOf('juno_r')).toBe(tintOf('juno_r'))
    expect([1, 2, 3, 4, 5]).toContain(tintOf('wrenandwire'))
  })
})

test('a sentence keeps its words around links, and leaves unknown marks as they are', () => {
  expect(rich('See <link>the page</link> by <name/> <b>now</b>', { link: words => `(${words})`, name: () => 'Juno' })).toEqual([
    'See ',
    '(the page)',
    ' by ',
    'Juno',
    ' <b>now</b>',
  ])
})
