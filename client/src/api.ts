// Calls the REST API, typed by the contract alone: nothing that parses is shipped to the browser.
import type { BodyInput, CallKey, Params, QueryInput, Returns } from '@hearth/shared/contract'
import type { ProblemJson } from '@hearth/shared/problems'

type None = Record<never, never>
type Parts<Key extends CallKey> = ([keyof Params<Key>] extends [never] ? None : { params: Params<Key> }) &
  ([QueryInput<Key>] extends [never] ? None : { query?: QueryInput<Key> }) &
  ([BodyInput<Key>] extends [never] ? None : { body: BodyInput<Key> })
type Given = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }

/** What the server refused, or `unavailable` when nothing came back. */
export class Refused extends Error {
  readonly problem: ProblemJson

  constructor(problem: ProblemJson) {
    super(problem.title)
    this.name = 'Refused'
    this.problem = problem
  }
}

/** Throws `Refused`. `keepalive`: goes on when the page is left. */
export async function call<Key extends CallKey>(key: Key, parts: Parts<Key>, { keepalive = false } = {}): Promise<Returns<Key>> {
  const [method = 'GET', path = ''] = key.split(' ')
  const { params = {}, query = {}, body } = parts as Given
  const answer = await fetch(addressOf(path, params, query), {
    method,
    keepalive,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => null)
  if (answer?.ok) return answer.status === 204 ? (null as Returns<Key>) : await answer.json().catch(() => refuse(null))
  return refuse((await answer?.json().catch(() => null)) ?? null)
}

/** What is no problem of ours, such as a proxy's page, is told as one. */
function refuse(problem: ProblemJson | null): never {
  throw new Refused(problem?.code ? problem : { type: '', code: 'unavailable', title: '', status: 503 })
}

function addressOf(path: string, params: Record<string, string>, query: Record<string, unknown>) {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text ? `${filled}?${text}` : filled
}
