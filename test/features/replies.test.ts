// Replying: ids and repeats, nesting, editing, taking back and restoring, through the API.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const newTopic = async () => ({ topicId: (await scene.post('public')).topicId })
const reply = (person: Person, topicId: string, body: object) =>
  person.call('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Words', ...body } })
const edit = (person: Person, replyId: string, body: object) => person.call('PATCH /api/replies/:replyId', { params: { replyId }, body })
const remove = (person: Person, replyId: string) => person.call('DELETE /api/replies/:replyId', { params: { replyId } })
const restore = (person: Person, replyId: string) => person.call('POST /api/replies/:replyId/restore', { params: { replyId } })
const read = (person: Person, replyId: string) => person.call('GET /api/replies/:replyId', { params: { replyId } })
const all = async (topicId: string) =>
  (await scene.reader.must('GET /api/topics/:topicId/replies', { params: { topicId }, query: { view: 'flat', limit: 100 } })).items

describe('the same reply sent again', () => {
  test('answers the first result, and makes no second reply', async () => {
    const { topicId } = await newTopic()
    const id = randomUUID()
    const [first, again] = [await reply(scene.author, topicId, { id }), await reply(scene.author, topicId, { id })]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect((await all(topicId)).filter(each => each.id === id)).toHaveLength(1)
  })

  test('with other words, another parent or without a name is refused, with the way to edit it', async () => {
    const { topicId } = await newTopic()
    const id = randomUUID()
    const first = await reply(scene.author, topicId, { id })
    const parentId = (await all(topicId))[0]!.id
    for (const other of [{ body: 'Other words' }, { parentId }, { anonymous: true }, { contentNotes: ['grief'] }])
      expect((await reply(scene.author, topicId, { id, ...other })).body).toMatchObject({
        code: 'already-sent',
        link: `/replies/${id}/edit`,
      })
    expect((await read(scene.author, id)).body).toEqual(first.body)
  })

  test('by somebody else is refused, and tells nothing of the first', async () => {
    const { topicId } = await newTopic()
    const id = randomUUID()
    await reply(scene.author, topicId, { id })
    const answer = await reply(scene.reader, topicId, { id })
    expect(answer.body).toMatchObject({ status: 409, code: 'id-taken' })
    expect(answer.body.link).toBeUndefined()
  })

  test('in another topic is refused', async () => {
    const [one, other] = [await newTopic(), await newTopic()]
    const id = randomUUID()
    await reply(scene.author, one.topicId, { id })
    expect((await reply(scene.author, other.topicId, { id })).body.code).toBe('already-sent')
  })

  test('ten times at once makes one', async () => {
    const { topicId } = await newTopic()
    const id = randomUUID()
    const answers = await Promise.all(Array.from({ length: 10 }, () => reply(scene.author, topicId, { id })))
    expect(answers.map(each => each.status).sort()).toEqual([...Array(9).fill(200), 201])
    expect(new Set(answers.map(each => each.text)).size).toBe(1)
    expect((await all(topicId)).filter(each => each.id === id)).toHaveLength(1)
    expect((await scene.reader.must('GET /api/topics/:topicId', { params: { topicId } })).replyCount).toBe(3)
  })

  test('after the topic was locked still answers the first result', async () => {
    const { topicId } = await newTopic()
    const id = randomUUID()
    const first = await reply(scene.author, topicId, { id })
    await scene.moderator.must('PATCH /api/topics/:topicId', { params: { topicId }, body: { locked: true } })
    const again = await reply(scene.author, topicId, { id })
    expect(again.status).toBe(200)
    expect(again.body.id).toBe(first.body.id)
    expect((await reply(scene.author, topicId, {})).body.code).toBe('topic-locked')
  })
})

test('twenty replies at once get the numbers 1 to 20 and sequence numbers without a hole', async () => {
  const topic = await scene.author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: scene.spaces.public },
    body: { title: 'Many at once', body: 'Words' },
  })
  const people = [scene.author, scene.reader, scene.moderator, scene.coordinator]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => reply(people[index % 4]!, topic.id, { body: `Reply ${index}` })),
  )
  const numbers = (of: (each: (typeof answers)[number]['body']) => number) => answers.map(each => of(each.body)).sort((a, b) => a - b)
  const oneTo = (from: number) => Array.from({ length: 20 }, (_, index) => from + index)
  expect(answers.every(each => each.status === 201)).toBe(true)
  expect(numbers(each => each.n)).toEqual(oneTo(1))
  expect(numbers(each => each.seq)).toEqual(oneTo(topic.seq + 1))
  expect(await scene.reader.must('GET /api/topics/:topicId', { params: { topicId: topic.id } })).toMatchObject({
    lastN: 20,
    replyCount: 20,
    seq: topic.seq + 20,
  })
})

test('a lock that lands among replies lets in those before it, and none after', async () => {
  const refused: string[] = []
  for (let round = 0; round < 5; round += 1) {
    const { topicId } = await newTopic()
    const some = () =>
      Array.from({ length: 6 }, (_, index) => reply(index % 2 ? scene.author : scene.reader, topicId, { body: `Reply ${index}` }))
    const before = some()
    const lock = scene.moderator.must('PATCH /api/topics/:topicId', { params: { topicId }, body: { locked: true } })
    const answers = await Promise.all([...before, ...some()])
    await lock
    const { seq: lockedAt } = await scene.moderator.must('GET /api/topics/:topicId/source', { params: { topicId } })
    for (const { status, body } of answers) {
      if (status === 201) expect(body.seq).toBeLessThan(lockedAt)
      else refused.push(body.code)
    }
    expect((await scene.reader.must('GET /api/topics/:topicId', { params: { topicId } })).lastN).toBe(
      2 + answers.filter(each => each.status === 201).length,
    )
  }
  expect(new Set(refused)).toEqual(new Set(['topic-locked']))
})

describe('nesting', () => {
  test('goes on below the level where sorting ends, and every reply keeps its parent', async () => {
    const topic = await scene.author.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId: scene.spaces.public },
      body: { title: 'A deep talk', body: 'Words' },
    })
    const chain: { id: string; n: number; depth: number; parentId: string | null; parentN: number | null }[] = []
    for (let depth = 0; depth < 36; depth += 1)
      chain.push(
        (await reply(depth % 2 ? scene.reader : scene.author, topic.id, { body: `Level ${depth}`, parentId: chain.at(-1)?.id ?? null }))
          .body,
      )
    const late = (await reply(scene.author, topic.id, { body: 'Beside the first answer', parentId: chain[0]!.id })).body
    const shown = (await scene.reader.must('GET /api/topics/:topicId/replies', { params: { topicId: topic.id }, query: { limit: 100 } }))
      .items
    expect(shown.map(each => each.id)).toEqual([...chain.map(each => each.id), late.id])
    expect(shown.map(each => each.depth)).toEqual([...chain.keys(), 1])
    for (const [index, each] of chain.entries())
      expect([each.parentId, each.parentN]).toEqual(index === 0 ? [null, null] : [chain[index - 1]!.id, chain[index - 1]!.n])
  })
})

describe('an edit', () => {
  test('keeps the earlier wording, for the author and moderators', async () => {
    const { topicId } = await newTopic()
    const { id } = (await reply(scene.author, topicId, { body: 'First words', contentNotes: ['grief'] })).body
    const edited = await edit(scene.author, id, { body: 'Second words' })
    expect(edited.body).toMatchObject({ html: '<p>Second words</p>\n', edited: { by: { handle: 'author' } } })
    const ask = (person: Person) => person.call('GET /api/replies/:replyId/revisions', { params: { replyId: id } })
    for (const person of [scene.author, scene.moderator])
      expect((await ask(person)).body).toMatchObject({
        items: [{ body: 'First words', contentNotes: ['grief'] }],
        current: { body: 'Second words' },
      })
    expect((await ask(scene.reader)).body.code).toBe('not-allowed')
  })

  test('of the words alone leaves the content notes, and of the notes alone leaves the words', async () => {
    const { topicId } = await newTopic()
    const { id } = (await reply(scene.author, topicId, { body: 'First words', contentNotes: ['grief'] })).body
    expect((await edit(scene.author, id, { body: 'Second words' })).body.contentNotes).toEqual(['grief'])
    expect((await edit(scene.author, id, { contentNotes: ['loss'] })).body).toMatchObject({
      html: '<p>Second words</p>\n',
      contentNotes: ['loss'],
    })
  })

  test('that changes nothing is no edit', async () => {
    const { topicId } = await newTopic()
    const made = (await reply(scene.author, topicId, { body: 'The words' })).body
    for (const body of [{}, { body: 'The words' }, { contentNotes: [] }])
      expect((await edit(scene.author, made.id, body)).body).toEqual(made)
  })

  test('of what was changed meanwhile is refused, and one of two at once is taken', async () => {
    const { topicId } = await newTopic()
    const { id, seq } = (await reply(scene.author, topicId, {})).body
    const [one, other] = await Promise.all([
      edit(scene.author, id, { body: 'One', basedOn: seq }),
      edit(scene.moderator, id, { body: 'Other', basedOn: seq }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 409])
    expect([one, other].find(each => each.status === 409)?.body).toMatchObject({ code: 'edited-meanwhile', link: `/replies/${id}/edit` })
    expect((await edit(scene.author, id, { body: 'Late', basedOn: seq })).body.code).toBe('edited-meanwhile')
  })

  test('is for the author and moderators, who alone get the source', async () => {
    const { topicId } = await newTopic()
    const { id } = (await reply(scene.author, topicId, { body: 'Some *words*' })).body
    expect((await edit(scene.reader, id, { body: 'Mine' })).body.code).toBe('not-allowed')
    const source = (person: Person) => person.call('GET /api/replies/:replyId/source', { params: { replyId: id } })
    expect((await source(scene.author)).body.body).toBe('Some *words*')
    expect((await source(scene.reader)).body.code).toBe('not-allowed')
    expect((await edit(scene.moderator, id, { body: 'Ours' })).body.edited?.by).toMatchObject({ handle: 'moderator' })
  })
})

describe('a reply that is taken back', () => {
  test('leaves its place and the answers to it, and none of its words', async () => {
    const { replyId, answerId, topicId } = await scene.post('public', 'A canary sings')
    expect((await remove(scene.author, replyId)).body).toMatchObject({ html: '', removed: { by: 'author' }, can: { restore: true } })
    const shown = await scene.reader.call('GET /api/topics/:topicId/replies', { params: { topicId } })
    expect(shown.body.items.map(each => each.id)).toEqual([replyId, answerId])
    expect(JSON.stringify(shown.body.items[0])).not.toContain('canary')
    expect((await scene.reader.must('GET /api/topics/:topicId', { params: { topicId } })).replyCount).toBe(1)
  })

  test('comes back by who took it back, and by moderators', async () => {
    const { replyId } = await scene.post('public')
    await remove(scene.author, replyId)
    expect((await restore(scene.reader, replyId)).body.code).toBe('not-allowed')
    expect((await restore(scene.author, replyId)).body).toMatchObject({ removed: null, html: expect.stringContaining('A reply') })
    expect((await remove(scene.moderator, replyId)).body.removed?.by).toBe('moderator')
    expect((await restore(scene.author, replyId)).body.code).toBe('not-allowed')
    expect((await restore(scene.moderator, replyId)).body.removed).toBeNull()
    expect((await restore(scene.moderator, replyId)).body.code).toBe('not-allowed')
  })

  test('is taken back once, and cannot be edited', async () => {
    const { replyId, topicId } = await scene.post('public')
    const answers = await Promise.all(Array.from({ length: 5 }, () => remove(scene.author, replyId)))
    expect(answers.filter(each => each.status === 200)).toHaveLength(1)
    expect((await remove(scene.author, replyId)).body.code).toBe('already-removed')
    expect((await edit(scene.author, replyId, { body: 'Words' })).body.code).toBe('already-removed')
    expect((await scene.reader.must('GET /api/topics/:topicId', { params: { topicId } })).replyCount).toBe(1)
  })
})
