// Who may open a live connection at all: pages of our own origin, not too often from one address, as whoever their cookie or token says.
import type { IncomingMessage } from 'node:http'
import type { Limit } from '../http/rate-limit.ts'
import { isSameOrigin } from '../http/same-origin.ts'
import type { Actor } from '../policy/actor.ts'
import { accountIdOf } from '../policy/actor.ts'
import { Problem, problemJson } from '../problem.ts'
import { accountChannel } from './channels.ts'
import type { LiveServer } from './wire.ts'

export type ActorOfHandshake = (headers: IncomingMessage['headers']) => Promise<{ actor: Actor }>

export type HandshakeDeps = {
  actorOfHandshake: ActorOfHandshake
  publicUrl(): string
  /** How many proxies stand in front. */
  trustProxy: number
  /** Whether a `Host` header is a name of ours; a page of elsewhere may rebind its own name to this machine. */
  ownHost?: ((host: string | undefined) => boolean) | undefined
  connections: Limit
  socketsPerAccount: number
}

/** Asked before a connection opens; a refusal is a 403. */
export function allowRequest(deps: HandshakeDeps, isClosing: () => boolean) {
  return async (req: IncomingMessage, done: (refusal: string | null | undefined, allowed: boolean) => void) => {
    if (!isOurs(req, deps)) return done('wrong-origin', false)
    if (isClosing()) return done('unavailable', false)
    const paced = await deps.connections.use(addressOf(req, deps.trustProxy)).then(yes, no)
    done(paced ? null : 'too-many', paced)
  }
}

/** Engine.IO asks `allowRequest` only when a connection opens: later polls and the upgrade are held to the same origin here. */
export function holdToOrigin(io: LiveServer, deps: HandshakeDeps) {
  io.engine.use((req: IncomingMessage, _res: unknown, next: (error?: Error) => void) => {
    const opens = !new URL(req.url ?? '/', 'http://any').searchParams.has('sid')
    next(opens || isOurs(req, deps) ? undefined : new Error('wrong-origin'))
  })
}

function isOurs(req: IncomingMessage, deps: HandshakeDeps) {
  return isSameOrigin(req.headers, deps.publicUrl()) && (deps.ownHost?.(req.headers.host) ?? true)
}

const yes = () => true
const no = () => false

/** Gives every new socket its actor, or refuses it. */
export function nameSockets(io: LiveServer, deps: HandshakeDeps) {
  io.use(async (socket, next) => {
    try {
      const { actor } = await deps.actorOfHandshake(socket.request.headers)
      const accountId = accountIdOf(actor)
      if (accountId) refuseCrowd(io, accountId, deps.socketsPerAccount)
      const limitKey = accountId ? `account ${accountId}` : `address ${addressOf(socket.request, deps.trustProxy)}`
      Object.assign(socket.data, { actor, limitKey, topics: new Set<string>(), sessions: new Set<string>(), settled: Promise.resolve() })
      next()
    } catch (error) {
      next(refusal(error))
    }
  })
}

function refuseCrowd(io: LiveServer, accountId: string, most: number) {
  const open = io.sockets.adapter.rooms.get(accountChannel(accountId))?.size ?? 0
  if (open >= most) throw new Problem('too-many', { retryAfter: 60 })
}

function refusal(error: unknown): Error {
  const problem = error instanceof Problem ? error : new Problem('internal', { cause: error })
  return Object.assign(new Error(problem.code), { data: { problem: problemJson(problem) } })
}

/** The address that the outermost trusted proxy saw, counted from our end, so that nobody can write their own. */
export function addressOf(req: Pick<IncomingMessage, 'headers' | 'socket'>, trustProxy: number): string {
  const told = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .reverse()
  const hops = [req.socket.remoteAddress ?? 'unknown', ...told]
  return hops[Math.min(trustProxy, hops.length - 1)] ?? 'unknown'
}
