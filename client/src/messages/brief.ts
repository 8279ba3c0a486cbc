// A translator small enough for the browser: fills in `{name}` and reads one plural per message, which is all that islands' words use.
import type { Translate, Values } from '../messages.ts'

const plural = /\{(\w+), plural, ((?:=?\w+ \{[^{}]*\} ?)+)\}/
const choice = /(=?\w+) \{([^{}]*)\}/g

/** `words` are message sources as `wordsFor` gives them. */
export function brief(words: Record<string, string>, lang: string): Translate {
  return (key, values = {}) => fill(words[key] ?? key, values, lang)
}

function fill(source: string, values: Values, lang: string) {
  const chosen = source.replace(plural, (_, name: string, choices: string) => choose(Number(values[name]), choices, lang))
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

function choose(count: number, choices: string, lang: string) {
  const texts = new Map([...choices.matchAll(choice)].map(found => [found[1], found[2]]))
  const text = texts.get(`=${count}`) ?? texts.get(new Intl.PluralRules(lang).select(count)) ?? texts.get('other') ?? ''
  return text.replaceAll('#', new Intl.NumberFormat(lang).format(count))
}
