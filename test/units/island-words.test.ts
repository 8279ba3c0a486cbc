// The words that the browser fills in by itself read as the server's do, in every language that there is.
import { brief } from '@hearth/client/messages/brief'
import { languages, translator, wordsFor } from '@hearth/client/messages/load'
import { wordsOfParts } from '@hearth/client/messages/parts'
import { expect, it } from 'vitest'

const counts = [0, 1, 2, 5, 21, 1_000]
const values = {
  which: 'reply 7',
  to: 'Wren',
  n: 7,
  name: 'Wren',
  at: '3 May',
  time: '14:03',
  day: '3 May',
  seconds: 30,
  field: 'Title',
  fault: 'This is too long.',
  max: 3,
  title: 'A title',
  word: 'Heard',
}

it.each(languages.flatMap(lang => Object.keys(wordsOfParts).map(part => [part, lang] as const)))(
  'the words of "%s" in %s',
  (part, lang) => {
    const words = wordsFor(lang, wordsOfParts[part] ?? [])
    expect(Object.keys(words).length).toBeGreaterThan(2)
    const [here, there] = [brief(words, lang), translator(lang)]
    for (const key of Object.keys(words) as Parameters<typeof here>[0][])
      for (const count of counts) expect([key, here(key, { ...values, count })]).toEqual([key, there(key, { ...values, count })])
  },
)
