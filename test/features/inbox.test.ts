// The inbox against a simple model of it, over histories told anyhow; and each of its rules by name.
import { randomUUID } from 'node:crypto'
import { limits } from '@hearth/shared/limits'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { type World, world } from '../world.ts'

const joined = new Date('2026-05-04T12:00:00.000Z')
const days = (many: number) => new Date(joined.getTime() + many * 86_400_000)
let place: World
let keeper: Person
let minutes = 0
beforeAll(async () => {
  place = await world({ keep: true })
  place.setNow(joined)
  keeper = await place.member({ handle: 'keeper', roles: ['coordinator', 'moderator'] })
})
afterAll(() => place?.close())

/** Whoever joins in a test joined at the first minute of the clock, whatever the machine's says. */
async function member(handle: string): Promise<Person> {
  const person = await place.member({ handle })
  await place.app.connection.collection('accounts').updateOne({ _id: person.id as never }, { $set: { joinedAt: joined } })
  return person
}
function later(by = 1) {
  minutes += by
  place.setNow(new Date(joined.getTime() + minutes * 60_000))
}
const spaceOf = async (name = 'A space') => (await keeper.must('POST /api/spaces', { body: { name, visibility: 'members' } })).id
async function start(person: Person, spaceId: string, anonymous = false, title = 'A topic') {
  later()
  return (await person.must('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body: { title, body: 'Words', anonymous } })).id
}
async function reply(person: Person, topicId: string, anonymous = false) {
  later()
  return person.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Words', anonymous } })
}
const read = (person: Person, topicId: string, readUpTo: number) =>
  person.must('PUT /api/topics/:topicId/position', { params: { topicId }, body: { readUpTo } })
const attend = (person: Person, kind: 'space' | 'topic' | 'member', targetId: string, level: 'follow' | 'normal' | 'mute') =>
  person.must('PUT /api/attention/:kind/:targetId', { params: { kind, targetId }, body: { level } })
const inbox = async (person: Person, query: { spaceId?: string; show?: 'all' | 'followed' } = {}) =>
  (await person.must('GET /api/inbox', { query: { limit: 100, ...query } })).items
const told = (rows: Awaited<ReturnType<typeof inbox>>) =>
  rows.map(({ topicId, why, isNew, waiting, first }) => ({ topicId, why, isNew, waiting, first }))

type ModelReply = { n: number; id: string; by: string; anonymous: boolean; removed: boolean }
type ModelTopic = { id: string; by: string; anonymous: boolean; removed: boolean; at: number; replies: ModelReply[] }
type Level = 'follow' | 'normal' | 'mute'

/** Everything by looking through everything: what the inbox must answer for one reader in one space. */
function expected(
  me: string,
  topics: ModelTopic[],
  position: Map<string, number>,
  level: (kind: string, id: string) => Level,
  spaceId: string,
) {
  const rows = topics.flatMap(topic => {
    const chosen = level('topic', topic.id)
    if (chosen === 'mute' || (level('space', spaceId) === 'mute' && chosen !== 'follow')) return []
    const part = topic.by === me || topic.replies.some(each => each.by === me)
    const followed = chosen === 'follow' || part || (!topic.anonymous && level('member', topic.by) === 'follow')
    const at = position.get(topic.id)
    const opened = at !== undefined && at > 0
    const hidden = (each: { by: string; anonymous: boolean }) => !each.anonymous && level('member', each.by) === 'mute'
    const waiting = topic.replies.filter(each => each.n > (at ?? 0) && !each.removed && each.by !== me && !hidden(each))
    const isNew = !opened && !part && !topic.removed && !hidden(topic)
    if (!isNew && (waiting.length === 0 || !(opened || part || at === 0 || chosen === 'follow'))) return []
    const count = isNew ? { waiting: 0, first: null } : { waiting: waiting.length, first: waiting[0]!.n }
    return [{ topicId: topic.id, why: followed ? 'followed' : 'space', isNew, ...count, at: topic.at }]
  })
  const ranked = [...rows.filter(row => row.why === 'followed'), ...rows.filter(row => row.why === 'space')]
  return ranked
    .map((row, index) => ({ row, index }))
    .sort((a, b) => (a.row.why === b.row.why ? b.row.at - a.row.at : a.index - b.index))
    .map(({ row: { at: _, ...row } }) => row)
}

type Step =
  | { do: 'start' | 'reply'; by: number; topic: number; anonymous: boolean }
  | { do: 'take back' | 'restore'; topic: number; reply: number }
  | { do: 'read'; topic: number; upTo: number }
  | { do: 'read all' | 'read some'; topic: number }
  | { do: 'choose'; kind: 'space' | 'topic' | 'member'; which: number; level: Level }
const small = fc.nat({ max: 4 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('start', 'reply', 'reply', 'reply'),
      by: fc.nat({ max: 2 }),
      topic: small,
      anonymous: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('take back', 'restore'), topic: small, reply: small }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read'), topic: small, upTo: fc.nat({ max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('read all', 'read some'), topic: small }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('choose'),
      kind: fc.constantFrom('space', 'topic', 'member'),
      which: small,
      level: fc.constantFrom('follow', 'normal', 'mute'),
    }),
  },
) as fc.Arbitrary<Step>

test('whatever is posted, taken back, restored, read, followed and muted, exactly that waits which the model says', async () => {
  const [me, ...others] = [await member('me'), await member('ada'), await member('bea')]
  const writers = [me!, ...others]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async steps => {
      const spaceId = await spaceOf()
      const topics: ModelTopic[] = []
      const position = new Map<string, number>()
      const levels = new Map<string, Level>()
      const pick = <Thing>(things: Thing[], at: number) => things[at % Math.max(1, things.length)]
      for (const each of steps) await take(each)
      const level = (kind: string, id: string) => levels.get(`${kind}:${id}`) ?? 'normal'
      const answer = told(await inbox(me!, { spaceId }))
      expect(answer).toEqual(expected(me!.id, topics, position, level, spaceId))
      expect(told(await inbox(me!, { spaceId, show: 'followed' }))).toEqual(answer.filter(row => row.why === 'followed'))
      for (const key of levels.keys()) {
        const [kind, id] = key.split(':') as ['space' | 'topic' | 'member', string]
        await attend(me!, kind, id, 'normal')
      }

      async function take(now: Step) {
        if (now.do === 'choose') return choose(now)
        const topic = pick(topics, now.topic)
        if (now.do === 'start' || !topic) return begin(writers[now.do === 'start' ? now.by : 1]!, now.do === 'start' && now.anonymous)
        if (now.do === 'reply') {
          const by = writers[now.by]!
          const { n, id } = await reply(by, topic.id, now.anonymous)
          topic.replies.push({ n, id, by: by.id, anonymous: now.anonymous, removed: false })
          topic.at = minutes
        } else if (now.do === 'take back' || now.do === 'restore') await turn(pick(topic.replies, now.reply), now.do)
        else if (now.do === 'read') {
          const { readUpTo } = await read(me!, topic.id, now.upTo)
          position.set(topic.id, readUpTo)
        } else await readAll(now.do === 'read all' ? topics : [topic], now.do === 'read all')
      }
      async function begin(by: Person, anonymous: boolean) {
        const id = await start(by, spaceId, anonymous)
        topics.push({ id, by: by.id, anonymous, removed: false, at: minutes, replies: [] })
      }
      async function turn(found: ModelReply | undefined, how: 'take back' | 'restore') {
        if (!found || found.removed === (how === 'take back')) return
        const by = writers.find(writer => writer.id === found.by)!
        await by.must(how === 'take back' ? 'DELETE /api/replies/:replyId' : 'POST /api/replies/:replyId/restore', {
          params: { replyId: found.id },
        })
        found.removed = !found.removed
      }
      async function readAll(which: ModelTopic[], whole: boolean) {
        await me!.must('POST /api/positions/all-read', { body: whole ? { spaceId } : { topicIds: which.map(each => each.id) } })
        // Half a reply: the original post was read, and no reply.
        for (const { id, replies } of which) position.set(id, Math.max(position.get(id) ?? 0, replies.length || 0.5))
      }
      async function choose({ kind, which, level }: Extract<Step, { do: 'choose' }>) {
        const id = kind === 'space' ? spaceId : kind === 'member' ? pick(others, which)!.id : pick(topics, which)?.id
        if (!id) return
        await attend(me!, kind, id, level)
        levels.set(`${kind}:${id}`, level)
      }
    }),
    { numRuns: 25, seed: 20_260_504 },
  )
}, 240_000)

describe('what does not wait', () => {
  test('is one’s own reply, a reply taken back, and a named one of somebody muted; one without a name always waits', async () => {
    const [me, ada] = [await member('phantom'), await member('phantom_ada')]
    const spaceId = await spaceOf()
    const topicId = await start(ada, spaceId)
    await read(me, topicId, 0)
    await me.must('POST /api/positions/all-read', { body: { topicIds: [topicId] } })
    await reply(me, topicId)
    await reply(me, topicId, true)
    const { id: replyId } = await reply(ada, topicId)
    expect((await inbox(me, { spaceId })).map(row => [row.waiting, row.first])).toEqual([[1, 3]])
    await ada.must('DELETE /api/replies/:replyId', { params: { replyId } })
    expect(await inbox(me, { spaceId })).toEqual([])
    await ada.must('POST /api/replies/:replyId/restore', { params: { replyId } })
    expect(await inbox(me, { spaceId })).toHaveLength(1)
    await attend(me, 'member', ada.id, 'mute')
    expect(await inbox(me, { spaceId })).toEqual([])
    await reply(ada, topicId, true)
    expect((await inbox(me, { spaceId })).map(row => [row.waiting, row.first])).toEqual([[1, 4]])
  })

  test('is what was started before one joined and never opened, unless it is followed', async () => {
    const ada = await member('early_ada')
    const spaceId = await spaceOf()
    const topicId = await start(ada, spaceId)
    const me = await member('late')
    later()
    await place.app.connection
      .collection('accounts')
      .updateOne({ _id: me.id as never }, { $set: { joinedAt: new Date(joined.getTime() + minutes * 60_000) } })
    expect(await inbox(await signedInAgain(me), { spaceId })).toEqual([])
    await attend(me, 'topic', topicId, 'follow')
    expect((await inbox(me, { spaceId })).map(row => [row.why, row.isNew])).toEqual([['followed', true]])
  })

  test('is what nobody wrote to for a month, unless it is followed', async () => {
    const [me, ada] = [await member('patient'), await member('patient_ada')]
    const spaceId = await spaceOf()
    const before = minutes
    minutes = (-limits.inboxDays - 1) * 1_440 + 30
    const [left, kept] = [await start(ada, spaceId), await start(ada, spaceId)]
    await attend(me, 'topic', kept, 'follow')
    await read(me, left, 0)
    minutes = before
    place.setNow(days(-1))
    expect((await inbox(me, { spaceId })).map(row => row.topicId)).toEqual([kept, left])
    later()
    expect((await inbox(me, { spaceId })).map(row => row.topicId)).toEqual([kept])
  })

  test('is what may not be read any more', async () => {
    const [me, ada] = [await member('outsider'), await member('outsider_ada')]
    const spaceId = await spaceOf()
    const topicId = await start(ada, spaceId)
    await attend(me, 'topic', topicId, 'follow')
    await keeper.must('PATCH /api/spaces/:spaceId', { params: { spaceId }, body: { visibility: 'role:supervisor' } })
    expect((await inbox(me)).filter(row => row.spaceId === spaceId)).toEqual([])
    expect((await me.call('GET /api/inbox', { query: { spaceId } })).body.code).toBe('not-found')
    expect((await me.must('POST /api/positions/all-read', { body: { topicIds: [topicId] } })).topics).toBe(0)
  })
})

test('many replies are counted to a bound, and the first of them is found however far one is behind', async () => {
  const [me, ada] = [await member('behind'), await member('behind_ada')]
  const spaceId = await spaceOf()
  const topicId = await start(ada, spaceId)
  const many = limits.inboxCountMax * 3
  for (let index = 0; index < many; index += 1) await reply(ada, topicId)
  await read(me, topicId, 2)
  expect(await inbox(me, { spaceId })).toMatchObject([{ waiting: limits.inboxCountMax, more: true, first: 3 }])
  await read(me, topicId, many - 1)
  expect(await inbox(me, { spaceId })).toMatchObject([{ waiting: 1, more: false, first: many }])
}, 60_000)

test('it comes page by page: what one follows, then followed spaces, then the others', async () => {
  const [me, ada] = [await member('pager'), await member('pager_ada')]
  const [one, other] = [await spaceOf('One'), await spaceOf('Another')]
  const started = [await start(ada, one), await start(ada, other), await start(ada, one), await start(ada, other), await start(ada, one)]
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
