// Topics: starting, editing, keeping order, taking back, and lists in their order.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const start = (person: Person, body: object = {}, spaceId = scene.spaces.public) =>
  person.call('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body: { title: 'A title', body: 'Words', ...body } })
const change = (person: Person, topicId: string, body: object) => person.call('PATCH /api/topics/:topicId', { params: { topicId }, body })
const read = (person: Person, topicId: string) => person.call('GET /api/topics/:topicId', { params: { topicId } })
const newSpace = async (more: object = {}) =>
  (await scene.coordinator.must('POST /api/spaces', { body: { name: `Space ${randomUUID().slice(0, 8)}`, visibility: 'public', ...more } }))
    .id

describe('the same topic sent again', () => {
  test('answers the first result; with other words or in another space it is refused; by somebody else too', async () => {
    const id = randomUUID()
    const [first, again] = [await start(scene.author, { id }), await start(scene.author, { id })]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    for (const other of [{ title: 'Another title' }, { body: 'Other' }, { tags: ['t'] }, { anonymous: true }, { kind: 'question' }])
      expect((await start(scene.author, { id, ...other })).body).toMatchObject({ code: 'already-sent', link: `/topics/${id}/edit` })
    expect((await start(scene.author, { id }, scene.spaces.members)).body.code).toBe('already-sent')
    expect((await start(scene.reader, { id })).body).toMatchObject({ code: 'id-taken' })
  })

  test('ten times at once makes one, and the space counts one', async () => {
    const [id, spaceId] = [randomUUID(), await newSpace()]
    const answers = await Promise.all(Array.from({ length: 10 }, () => start(scene.author, { id }, spaceId)))
    expect(answers.map(each => each.status).sort()).toEqual([...Array(9).fill(200), 201])
    expect((await scene.reader.must('GET /api/spaces/:spaceId', { params: { spaceId } })).topicCount).toBe(1)
  })

  test('after its space was closed still answers the first result', async () => {
    const [id, spaceId] = [randomUUID(), await newSpace()]
    await start(scene.author, { id }, spaceId)
    await scene.coordinator.must('PATCH /api/spaces/:spaceId', { params: { spaceId }, body: { archived: true } })
    expect((await start(scene.author, { id }, spaceId)).status).toBe(200)
    expect((await start(scene.author, {}, spaceId)).body.code).toBe('space-archived')
  })
})

describe('an edit', () => {
  test('is for the author and moderators, keeps the earlier wording and gives a new address', async () => {
    const { id, seq } = (await start(scene.author, { title: 'First title', body: 'First words' })).body
    expect((await change(scene.reader, id, { title: 'Mine' })).body.code).toBe('not-allowed')
    const edited = await change(scene.author, id, { title: 'Second title', body: 'Second words', basedOn: seq })
    expect(edited.body).toMatchObject({ title: 'Second title', slug: 'second-title', edited: { by: { handle: 'author' } } })
    const history = await scene.moderator.must('GET /api/topics/:topicId/revisions', { params: { topicId: id } })
    expect(history).toMatchObject({
      items: [{ title: 'First title', body: 'First words' }],
      current: { title: 'Second title', body: 'Second words' },
    })
  })

  test('of what was changed meanwhile is refused, and one of two at once is taken', async () => {
    const { id, seq } = (await start(scene.author)).body
    const [one, other] = await Promise.all([
      change(scene.author, id, { title: 'One title', basedOn: seq }),
      change(scene.moderator, id, { title: 'Other title', basedOn: seq }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 409])
    expect((await change(scene.author, id, { title: 'Late', basedOn: seq })).body).toMatchObject({
      code: 'edited-meanwhile',
      link: `/topics/${id}/edit`,
    })
  })

  test('is not disturbed by a reply that came meanwhile', async () => {
    const { id, seq } = (await start(scene.author)).body
    await scene.reader.must('POST /api/topics/:topicId/replies', { params: { topicId: id }, body: { body: 'Meanwhile' } })
    expect((await change(scene.author, id, { title: 'New title', basedOn: seq })).status).toBe(200)
  })

  test('that changes nothing is no edit', async () => {
    const made = (await start(scene.author, { tags: ['one'] })).body
    for (const body of [{}, { title: 'A title' }, { tags: ['one'] }]) expect((await change(scene.author, made.id, body)).body).toEqual(made)
  })
})

describe('keeping order', () => {
  test.each([
    ['pinned', true],
    ['locked', true],
  ] as const)('is for moderators and coordinators: %s', async (field, value) => {
    const { id } = (await start(scene.author)).body
    expect((await change(scene.author, id, { [field]: value })).body.code).toBe('not-allowed')
    for (const person of [scene.moderator, scene.coordinator])
      expect((await change(person, id, { [field]: value })).body[field]).toBe(value)
    expect((await read(scene.reader, id)).body.edited).toBeNull()
  })

  test('does not come with the right to edit, nor editing with order', async () => {
    const { id } = (await start(scene.author)).body
    expect((await change(scene.coordinator, id, { locked: true, title: 'Mine' })).body.code).toBe('not-allowed')
    expect((await read(scene.reader, id)).body).toMatchObject({ locked: false, title: 'A title' })
  })

  test('a locked topic takes no reply, and its author may still edit it', async () => {
    const { id } = (await start(scene.author)).body
    await change(scene.moderator, id, { locked: true })
    for (const person of [scene.reader, scene.author, scene.moderator])
      expect((await person.call('POST /api/topics/:topicId/replies', { params: { topicId: id }, body: { body: 'Words' } })).body.code).toBe(
        'topic-locked',
      )
    expect((await read(scene.reader, id)).body.can.reply).toBe(false)
    expect((await change(scene.author, id, { title: 'Another title' })).status).toBe(200)
  })

  test('a topic that is moved is read by who may read there, and both spaces count', async () => {
    const [from, to] = [await newSpace(), await newSpace({ visibility: 'members' })]
    const { id } = (await start(scene.author, {}, from)).body
    expect((await change(scene.moderator, id, { spaceId: to })).body.spaceId).toBe(to)
    expect((await read(scene.place.guest(), id)).status).toBe(404)
    expect((await read(scene.reader, id)).status).toBe(200)
    const count = async (spaceId: string) => (await scene.reader.must('GET /api/spaces/:spaceId', { params: { spaceId } })).topicCount
    expect([await count(from), await count(to)]).toEqual([0, 1])
    expect((await change(scene.moderator, id, { spaceId: randomUUID() })).body).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/spaceId' }],
    })
  })

  test('a topic that is moved to supervisors is gone for all others, its replies and changes too', async () => {
    const both = await scene.place.member({ handle: `both${randomUUID().slice(0, 6)}`, roles: ['moderator', 'supervisor'] })
    const { topicId, replyId } = await scene.post('public')
    await change(both, topicId, { spaceId: scene.spaces.supervisors })
    for (const person of [scene.author, scene.moderator, scene.place.guest()]) {
      expect((await read(person, topicId)).status).toBe(404)
      expect((await person.call('GET /api/replies/:replyId', { params: { replyId } })).status).toBe(404)
      expect((await person.call('GET /api/topics/:topicId/changes', { params: { topicId }, query: { after: 0 } })).status).toBe(404)
    }
    expect((await read(scene.supervisor, topicId)).status).toBe(200)
  })
})

describe('an original post that is taken back', () => {
  test('leaves its title and the replies, comes back by who took it, and by moderators', async () => {
    const { topicId, replyId } = await scene.post('public', 'A canary of words')
    const act = (person: Person, what: 'DELETE /api/topics/:topicId' | 'POST /api/topics/:topicId/restore') =>
      person.call(what, { params: { topicId } })
    expect((await act(scene.reader, 'DELETE /api/topics/:topicId')).body.code).toBe('not-allowed')
    expect((await act(scene.author, 'DELETE /api/topics/:topicId')).body).toMatchObject({
      html: '',
      removed: { by: 'author' },
      replyCount: 2,
    })
    expect((await act(scene.author, 'DELETE /api/topics/:topicId')).body.code).toBe('already-removed')
    expect((await scene.reader.call('GET /api/replies/:replyId', { params: { replyId } })).status).toBe(200)
    expect((await act(scene.author, 'POST /api/topics/:topicId/restore')).body.removed).toBeNull()
    await act(scene.moderator, 'DELETE /api/topics/:topicId')
    expect((await act(scene.author, 'POST /api/topics/:topicId/restore')).body.code).toBe('not-allowed')
    expect((await act(scene.moderator, 'POST /api/topics/:topicId/restore')).body.removed).toBeNull()
  })
})

describe('lists', () => {
  test('show pinned topics first, then the last activity, page by page, each once', async () => {
    const spaceId = await newSpace()
    const ids: string[] = []
    for (let index = 0; index < 7; index += 1) ids.push((await start(scene.author, { title: `Topic ${index}` }, spaceId)).body.id)
    await scene.reader.must('POST /api/topics/:topicId/replies', { params: { topicId: ids[2]! }, body: { body: 'Up it goes' } })
    await change(scene.moderator, ids[0]!, { pinned: true })
    await change(scene.moderator, ids[4]!, { pinned: true })
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: { items: { id: string }[]; next: string | null } = await scene.reader.must('GET /api/spaces/:spaceId/topics', {
        params: { spaceId },
        query: { limit: 2, ...(after ? { after } : {}) },
      })
      seen.push(...page.items.map(each => each.id))
      after = page.next
    } while (after)
    expect(seen).toEqual([4, 0, 2, 6, 5, 3, 1].map(index => ids[index]))
  })

  test('of the unanswered leave out what has a reply, is locked, taken back or an announcement; oldest first', async () => {
    const spaceId = await newSpace()
    const make = async (more: object = {}) => (await start(scene.author, more, spaceId)).body.id
    const [first, answered, locked, gone, , last] = [
      await make(),
      await make(),
      await make(),
      await make(),
      await make({ kind: 'announcement' }),
      await make({ kind: 'question' }),
    ]
    await scene.reader.must('POST /api/topics/:topicId/replies', { params: { topicId: answered }, body: { body: 'An answer' } })
    await change(scene.moderator, locked, { locked: true })
    await scene.author.must('DELETE /api/topics/:topicId', { params: { topicId: gone } })
    const { items } = await scene.reader.must('GET /api/spaces/:spaceId/topics', { params: { spaceId }, query: { show: 'unanswered' } })
    expect(items.map(each => each.id)).toEqual([first, last])
  })

  test('of one’s own hold what one started, also without a name, and nobody else’s', async () => {
    const spaceId = await newSpace()
    const named = (await start(scene.author, {}, spaceId)).body.id
    const nameless = (await start(scene.author, { anonymous: true }, spaceId)).body.id
    const own = async (person: Person) =>
      (await person.must('GET /api/spaces/:spaceId/topics', { params: { spaceId }, query: { show: 'mine' } })).items.map(each => each.id)
    expect(await own(scene.author)).toEqual([nameless, named])
    expect(await own(scene.moderator)).toEqual([])
    expect((await scene.place.guest().call('GET /api/topics', { query: { show: 'mine' } })).body.code).toBe('not-signed-in')
  })

  test('of all spaces hold only what the reader may read', async () => {
    const spacesIn = async (person: Person) =>
      new Set((await person.must('GET /api/topics', { query: { limit: 100 } })).items.map(each => each.spaceId))
    expect((await spacesIn(scene.place.guest())).has(scene.spaces.members)).toBe(false)
    expect((await spacesIn(scene.reader)).has(scene.spaces.members)).toBe(true)
    expect((await spacesIn(scene.coordinator)).has(scene.spaces.supervisors)).toBe(false)
    expect((await spacesIn(scene.supervisor)).has(scene.spaces.supervisors)).toBe(true)
  })

  test('show no words under a content note, nor of what was taken back', async () => {
    const spaceId = await newSpace()
    await start(scene.author, { body: 'canary one', contentNotes: ['grief'] }, spaceId)
    const gone = (await start(scene.author, { body: 'canary two', contentNotes: [] }, spaceId)).body.id
    await scene.author.must('DELETE /api/topics/:topicId', { params: { topicId: gone } })
    expect((await scene.reader.call('GET /api/spaces/:spaceId/topics', { params: { spaceId } })).text).not.toContain('canary')
  })
})
