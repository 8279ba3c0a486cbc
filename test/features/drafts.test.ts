// Drafts: kept for their writer alone, never overwritten unseen, one post from whichever device, gone with the post and by themselves.
import { randomUUID } from 'node:crypto'
import { limits } from '@hearth/shared/limits'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

type Given = { basedOn?: string | null; postId?: string; parentId?: string; editing?: number; fields?: Record<string, string | string[]> }
const at = (kind: string, placeId: string) => ({ params: { kind, placeId } })
const keep = (person: Person, kind: string, placeId: string, given: Given = {}) =>
  person.call('PUT /api/drafts/:kind/:placeId', { ...at(kind, placeId), body: { fields: { body: 'Words' }, ...given } })
const read = (person: Person, kind: string, placeId: string) => person.call('GET /api/drafts/:kind/:placeId', at(kind, placeId))

describe('a draft', () => {
  test('comes back as the form had it, on any device of its writer', async () => {
    const person = await scene.place.member()
    const fields = { body: '  half a thought\n', contentNotes: ['grief or loss', 'burnout'], anonymous: 'true', pollOption: ['', 'b'] }
    const postId = randomUUID()
    const kept = await keep(person, 'reply', scene.open.topicId, { postId, parentId: scene.open.replyId, fields })
    expect(kept.status).toBe(200)
    expect((await read(person, 'reply', scene.open.topicId)).body).toEqual(kept.body)
    expect(kept.body).toMatchObject({ fields, postId, parentId: scene.open.replyId, thrownAway: false })
    expect(kept.body.place).toEqual({ title: 'A topic in public' })
  })

  test.each([
    ['reply', () => scene.open.topicId],
    ['topic', () => scene.open.spaceId],
    ['edit-reply', () => scene.open.replyId],
    ['edit-topic', () => scene.open.topicId],
  ])('is kept for one place of the kind %s, and each apart', async (kind, placeId) => {
    const person = await scene.place.member()
    expect((await keep(person, kind, placeId())).body).toMatchObject({ kind, placeId: placeId() })
    expect((await person.must('GET /api/drafts')).items).toHaveLength(1)
  })

  test.each([
    ['reply', () => scene.secret.topicId],
    ['topic', () => scene.secret.spaceId],
    ['edit-reply', () => scene.secret.replyId],
    ['edit-topic', () => scene.secret.topicId],
    ['reply', () => randomUUID()],
    ['poem', () => scene.open.topicId],
    ['constructor', () => scene.open.topicId],
  ])('of the kind %s is refused as not-found where its writer cannot read', async (kind, placeId) => {
    expect((await keep(scene.reader, kind, placeId())).body.code).toBe('not-found')
    expect((await read(scene.reader, kind, placeId())).body.code).toBe('not-found')
  })

  test('keeps its words, and not the title of its place, when its writer can no longer read that', async () => {
    const person = await scene.place.member({ roles: ['supervisor'] })
    await keep(person, 'reply', scene.secret.topicId, { fields: { body: 'Mine' } })
    await scene.coordinator.must('PATCH /api/members/:accountId', { params: { accountId: person.id }, body: { roles: ['member'] } })
    const { items } = await person.must('GET /api/drafts')
    expect(items).toMatchObject([{ fields: { body: 'Mine' }, place: null }])
    expect((await person.send('GET', '/drafts')).text).not.toContain('A topic in supervisors')
  })

  test('is too long as a whole form only', async () => {
    const person = await scene.place.member()
    const long = await keep(person, 'reply', scene.open.topicId, { fields: { body: 'ä'.repeat(limits.bodyMax) } })
    expect(long.status).toBe(200)
    const longer = { body: 'x'.repeat(limits.draftMax) }
    expect((await keep(person, 'topic', scene.open.spaceId, { fields: longer })).body.code).toBe('invalid-input')
    for (const name of ['__proto__', '$where', 'a b', '', '1'])
      expect(
        (
          await person.send('PUT', `/api/drafts/topic/${scene.open.spaceId}`, {
            body: `{"fields":{${JSON.stringify(name)}:"x"}}`,
            headers: { 'content-type': 'application/json' },
          })
        ).status,
        name,
      ).not.toBe(500)
  })
})

describe('two devices', () => {
  test('never overwrite each other unseen: who is behind gets both, and goes on from the newer', async () => {
    const person = await scene.place.member()
    const place = ['reply', scene.open.topicId] as const
    const first = (await keep(person, ...place, { fields: { body: 'One' } })).body
    const newer = (await keep(person, ...place, { fields: { body: 'Two' }, basedOn: first.revision })).body
    const behind = await keep(person, ...place, { fields: { body: 'Three' }, basedOn: first.revision })
    expect([behind.status, behind.body.code]).toEqual([409, 'kept-elsewhere'])
    expect((await keep(person, ...place, { fields: { body: 'Three' } })).body.code).toBe('kept-elsewhere')
    expect((await read(person, ...place)).body.fields).toEqual({ body: 'Two' })
    expect((await keep(person, ...place, { fields: { body: 'Three' }, basedOn: newer.revision })).status).toBe(200)
  })

  test('may send the same words again when an answer was lost', async () => {
    const person = await scene.place.member()
    const place = ['reply', scene.open.topicId] as const
    const { revision } = (await keep(person, ...place, { fields: { body: 'One' } })).body
    await keep(person, ...place, { fields: { body: 'Two' }, basedOn: revision })
    expect((await keep(person, ...place, { fields: { body: 'Two' }, basedOn: revision })).status).toBe(200)
  })

  test('at once keep one, and the other is told', async () => {
    const person = await scene.place.member()
    const both = await Promise.all(
      ['One', 'Two'].map(body => keep(person, 'topic', scene.open.spaceId, { postId: randomUUID(), fields: { body } })),
    )
    expect(both.map(each => each.status).sort()).toEqual([200, 409])
  })
})

describe('posting', () => {
  const post = (person: Person, topicId: string, body: Record<string, unknown>) =>
    person.send('POST', `/api/topics/${topicId}/replies`, { body: { body: 'Words', ...body } })

  test('takes the draft away, and from two devices is one reply', async () => {
    const person = await scene.place.member()
    const [postId, place] = [randomUUID(), ['reply', scene.open.topicId] as const]
    const { revision } = (await keep(person, ...place, { postId })).body
    expect((await post(person, scene.open.topicId, { id: postId, draft: revision })).status).toBe(201)
    expect((await read(person, ...place)).status).toBe(404)
    expect((await post(person, scene.open.topicId, { id: postId, draft: revision })).status).toBe(200)
    // A late word of the other device makes no draft of it again.
    expect((await keep(person, ...place, { postId, basedOn: revision })).body.code).toBe('kept-elsewhere')
    expect((await keep(person, ...place, { postId })).body.code).toBe('already-sent')
  })

  test('is refused where newer words were kept elsewhere, which would be gone unseen', async () => {
    const person = await scene.place.member()
    const [postId, place] = [randomUUID(), ['reply', scene.open.topicId] as const]
    const { revision } = (await keep(person, ...place, { postId })).body
    await keep(person, ...place, { postId, basedOn: revision, fields: { body: 'Words, and more' } })
    expect((await post(person, scene.open.topicId, { id: postId, draft: revision })).body).toMatchObject({ code: 'kept-elsewhere' })
    expect((await scene.reader.call('GET /api/replies/:replyId', { params: { replyId: postId } })).status).toBe(404)
    expect((await read(person, ...place)).body.fields).toEqual({ body: 'Words, and more' })
  })

  test('something else leaves the draft where it is', async () => {
    const person = await scene.place.member()
    await keep(person, 'reply', scene.open.topicId, { postId: randomUUID() })
    expect((await post(person, scene.open.topicId, {})).status).toBe(201)
    expect((await read(person, 'reply', scene.open.topicId)).status).toBe(200)
  })

  test('a topic, and saving an edit, take theirs away too', async () => {
    const person = await scene.place.member()
    const id = randomUUID()
    await keep(person, 'topic', scene.open.spaceId, { postId: id })
    const topic = { params: { spaceId: scene.open.spaceId }, body: { id, title: 'A title', body: 'Words' } }
    await person.must('POST /api/spaces/:spaceId/topics', topic)
    const replyId = (await person.must('POST /api/topics/:topicId/replies', { params: { topicId: id }, body: { body: 'Words' } })).id
    await keep(person, 'edit-topic', id)
    await keep(person, 'edit-reply', replyId)
    expect((await person.must('GET /api/drafts')).items).toHaveLength(2)
    await person.must('PATCH /api/topics/:topicId', { params: { topicId: id }, body: { body: 'Other words' } })
    await person.must('PATCH /api/replies/:replyId', { params: { replyId }, body: { body: 'Words' } })
    expect((await person.must('GET /api/drafts')).items).toEqual([])
  })
})

describe('nobody else', () => {
  test('reads a draft through any page or answer: not a moderator, not an administrator, not a program', async () => {
    const person = await scene.place.member({ handle: 'writer' })
    const admin = await scene.place.member({ roles: ['administrator', 'moderator', 'coordinator'] })
    const places: [string, string][] = [
      ['reply', scene.open.topicId],
      ['topic', scene.open.spaceId],
      ['edit-reply', scene.open.replyId],
      ['edit-topic', scene.open.topicId],
    ]
    for (const [kind, placeId] of places)
      await keep(person, kind, placeId, { fields: { body: 'canaryword', title: 'canarytitle', anonymous: 'true' } })
    const { secret } = await person.must('POST /api/tokens', { body: { name: 'mine', scope: 'write' } })
    const paths = [
      ...['/', '/drafts', '/me', '/people/writer', '/manage/members', '/manage/reports', '/spaces', '/api/openapi.json'],
      ...[`/spaces/${scene.open.spaceId}`, `/spaces/${scene.open.spaceId}/compose`, `/topics/${scene.open.topicId}`],
      ...[`/topics/${scene.open.topicId}/edit`, `/replies/${scene.open.replyId}/edit`, `/topics/${scene.open.topicId}/history`],
      ...['/api/drafts', '/api/topics', '/api/members', '/api/people/writer', '/api/reports'],
      ...places.map(([kind, placeId]) => `/api/drafts/${kind}/${placeId}`),
    ]
    const told = async (who: Person, headers: Record<string, string> = {}) => {
      const answers = await Promise.all(paths.map(path => who.send('GET', path, { headers })))
      return answers.map(({ text, headers: sent }) => text + sent.get('location')).join('\n')
    }
    for (const who of [scene.place.guest(), scene.moderator, scene.coordinator, admin, scene.author])
      expect(await told(who), who.handle).not.toMatch(/canary/i)
    expect(await told(scene.place.guest(), { authorization: `Bearer ${secret}` })).not.toMatch(/canary/i)
    expect(scene.place.lines.join()).not.toMatch(/canary/i)
    expect(await told(person)).toMatch(/canary/i)
  })

  test('throws it away or keeps another in its stead', async () => {
    const person = await scene.place.member()
    const { revision } = (await keep(person, 'reply', scene.open.topicId, { fields: { body: 'Mine' } })).body
    await keep(scene.moderator, 'reply', scene.open.topicId, { basedOn: revision, fields: { body: 'Another' } })
    await scene.moderator.call('DELETE /api/drafts/:kind/:placeId', at('reply', scene.open.topicId))
    expect((await read(person, 'reply', scene.open.topicId)).body.fields).toEqual({ body: 'Mine' })
  })
})
