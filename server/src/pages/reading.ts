// How a guest likes to read, the language too, kept in cookies of theirs; members keep it with their account.
import { type LanguageChoice, languageChoice, type Reading, reading } from '@hearth/shared/account'
import { type HardSubjects, hardSubjects } from '@hearth/shared/own-subjects'
import type { Request, Response } from 'express'
import { usualReading } from '../accounts/index.ts'

type Keeping = { secure: boolean }
const yearMs = 365 * 24 * 3_600_000
const [readingName, subjectsName] = ['reading', 'subjects']

export function readingOfCookie(req: Request): Reading {
  const { shownNotes, ...fields } = keptBy(req)
  const given = reading.partial().safeParse({ ...fields, ...(shownNotes === undefined ? {} : { shownNotes: wordsOf(shownNotes) }) })
  return given.success ? ({ ...usualReading, ...given.data } as Reading) : usualReading
}

export function languageOfCookie(req: Request): LanguageChoice {
  return languageChoice.safeParse(keptBy(req).language).data ?? 'auto'
}

function keptBy(req: Request): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(cookieOf(req, readingName)))
}

export function keepReading(res: Response, { shownNotes, ...fields }: Reading & { language: LanguageChoice }, keeping: Keeping) {
  const shown = shownNotes.length > 0 ? { shownNotes: shownNotes.join(' ') } : {}
  keep(res, readingName, new URLSearchParams({ ...fields, ...shown }).toString(), keeping)
}

/** The ready ones alone: words of one's own would lie open in a browser that somebody else may use. */
export function subjectsOfCookie(req: Request): HardSubjects {
  return hardSubjects.safeParse({ ready: wordsOf(cookieOf(req, subjectsName)), own: [] }).data ?? { ready: [], own: [] }
}

export function keepSubjects(res: Response, { ready }: Pick<HardSubjects, 'ready'>, keeping: Keeping) {
  if (ready.length === 0) res.clearCookie(subjectsName, { path: '/' })
  else keep(res, subjectsName, ready.join(' '), keeping)
}

/** Whatever somebody made of it by hand: what cannot be read is as if it were not there. */
function cookieOf(req: Request, name: string): string {
  const value = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(req.headers.cookie ?? '')?.[1] ?? ''
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

function wordsOf(list: string) {
  return list.split(' ').filter(Boolean)
}

function keep(res: Response, name: string, value: string, { secure }: Keeping) {
  res.cookie(name, value, { maxAge: yearMs, httpOnly: true, sameSite: 'lax', secure, path: '/' })
}
