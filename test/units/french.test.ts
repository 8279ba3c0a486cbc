// French is whole: every area of English is there, with the same places to fill in, and written as French is written.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Words = Record<string, string>
/** Words that both languages have; a message of these alone may be the same in both. */
const inBoth = new Set(
  'English Français Pages Question Discussion Invitation Invitations Notes Clauses Places Minutes minute minutes min other one plural'.split(
    ' ',
  ),
)

const root = new URL('../../client/src/messages/', import.meta.url)
const areas = readdirSync(new URL('en/', root))
const read = (lang: string, area: string): Words => JSON.parse(readFileSync(new URL(`${lang}/${area}`, root), 'utf8'))

test('every area is there, and none is French alone', () => {
  expect(readdirSync(new URL('fr/', root))).toEqual(areas)
})

test.each(areas)('%s has the same keys, in the same order', area => {
  expect(Object.keys(read('fr', area))).toEqual(Object.keys(read('en', area)))
})

test.each(areas)('%s has the same places to fill in, the same links, and a plural where English has one', area => {
  for (const [key, english, french] of pairsOf(area)) expect([key, placesIn(french)]).toEqual([key, placesIn(english)])
})

test.each(areas)('%s is translated', area => {
  const same = pairsOf(area).filter(([, english, french]) => english === french && wordsIn(french).some(word => !inBoth.has(word)))
  expect(same).toEqual([])
})

test.each(areas)('%s has the marks of French', area => {
  for (const [key, , french] of pairsOf(area)) expect([key, faultsOf(french)]).toEqual([key, []])
})

test('the marks that are looked for are found', () => {
  const wrong = ['Qui ?', 'Qui?', 'Note : x', 'Note: x', '« x »', "l'eau", '"x"', '“x”', 'x\u00a0!!', 'Attention !', ' x', 'x  y', 'x...']
  expect(wrong.filter(text => faultsOf(text).length === 0)).toEqual([])
  const right = [
    'Qui\u00a0?',
    'Note\u00a0: x',
    '«\u00a0x\u00a0»',
    'l’eau',
    '{count, plural, =0 {rien} one {# an} other {# ans}}',
    '{at}, https://x.ca',
  ]
  expect(right.flatMap(faultsOf)).toEqual([])
})

function pairsOf(area: string): [key: string, english: string, french: string][] {
  const french = read('fr', area)
  return Object.entries(read('en', area)).map(([key, english]) => [key, english, french[key] ?? ''])
}

/** Without what is filled in. */
function wordsIn(message: string) {
  return message.replace(/\{\w+[,}]|<[^>]*>/g, ' ').match(/\p{L}+/gu) ?? []
}

/** Arguments, cases of plurals, and tags; French has `one` and `other` as English does. */
function placesIn(message: string) {
  const found = (place: RegExp) => [...new Set([...message.matchAll(place)].map(each => each[1]))].sort()
  return {
    names: found(/(?<!(?:=\d+|one|other) )\{(\w+)[,}]/g),
    cases: found(/(=\d+|zero|one|two|few|many|other) \{/g),
    tags: found(/(<\/?\w+\/?>)/g),
  }
}

function faultsOf(french: string) {
  const text = french.replace(/https?:\S+/g, 'x')
  const rules: [string, RegExp][] = [
    ['a no-break space before : ; ? ! and »', /[^\u00a0][:;?!»]/],
    ['a no-break space after «', /«[^\u00a0]/],
    ['typographic apostrophes and quotes', /['"“”]/],
    ['no shouting', /!/],
    ['no stray spaces', /^\s|\s$| {2}|\u00a0 | \u00a0/],
    ['an ellipsis of one sign, or better none', /\.\.\./],
  ]
  return rules.filter(([, wrong]) => wrong.test(text)).map(([rule]) => rule)
}
