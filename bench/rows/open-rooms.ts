// Opens rooms on Hearth for the bench: planned by one member, entered by all through the door, and led to the step in which everybody may speak.
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import type { Talker } from '../load/rooms.ts'
import type { Seed } from '../seed.ts'

export type Size = { rooms: number; people: number }
type Headers = Record<string, string>

/** One after the other in each room, as people come. */
export async function openRooms(url: string, seed: Seed, cookie: string, { rooms, people }: Size): Promise<Talker[]> {
  const opened: Talker[][] = []
  for (let room = 0; room < rooms; room += 1) {
    const members = Array.from({ length: people }, (_, at) => (room * people + at) % seed.plan.members.length)
    const sessionId = await plan(url, seed, cookie, members[0]!)
    const talkers = members.map(at => ({ sessionId, headers: { authorization: `Bearer ${seed.tokens[at]}` } }))
    for (const { headers } of talkers) await post(url, `/api/sessions/${sessionId}/enter`, headers, { agreement: 1 })
    const moves = `/api/sessions/${sessionId}/moves`
    await post(url, moves, talkers[0]!.headers, { kind: 'start' })
    await post(url, moves, talkers[0]!.headers, { kind: 'next', from: 0 })
    opened.push(talkers)
  }
  return opened.flat()
}

async function plan(url: string, { plan: { members }, spaceId }: Seed, cookie: string, lead: number): Promise<string> {
  const body = {
    title: 'A room of the bench',
    formatId: shownFormats().find(({ slug }) => slug === 'open-conversation')!.id,
    startsAt: new Date().toISOString(),
    timeZone: 'UTC',
    capacity: 200,
    seats: [{ seat: 'facilitator', handle: members[lead]!.handle }],
  }
  const made = await post(url, `/api/spaces/${spaceId}/sessions`, { cookie, 'sec-fetch-site': 'same-origin' }, body)
  return (made as { id: string }).id
}

async function post(url: string, path: string, headers: Headers, body: object): Promise<unknown> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
