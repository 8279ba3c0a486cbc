// Reactions: pressed by readers, told to the author alone, without who and how many; and nothing of them anywhere else.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'
import { world } from '../world.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const react = (person: Person, replyId: string, reactions: string[]) =>
  person.call('PUT /api/replies/:replyId/reactions', { params: { replyId }, body: { reactions } as never })
const reactToTopic = (person: Person, topicId: string, reactions: string[]) =>
  person.call('PUT /api/topics/:topicId/reactions', { params: { topicId }, body: { reactions } as never })
const marksOf = (person: Person, topicId: string) => person.must('GET /api/topics/:topicId/marks', { params: { topicId } })
const pageOf = async (person: Person, topicId: string, slug: string) => (await person.send('GET', `/topics/${topicId}/${slug}`)).text
const counts = (html: string, words: RegExp) => [...html.matchAll(words)].length

describe('a reader', () => {
  test('sets their own reactions whole: the same twice is the same, and what is left out is no longer pressed', async () => {
    const { topicId, replyId } = await scene.post('public')
    for (const _ of [1, 2])
      expect((await react(scene.reader, replyId, ['thanks', 'heard'])).body).toEqual({ reactions: ['heard', 'thanks'] })
    expect((await marksOf(scene.reader, topicId)).items).toEqual([{ postId: replyId, reactions: ['heard', 'thanks'], bookmarked: false }])
    await react(scene.reader, replyId, ['learned'])
    expect((await marksOf(scene.reader, topicId)).items).toEqual([{ postId: replyId, reactions: ['learned'], bookmarked: false }])
    await react(scene.reader, replyId, [])
    expect(await marksOf(scene.reader, topicId)).toMatchObject({ items: [], received: [] })
    expect(await scene.place.app.connection.collection('marks').countDocuments({ topicId })).toBe(0)
  })

  test('pressing twice at once is pressing once', async () => {
    const { topicId, replyId } = await scene.post('public')
    const answers = await Promise.all(Array.from({ length: 8 }, () => react(scene.reader, replyId, ['heard'])))
    expect(answers.map(each => each.status)).toEqual(Array(8).fill(200))
    expect((await marksOf(scene.reader, topicId)).items).toHaveLength(1)
  })

  test('sees what they pressed as pressed, and presses and releases it by a form', async () => {
    const { topicId, replyId } = await scene.post('public')
    const press = (name: string, value: string) =>
      scene.reader.send('POST', `/replies/${replyId}/reactions`, { body: new URLSearchParams({ [name]: value }) })
    for (const [name, value] of [
      ['press', 'heard'],
      ['press', 'learned'],
      ['press', 'heard'],
      ['release', 'learned'],
    ] as const) {
      const { status, headers } = await press(name, value)
      expect([status, headers.get('location')?.replace(/said=\w+/, 'said')]).toEqual([303, `/topics/${topicId}?around=1&said#r-1`])
    }
    const html = await pageOf(scene.reader, topicId, 'a-topic-in-public')
    expect(html).toMatch(/name="release" value="heard" aria-pressed="true" aria-label="Heard, reply 1"/)
    expect(html).toMatch(/name="press" value="learned" aria-pressed="false"/)
  })
})

describe('a post can be reacted to', () => {
  test('not by its author, named or without a name, not when it is taken back, and not where one may not write or read', async () => {
    const { topicId, replyId } = await scene.post('public')
    expect((await react(scene.author, replyId, ['heard'])).body.code).toBe('not-allowed')
    expect((await reactToTopic(scene.author, topicId, ['heard'])).body.code).toBe('not-allowed')
    const { id: nameless } = await scene.reader.must('POST /api/topics/:topicId/replies', {
      params: { topicId },
      body: { body: 'Without a name', anonymous: true },
    })
    expect((await react(scene.reader, nameless, ['heard'])).body.code).toBe('not-allowed')
    expect((await react(scene.author, nameless, ['heard'])).status).toBe(200)
    await scene.reader.must('DELETE /api/replies/:replyId', { params: { replyId: nameless } })
    expect((await react(scene.author, nameless, [])).body.code).toBe('already-removed')
    for (const id of [scene.secret.replyId, randomUUID()]) expect((await react(scene.reader, id, ['heard'])).body.code).toBe('not-found')
    expect((await scene.reader.call('GET /api/topics/:topicId/marks', { params: { topicId: scene.secret.topicId } })).body.code).toBe(
      'not-found',
    )
  })

  test('with what is offered here alone', async () => {
    const place = await world({ env: { REACTIONS: 'with-you, heard' } })
    const [coordinator, reader] = [await place.coordinator(), await place.member()]
    const { id: spaceId } = await coordinator.must('POST /api/spaces', { body: { name: 'A space', visibility: 'public' } })
    const topic = await coordinator.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId },
      body: { title: 'A title', body: 'Words' },
    })
    expect(await marksOf(reader, topic.id)).toMatchObject({ offered: ['with-you', 'heard'] })
    expect((await reactToTopic(reader, topic.id, ['heard', 'thanks'])).body).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/reactions/1' }],
    })
    expect((await reactToTopic(reader, topic.id, ['hated'])).body.code).toBe('invalid-input')
    expect(await pageOf(reader, topic.id, topic.slug)).toMatch(/value="with-you"(?:(?!value="thanks").)*$/s)
  })
})

describe('the author', () => {
  test('alone is told that a post was heard, in the same words whether one person pressed or three', async () => {
    const { topicId, replyId } = await scene.post('public')
    await react(scene.reader, replyId, ['heard'])
    const told = async () => (await pageOf(scene.author, topicId, 'a-topic-in-public')).replaceAll(/[0-9a-f-]{36}/g, 'id')
    // The first look reads the topic, which moves the reader's own place in it.
    await told()
    const once = await told()
    expect(counts(once, /Somebody heard you\./g)).toBe(1)
    expect((await marksOf(scene.author, topicId)).received).toEqual([{ postId: replyId, reactions: ['heard'] }])
    await react(scene.moderator, replyId, ['heard'])
    await react(scene.coordinator, replyId, ['heard'])
    expect(await told()).toBe(once)
    for (const other of [scene.reader, scene.moderator, scene.coordinator, scene.place.guest()])
      expect(await pageOf(other, topicId, 'a-topic-in-public')).not.toContain('Somebody')
  })

  test('is told of a post without a name too, and nobody else is', async () => {
    const { topicId } = await scene.post('public')
    const { id } = await scene.reader.must('POST /api/topics/:topicId/replies', {
      params: { topicId },
      body: { body: 'Without a name', anonymous: true },
    })
    await react(scene.moderator, id, ['with-you', 'thanks'])
    expect((await marksOf(scene.reader, topicId)).received).toEqual([{ postId: id, reactions: ['thanks', 'with-you'] }])
    expect((await marksOf(scene.author, topicId)).received).toEqual([])
    expect((await marksOf(scene.moderator, topicId)).received).toEqual([])
  })

  test('is told no more once the post is taken back, or nobody presses', async () => {
    const { topicId, replyId, answerId } = await scene.post('public')
    for (const id of [replyId, answerId]) await react(scene.reader, id, ['heard'])
    await scene.author.must('DELETE /api/replies/:replyId', { params: { replyId } })
    await react(scene.reader, answerId, [])
    expect((await marksOf(scene.author, topicId)).received).toEqual([])
    expect(await pageOf(scene.author, topicId, 'a-topic-in-public')).not.toContain('Somebody')
  })
})

describe('nothing of reactions', () => {
  test('is in what anybody is sent of topics and replies, and no number of the topic moves', async () => {
    const { topicId, replyId } = await scene.post('public')
    const asked = async (person: Person) =>
      (await person.send('GET', `/api/topics/${topicId}/replies?with=topic`)).text + (await person.send('GET', '/api/topics')).text
    const people = [scene.author, scene.reader, scene.moderator, scene.place.guest()]
    const before = await Promise.all(people.map(asked))
    await react(scene.reader, replyId, ['heard', 'learned'])
    expect(await Promise.all(people.map(asked))).toEqual(before)
  })

  test('is stored with a time, or in the order in which people pressed', async () => {
    const { topicId, replyId } = await scene.post('public')
    await react(scene.reader, replyId, ['heard'])
    const [stored] = await scene.place.app.connection.collection('marks').find({ topicId }).toArray()
    expect(Object.keys(stored!).sort()).toEqual(['_id', 'accountId', 'bookmark', 'postId', 'reactions', 'topicId'])
  })

  test('stands on a guest’s page, where nothing can be pressed', async () => {
    const html = await pageOf(scene.place.guest(), scene.open.topicId, 'a-topic-in-public')
    expect(html).toContain('A reply to A topic in public')
    expect(html).not.toMatch(/data-react|reactions|aria-pressed|offered/)
  })
})

test('a silenced member is offered no reaction, and their own stay as they are', async () => {
  const person = await scene.place.member()
  const { topicId, replyId } = await scene.post('public')
  await react(person, replyId, ['heard'])
  await scene.coordinator.must('PATCH /api/members/:accountId', {
    params: { accountId: person.id },
    body: { standing: { is: 'silenced', reason: 'for a test' } },
  })
  expect((await react(person, replyId, [])).body.code).toBe('account-silenced')
  expect(await pageOf(person, topicId, 'a-topic-in-public')).not.toContain('data-react')
  expect((await marksOf(person, topicId)).items).toHaveLength(1)
})
