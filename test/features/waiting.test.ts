// Posts that wait: their author's alone until they are due, then posted once by the same rules as any other, or held with their words.
import { randomUUID } from 'node:crypto'
import type { BodyInput } from '@hearth/shared/contract'
import { expect, test } from 'vitest'
import { later, own, scene, stored, type Written } from './waiting-stage.ts'

test('a reply appears when its time has come, as of that moment, and leaves nothing that tells it waited', async () => {
  const { place, ada, wait, replies, dueAt } = await scene()
  const { id, appearsAt } = await wait(ada, { contentNotes: ['burnout'] })
  expect(appearsAt).toBe(later(24 * 60).toISOString())
  await dueAt(later(24 * 60 - 1))
  expect(await replies()).toEqual([])
  await dueAt(later(24 * 60))
  expect(await replies()).toMatchObject([
    { id, n: 1, createdAt: later(24 * 60).toISOString(), author: { handle: 'ada' }, edited: null, contentNotes: ['burnout'] },
  ])
  expect(await stored(place).countDocuments()).toBe(0)
})

test('a topic waits with its title and tags, and is listed only when it has appeared', async () => {
  const { ada, ben, space, dueAt } = await scene()
  const { id } = await ada.must('POST /api/waiting-posts', {
    body: {
      what: 'topic',
      spaceId: space.id,
      appears: 'morning',
      title: 'For tomorrow',
      body: 'Words',
      tags: ['endings'],
      kind: 'question',
    },
  })
  const titles = async () => (await ben.must('GET /api/topics')).items.map(topic => topic.title)
  expect(await titles()).toEqual(['A topic'])
  await dueAt(new Date('2026-03-02T08:00:00.000Z'))
  expect(await titles()).toEqual(['For tomorrow', 'A topic'])
  expect(await ben.must('GET /api/topics/:topicId', { params: { topicId: id } })).toMatchObject({ kind: 'question', tags: ['endings'] })
})

test.each([
  ['2026-03-01T10:00:00.000Z', 'Europe/Paris', '2026-03-02T07:00:00.000Z'],
  ['2026-03-01T23:30:00.000Z', 'Europe/Paris', '2026-03-02T07:00:00.000Z'],
  ['2026-03-28T12:00:00.000Z', 'Europe/Paris', '2026-03-29T06:00:00.000Z'],
  ['2026-03-01T10:00:00.000Z', 'America/Toronto', '2026-03-02T13:00:00.000Z'],
])('tomorrow morning, at %s in %s, is %s', async (at, timeZone, expected) => {
  const { place, ada, wait } = await scene()
  place.setNow(new Date(at))
  await ada.must('PATCH /api/me', { body: { timeZone } })
  expect((await wait(ada, { appears: 'morning' })).appearsAt).toBe(expected)
})

test('without a name it appears at some moment after the time, never on the stroke of the hour for all', async () => {
  const { place, ada, wait, replies, dueAt } = await scene()
  const nine = '2026-03-02T09:00:00.000Z'
  const times = new Set<number>()
  for (let n = 0; n < 6; n += 1) {
    const post = await wait(ada, { appears: nine, anonymous: true, body: `Words ${n}` })
    expect(post).toMatchObject({ appearsAt: nine, atTheLatest: '2026-03-02T09:20:00.000Z' })
    const { dueAt: due } = (await stored(place).findOne({ _id: post.id as never })) as unknown as { dueAt: Date }
    expect(due.getTime()).toBeGreaterThanOrEqual(Date.parse(nine))
    expect(due.getTime()).toBeLessThan(Date.parse('2026-03-02T09:20:00.000Z'))
    times.add(due.getTime())
  }
  expect(times.size).toBeGreaterThan(4)
  const first = new Date(Math.min(...times))
  await dueAt(first)
  expect(await replies()).toMatchObject([{ author: { kind: 'anonymous' }, createdAt: first.toISOString() }])
})

test('after a time when nobody was there, posts without a name are spread anew; those with one appear at once', async () => {
  const { ada, wait, replies, dueAt } = await scene()
  await wait(ada, { appears: '2026-03-01T11:00:00.000Z', body: 'With a name' })
  await wait(ada, { appears: '2026-03-01T11:00:00.000Z', body: 'Without', anonymous: true })
  await dueAt(new Date('2026-03-03T11:00:00.000Z'))
  expect((await replies()).map(reply => reply.author.kind)).toEqual(['member'])
  const [left] = await own(ada)
  expect(left).toMatchObject({ appearsAt: '2026-03-03T11:00:00.000Z', atTheLatest: '2026-03-03T11:20:00.000Z', held: null })
  for (let minute = 1; minute <= 20; minute += 1) await dueAt(new Date(Date.parse('2026-03-03T11:00:00.000Z') + minute * 60_000 - 1))
  expect(await replies()).toHaveLength(2)
})

test('nobody else sees what waits: not members, moderators, coordinators or administrators, and not by its id', async () => {
  const { place, keeper, ada, ben, topic, wait } = await scene()
  const { id } = await wait(ada, { body: 'canaryword' })
  const others = [place.guest(), ben, keeper, await place.moderator(), await place.member({ roles: ['administrator'] })]
  const paths = ['/', `/topics/${topic.id}`, '/waiting', '/api/waiting-posts', '/api/topics', `/api/topics/${topic.id}/changes?after=0`]
  for (const person of others) {
    for (const path of [...paths, `/waiting/${id}/edit`, `/topics/${topic.id}?waiting=${id}`])
      expect((await person.send('GET', path)).text).not.toContain('canaryword')
    for (const path of [`/api/waiting-posts/${id}`, `/api/replies/${id}`])
      expect([401, 404]).toContain((await person.send('GET', path)).status)
    for (const key of ['DELETE /api/waiting-posts/:waitingId', 'POST /api/waiting-posts/:waitingId/post'] as const)
      expect([401, 404]).toContain((await person.call(key, { params: { waitingId: id } })).status)
  }
  expect(await own(ada)).toMatchObject([{ id, body: 'canaryword' }])
})

test.each(['topic-locked', 'space-archived', 'moved-away', 'account-silenced', 'account-suspended', 'not-allowed'] as const)(
  'what may not be posted when it is due is held with its words and the reason: %s',
  async reason => {
    const { place, keeper, ada, space, topic, wait, replies, dueAt } = await scene()
    const anonymous = reason === 'not-allowed'
    await wait(ada, { anonymous })
    const standing = (is: 'silenced' | 'suspended' | 'good') =>
      keeper.must('PATCH /api/members/:accountId', { params: { accountId: ada.id }, body: { standing: { is, reason: 'for a test' } } })
    if (reason === 'topic-locked')
      await keeper.must('PATCH /api/topics/:topicId', { params: { topicId: topic.id }, body: { locked: true } })
    if (reason === 'space-archived')
      await keeper.must('PATCH /api/spaces/:spaceId', { params: { spaceId: space.id }, body: { archived: true } })
    if (reason === 'moved-away')
      await keeper.must('PATCH /api/spaces/:spaceId', { params: { spaceId: space.id }, body: { visibility: 'role:supervisor' } })
    if (reason === 'not-allowed')
      await keeper.must('PATCH /api/spaces/:spaceId', { params: { spaceId: space.id }, body: { anonymous: false } })
    if (reason === 'account-silenced') await standing('silenced')
    if (reason === 'account-suspended') await standing('suspended')
    // Without a name at some moment within twenty minutes; looked for each minute, as the worker does.
    for (let minute = 0; minute <= (anonymous ? 20 : 0); minute += 1) await dueAt(later(24 * 60 + minute))
    if (reason === 'account-suspended') {
      await standing('good')
      await ada.must('POST /api/sign-in', { body: { handle: 'ada', password: 'a long enough password' } })
    }
    expect(await own(ada)).toMatchObject([{ body: 'Words for later', held: reason, appearsAt: null }])
    const { status, text } = await ada.send('GET', '/waiting')
    expect(status).toBe(200)
    expect(text).toContain('Your words are safe.')
    if (reason !== 'moved-away') expect(await replies()).toEqual([])
    if (reason === 'moved-away') expect(text).not.toContain('A topic')
    expect(place.lines.join()).not.toContain('Words for later')
  },
)

test('what could not be posted is refused when it is written, not when it is due', async () => {
  const { place, keeper, ada, topic } = await scene()
  const write = (more: Partial<Written>) =>
    ada.call('POST /api/waiting-posts', { body: { what: 'reply', topicId: topic.id, appears: 'day', body: 'Words', ...more } as Written })
  expect((await write({ topicId: randomUUID() })).body.code).toBe('not-found')
  expect((await write({ parentId: randomUUID() } as never)).body.code).toBe('wrong-parent')
  expect((await write({ appears: '2026-02-28T10:00:00.000Z' })).body.errors).toMatchObject([{ pointer: '/appears', code: 'past' }])
  expect((await write({ appears: '2028-02-28T10:00:00.000Z' })).body.errors).toMatchObject([{ pointer: '/appears', code: 'too-far' }])
  await keeper.must('PATCH /api/topics/:topicId', { params: { topicId: topic.id }, body: { locked: true } })
  expect((await write({})).body.code).toBe('topic-locked')
  expect(await stored(place).countDocuments()).toBe(0)
})

test('the same id with the same words is one, with other words is told, and is never taken from anybody', async () => {
  const { ada, ben, topic, wait, dueAt, replies } = await scene()
  const id = randomUUID()
  const body = { id, what: 'reply', topicId: topic.id, appears: 'day', body: 'Words' } as const
  expect((await ada.call('POST /api/waiting-posts', { body })).status).toBe(201)
  expect((await ada.call('POST /api/waiting-posts', { body: { ...body, appears: 'moment' } })).status).toBe(200)
  expect((await ada.call('POST /api/waiting-posts', { body: { ...body, body: 'Others' } })).body.code).toBe('already-sent')
  expect((await ben.call('POST /api/waiting-posts', { body })).body.code).toBe('id-taken')
  expect(await own(ada)).toHaveLength(1)
  await dueAt(later(24 * 60))
  expect(await replies()).toHaveLength(1)
  expect((await ada.call('POST /api/waiting-posts', { body })).body).toMatchObject({ code: 'already-posted', link: `/replies/${id}` })
  await wait(ben)
})

test('its author changes it, puts it off, holds it, posts it now, takes it back and brings it back', async () => {
  const { ada, wait, replies, dueAt } = await scene()
  const { id, version } = await wait(ada)
  const params = { waitingId: id }
  const change = (body: BodyInput<'PATCH /api/waiting-posts/:waitingId'>) =>
    ada.must('PATCH /api/waiting-posts/:waitingId', { params, body })
  expect(await change({ body: 'Better words', basedOn: version })).toMatchObject({
    body: 'Better words',
    appearsAt: later(24 * 60).toISOString(),
  })
  expect((await ada.call('PATCH /api/waiting-posts/:waitingId', { params, body: { body: 'Lost', basedOn: version } })).body.code).toBe(
    'edited-meanwhile',
  )
  expect((await change({ appears: '2026-03-05T10:00:00.000Z' })).appearsAt).toBe('2026-03-05T10:00:00.000Z')
  expect((await change({ appears: null })).appearsAt).toBeNull()
  await dueAt(later(60 * 24 * 10))
  expect(await replies()).toEqual([])
  expect((await ada.must('DELETE /api/waiting-posts/:waitingId', { params })).takenBackAt).not.toBeNull()
  expect((await ada.call('POST /api/waiting-posts/:waitingId/post', { params })).body.code).toBe('already-removed')
  expect(await ada.must('POST /api/waiting-posts/:waitingId/restore', { params })).toMatchObject({ takenBackAt: null, appearsAt: null })
  expect(await ada.must('POST /api/waiting-posts/:waitingId/post', { params })).toEqual({ link: `/replies/${id}` })
  expect(await replies()).toMatchObject([{ id, html: expect.stringContaining('Better words') }])
  for (const key of ['GET /api/waiting-posts/:waitingId', 'DELETE /api/waiting-posts/:waitingId'] as const)
    expect((await ada.call(key, { params })).body).toMatchObject({ code: 'already-posted', link: `/replies/${id}` })
})
