// Aliases by language, made of a word for each person in a topic.
import { english } from './alias-words-en.ts'
import { french } from './alias-words-fr.ts'

/** All aliases of a language, without numbers. */
export function aliasesIn(lang: string): readonly string[] {
  return lang === 'fr' ? french.map(word => `${capital(word)} anonyme`) : english.map(word => `Anonymous ${word}`)
}

function capital(word: string) {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
