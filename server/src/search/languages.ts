// What is known of languages: how a word is brought to its stem, and which words are too small to be asked for.
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as english } from 'stemmer'
import { fold } from './fold.ts'

type Language = { stem(word: string): string; small: Set<string> }

const smallEnglish = `a about after all also am an and any are as at be been before but by can could did do does for from had has have he her
him his how i if in into is it its just me my no not of on or our out over she should so some than that the their them then there these they
this those to too up us was we were what when where which while who why will with would you your`
const smallFrench = `a ai au aux avec c ce ces cet cette d dans de des du elle elles en est et etre eux il ils j je l la le les leur leurs lui m
ma mais me mes moi mon n ne nos notre nous on ou par pas pour plus qu que qui quoi s sa sans se ses si son sont sur t ta te tes toi ton tu un
une vos votre vous y`

/**
 * By their code. English is stemmed as it is folded; the French rules need the accents. A new language is a line here, and a `stem` that takes
 * little time over anything.
 */
const languages: Record<string, Language> = {
  en: { stem: word => english(fold(word)), small: setOf(smallEnglish) },
  fr: { stem: word => fold(french(word.toLowerCase().normalize('NFC'))), small: setOf(smallFrench) },
}

/** Under it stand the stems of English and the words of languages without rules, as they are. */
const plain = ''
const withFigures = /\p{N}/u

/** Stems of one language never meet the words of another: “notes” is “not” by the rules of French. */
export const prefixes: readonly string[] = [
  plain,
  ...Object.keys(languages)
    .filter(code => code !== 'en')
    .map(code => `${code}/`),
]

/** Words that were stemmed before, by language; made anew when there are too many. */
const known = new Map<string, Map<string, string>>()
const mostKnown = 50_000

/** What is stored of a word in a post of this language. */
export function termOf(word: string, lang: string): string {
  const code = lang.slice(0, 2).toLowerCase()
  let terms = known.get(code)
  if (!terms || terms.size > mostKnown) {
    terms = new Map()
    if (known.size < 100 || known.has(code)) known.set(code, terms)
  }
  let term = terms.get(word)
  if (term === undefined) {
    term = makeTerm(word, code)
    terms.set(word, term)
  }
  return term
}

/** Whoever asks may mean a word of any language: all that it can be stored as, each once. */
export function termsAsked(word: string): string[] {
  return [...new Set([...Object.keys(languages).map(code => termOf(word, code)), fold(word)])]
}

/** Whether it is left out of what is asked, unless nothing else was asked. */
export function isSmall(word: string): boolean {
  const folded = fold(word)
  return Object.values(languages).some(language => language.small.has(folded))
}

function makeTerm(word: string, code: string) {
  const language = languages[code]
  if (!language || withFigures.test(word)) return fold(word)
  return code === 'en' ? language.stem(word) : `${code}/${language.stem(word)}`
}

function setOf(words: string) {
  return new Set(words.split(/\s+/))
}
