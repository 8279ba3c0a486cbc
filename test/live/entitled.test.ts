// Who hears what: for each change everybody who may read it and nobody else, and no guest a name.
import { events } from '@hearth/shared/events'
import type { Role } from '@hearth/shared/role'
import type { Visibility } from '@hearth/shared/space'
import { expect, it } from 'vitest'
import type { Person } from '../people.ts'
import { type World, world } from '../world.ts'
import { socketOf, until } from './listener.ts'
import { ask, type Client, connected, disconnected, enter, heardBy, pause, within } from './stand.ts'

const readers: [Visibility, readonly string[]][] = [
  ['public', ['guest', 'member', 'steward', 'silenced', 'coordinator']],
  ['members', ['member', 'steward', 'silenced', 'coordinator']],
  ['role:steward', ['steward']],
  ['role:coordinator', ['coordinator']],
]

async function everybody(place: World): Promise<Record<string, Person>> {
  const holder = (role: Role) => place.member({ handle: `canary${role}`, displayName: `Canary ${role}`, roles: [role] })
  const silenced = await place.member({ handle: 'canarysilenced' })
  const coordinator = await holder('coordinator')
  await coordinator.must('PATCH /api/members/:accountId', {
    params: { accountId: silenced.id },
    body: { standing: { is: 'silenced', reason: 'a trial' } },
  })
  return {
    guest: place.guest(),
    member: await place.member({ handle: 'canarymember' }),
    steward: await holder('steward'),
    silenced,
    coordinator,
  }
}

it.each(readers)('what happens in a space for "%s" is heard by %s and nobody else', async (visibility, entitled) => {
  const place = await world()
  const people = await everybody(place)
  const space = await people.coordinator!.must('POST /api/spaces', { body: { name: 'A space', visibility } })
  const author = people[entitled.at(-1)!]!
  const topic = await author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'A topic', body: 'Words' },
  })
  const ears = Object.fromEntries(Object.entries(people).map(([name, person]) => [name, socketOf(place.url, person)]))
  const heard = Object.fromEntries(Object.entries(ears).map(([name, client]) => [name, heardBy(client)]))
  for (const [name, client] of Object.entries(ears))
    expect([name, 'ok' in (await enter(client, topic.id))]).toEqual([name, entitled.includes(name)])

  await everyChange(author, topic.id)
  await until(() => entitled.every(name => changesIn(heard[name]!).length === 5), 'every change')
  await pause(50)
  for (const [name, lines] of Object.entries(heard)) {
    expect([name, changesIn(lines)]).toEqual([
      name,
      entitled.includes(name) ? ['reply.posted', 'reply.edited', 'reply.removed', 'reply.restored', 'topic.changed'] : [],
    ])
    for (const line of lines) events[line.name as 'presence'].parse(line.payload)
  }
  expect(JSON.stringify(heard.guest)).not.toMatch(/canary|Canary/)
  for (const person of Object.values(people)) if (person.id) expect(JSON.stringify(heard.guest)).not.toContain(person.id)
})

async function everyChange(author: Person, topicId: string) {
  const { id: replyId } = await author.must('POST /api/topics/:topicId/replies', {
    params: { topicId },
    body: { body: 'To @canarymember' },
  })
  await author.must('PATCH /api/replies/:replyId', { params: { replyId }, body: { body: 'To @canarysteward' } })
  await author.must('DELETE /api/replies/:replyId', { params: { replyId } })
  await author.must('POST /api/replies/:replyId/restore', { params: { replyId } })
  await author.must('PATCH /api/topics/:topicId', { params: { topicId }, body: { title: 'Another title' } })
}

function changesIn(heard: { name: string }[]) {
  return heard.map(({ name }) => name).filter(name => name !== 'presence')
}

async function memberWithSocket(place: World): Promise<{ person: Person; client: Client }> {
  const person = await place.member()
  const client = socketOf(place.url, person)
  client.io.reconnection(false)
  await connected(client)
  return { person, client }
}

it('signing out cuts the open connection within a second', async () => {
  const { person, client } = await memberWithSocket(await world())
  const cut = disconnected(client, 20_000)
  await person.must('POST /api/sign-out')
  await within(1_000, 'the cut', cut)
})

it('a new password cuts every connection; who changed it comes back with the new sign-in, nobody else does', async () => {
  const place = await world()
  const { person, client } = await memberWithSocket(place)
  const elsewhere = place.guest()
  await elsewhere.must('POST /api/sign-in', { body: { handle: person.handle, password: 'a long enough password' } })
  const keeper = await place.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Members', visibility: 'members' } })
  const given = { params: { spaceId: space.id }, body: { title: 'A topic', body: 'Words' } }
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', given)
  const other = socketOf(place.url, elsewhere)
  await connected(other)
  const cuts = Promise.all([disconnected(client, 20_000), disconnected(other, 20_000)])
  await person.must('PUT /api/me/password', { body: { current: 'a long enough password', password: 'another long password' } })
  await within(1_000, 'the cuts', cuts)
  expect(await enter(socketOf(place.url, person), topic.id)).toMatchObject({ ok: { topicId: topic.id } })
  expect(await enter(socketOf(place.url, elsewhere), topic.id)).toMatchObject({ problem: { code: 'not-found' } })
})

it('a suspension and a lost role end what they opened within a second', async () => {
  const place = await world()
  const keeper = await place.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Stewards', visibility: 'role:steward' } })
  const [kept, suspended] = [await place.member({ roles: ['steward'] }), await memberWithSocket(place)]
  const topic = await kept.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'For stewards', body: 'Words' },
  })
  const client = socketOf(place.url, kept)
  await enter(client, topic.id)
  const heard = heardBy(client)
  const cut = disconnected(suspended.client, 20_000)
  await keeper.must('PATCH /api/members/:accountId', {
    params: { accountId: suspended.person.id },
    body: { standing: { is: 'suspended', reason: 'a trial' } },
  })
  await within(1_000, 'the cut', cut)
  await keeper.must('PATCH /api/members/:accountId', { params: { accountId: kept.id }, body: { roles: ['member'] } })
  await until(() => heard.some(({ name }) => name === 'access.ended'), 'the end of access', 1_000)
  expect(await ask(client, 'topic.enter', { topicId: topic.id })).toMatchObject({ problem: { code: 'not-found' } })
})
