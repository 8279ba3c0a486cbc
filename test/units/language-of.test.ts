// In which language a text is, told by the text alone.
import { languageOf } from '@hearth/server/posts/language-of'
import { expect, test } from 'vitest'

test.each([
  ['Does anybody else get texts at 11pm, and what do you do with them?', 'en'],
  ['Est-ce que quelqu’un d’autre reçoit des textos à 23 h ? Je ne sais pas quoi en faire.', 'fr'],
  ["J'ai parle avec elle, et je pense que c'est mieux.", 'fr'],
  ['She said “je suis fatiguée”, and I did not know what to say to that.', 'en'],
  ['Elle m’a dit « I am done », et je n’ai pas su quoi répondre sur le moment.', 'fr'],
  ['> le texte de départ est là\n\nI have the same question, and it is with me all the time.', 'en'],
])('%j is in %s', (text, lang) => {
  expect([languageOf(text, 'xx')]).toEqual([lang])
})

test.each(['', 'Merci', 'OK', '👍', '12:30', 'https://example.org/le/la/les', 'Thanks. Merci.', 'ありがとうございます'])(
  '%j is too little to tell, so it is what is said around it',
  text => {
    expect([languageOf(text, 'fr'), languageOf(text, 'en')]).toEqual(['fr', 'en'])
  },
)
