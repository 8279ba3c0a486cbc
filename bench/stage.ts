// What the rows are measured on: the seeded community behind Hearth's production build, the bare reference beside it, and people who are signed in.
import type { Sent } from './load/requests.ts'
import { password, signingIn } from './seed/plan.ts'
import { type Seed, seed } from './seed.ts'
import { type Server, startHearth, startReference } from './servers.ts'

/** `rounds` of `seconds` each for every row; a quick bench has shorter ones and fewer rows. */
export type Pace = { quick: boolean; rounds: number; seconds: number; posts: number }
export type Stage = AsyncDisposable & { pace: Pace; seed: Seed; hearth: Server; reference: Server; cookies: string[] }

export const paces = {
  quick: { quick: true, rounds: 3, seconds: 0.8, posts: 40 },
  full: { quick: false, rounds: 3, seconds: 1, posts: 100 },
} as const satisfies Record<string, Pace>

export async function stage(pace: Pace): Promise<Stage> {
  const seeded = seed()
  const hearth = await startHearth(seeded.copy())
  const reference = await startReference('http')
  const cookies = await signIn(hearth.url, seeded)
  return {
    pace,
    seed: seeded,
    hearth,
    reference,
    cookies,
    async [Symbol.asyncDispose]() {
      await Promise.all([hearth.stop(), reference.stop()])
    },
  }
}

/** One after the other, as passwords are slow on purpose. */
export async function signIn(url: string, { plan }: Seed, people = signingIn): Promise<string[]> {
  const cookies: string[] = []
  for (const { handle } of plan.members.slice(0, people)) {
    const body = JSON.stringify({ handle, password })
    const answer = await fetch(`${url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0]
    if (!answer.ok || !cookie) throw new Error(`Signing in answered ${answer.status}`)
    cookies.push(cookie)
  }
  return cookies
}

/** A page as a browser asks for it: signed in with a cookie, or a guest without. */
export function get(path: string, cookie?: string): Sent {
  return {
    method: 'GET',
    path,
    headers: { accept: path.startsWith('/api') ? 'application/json' : 'text/html', ...(cookie ? { cookie } : {}) },
  }
}

/** A reply as a page of ours sends it. */
export function reply(topicId: string, cookie: string): Sent {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie }
  return { method: 'POST', path: `/api/topics/${topicId}/replies`, headers, body: replyBody }
}

/** About as long as the reply of a person; its event weighs about 1 kB. */
export const replyBody = JSON.stringify({
  body: `${'Thank you for saying this, it is how my week went too. '.repeat(8)}\n\nI will **come back** to it tomorrow.`,
})
