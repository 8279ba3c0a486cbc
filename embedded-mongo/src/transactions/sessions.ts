// Sessions: what each last wrote, so that a write that is sent again is answered again and not done again, and its open transaction.
import { Binary, Double, Int32, Long } from 'bson'
import { toBuffer } from '../bson/raw.ts'
import { CommandError } from '../errors.ts'
import type { Doc, Value } from '../language/value.ts'
import { decode, decodeFields, encode } from '../language/value.ts'
import type { Environment } from '../store/environment.ts'
import { joinKey, SESSION_SPACE, spaceEnd, spaceStart } from '../store/keys.ts'
import type { Transaction } from './transaction.ts'

/** What a statement of a retryable write answered: counts, an upserted `_id`, or the whole answer of a findAndModify. */
export type Remembered = Doc

export type Session = {
  key: Buffer
  number: number
  statements: Map<number, Remembered>
  transaction: Transaction | undefined
  /** How the transaction of this number ended, for a commit that is sent again. */
  ended: 'committed' | 'aborted' | undefined
  usedAt: number
  /** When it last remembered an answer. */
  rememberedAt: number
}

/** A session lives for half an hour after its last use, and so does what it remembers. */
export const SESSION_MINUTES = 30
const SESSION_MILLISECONDS = SESSION_MINUTES * 60_000
const STORED_AT_ONCE = 200
const AT = new Set(['at'])

export type Sessions = { byId: Map<string, Session>; environment: Environment; now(): number }

export function sessionFor(sessions: Sessions, lsid: Value): Session {
  const id = (lsid as Doc | undefined)?.id
  if (!(id instanceof Binary)) throw new CommandError('InvalidOptions', 'a session has a UUID as its id')
  const bytes = toBuffer(id.value())
  const text = bytes.toString('latin1')
  const session = sessions.byId.get(text) ?? loadSession(sessions, joinKey(SESSION_SPACE, bytes))
  sessions.byId.set(text, session)
  session.usedAt = sessions.now()
  return session
}

function loadSession(sessions: Sessions, key: Buffer): Session {
  const session: Session = { key, number: -1, statements: new Map(), transaction: undefined, ended: undefined, usedAt: 0, rememberedAt: 0 }
  const stored = sessions.environment.live.get(key)
  if (stored === undefined) return session
  const doc = decode(stored)
  session.rememberedAt = (doc.at as Date).getTime()
  if (isOld(session.rememberedAt, sessions.now())) return session
  session.number = toNumber(doc.number)
  if (doc.committed === true) session.ended = 'committed'
  for (const { first, last, answer } of doc.statements as Doc[]) {
    for (let at = toNumber(first); at <= toNumber(last); at++) session.statements.set(at, answer as Remembered)
  }
  return session
}

export function toNumber(value: Value): number {
  if (value instanceof Int32 || value instanceof Double) return value.value
  if (value instanceof Long) return value.toNumber()
  return Number(value)
}

/** A higher number begins something new and ends what was open; a lower one comes too late. */
export function advance(session: Session, number: number): void {
  if (number < session.number) {
    const message = `Cannot start transaction ${number} on the session because a newer transaction ${session.number} has already started`
    throw new CommandError('TransactionTooOld', message)
  }
  if (number === session.number) return
  session.transaction?.abort()
  Object.assign(session, { number, statements: new Map(), transaction: undefined, ended: undefined })
}

/** Inside a write job: keeps the answers of statements, in memory and in the same commit as what they wrote. */
export function remember(sessions: Sessions, session: Session, answers: ReadonlyMap<number, Remembered>): void {
  const { statements } = session
  for (const [statement, answer] of answers) statements.set(statement, answer)
  sessions.environment.onRollback(() => {
    for (const statement of answers.keys()) statements.delete(statement)
  })
  save(sessions, session, false)
}

/** Inside a write job: keeps that the session's transaction was committed. */
export function rememberCommit(sessions: Sessions, session: Session): void {
  save(sessions, session, true)
}

function save(sessions: Sessions, session: Session, committed: boolean): void {
  session.rememberedAt = sessions.now()
  const doc = {
    number: Long.fromNumber(session.number),
    at: new Date(session.rememberedAt),
    committed,
    statements: runs(session.statements),
  }
  sessions.environment.put(session.key, encode(doc))
}

/** Most statements of a command answer the same: neighbours are kept as one. */
function runs(statements: ReadonlyMap<number, Remembered>): Doc[] {
  const result: { first: number; last: number; answer: Remembered; text: string }[] = []
  for (const [statement, answer] of statements) {
    const last = result.at(-1)
    const text = Object.keys(answer).every(name => typeof answer[name] === 'number') ? JSON.stringify(answer) : ''
    if (last !== undefined && text !== '' && last.text === text && last.last === statement - 1) last.last = statement
    else result.push({ first: statement, last: statement, answer, text })
  }
  return result.map(({ first, last, answer }) => ({ first, last, answer }))
}

/** Ends what nobody used for half an hour, and forgets answers that are older, of sessions in use too: they may hold documents. */
export async function expireSessions(sessions: Sessions): Promise<void> {
  const now = sessions.now()
  for (const [text, session] of sessions.byId) {
    if (isOld(session.rememberedAt, now)) session.statements.clear()
    if (!isOld(session.usedAt, now)) continue
    session.transaction?.abort()
    sessions.byId.delete(text)
  }
  const { environment } = sessions
  let after: Buffer | undefined = spaceStart(SESSION_SPACE)
  while (after !== undefined) {
    const from: Buffer = after
    after = await environment.write(() => expireStored(environment, now, from))
  }
}

const isOld = (time: number, now: number): boolean => time < now - SESSION_MILLISECONDS

/** Inside a write job: removes what is too old among the next stored answers; gives the last key looked at, if there are more. */
export function expireStored(environment: Environment, now: number, after: Buffer): Buffer | undefined {
  const range = { start: after, end: spaceEnd(SESSION_SPACE), reverse: false, limit: STORED_AT_ONCE, exclusiveStart: true }
  const { entries, examined, last } = environment.live.range(range)
  for (const { key, value } of entries) if (isOld((decodeFields(value, AT).at as Date).getTime(), now)) environment.remove(key)
  return examined === STORED_AT_ONCE ? last : undefined
}

/** The session if anything is known of it. */
export function knownSession(sessions: Sessions, lsid: Value): Session | undefined {
  const id = (lsid as Doc | null | undefined)?.id
  if (!(id instanceof Binary)) throw new CommandError('InvalidOptions', 'a session has a UUID as its id')
  return sessions.byId.get(toBuffer(id.value()).toString('latin1'))
}
