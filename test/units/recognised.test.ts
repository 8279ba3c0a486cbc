// What might point to a person is found in a text, gently: nothing is blocked, and ordinary words are left alone.
import { asks, recognised } from '@hearth/client/recognised'
import { expect, it } from 'vitest'

it.each([
  ['a name that is introduced', 'There is a woman named Marta who rings.', [['name', 'Marta']]],
  ['a title with a name', 'Then Dr. Osei came in.', [['name', 'Dr. Osei']]],
  ['a greeting', 'I wrote: Hi Rey; are you well', [['name', 'Rey']]],
  ['a name within a sentence', 'and so Marta left the room', [['name', 'Marta']]],
  ['a place', 'She lives in Millbrook with her son.', [['place', 'Millbrook']]],
  ['a building', 'We met at the gate of Saint Brigid Hospital again.', [['place', 'Saint Brigid Hospital']]],
  ['a date', 'It was on 12 March, at night.', [['date', '12 March']]],
  ['a day', 'He rang last Tuesday and cried.', [['date', 'last Tuesday']]],
  ['a date in figures', 'since 3.11.2025 nothing', [['date', '3.11.2025']]],
  ['an age', 'A 43-year-old man.', [['age', '43-year-old']]],
  ['an age in words', 'She turned ninety-one.', [['age', 'turned ninety-one']]],
  ['a French name that is introduced', 'Il y a une femme qui s’appelle Marthe et qui appelle la nuit.', [['name', 'Marthe']]],
  ['a French title with a name', 'Puis Mme Tremblay est entrée.', [['name', 'Mme Tremblay']]],
  ['a French place', 'Elle vit à Trois-Rivières avec son fils.', [['place', 'Trois-Rivières']]],
  ['a French building', 'On s’est vus devant l’école Sainte-Anne.', [['place', 'école Sainte-Anne']]],
  ['a French date', 'C’était le 1er août, la nuit.', [['date', '1er août']]],
  ['a French day', 'Elle a appelé mardi dernier.', [['date', 'mardi dernier']]],
  ['a French age', 'Un homme de 43 ans.', [['age', 'homme de 43 ans']]],
  ['a French text with none', 'Elle m’a demandé de compter ses comprimés depuis deux ans. J’ai dit oui, et j’ai eu honte à la fin.', []],
  ['no name, place or date', 'She asked me to count her tablets. I said yes, and I was ashamed. In the end I told her.', []],
  ['ordinary words with capitals', 'I think that I was wrong, and I said so in English on the phone.', []],
])('%s', (_, text, found) => {
  expect(recognised(text).map(({ hint, words }) => [hint, words])).toEqual(found)
})

it('a long text is looked through at once, and at most eight things are told', () => {
  const long = Array.from(
    { length: 4_000 },
    (_, n) => `so ${['Marta', 'Osei', 'Brigid', 'Kofi'][n % 4]} went to ${['Millbrook', 'Ashford'][n % 2]} on ${(n % 28) + 1} March,`,
  ).join(' ')
  const started = performance.now()
  expect(recognised(long)).toHaveLength(8)
  expect(performance.now() - started).toBeLessThan(1_500)
})

it('a question is told by its mark, in any script', () => {
  expect(['Why?', 'なぜ？', 'لماذا؟', 'Tell me why.'].map(asks)).toEqual([true, true, true, false])
})
