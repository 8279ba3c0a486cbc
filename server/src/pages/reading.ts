// How a guest likes to read, kept in a cookie of theirs; members keep it with their account.
import { type Reading, reading } from '@hearth/shared/account'
import type { Request, Response } from 'express'

export const plainReading: Reading = { view: 'threaded', order: 'oldest', theme: 'auto', contrast: 'auto', text: 'normal' }
const name = 'reading'
const yearMs = 365 * 24 * 3_600_000

export function readingOfCookie(req: Request): Reading {
  const value = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(req.headers.cookie ?? '')?.[1]
  if (!value) return plainReading
  const given = reading.partial().safeParse(Object.fromEntries(new URLSearchParams(decodeURIComponent(value))))
  return given.success ? ({ ...plainReading, ...given.data } as Reading) : plainReading
}

export function keepReading(res: Response, chosen: Reading, { secure }: { secure: boolean }) {
  res.cookie(name, new URLSearchParams(chosen).toString(), { maxAge: yearMs, httpOnly: true, sameSite: 'lax', secure, path: '/' })
}
