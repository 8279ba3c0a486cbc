// Who is behind a request: cookie or token to account, remembered for a moment and forgotten at once when it changes.
import type { IncomingHttpHeaders } from 'node:http'
import type { Request } from 'express'
import type { Clock } from '../clock.ts'
import { type Sessions, sessionDays } from '../http/session.ts'
import { type Actor, guest, type Member } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import { recent } from '../recent.ts'
import type { Account, SignIn, Token } from './model.ts'
import type { Secrets } from './secrets.ts'
import type { SignInStore } from './sign-in-store.ts'
import { standingAt } from './standing.ts'
import type { AccountStore } from './store.ts'
import type { TokenStore } from './token-store.ts'

/** What ended or changed; without `signInId` and `tokenId` it concerns everything of the account. */
export type AccessChange = {
  accountId: string
  signInId?: string
  tokenId?: string
  reason: 'sign-out' | 'revoked' | 'password' | 'roles' | 'standing' | 'token'
}
export type AccessChanged = (change: AccessChange) => void | Promise<void>
/** Of a live connection: who it is, and by what. */
export type HandshakeActor = { actor: Actor; accountId: string | null; signInId: string | null; tokenId: string | null }
export type Access = ReturnType<typeof accessOf>

export const tokenPrefix = 'hearth_'
const dayMs = 86_400_000

type Deps = {
  accounts: AccountStore
  signIns: SignInStore
  tokens: TokenStore
  sessions: Sessions
  secrets: Secrets
  clock: Clock
  accessChanged: AccessChanged
  rememberMs: number
}

export function accessOf({ accounts, signIns, tokens, sessions, secrets, clock, accessChanged, rememberMs }: Deps) {
  const memory = { most: 5_000, forMs: rememberMs }
  const accountsById = recent<Account>(memory)
  const signInsBySession = recent<SignIn>(memory)
  const tokensBySecret = recent<Token>(memory)

  async function ofHeaders(headers: IncomingHttpHeaders, sessionId: string | null): Promise<Actor> {
    const bearer = /^bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1]
    // A call with a token ignores cookies: that is why it may come from any origin.
    if (headers.authorization && /^bearer\b/i.test(headers.authorization)) return ofToken(bearer ?? '')
    return sessionId === null ? guest : ofSession(sessionId)
  }

  async function ofSession(sessionId: string): Promise<Actor> {
    const signIn = await signInsBySession.ask(sessionId, () => signIns.bySession(sessionId))
    if (!signIn || signIn.expiresAt <= clock.now()) return guest
    const account = await accountOf(signIn.accountId)
    if (!account || signIn.passwordVersion !== account.passwordVersion) return guest
    const actor = memberOf(account, { via: 'sign-in', scope: 'write', signInId: signIn._id, tokenId: null })
    if (actor) await usedToday(signIn)
    return actor ?? guest
  }

  async function ofToken(secret: string): Promise<Actor> {
    const [hash, ...olderHashes] = secrets.hashes('token', secret)
    const token = secret.startsWith(tokenPrefix) ? await tokensBySecret.ask(hash!, () => tokens.byHash([hash!, ...olderHashes])) : null
    const account = token && (await accountOf(token.accountId))
    const actor = account && memberOf(account, { via: 'token', scope: token.scope, signInId: null, tokenId: token._id })
    if (!actor) throw new Problem('not-signed-in')
    await usedToday(token)
    return actor
  }

  function accountOf(id: string) {
    return accountsById.ask(id, () => accounts.byId(id))
  }

  /** Null when the account may not come in now. */
  function memberOf(account: Account, by: Pick<Member, 'via' | 'scope' | 'signInId' | 'tokenId'>): Member | null {
    const { is } = standingAt(account, clock.now())
    if (is !== 'good' && is !== 'silenced') return null
    return { kind: 'member', accountId: account._id, handle: account.handle, roles: account.roles, silenced: is === 'silenced', ...by }
  }

  /** One write a day; it also makes a sign-in last. */
  async function usedToday(way: SignIn | Token) {
    const now = clock.now()
    const today = dayOf(now)
    if (way.lastUsedOn === today) return
    way.lastUsedOn = today
    if (!('sessionId' in way)) return tokens.used(way._id, today)
    if (!way.shared) way.expiresAt = new Date(now.getTime() + sessionDays * dayMs)
    await signIns.used(way._id, today, way.expiresAt)
  }

  function forget({ accountId, signInId, tokenId }: AccessChange) {
    accountsById.forget(accountId)
    signInsBySession.forgetWhere(each => each.accountId === accountId && (!signInId || each._id === signInId))
    tokensBySecret.forgetWhere(each => each.accountId === accountId && (!tokenId || each._id === tokenId))
  }

  return {
    actorOf(req: Request): Promise<Actor> {
      return ofHeaders(req.headers, sessions.behind(req))
    },

    async actorOfHandshake(headers: IncomingHttpHeaders): Promise<HandshakeActor> {
      const actor = await ofHeaders(headers, sessions.hashIn(headers))
      if (actor.kind === 'guest') return { actor, accountId: null, signInId: null, tokenId: null }
      return { actor, accountId: actor.accountId, signInId: actor.signInId, tokenId: actor.tokenId }
    },

    /** The account behind a member, from memory where it is there. Throws `not-signed-in` when it is gone. */
    async accountOf(accountId: string): Promise<Account> {
      const account = await accountOf(accountId)
      if (!account) throw new Problem('not-signed-in')
      return account
    },

    /** The account acting by itself, as with a post that waited; null when it may not come in now. */
    async actorOfAccount(accountId: string): Promise<Member | null> {
      const account = await accountOf(accountId)
      return account && memberOf(account, { via: 'sign-in', scope: 'write', signInId: null, tokenId: null })
    },

    /** The member behind what stands for them without a sign-in, to read with; null where they may not come in or have a newer password. */
    async memberBehind(accountId: string, by: { passwordVersion: number; tokenId: string }): Promise<Member | null> {
      const account = await accountOf(accountId)
      if (!account || account.passwordVersion !== by.passwordVersion) return null
      return memberOf(account, { via: 'token', scope: 'read', signInId: null, tokenId: by.tokenId })
    },

    forgetAccount: (accountId: string) => accountsById.forget(accountId),

    /** After the change is stored: forgets it here, then tells who holds live connections. */
    async changed(change: AccessChange) {
      forget(change)
      await accessChanged(change)
    },

    /** Ends the sessions behind sign-ins that are removed already. */
    async endSessions(ended: SignIn[]) {
      const hashes = ended.map(each => each.sessionId)
      await signIns.removeSessions(hashes)
      sessions.forget(hashes)
    },
  }
}

/** The day of a time in UTC, such as 2026-05-01. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}
