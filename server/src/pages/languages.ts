// Which language a page is in: what its address asks for, else what the account or the guest's cookie says, else the browser's wish.
import { languages as known } from '@hearth/client/messages/load'
import type { LanguageChoice } from '@hearth/shared/account'
import { type Language, languages } from '@hearth/shared/languages'
import type { Request } from 'express'
import { kept } from '../kept.ts'
import { ownPath } from './visit.ts'

/** The longest header that is looked at: browsers send a few dozen letters. */
const longestWish = 200
const mostKept = 100_000

/** `?lang=` holds for the one page: for links in search engines, and for whoever checks the trial language. */
export function languageOfPage(req: Request, chosen: LanguageChoice): string {
  const { lang } = req.query
  if (typeof lang === 'string' && known.includes(lang)) return lang
  return chosen === 'auto' ? wished(req) : chosen
}

const wishes = kept<Language>(mostKept)

/** By `Accept-Language`: the first of the wishes that there is, where `fr-CA` is French; the wishes of most browsers are alike. */
function wished(req: Request): Language {
  const header = req.headers['accept-language']
  if (header === undefined || header.length > longestWish) return languages[0]
  const before = wishes.get(header)
  if (before) return before
  const found = firstOf(req)
  wishes.set(header, found, header.length)
  return found
}

/** Looked up as RFC 4647 has it, wish by wish: one that says `en-GB, fr, en` wants English. */
function firstOf(req: Request): Language {
  for (const wish of req.acceptsLanguages()) {
    const found = wish === '*' ? languages.find(each => req.acceptsLanguages(each)) : languages.find(each => each === primaryOf(wish))
    if (found) return found
  }
  return languages[0]
}

function primaryOf(wish: string) {
  return wish.split('-', 1)[0]?.toLowerCase()
}

export function isLanguage(given: unknown): given is Language {
  return languages.includes(given as Language)
}

/** On the answer to a form there is nothing to come back to. */
export function otherLanguages(req: Request, lang: string): Language[] {
  return req.method === 'GET' ? languages.filter(each => each !== lang) : []
}

/** Where a choice of language was made, without what held for that one view. */
export function pageBehind(req: Request): string {
  const { referer = '' } = req.headers
  if (!URL.canParse(referer)) return '/'
  const from = new URL(referer)
  for (const name of ['lang', 'said']) from.searchParams.delete(name)
  return ownPath(`${from.pathname}${from.search}`) ?? '/'
}
