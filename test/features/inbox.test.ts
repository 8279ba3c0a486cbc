// The rules of the inbox, each by its name.
import { randomUUID } from 'node:crypto'
import { limits } from '@hearth/shared/limits'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { attend, days, inbox, inboxStage, joined, read } from './inbox-stage.ts'

let scene: Awaited<ReturnType<typeof inboxStage>>
beforeAll(async () => {
  scene = await inboxStage()
})
afterAll(() => scene?.place.close())

describe('what does not wait', () => {
  test('is one’s own reply, a reply taken back, and a named one of somebody muted; one without a name always waits', async () => {
    const [me, ada] = [await scene.member('phantom'), await scene.member('phantom_ada')]
    const spaceId = await scene.spaceOf()
    const topicId = await scene.start(ada, spaceId)
    await read(me, topicId, 0)
    await me.must('POST /api/positions/all-read', { body: { topicIds: [topicId] } })
    await scene.reply(me, topicId)
    await scene.reply(me, topicId, true)
    const { id: replyId } = await scene.reply(ada, topicId)
    expect((await inbox(me, { spaceId })).map(row => [row.waiting, row.first])).toEqual([[1, 3]])
    await ada.must('DELETE /api/replies/:replyId', { params: { replyId } })
    expect(await inbox(me, { spaceId })).toEqual([])
    await ada.must('POST /api/replies/:replyId/restore', { params: { replyId } })
    expect(await inbox(me, { spaceId })).toHaveLength(1)
    await attend(me, 'member', ada.id, 'mute')
    expect(await inbox(me, { spaceId })).toEqual([])
    await scene.reply(ada, topicId, true)
    expect((await inbox(me, { spaceId })).map(row => [row.waiting, row.first])).toEqual([[1, 4]])
  })

  test('is what was started before one joined and never opened, unless it is followed', async () => {
    const ada = await scene.member('early_ada')
    const spaceId = await scene.spaceOf()
    const topicId = await scene.start(ada, spaceId)
    const me = await scene.member('late')
    scene.later()
    await scene.joinAt(me, new Date(joined.getTime() + scene.minutes() * 60_000))
    expect(await inbox(await signedInAgain(me), { spaceId })).toEqual([])
    await attend(me, 'topic', topicId, 'follow')
    expect((await inbox(me, { spaceId })).map(row => [row.why, row.isNew])).toEqual([['followed', true]])
  })

  test('is what nobody wrote to for a month, unless it is followed', async () => {
    const [me, ada] = [await scene.member('patient'), await scene.member('patient_ada')]
    const spaceId = await scene.spaceOf()
    const before = scene.minutes()
    scene.turnTo((-limits.inboxDays - 1) * 1_440 + 30)
    const [left, kept] = [await scene.start(ada, spaceId), await scene.start(ada, spaceId)]
    await attend(me, 'topic', kept, 'follow')
    await read(me, left, 0)
    scene.place.setNow(days(-1))
    expect((await inbox(me, { spaceId })).map(row => row.topicId)).toEqual([kept, left])
    scene.turnTo(before)
    expect((await inbox(me, { spaceId })).map(row => row.topicId)).toEqual([kept])
  })

  test('is what may not be read any more', async () => {
    const [me, ada] = [await scene.member('outsider'), await scene.member('outsider_ada')]
    const spaceId = await scene.spaceOf()
    const topicId = await scene.start(ada, spaceId)
    await attend(me, 'topic', topicId, 'follow')
    await scene.keeper.must('PATCH /api/spaces/:spaceId', { params: { spaceId }, body: { visibility: 'role:supervisor' } })
    expect((await inbox(me)).filter(row => row.spaceId === spaceId)).toEqual([])
    expect((await me.call('GET /api/inbox', { query: { spaceId } })).body.code).toBe('not-found')
    expect((await me.must('POST /api/positions/all-read', { body: { topicIds: [topicId] } })).topics).toBe(0)
  })
})

test('many replies are counted to a bound, and the first of them is found however far one is behind', async () => {
  const [me, ada] = [await scene.member('behind'), await scene.member('behind_ada')]
  const spaceId = await scene.spaceOf()
  const topicId = await scene.start(ada, spaceId)
  const many = limits.inboxCountMax * 3
  for (let index = 0; index < many; index += 1) await scene.reply(ada, topicId)
  await read(me, topicId, 2)
  expect(await inbox(me, { spaceId })).toMatchObject([{ waiting: limits.inboxCountMax, more: true, first: 3 }])
  await read(me, topicId, many - 1)
  expect(await inbox(me, { spaceId })).toMatchObject([{ waiting: 1, more: false, first: many }])
}, 60_000)

test('it comes page by page: what one follows, then followed spaces, then the others', async () => {
  const [me, ada] = [await scene.member('pager'), await scene.member('pager_ada')]
  const [one, other] = [await scene.spaceOf('One'), await scene.spaceOf('Another')]
  const started = [
    await scene.start(ada, one),
    await scene.start(ada, other),
    await scene.start(ada, one),
    await scene.start(ada, other),
    await scene.start(ada, one),
  ]
  await attend(me, 'topic', started[0]!, 'follow')
  await attend(me, 'space', other, 'follow')
  const mine = new Set(started)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page: { items: { topicId: string }[]; next: string | null } = await me.must('GET /api/inbox', {
      query: { limit: 2, ...(after ? { after } : {}) },
    })
    seen.push(...page.items.map(row => row.topicId).filter(id => mine.has(id)))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual([0, 3, 1, 4, 2].map(at => started[at]))
  expect((await me.send('GET', `/api/inbox?after=${randomUUID()}`)).status).toBe(422)
})

async function signedInAgain(person: Person) {
  await person.must('PATCH /api/me', { body: { pronouns: 'they' } })
  return person
}
