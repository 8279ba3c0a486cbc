// Translators for the server: compiles each ICU message at its first use. The browser never loads this file.
import messageFormat from '@messageformat/core'
import type { MessageKey, Translate, Values } from '../messages.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { pseudo } from './pseudo.ts'

/** The package is CommonJS and is its class; its types say that the class is its `default`. */
const MessageFormat = messageFormat as unknown as typeof messageFormat.default

type Compiled = (values?: Values) => string

const messages: Record<string, Record<MessageKey, string>> = { en, fr }
const translators = new Map<string, Translate>()

/** The languages that can be asked for; `en-XB` is the longer, right-to-left trial of all of them. */
export const languages: readonly string[] = [...Object.keys(messages), 'en-XB']

export function directionOf(lang: string): 'ltr' | 'rtl' {
  return lang === 'en-XB' || /^(ar|fa|he|ur)\b/.test(lang) ? 'rtl' : 'ltr'
}

/** A language without messages is answered in English. */
export function translator(lang: string): Translate {
  let translate = translators.get(lang)
  if (!translate) {
    translate = newTranslator(lang)
    translators.set(lang, translate)
  }
  return translate
}

/** The sources of all messages whose key begins with one of the prefixes: what an island is given, read there by `brief`. */
export function wordsFor(lang: string, prefixes: readonly string[]): Record<string, string> {
  const keys = (Object.keys(en) as MessageKey[]).filter(key => prefixes.some(prefix => key.startsWith(prefix)))
  return Object.fromEntries(keys.map(key => [key, sourceOf(lang, key)]))
}

function newTranslator(lang: string): Translate {
  const format = new MessageFormat(lang === 'en-XB' || !messages[lang] ? 'en' : lang)
  const compiled = new Map<string, Compiled>()
  return (key, values) => {
    let message = compiled.get(key)
    if (!message) {
      const source = sourceOf(lang, key)
      message = source.includes('{') ? (format.compile(source) as Compiled) : () => source
      compiled.set(key, message)
    }
    return message(values)
  }
}

function sourceOf(lang: string, key: MessageKey) {
  return lang === 'en-XB' ? pseudo(en[key]) : (messages[lang] ?? en)[key]
}
