// Coming in and going out: a sign-in and the session behind it, made and ended together.
import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import type { Clock } from '../clock.ts'
import type { Exchange } from '../http/route.ts'
import { type Sessions, sessionDays } from '../http/session.ts'
import { sharedSessionMs } from '../http/session-store.ts'
import type { Member } from '../policy/actor.ts'
import { type Access, dayOf } from './access.ts'
import { clientOf } from './client.ts'
import type { Account, SignIn } from './model.ts'
import type { SignInStore } from './sign-in-store.ts'

export type Doorway = ReturnType<typeof doorwayOf>
type Deps = { signIns: SignInStore; sessions: Sessions; access: Access; clock: Clock }

const dayMs = 86_400_000

export function doorwayOf({ signIns, sessions, access, clock }: Deps) {
  /** Signs in under a new session id, so that nobody who knew the old one comes in too. */
  async function enter(account: Account, { shared }: { shared: boolean }, { req }: Exchange) {
    await endEarlier(req)
    await sessions.renew(req)
    const signIn = newSignIn(account, shared, req)
    await signIns.insert(signIn)
    await hold(signIn, req)
  }

  /** Who signs in twice in one browser leaves the first sign-in. */
  async function endEarlier(req: Request) {
    const earlier = req.session.signInId ? await signIns.byId(req.session.signInId) : null
    if (earlier) await end(earlier, 'sign-out')
  }

  async function end({ _id, accountId }: Pick<SignIn, '_id' | 'accountId'>, reason: 'sign-out' | 'revoked'): Promise<boolean> {
    const ended = await signIns.remove(_id, accountId)
    if (!ended) return false
    await access.endSessions([ended])
    await access.changed({ accountId, signInId: _id, reason })
    return true
  }

  /** A new session id for the same sign-in: a copy of the old cookie opens nothing. */
  async function renew({ signInId }: Member, { req }: Exchange) {
    const signIn = await signIns.byId(signInId!)
    if (!signIn) return
    await sessions.renew(req)
    await signIns.moveTo(signIn._id, sessions.hashOf(req))
    await hold(signIn, req)
  }

  async function hold(signIn: SignIn, req: Request) {
    req.session.signInId = signIn._id
    // Without an end of its own the cookie goes when the browser is closed.
    if (signIn.shared) req.session.cookie.expires = null
    await sessions.keep(req)
  }

  async function leave({ signInId, accountId }: Member, { req, res }: Exchange) {
    await end({ _id: signInId!, accountId }, 'sign-out')
    await sessions.drop(req, res)
  }

  function newSignIn(account: Account, shared: boolean, req: Request): SignIn {
    const now = clock.now()
    return {
      _id: randomUUID(),
      accountId: account._id,
      sessionId: sessions.hashOf(req),
      client: clientOf(req.headers['user-agent']),
      shared,
      passwordVersion: account.passwordVersion,
      createdAt: now,
      lastUsedOn: dayOf(now),
      expiresAt: new Date(now.getTime() + (shared ? sharedSessionMs : sessionDays * dayMs)),
    }
  }

  return { enter, end, renew, leave }
}
