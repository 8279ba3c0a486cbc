// Sessions: the signed cookie, what the database keeps for it, and the steps of renewing, keeping and dropping one.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import MongoStore from 'connect-mongo'
import type { Request, RequestHandler, Response } from 'express'
import session, { type CookieOptions, type SessionData } from 'express-session'
import type { Connection } from '../db/connect.ts'
import type { Keys } from '../keys.ts'
import type { Log } from '../log.ts'
import { type Recent, recent } from '../recent.ts'

declare module 'express-session' {
  interface SessionData {
    signInId: string
  }
}

const dayMs = 86_400_000
/** How long a session lasts after its last use. */
export const sessionDays = 30
/** How long one lasts on a shared computer, whether it is used or not. */
export const sharedSessionMs = 12 * 3_600_000

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
  const memory = recent<string>({ most: 5_000, forMs: rememberMs })
  const read = new WeakMap<Request, string>()
  const renewedToday = recent<true>({ most: 20_000, forMs: dayMs })
  const store = new RememberingStore(databaseStore(connection), memory, log)

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
    forget: hashes => hashes.forEach(hash => void memory.forget(hash)),
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

/** Only the hash of a session's id is stored: who reads the database cannot take anybody's place. */
function hashOfSession(id: string) {
  return createHash('sha256').update(id).digest('base64url')
}

function databaseStore(connection: Connection) {
  return new MongoStore({
    // mongoose brings a driver of its own, whose client is the same but for its type.
    client: connection.getClient() as never,
    dbName: connection.name,
    collectionName: 'sessions',
    transformId: hashOfSession,
    // Its own index would be made outside the models, so `accounts/model.ts` names it.
    autoRemove: 'disabled',
    touchAfter: dayMs / 1000,
    ttl: sharedSessionMs / 1000,
  })
}

/** The database's store behind a short memory, so that a page costs no read of its session. */
class RememberingStore extends session.Store {
  readonly #stored: MongoStore
  readonly #memory: Recent<string>
  readonly #log: Log

  constructor(stored: MongoStore, memory: Recent<string>, log: Log) {
    super()
    this.#stored = stored
    this.#memory = memory
    this.#log = log
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void) {
    const load = () =>
      new Promise<string | null>((resolve, reject) =>
        this.#stored.get(id, (error, found) => (error ? reject(error) : resolve(found ? JSON.stringify(found) : null))),
      )
    this.#memory.ask(hashOfSession(id), load).then(
      text => done(null, text === null ? null : revive(text)),
      error => done(error),
    )
  }

  override set(id: string, data: SessionData, done?: (error?: unknown) => void) {
    this.#stored.set(id, data, error => {
      this.#memory.forget(hashOfSession(id))
      done?.(error)
    })
  }

  override destroy(id: string, done?: (error?: unknown) => void) {
    this.#stored.destroy(id, error => {
      this.#memory.forget(hashOfSession(id))
      done?.(error)
    })
  }

  /** The answer is made already, so a session that cannot be prolonged must not spoil it. */
  override touch(id: string, data: SessionData, done?: () => void) {
    this.#stored.touch(id, data, error => {
      if (error) this.#log.warn({ err: error }, 'A session was not prolonged')
      if (error || isStale(data)) this.#memory.forget(hashOfSession(id))
      done?.()
    })
  }
}

type Touched = SessionData & { lastModified?: Date | string }

/** `lastModified` tells the store when it last prolonged the session; text does not keep it a Date. */
function revive(text: string): SessionData {
  const data = JSON.parse(text) as Touched
  if (data.lastModified) data.lastModified = new Date(data.lastModified)
  return data
}

function isStale({ lastModified }: Touched) {
  return lastModified instanceof Date && Date.now() - lastModified.getTime() >= dayMs
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
