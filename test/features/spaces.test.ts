// Spaces: making, changing and closing them, and what each visibility means.
import { randomUUID } from 'node:crypto'
import { roles } from '@hearth/shared/role'
import type { Visibility } from '@hearth/shared/space'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const make = (person: Person, body: object = {}) =>
  person.call('POST /api/spaces', { body: { name: `Space ${randomUUID().slice(0, 8)}`, ...body } })
const change = (person: Person, spaceId: string, body: object) => person.call('PATCH /api/spaces/:spaceId', { params: { spaceId }, body })
const read = (person: Person, spaceId: string) => person.call('GET /api/spaces/:spaceId', { params: { spaceId } })
const listed = async (person: Person) => (await person.must('GET /api/spaces')).items.map(each => each.id)

test('coordinators alone make and change spaces', async () => {
  for (const person of [scene.author, scene.moderator, scene.supervisor]) {
    expect((await make(person)).body.code).toBe('not-allowed')
    expect((await change(person, scene.spaces.public, { name: 'Mine' })).body.code).toBe('not-allowed')
  }
  const made = await make(scene.coordinator, { name: 'Grüße & Fragen', description: 'Words' })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    name: 'Grüße & Fragen',
    slug: 'gruße-fragen',
    visibility: 'members',
    anonymous: true,
    topicCount: 0,
    archivedAt: null,
  })
  expect((await change(scene.coordinator, made.body.id, { name: 'Another name' })).body).toMatchObject({
    name: 'Another name',
    slug: 'another-name',
    description: 'Words',
  })
})

test('the same space sent again is made once, and its id is nobody else’s', async () => {
  const id = randomUUID()
  const [first, again] = [await make(scene.coordinator, { id, name: 'Once' }), await make(scene.coordinator, { id, name: 'Once' })]
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.body).toEqual(first.body)
  expect((await make(scene.coordinator, { id, name: 'Twice' })).body.code).toBe('id-taken')
})

test('a visibility that there is not is refused', async () => {
  for (const visibility of ['everybody', 'role:', 'role:owner', 'role:moderator ', '', null, { $ne: 'public' }, ['public']])
    expect((await make(scene.coordinator, { visibility: visibility as Visibility })).body).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/visibility' }],
    })
})

describe('who reads', () => {
  test.each<[Visibility, string[]]>([
    ['public', ['guest', 'member', ...roles]],
    ['members', ['member', ...roles]],
    ...roles.filter(role => role !== 'member').map((role): [Visibility, string[]] => [`role:${role}`, [role]]),
    ['role:member', ['member', ...roles]],
  ])('a space for %s: through the list, the space, its topics, a topic, its replies and changes alike', async (visibility, readers) => {
    const { id: spaceId } = (await make(scene.coordinator, { visibility })).body
    const everybody: [string, Person][] = [['guest', scene.place.guest()], ...(await membersByRole())]
    const writer = everybody.find(([name]) => readers.includes(name) && name !== 'guest')![1]
    const { id: topicId } = await writer.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId },
      body: { title: 'Only for some', body: 'Words' },
    })
    const { id: replyId } = await writer.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Words' } })
    for (const [name, person] of everybody) {
      const topics = (await person.must('GET /api/topics', { query: { limit: 100 } })).items.map(each => each.id)
      const seen = [(await listed(person)).includes(spaceId), topics.includes(topicId)]
      const paths = [
        `spaces/${spaceId}`,
        `spaces/${spaceId}/topics`,
        `topics/${topicId}`,
        `topics/${topicId}/replies`,
        `topics/${topicId}/changes?after=0`,
        `replies/${replyId}`,
      ]
      const statuses = await Promise.all(paths.map(async path => (await person.send('GET', `/api/${path}`)).status))
      const may = readers.includes(name)
      expect([...seen, ...new Set(statuses)], name).toEqual([may, may, may ? 200 : 404])
    }
  })
})

let byRole: Promise<[string, Person][]> | undefined
function membersByRole() {
  byRole ??= Promise.all(
    roles.map(async role => [role, await scene.place.member({ handle: `of-${role}`, roles: [role] })] as [string, Person]),
  )
  return byRole
}

test('a space that becomes private is gone at once for those who may not read it', async () => {
  const { id: spaceId } = (await make(scene.coordinator, { visibility: 'public' })).body
  const { id: topicId } = await scene.author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId },
    body: { title: 'Soon private', body: 'Words' },
  })
  await change(scene.coordinator, spaceId, { visibility: 'role:supervisor' })
  for (const person of [scene.place.guest(), scene.author, scene.coordinator]) {
    expect((await read(person, spaceId)).status).toBe(404)
    expect((await person.call('GET /api/topics/:topicId', { params: { topicId } })).status).toBe(404)
    expect((await person.must('GET /api/topics', { query: { limit: 100 } })).items.some(each => each.id === topicId)).toBe(false)
  }
  await change(scene.coordinator, spaceId, { visibility: 'public' })
  expect((await read(scene.place.guest(), spaceId)).status).toBe(200)
})

test('a closed space is read and not written, stands last, and opens again', async () => {
  const { id: spaceId } = (await make(scene.coordinator, { visibility: 'public', position: 0 })).body
  const { id: topicId } = await scene.author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId },
    body: { title: 'Before the end', body: 'Words' },
  })
  const { archivedAt } = (await change(scene.coordinator, spaceId, { archived: true })).body
  expect((await change(scene.coordinator, spaceId, { archived: true })).body.archivedAt).toBe(archivedAt)
  expect((await listed(scene.reader)).at(-1)).toBe(spaceId)
  expect((await read(scene.author, spaceId)).body.can.post).toBe(false)
  const reply = () => scene.author.call('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Words' } })
  const start = () =>
    scene.author.call('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body: { title: 'A title', body: 'Words' } })
  expect([(await reply()).body.code, (await start()).body.code]).toEqual(['space-archived', 'space-archived'])
  expect((await scene.place.guest().call('GET /api/topics/:topicId', { params: { topicId } })).status).toBe(200)
  await change(scene.coordinator, spaceId, { archived: false })
  expect([(await reply()).status, (await start()).status]).toEqual([201, 201])
})

test('a space where posts have names takes none without', async () => {
  const { id: spaceId } = (await make(scene.coordinator, { anonymous: false })).body
  const start = (anonymous: boolean) =>
    scene.author.call('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body: { title: 'A title', body: 'Words', anonymous } })
  expect((await start(true)).body.code).toBe('not-allowed')
  const { id: topicId } = (await start(false)).body
  expect(
    (await scene.author.call('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Words', anonymous: true } })).body
      .code,
  ).toBe('not-allowed')
})

test('spaces stand in their order, for each the ones that may be read', async () => {
  const ids: string[] = []
  for (const position of [903, 901, 902]) ids.push((await make(scene.coordinator, { position, visibility: 'public' })).body.id)
  const order = (await listed(scene.place.guest())).filter(id => ids.includes(id))
  expect(order).toEqual([ids[1], ids[2], ids[0]])
})

test('the last activity of a space moves with every post in it', async () => {
  const { id: spaceId } = (await make(scene.coordinator)).body
  expect((await read(scene.reader, spaceId)).body.lastActivityAt).toBeNull()
  const { id: topicId, createdAt } = await scene.author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId },
    body: { title: 'A title', body: 'Words' },
  })
  expect((await read(scene.reader, spaceId)).body.lastActivityAt).toBe(createdAt)
  const reply = await scene.author.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Words' } })
  expect((await read(scene.reader, spaceId)).body.lastActivityAt).toBe(reply.createdAt)
})
