// Sessions: the signed cookie, what the database keeps for it, and the steps of renewing, keeping and dropping one.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import session, { type CookieOptions } from 'express-session'
import type { Connection } from '../db/connect.ts'
import type { Keys } from '../keys.ts'
import type { Log } from '../log.ts'
import { recent } from '../recent.ts'
import { hashOfSession, SessionStore } from './session-store.ts'

declare module 'express-session' {
  interface SessionData {
    signInId: string
  }
}

const dayMs = 86_400_000
/** How long a session lasts after its last use. */
export const sessionDays = 30

export type Sessions = {
  middleware: RequestHandler
  /** The hash under which a session is stored; null when the cookie is absent or not signed by us. */
  hashIn(headers: IncomingHttpHeaders): string | null
  /** The same for a request that passed the middleware; null also for a session that nobody signed in to. */
  behind(req: Request): string | null
  hashOf(req: Request): string
  /** Gives the request a new session with a new id; the old one ends. */
  renew(req: Request): Promise<void>
  /** Stores the session now, so that an answer never tells of a session that is not there. */
  keep(req: Request): Promise<void>
  drop(req: Request, res: Response): Promise<void>
  /** Forgets what is remembered of stored sessions that ended elsewhere. */
  forget(hashes: string[]): void
}

type Deps = { connection: Connection; keys: Keys; log: Log; https: boolean; rememberMs: number }

export function sessionsOf({ connection, keys, log, https, rememberMs }: Deps): Sessions {
  const secrets = keys.derive('session').map(key => key.toString('base64url'))
  const name = https ? '__Host-hearth' : 'hearth'
  const cookie: CookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: sessionDays * dayMs }
  const read = new WeakMap<Request, string>()
  const renewedToday = recent<true>({ most: 20_000, forMs: dayMs })
  const store = new SessionStore(connection, log, rememberMs)

  const keep = session({ name, cookie, secret: secrets, store, rolling: true, resave: false, saveUninitialized: false, proxy: https })

  return {
    middleware(req, res, next) {
      // The public address is https wherever TLS ends; a proxy that does not say so must not cost people their cookie.
      if (https) req.headers['x-forwarded-proto'] = 'https'
      const reads = req.method === 'GET' || req.method === 'HEAD'
      const brought = req.headers.cookie?.includes(`${name}=`) ? hashIn(req.headers) : null
      if (reads && brought !== null) read.set(req, brought)
      if (reads && !needsRenewal(brought)) next()
      else keep(req, res, next)
    },
    hashIn,
    behind(req) {
      if (req.session) return req.session.signInId ? hashOfSession(req.sessionID) : null
      return read.get(req) ?? null
    },
    hashOf: req => hashOfSession(req.sessionID),
    renew: req => new Promise((resolve, reject) => req.session.regenerate(error => (error ? reject(error) : resolve()))),
    keep: req => new Promise((resolve, reject) => req.session.save(error => (error ? reject(error) : resolve()))),
    async drop(req, res) {
      await new Promise<void>((resolve, reject) => req.session.destroy(error => (error ? reject(error) : resolve())))
      const { maxAge: _, ...attributes } = cookie
      res.clearCookie(name, attributes as object)
    },
    forget: hashes => hashes.forEach(hash => void store.forget(hash)),
  }

  function hashIn(headers: IncomingHttpHeaders) {
    const id = signedValue(headers.cookie, name, secrets)
    return id === null ? null : hashOfSession(id)
  }

  /** Who only reads has the cookie and what is stored for it prolonged once a day; for guests nothing is made, signed or compared. */
  function needsRenewal(hash: string | null) {
    if (hash === null || renewedToday.get(hash)) return false
    renewedToday.set(hash, true)
    return true
  }
}

/** The value of a cookie that express-session signed: `s:<value>.<HMAC-SHA-256 in base64 without padding>`. */
function signedValue(header: string | undefined, name: string, secrets: string[]): string | null {
  const raw = header
    ?.split(';')
    .map(part => part.trim())
    .find(part => part.startsWith(`${name}=`))
  const text = raw && decoded(raw.slice(name.length + 1))
  if (!text?.startsWith('s:')) return null
  const [value, signature] = cutAtLastDot(text.slice(2))
  const right = secrets.some(secret => isEqual(signature, createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '')))
  return right ? value : null
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function cutAtLastDot(text: string): [before: string, after: string] {
  const dot = text.lastIndexOf('.')
  return [text.slice(0, Math.max(0, dot)), text.slice(dot + 1)]
}

function isEqual(one: string, other: string) {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
