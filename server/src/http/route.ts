// From a key of the contract to an action: finds the actor, parses by the contract, calls, sends. Nothing about a call is written twice.
import { type Body, type Call, type CallKey, contract, type Params, type Query, type Returns } from '@hearth/shared/contract'
import { id } from '@hearth/shared/id'
import type { Request, Response, Router } from 'express'
import type { Actor } from '../policy/actor.ts'
import { invalidInput, Problem } from '../problem.ts'
import { type Ready, readyOf, sendReady } from './ready.ts'
import { zipped } from './zipped.ts'

export type Input<Key extends CallKey> = { params: Params<Key>; query: Query<Key>; body: Body<Key> }
/** The request behind a call, for the few actions that keep sign-ins. */
export type Exchange = { req: Request; res: Response }
export type Action<Key extends CallKey> = (
  actor: Actor,
  input: Input<Key>,
  exchange: Exchange,
) => Promise<Returns<Key> | Repeat<Returns<Key>>>

/** The answer to something that was sent before: the first result again, with status 200. */
export class Repeat<Value> {
  readonly value: Value
  constructor(value: Value) {
    this.value = value
  }
}

export type ActorOf = (req: Request) => Promise<Actor>

/** A typed way to add routes; `checked` parses every answer by the contract, for development and tests. */
export function routesOn(router: Router, actorOf: ActorOf, { checked }: { checked: boolean }) {
  return function route<Key extends CallKey>(key: Key, action: Action<Key>) {
    const call: Call = contract[key]
    const [method, path] = key.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]
    router[method.toLowerCase() as 'get'](path, async (req: Request, res: Response) => {
      const actor = await actorOf(req)
      if (!call.open && actor.kind === 'guest') throw new Problem('not-signed-in')
      const result = await action(actor, parse(call, req) as Input<Key>, { req, res })
      const [status, value] = result instanceof Repeat ? [200, result.value] : [call.status ?? 200, result]
      send(req, res, status, checked ? call.returns.parse(value) : value)
    })
  }
}
export type Route = ReturnType<typeof routesOn>

/** What is frozen was answered before and will be again, so its text is made once. */
const ready = new WeakMap<object, Ready>()

function send(req: Request, res: Response, status: number, value: unknown) {
  if (status === 204) return void res.status(204).end()
  if (req.method !== 'GET' || typeof value !== 'object' || value === null || !Object.isFrozen(value))
    return zipped(req, res, () => res.status(status).json(value))
  const known = ready.get(value) ?? readyOf(JSON.stringify(value))
  ready.set(value, known)
  sendReady(req, res.status(status).type('json'), known)
}

/** Throws `invalid-input` naming every fault of body and query; an id that cannot be one is `not-found`. */
export function parse(call: Call, req: Pick<Request, 'params' | 'query' | 'body' | 'headers'>) {
  for (const [name, value] of Object.entries(req.params))
    if (name.endsWith('Id') && !id.safeParse(value).success) throw new Problem('not-found')
  const query = call.query?.safeParse(req.query)
  if (query?.error) throw invalidInput(query.error, '?')
  if (call.body && req.body === undefined && (hasBody(req) || !call.body.safeParse(undefined).success))
    throw new Problem(hasBody(req) ? 'unsupported-type' : 'invalid-input', {
      errors: [{ pointer: '/', code: 'required', message: 'a JSON body is needed' }],
    })
  const body = call.body?.safeParse(req.body)
  if (body?.error) throw invalidInput(body.error)
  return { params: req.params, query: query?.data, body: body?.data }
}

function hasBody(req: Pick<Request, 'headers'>) {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0
}
