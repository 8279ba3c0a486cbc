// Replies that are sent at the same moment are written together: each with its own number, and none for another's fault.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { world } from '../world.ts'

async function stage() {
  const here = await world()
  const keeper = await here.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'public', anonymous: true } })
  const start = async (title: string) =>
    (await keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body: { title, body: 'Tell us.' } })).id
  const topics = await Promise.all(['What rings true?', 'What does not?', 'What is missing?'].map(start))
  const writers = await Promise.all([here.member(), here.member(), here.member()])
  const listed = async (topicId: string) =>
    (await keeper.must('GET /api/topics/:topicId/replies', { params: { topicId }, query: { view: 'flat', limit: 100 } })).items
  return { ...here, keeper, topics, writers, listed }
}

test('many at once in several topics: each answer is what is stored, numbered without a gap', async () => {
  const { topics, writers, listed, keeper } = await stage()
  const sent = Array.from({ length: 60 }, (_, at) => ({
    topicId: topics[at % 3]!,
    writer: writers[at % 2]!,
    anonymous: at % 7 === 0,
    words: `It does, ${at}.`,
  }))
  const answers = await Promise.all(
    sent.map(({ topicId, writer, anonymous, words }) =>
      writer.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: words, anonymous } }),
    ),
  )
  for (const topicId of topics) {
    const items = await listed(topicId)
    expect(items.map(reply => reply.n)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
    expect(items.map(reply => reply.seq)).toEqual(items.map(reply => reply.n + 1))
    const own = answers.filter(each => each.topicId === topicId).sort((a, b) => a.n - b.n)
    expect(own.map(each => [each.id, each.n, each.seq, each.html])).toEqual(items.map(each => [each.id, each.n, each.seq, each.html]))
    expect(await keeper.must('GET /api/topics/:topicId', { params: { topicId } })).toMatchObject({ replyCount: 20, lastN: 20, seq: 21 })
  }
})

test('a locked topic, a taken id and a repeat among them are each answered for themselves', async () => {
  const { topics, writers, listed, keeper } = await stage()
  const [open, locked] = topics as [string, string]
  const [wren, finch] = writers
  const id = randomUUID()
  const first = await wren.must('POST /api/topics/:topicId/replies', { params: { topicId: open }, body: { id, body: 'It does.' } })
  const lock = keeper.must('PATCH /api/topics/:topicId', { params: { topicId: locked }, body: { locked: true } })
  const post = (by: typeof wren, topicId: string, body: { id?: string; body: string }) =>
    by.call('POST /api/topics/:topicId/replies', { params: { topicId }, body })
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, (_, at) => post(finch, open, { body: `Before, ${at}.` })),
    post(wren, open, { id, body: 'It does.' }),
    post(finch, open, { id, body: 'Mine now.' }),
    ...Array.from({ length: 10 }, (_, at) => post(finch, open, { body: `After, ${at}.` })),
    lock.then(() => post(finch, locked, { body: 'Too late.' })),
  ])
  expect(answers.map(each => each.status)).toEqual([...Array(10).fill(201), 200, 409, ...Array(10).fill(201), 409])
  expect([answers[10]?.body.n, answers[11]?.body.code, answers[22]?.body.code]).toEqual([first.n, 'id-taken', 'topic-locked'])
  expect((await listed(open)).map(reply => reply.n)).toEqual(Array.from({ length: 21 }, (_, at) => at + 1))
  expect(await listed(locked)).toEqual([])
})
