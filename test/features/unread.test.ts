// How far one has read: jumping to the first unread, marking read and unread, and catching up with what changed.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const position = (person: Person, topicId: string, readUpTo: number) =>
  person.call('PUT /api/topics/:topicId/position', { params: { topicId }, body: { readUpTo } })
const read = (person: Person, topicId: string) => person.must('GET /api/topics/:topicId', { params: { topicId } })
const reply = (person: Person, topicId: string, body = 'Words') =>
  person.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body } })
const changes = (person: Person, topicId: string, after: number, limit = 100) =>
  person.must('GET /api/topics/:topicId/changes', { params: { topicId }, query: { after, limit } })
async function rowOf(person: Person, topicId: string) {
  const { items } = await person.must('GET /api/topics', { query: { limit: 100 } })
  return items.find(each => each.id === topicId)!
}

describe('a position', () => {
  test('starts at nothing, moves forwards and back, and never beyond the last reply', async () => {
    const { topicId } = await scene.post('public')
    expect((await read(scene.reader, topicId)).readUpTo).toBe(0)
    expect((await rowOf(scene.reader, topicId)).unread).toBeNull()
    for (const [asked, kept, unread] of [
      [1, 1, 1],
      [2, 2, 0],
      [99, 2, 0],
      [0, 0, 2],
    ] as const) {
      expect((await position(scene.reader, topicId, asked)).body.readUpTo).toBe(kept)
      expect((await read(scene.reader, topicId)).readUpTo).toBe(kept)
      expect((await rowOf(scene.reader, topicId)).unread).toBe(unread)
    }
  })

  test('is one’s own', async () => {
    const { topicId } = await scene.post('public')
    await position(scene.reader, topicId, 2)
    expect((await read(scene.moderator, topicId)).readUpTo).toBe(0)
    expect((await read(scene.place.guest(), topicId)).readUpTo).toBeNull()
    expect((await rowOf(scene.place.guest(), topicId)).unread).toBeNull()
  })

  test('leads to the page that begins with the first unread reply', async () => {
    const { topicId } = await scene.post('public')
    for (let index = 0; index < 5; index += 1) await reply(scene.author, topicId)
    await position(scene.reader, topicId, 4)
    const { readUpTo, lastN } = await read(scene.reader, topicId)
    const query = { around: (readUpTo ?? 0) + 1, view: 'flat', limit: 2 } as const
    const page = await scene.reader.must('GET /api/topics/:topicId/replies', { params: { topicId }, query })
    expect([page.items.map(each => each.n), lastN]).toEqual([[5, 6], 7])
  })

  test('refuses what is no number of replies', async () => {
    const { topicId } = await scene.post('public')
    for (const readUpTo of [-1, 1.5, '1', null, { $gt: 0 }, Number.MAX_VALUE])
      expect((await position(scene.reader, topicId, readUpTo as number)).body.code).toBe('invalid-input')
  })

  test('is kept by a silenced member, who writes nothing', async () => {
    const { topicId } = await scene.post('public')
    const silenced = await scene.place.member({ handle: 'quiet' })
    await scene.coordinator.must('PATCH /api/members/:accountId', {
      params: { accountId: silenced.id },
      body: { standing: { is: 'silenced', reason: 'for a test' } },
    })
    expect((await position(silenced, topicId, 1)).status).toBe(200)
    expect((await read(silenced, topicId)).can).toMatchObject({ reply: false, edit: false })
    expect((await silenced.call('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Words' } })).body.code).toBe(
      'account-silenced',
    )
  })
})

test('everything is read at once, where one may read, and nothing moves back', async () => {
  const person = await scene.place.member({ handle: 'thorough' })
  const [open, closed] = [await scene.post('public'), await scene.post('members')]
  await position(person, open.topicId, 1)
  const { topics } = await person.must('POST /api/positions/all-read')
  const visible = (await person.must('GET /api/topics', { query: { limit: 100 } })).items
  expect(topics).toBe(visible.length)
  expect(visible.every(each => each.unread === 0)).toBe(true)
  await reply(scene.author, closed.topicId)
  expect((await rowOf(person, closed.topicId)).unread).toBe(1)
  expect((await read(person, open.topicId)).readUpTo).toBe(2)
})

test('a read position of one is nobody’s news: it is in no other answer', async () => {
  const { topicId } = await scene.post('public')
  const before = JSON.stringify([await read(scene.author, topicId), await changes(scene.author, topicId, 0)])
  await position(scene.reader, topicId, 2)
  expect(JSON.stringify([await read(scene.author, topicId), await changes(scene.author, topicId, 0)])).toBe(before)
})

describe('catching up', () => {
  const step = fc.record({
    what: fc.constantFrom('post', 'edit', 'remove', 'restore', 'retitle', 'lock'),
    at: fc.nat({ max: 20 }),
    catchUp: fc.constantFrom(true, false, false, false),
  })

  test.each(['member', 'guest'] as const)('a %s who applies the changes has what a fresh fetch gives, whatever happened', async kind => {
    const person = kind === 'guest' ? scene.place.guest() : scene.reader
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 12, size: 'max' }),
        fc.integer({ min: 1, max: 2 }),
        async (steps, limit) => {
          const { topicId } = await scene.post('public')
          const known = await fetchAll(person, topicId)
          for (const { what, at, catchUp } of steps) {
            await act(topicId, what, at)
            if (catchUp) await apply(person, topicId, known, limit)
          }
          await apply(person, topicId, known, limit)
          expect(known).toEqual(await fetchAll(person, topicId))
        },
      ),
      { numRuns: 6, seed: 99, unbiased: true },
    )
  })

  test('with what one has already gives nothing more', async () => {
    const { topicId } = await scene.post('public')
    const { seq } = await read(scene.reader, topicId)
    expect(await changes(scene.reader, topicId, seq)).toEqual({ items: [], topic: null, upTo: seq, more: false })
    expect(await changes(scene.reader, topicId, seq + 50)).toMatchObject({ items: [], topic: null, upTo: seq })
  })
})

type Known = Awaited<ReturnType<typeof fetchAll>>

/** What a reader holds: the topic and its replies, without what is the reader's own. */
async function fetchAll(person: Person, topicId: string) {
  const { mine: _, can: __, readUpTo: ___, ...topic } = await read(person, topicId)
  const page = await person.must('GET /api/topics/:topicId/replies', { params: { topicId }, query: { view: 'flat', limit: 100 } })
  const replies = new Map(page.items.map(({ mine: _mine, can: _can, ...each }) => [each.id, each]))
  return { seq: page.seq, words: wordsOf(topic), replies }
}

async function apply(person: Person, topicId: string, known: Known, limit: number) {
  for (;;) {
    const { items, topic, upTo, more } = await changes(person, topicId, known.seq, limit)
    for (const each of items) known.replies.set(each.id, each as never)
    if (topic) known.words = wordsOf(topic)
    known.seq = upTo
    if (!more) return
  }
}

/** A topic's counts move with its replies, which a reader counts; the rest comes with its own changes. */
function wordsOf(topic: { title: string; html: string; locked: boolean; removed: unknown; edited: unknown }) {
  const { title, html, locked, removed, edited } = topic
  return { title, html, locked, removed, edited }
}

async function act(topicId: string, what: string, at: number) {
  const replies = (
    await scene.author.must('GET /api/topics/:topicId/replies', { params: { topicId }, query: { view: 'flat', limit: 100 } })
  ).items
  const replyId = replies[at % replies.length]!.id
  if (what === 'post')
    await scene.author.call('POST /api/topics/:topicId/replies', {
      params: { topicId },
      body: { body: `Posted at ${at}`, parentId: at % 2 ? replyId : null },
    })
  if (what === 'edit') await scene.author.call('PATCH /api/replies/:replyId', { params: { replyId }, body: { body: `Edited at ${at}` } })
  if (what === 'remove') await scene.moderator.call('DELETE /api/replies/:replyId', { params: { replyId } })
  if (what === 'restore') await scene.moderator.call('POST /api/replies/:replyId/restore', { params: { replyId } })
  if (what === 'retitle') await scene.author.call('PATCH /api/topics/:topicId', { params: { topicId }, body: { title: `Title at ${at}` } })
  if (what === 'lock') await scene.moderator.call('PATCH /api/topics/:topicId', { params: { topicId }, body: { locked: at % 2 === 0 } })
}
