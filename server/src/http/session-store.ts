// What express-session keeps of a session, in the database, behind a short memory, so that a page costs no read of its session.
import { createHash } from 'node:crypto'
import session, { type SessionData } from 'express-session'
import type { Connection } from 'mongoose'
import { writtenPlainly } from '../db/schema.ts'
import type { Log } from '../log.ts'
import { type Recent, recent } from '../recent.ts'

/** How long a session lasts on a shared computer, whether it is used or not. */
export const sharedSessionMs = 12 * 3_600_000
const dayMs = 86_400_000

/** `session` is JSON. The database clears away what has expired. */
type Stored = { _id: string; session: string; expires: Date; lastModified: Date }
type Done = (error?: unknown) => void

/** Only the hash of a session's id is stored: who reads the database cannot take anybody's place. */
export function hashOfSession(id: string) {
  return createHash('sha256').update(id).digest('base64url')
}

export class SessionStore extends session.Store {
  readonly #stored: ReturnType<typeof writtenPlainly<Stored>>
  readonly #memory: Recent<Stored>
  readonly #log: Log

  constructor(connection: Connection, log: Log, rememberMs: number) {
    super()
    this.#stored = writtenPlainly<Stored>(connection, 'sessions')
    this.#memory = recent<Stored>({ most: 5_000, forMs: rememberMs })
    this.#log = log
  }

  forget(hash: string) {
    this.#memory.forget(hash)
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void) {
    const _id = hashOfSession(id)
    this.#memory
      .ask(_id, () => this.#stored.findOne({ _id, expires: { $gt: new Date() } }))
      .then(
        found => done(null, found && JSON.parse(found.session)),
        error => done(error),
      )
  }

  override set(id: string, data: SessionData, done: Done = () => undefined) {
    const _id = hashOfSession(id)
    const change = { session: JSON.stringify(data), expires: expiryOf(data), lastModified: new Date() }
    this.#write(_id, this.#stored.updateOne({ _id }, { $set: change }, { upsert: true }), done)
  }

  override destroy(id: string, done: Done = () => undefined) {
    const _id = hashOfSession(id)
    this.#write(_id, this.#stored.deleteOne({ _id }), done)
  }

  /** Once a day. The answer is made already, so a session that cannot be prolonged must not spoil it. */
  override touch(id: string, data: SessionData, done: () => void = () => undefined) {
    const _id = hashOfSession(id)
    const known = this.#memory.get(_id)
    if (known && Date.now() - known.lastModified.getTime() < dayMs) return done()
    const change = { expires: expiryOf(data), lastModified: new Date() }
    this.#write(_id, this.#stored.updateOne({ _id }, { $set: change }), error => {
      if (error) this.#log.warn({ err: error }, 'A session was not prolonged')
      done()
    })
  }

  #write(hash: string, written: Promise<unknown>, done: Done) {
    written
      .finally(() => this.#memory.forget(hash))
      .then(
        () => done(),
        error => done(error),
      )
  }
}

/** A session without an end of its own ends with the browser, and here after a while. */
function expiryOf({ cookie }: SessionData): Date {
  return cookie.expires ? new Date(cookie.expires) : new Date(Date.now() + sharedSessionMs)
}
