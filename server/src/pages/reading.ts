// How a guest likes to read, the language too, kept in a cookie of theirs; members keep it with their account.
import { type LanguageChoice, languageChoice, type Reading, reading } from '@hearth/shared/account'
import type { Request, Response } from 'express'

export const plainReading: Reading = { view: 'threaded', order: 'oldest', theme: 'auto', contrast: 'auto', text: 'normal' }
const name = 'reading'
const yearMs = 365 * 24 * 3_600_000

export function readingOfCookie(req: Request): Reading {
  const given = reading.partial().safeParse(keptBy(req))
  return given.success ? ({ ...plainReading, ...given.data } as Reading) : plainReading
}

export function languageOfCookie(req: Request): LanguageChoice {
  return languageChoice.safeParse(keptBy(req).language).data ?? 'auto'
}

const nothing: Record<string, string> = {}

function keptBy(req: Request): Record<string, string> {
  const value = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(req.headers.cookie ?? '')?.[1]
  if (!value) return nothing
  return Object.fromEntries(new URLSearchParams(decoded(value)))
}

/** Whatever somebody made of it by hand: what cannot be read is as if it were not there. */
function decoded(value: string) {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

export function keepReading(res: Response, chosen: Reading & { language: LanguageChoice }, { secure }: { secure: boolean }) {
  res.cookie(name, new URLSearchParams(chosen).toString(), { maxAge: yearMs, httpOnly: true, sameSite: 'lax', secure, path: '/' })
}
