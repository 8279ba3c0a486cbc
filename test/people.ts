// People who act through the API as browsers do: each keeps their own cookie and sends the origin of the page they are on.
import { randomUUID } from 'node:crypto'
import type { App } from '@hearth/server/app'
import type { BodyInput, CallKey, Params, QueryInput, Returns } from '@hearth/shared/contract'
import type { ProblemJson } from '@hearth/shared/problems'
import type { Role } from '@hearth/shared/role'

export type Answer<Body = unknown> = { status: number; body: Body; headers: Headers; text: string }
type Given<Key extends CallKey> = { params?: Params<Key>; query?: QueryInput<Key>; body?: BodyInput<Key>; headers?: Record<string, string> }
export type Person = ReturnType<typeof personAt>
export const password = 'a long enough password'

/** Somebody with a cookie jar; a guest until they sign in. */
export function personAt(url: string) {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const form = body instanceof URLSearchParams
    const res = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        origin: url,
        ...(jar.size > 0 ? { cookie: cookie() } : {}),
        ...(body === undefined ? {} : { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body.toString() : typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    keepCookies(res.headers.getSetCookie())
    const text = await res.text()
    return { status: res.status, headers: res.headers, text, body: isJson(res) ? JSON.parse(text) : null }
  }

  function keepCookies(lines: string[]) {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
  }

  /** A call of the contract, whatever comes of it. */
  async function call<Key extends CallKey>(
    key: Key,
    { params = {} as Params<Key>, query, body, headers }: Given<Key> = {},
  ): Promise<Answer<Returns<Key> & ProblemJson>> {
    const [method = '', pattern = ''] = key.split(' ')
    const path = pattern.replace(/:(\w+)/g, (_, name) => encodeURIComponent((params as Record<string, string>)[name] ?? ''))
    const search = new URLSearchParams(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)])).toString()
    return (await send(method, search ? `${path}?${search}` : path, {
      ...(body === undefined ? {} : { body }),
      ...(headers ? { headers } : {}),
    })) as Answer<Returns<Key> & ProblemJson>
  }

  /** A call that must succeed. */
  async function must<Key extends CallKey>(key: Key, given: Given<Key> = {}): Promise<Returns<Key>> {
    const answer = await call(key, given)
    if (answer.status >= 300) throw new Error(`${key} answered ${answer.status}: ${answer.text}`)
    return answer.body
  }

  return { send, call, must, cookie, jar, id: '', handle: '', displayName: '' }
}

export function peopleOf(app: App, url: string) {
  let count = 0

  /** A member who is signed in, with these roles besides `member`. */
  async function member(given: { handle?: string; displayName?: string; roles?: Role[] } = {}): Promise<Person> {
    count += 1
    const handle = given.handle ?? `person${count}`
    const displayName = given.displayName ?? `Person ${count}`
    const person = personAt(url)
    const id = randomUUID()
    await app.features.accounts.importMember({
      _id: id,
      handle,
      displayName,
      pronouns: '',
      bio: '',
      timeZone: 'UTC',
      roles: ['member', ...(given.roles ?? [])],
      joinedAt: new Date(),
      password,
    })
    await person.must('POST /api/sign-in', { body: { handle, password } })
    return Object.assign(person, { id, handle, displayName })
  }

  return {
    member,
    guest: () => personAt(url),
    coordinator: () => member({ roles: ['coordinator'] }),
    moderator: () => member({ roles: ['moderator'] }),
  }
}

function isJson(res: Response) {
  return /[/+]json/.test(res.headers.get('content-type') ?? '')
}
