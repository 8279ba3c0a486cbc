// The inbox against a simple model of it, which looks through everything, over histories told anyhow.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { attend, inbox, inboxStage, read } from './inbox-stage.ts'

let scene: Awaited<ReturnType<typeof inboxStage>>
beforeAll(async () => {
  scene = await inboxStage()
})
afterAll(() => scene?.place.close())

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
  const [me, ...others] = [await scene.member('me'), await scene.member('ada'), await scene.member('bea')]
  const writers = [me!, ...others]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async steps => {
      const spaceId = await scene.spaceOf()
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
          const { n, id } = await scene.reply(by, topic.id, now.anonymous)
          topic.replies.push({ n, id, by: by.id, anonymous: now.anonymous, removed: false })
          topic.at = scene.minutes()
        } else if (now.do === 'take back' || now.do === 'restore') await turn(pick(topic.replies, now.reply), now.do)
        else if (now.do === 'read') {
          const { readUpTo } = await read(me!, topic.id, now.upTo)
          position.set(topic.id, readUpTo)
        } else await readAll(now.do === 'read all' ? topics : [topic], now.do === 'read all')
      }
      async function begin(by: Person, anonymous: boolean) {
        const id = await scene.start(by, spaceId, anonymous)
        topics.push({ id, by: by.id, anonymous, removed: false, at: scene.minutes(), replies: [] })
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
    { numRuns: 20, seed: 20_260_504 },
  )
}, 240_000)
