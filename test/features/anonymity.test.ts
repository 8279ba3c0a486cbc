// Posts without a name: the same history with its two authors swapped gives everybody else the same bytes.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressesOf } from '../outputs.ts'
import { type Person, password, personAt } from '../people.ts'
import { type World, world } from '../world.ts'

/** Today, since the database lets sign-ins go by its own clock. */
const started = new Date(new Date().setUTCHours(10, 0, 0, 0))
/** The same id for the same word in both histories. */
const idOf = (word: string) => {
  const hex = createHash('sha256').update(word).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
const [spaceId, topicId] = [idOf('space'), idOf('topic')]
const people = ['ada', 'bea', 'reader', 'moderator', 'coordinator'] as const
type Cast = Record<(typeof people)[number], Person>

/** What happened, with who wrote without a name left open: `one` begins the topic, `other` answers. */
async function history(swapped: boolean) {
  const place = await world({ keep: true, now: started })
  let minutes = 0
  const later = () => {
    minutes += 1
    place.setNow(new Date(started.getTime() + minutes * 60_000))
  }
  const cast = {} as Cast
  for (const name of people) cast[name] = await join(place, name)
  const [one, other] = swapped ? [cast.bea, cast.ada] : [cast.ada, cast.bea]
  await cast.coordinator.must('POST /api/spaces', { body: { id: spaceId, name: 'Open', visibility: 'public' } })
  later()
  await one.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId },
    body: { id: topicId, title: 'Without a name', body: 'First words @bea @ada', anonymous: true, kind: 'question' },
  })
  const reply = async (person: Person, word: string, parent: string | null, anonymous = true) => {
    later()
    await person.must('POST /api/topics/:topicId/replies', {
      params: { topicId },
      body: { id: idOf(word), parentId: parent && idOf(parent), body: `Reply ${word}`, anonymous },
    })
  }
  const edit = async (person: Person, word: string, how = 'mended') => {
    later()
    await person.must('PATCH /api/replies/:replyId', { params: { replyId: idOf(word) }, body: { body: `Reply ${word}, ${how}` } })
  }
  await reply(other, 'r1', null)
  await reply(one, 'r2', 'r1')
  await reply(cast.ada, 'named by ada', 'r1', false)
  await reply(cast.bea, 'named by bea', 'r2', false)
  await edit(other, 'r1')
  await reply(one, 'r3', null)
  await edit(cast.moderator, 'r3')
  await edit(one, 'r3', 'mended again')
  later()
  await other.must('POST /api/topics/:topicId/replies', {
    params: { topicId },
    body: { id: idOf('r4'), body: 'Taken back', anonymous: true },
  })
  await other.must('DELETE /api/replies/:replyId', { params: { replyId: idOf('r4') } })
  later()
  await one.must('PATCH /api/topics/:topicId', { params: { topicId }, body: { title: 'Still without a name' } })
  const wait = (person: Person, word: string, appears: 'moment' | 'day') =>
    person.must('POST /api/waiting-posts', {
      body: { what: 'reply', topicId, id: idOf(word), appears, body: `Reply ${word}`, anonymous: true },
    })
  await wait(one, 'r5', 'moment')
  await wait(one, 'waiting', 'day')
  later()
  await place.app.features.later.worker.runDue()
  for (const [person, word] of [
    [cast.reader, 'r1'],
    [cast.moderator, 'r2'],
    [one, 'r1'],
    [other, 'r2'],
  ] as const)
    await person.must('PUT /api/replies/:replyId/reactions', { params: { replyId: idOf(word) }, body: { reactions: ['heard', 'thanks'] } })
  const params = { kind: 'reply', placeId: topicId }
  await one.must('PUT /api/drafts/:kind/:placeId', { params, body: { fields: { body: 'Not posted', anonymous: 'true' } } })
  for (const person of [one, other]) await person.must('PUT /api/topics/:topicId/position', { params: { topicId }, body: { readUpTo: 2 } })
  return { place, cast, one, other }
}

/** Ada keeps order too, which must not show in what she writes without a name. */
async function join(place: World, handle: (typeof people)[number]) {
  const roles = { ada: ['moderator'], bea: [], reader: [], moderator: ['moderator'], coordinator: ['coordinator'] } as const
  const member = { handle, displayName: `Name of ${handle}`, pronouns: '', bio: '', timeZone: 'UTC', joinedAt: started, password }
  await place.app.features.accounts.importMember({ _id: idOf(handle), ...member, roles: ['member', ...roles[handle]] })
  const person = personAt(place.url)
  await person.must('POST /api/sign-in', { body: { handle, password } })
  return Object.assign(person, { id: idOf(handle), handle, displayName: member.displayName })
}

const replies = ['r1', 'r2', 'r3', 'r4', 'r5', 'named by ada', 'named by bea'].map(idOf)
/** Everything that can be asked about: what is not of this history stands for what is not there. */
const subjects = {
  spaceId: [spaceId],
  topicId: [topicId],
  replyId: replies,
  postId: [topicId, ...replies],
  handle: people,
  slug: ['without-a-name', 'another'],
  kind: ['reply', 'topic', 'edit-reply', 'edit-topic'],
  placeId: [topicId, spaceId, ...replies],
  sessionId: [idOf('session')],
  messageId: [idOf('message')],
  formatId: [idOf('format')],
  waitingId: [idOf('waiting'), idOf('r5')],
  part: ['all'],
  token: ['nobody'],
}
const searched = [
  ...['name', 'reply', 'words', 'mended -named', 'repl*', '"first words"', 'ada', 'bea'].map(q => ({ q })),
  ...[{ q: 'name', order: 'newest' }, { q: 'reply', author: 'ada' }, { author: 'bea' }, { q: 'name', unanswered: 'true' }],
].map(query => `/api/search?${new URLSearchParams(query as Record<string, string>)}`)
const alsoAsked = [...searched, '/api/similar-topics?title=Still+without+a+name']
let straight: Awaited<ReturnType<typeof history>>
let swapped: Awaited<ReturnType<typeof history>>
beforeAll(async () => {
  straight = await history(false)
  swapped = await history(true)
}, 120_000)
afterAll(async () => {
  await straight?.place.close()
  await swapped?.place.close()
})

const everybodyElse = ['guest', 'reader', 'moderator', 'coordinator'] as const
const personIn = ({ place, cast }: typeof straight, name: (typeof everybodyElse)[number]) => (name === 'guest' ? place.guest() : cast[name])

describe.each(everybodyElse)('to a %s', name => {
  test('every output is the same, whichever of two people wrote', async () => {
    for (const path of [...addressesOf(straight.place.app, subjects), ...alsoAsked])
      expect(await askBoth(path, name), path).toHaveProperty('same', true)
  }, 120_000)
})

async function askBoth(path: string, name: (typeof everybodyElse)[number]) {
  const [one, other] = await Promise.all(
    [straight, swapped].map(async each => comparable(await personIn(each, name).send('GET', path), each.place)),
  )
  return one === other ? { same: true } : { same: false, one, other }
}

/** What is random by design is numbered in order of appearance: aliases, ids of requests and of forms. */
function comparable({ status, text }: { status: number; text: string }, { url }: World) {
  const known = new Set([spaceId, topicId, ...replies, ...people.map(idOf)])
  const numbered = new Map<string, string>()
  const number = (kind: string) => (found: string) => {
    if (known.has(found)) return found
    if (!numbered.has(found)) numbered.set(found, `${kind} ${numbered.size}`)
    return numbered.get(found)!
  }
  return `${status} ${text
    .replaceAll(url, 'URL')
    .replace(/Anonymous [a-z]+/g, number('alias'))
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, number('id'))}`
}

test('the authors themselves are told apart, so a difference would be seen', async () => {
  const mine = async ({ cast }: typeof straight) => (await cast.ada.must('GET /api/topics/:topicId', { params: { topicId } })).mine
  expect([await mine(straight), await mine(swapped)]).toEqual([true, false])
})

test('one alias is one person in a topic, and another one in the next', async () => {
  const { cast, one } = straight
  const { items } = await cast.reader.must('GET /api/topics/:topicId/replies', { params: { topicId }, query: { view: 'flat' } })
  const topic = await cast.reader.must('GET /api/topics/:topicId', { params: { topicId } })
  const alias = (post: { author: unknown }) => (post.author as { alias?: string }).alias
  const [r1, r2, , , r3, r4] = items.map(alias)
  expect([r2, r3]).toEqual([alias(topic), alias(topic)])
  expect(r4).toBe(r1)
  expect(r1).not.toBe(r2)
  const aliases = new Set<string | undefined>()
  for (let index = 0; index < 4; index += 1) {
    const next = await one.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId },
      body: { title: `Another ${index}`, body: 'Words', anonymous: true },
    })
    aliases.add(alias(next))
  }
  expect(aliases.size).toBeGreaterThan(1)
})

test('an author edits, restores and finds what was written without a name; a moderator learns nothing by editing it', async () => {
  const { cast, one } = straight
  const history = await one.must('GET /api/replies/:replyId/revisions', { params: { replyId: idOf('r3') } })
  expect(history.items).toHaveLength(2)
  expect(JSON.stringify(history)).not.toMatch(/ada|bea|moderator/)
  const seen = await cast.reader.must('GET /api/replies/:replyId', { params: { replyId: idOf('r3') } })
  expect(seen.edited?.by).toBeNull()
  expect((await cast.moderator.call('GET /api/replies/:replyId', { params: { replyId: idOf('r3') } })).body.mine).toBe(false)
})

test('no log line names anybody', () => {
  for (const { place } of [straight, swapped]) {
    expect(place.lines.length).toBeGreaterThan(20)
    for (const line of place.lines) for (const name of people) expect(line).not.toMatch(new RegExp(`${idOf(name)}|\\b${name}\\b|Name of`))
  }
})
