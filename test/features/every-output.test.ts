// A space for supervisors alone, in every output of everybody who is not one: neither its name, nor a title, nor a word, a tag, a note or a session of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import { addressesOf } from '../outputs.ts'
import type { Person } from '../people.ts'

const canaries = ['space', 'description', 'title', 'body', 'tag', 'note', 'reply', 'alias', 'mended', 'gone', 'session', 'message', 'draft']
const canary = (word: string) => `canary${word}`

let scene: Stage
let people: Record<(typeof others)[number], Person>
let addresses: string[]
/** The secret of a feed that was made while its member still read everything. */
let feedOfFormer: string
const others = ['guest', 'member', 'silenced member', 'moderator', 'coordinator', 'administrator', 'former supervisor'] as const

beforeAll(async () => {
  scene = await stage()
  const { place, supervisor, coordinator } = scene
  const former = await place.member({ handle: 'former', roles: ['supervisor'] })
  people = {
    guest: place.guest(),
    member: scene.reader,
    'silenced member': await place.member({ handle: 'silenced' }),
    moderator: scene.moderator,
    coordinator,
    administrator: await place.member({ handle: 'root', roles: ['administrator'] }),
    'former supervisor': former,
  }
  const secret = await hide(supervisor)
  await former.must('POST /api/topics/:topicId/replies', { params: { topicId: secret.topicId }, body: { body: canary('reply') } })
  feedOfFormer = /feeds\/(.*)\.atom$/.exec((await former.must('POST /api/me/feeds', { body: { words: true } })).url)![1]!
  await retire(former)
  addresses = addressesOf(place.app, subjectsWith(secret))
}, 120_000)
afterAll(() => scene?.place.close())

/** One of everything, in a space that only its coordinator and supervisors could know of. */
async function hide(supervisor: Person) {
  const keeper = await scene.place.member({ handle: 'keeper', roles: ['coordinator', 'supervisor'] })
  const { id: spaceId } = await keeper.must('POST /api/spaces', {
    body: { name: canary('space'), description: canary('description'), visibility: 'role:supervisor' },
  })
  const { id: topicId } = await supervisor.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId },
    body: {
      title: canary('title'),
      body: `${canary('body')} @reader`,
      tags: [canary('tag')],
      kind: 'question',
      poll: { options: [canary('option'), 'Other'] },
    },
  })
  const reply = (body: string, more = {}) =>
    supervisor.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body, ...more } })
  const noted = await reply(canary('reply'), { contentNotes: [canary('note')] })
  await supervisor.must('PATCH /api/replies/:replyId', { params: { replyId: noted.id }, body: { body: canary('mended') } })
  await reply(canary('alias'), { anonymous: true })
  const gone = await reply(canary('gone'))
  await supervisor.must('DELETE /api/replies/:replyId', { params: { replyId: gone.id } })
  const later = { what: 'reply', topicId, appears: 'day', body: canary('waiting') } as const
  const { id: waitingId } = await supervisor.must('POST /api/waiting-posts', { body: later })
  for (const [kind, placeId] of [
    ['reply', topicId],
    ['topic', spaceId],
    ['edit-reply', noted.id],
  ] as const)
    await supervisor.must('PUT /api/drafts/:kind/:placeId', { params: { kind, placeId }, body: { fields: { body: canary('draft') } } })
  const meeting = await meet(supervisor, spaceId)
  return { spaceId, topicId, waitingId, replyId: noted.id, ...meeting }
}

async function meet(supervisor: Person, spaceId: string) {
  const { formatId, agreement } = { formatId: scene.formatId, agreement: scene.meeting.agreement }
  const { id: sessionId } = await supervisor.must('POST /api/spaces/:spaceId/sessions', {
    params: { spaceId },
    body: {
      title: canary('session'),
      formatId,
      startsAt: new Date().toISOString(),
      timeZone: 'UTC',
      seats: [{ seat: 'facilitator', handle: 'supervisor' }],
    },
  })
  const about = { params: { sessionId } }
  await supervisor.must('POST /api/sessions/:sessionId/enter', { ...about, body: { agreement } })
  const { id: messageId } = await supervisor.must('POST /api/sessions/:sessionId/messages', { ...about, body: { body: canary('message') } })
  return { sessionId, messageId }
}

/** Who was a supervisor once and is none any more; and one whose voice was taken. */
async function retire(former: Person) {
  const change = (accountId: string, body: object) =>
    scene.coordinator.must('PATCH /api/members/:accountId', { params: { accountId }, body })
  await change(former.id, { roles: ['member'] })
  await change(people['silenced member'].id, { standing: { is: 'silenced', reason: 'for a test' } })
}

type Hidden = Awaited<ReturnType<typeof hide>>

function subjectsWith(secret: Hidden) {
  const { open, closed, meeting, formatId } = scene
  return {
    spaceId: [open.spaceId, closed.spaceId, secret.spaceId],
    topicId: [open.topicId, closed.topicId, secret.topicId],
    replyId: [open.replyId, closed.replyId, secret.replyId],
    sessionId: [meeting.sessionId, secret.sessionId],
    messageId: [meeting.messageId, secret.messageId],
    formatId: [formatId],
    waitingId: [secret.waitingId],
    kind: ['reply', 'topic', 'edit-reply', 'edit-topic'],
    placeId: [open, closed, secret].flatMap(each => [each.topicId, each.spaceId, each.replyId]),
    postId: [open.replyId, secret.topicId, secret.replyId],
    handle: ['author', 'supervisor', 'former'],
    slug: ['canary', 'a-slug', canary('tag')],
    part: ['all', '0'],
    token: [feedOfFormer],
  }
}

/** The whole answer, without the address that was asked, which may stand in links and forms of the answer. */
async function told(person: Person, path: string) {
  const { text, headers, status } = await person.send('GET', path)
  expect(status, path).toBeLessThan(500)
  return `${text}\n${JSON.stringify([...headers])}`
    .replaceAll(encodeURI(path), 'HERE')
    .replaceAll(path, 'HERE')
    .replaceAll('/canary?', '/SLUG?')
}

/** Who keeps the spaces knows that each is there; not a word of what is in it. */
const known: Partial<Record<(typeof others)[number], RegExp>> = { coordinator: /canary(?:space|description)/gi }

describe.each(others)('to a %s', name => {
  test('no output holds a word of what only supervisors read', async () => {
    for (const path of addresses) {
      const text = (await told(people[name], path)).replace(path === '/manage/spaces' ? (known[name] ?? /^$/) : /^$/, 'KNOWN')
      const at = text.search(/canary\w/i)
      expect(at === -1 ? null : text.slice(Math.max(0, at - 160), at + 60), path).toBeNull()
    }
  }, 120_000)
})

test('a supervisor is told each of them, so that a word would be seen', async () => {
  let all = ''
  for (const path of addresses) all += await told(scene.supervisor, path)
  for (const word of canaries.filter(each => each !== 'draft' && each !== 'gone')) expect(all, word).toContain(canary(word))
}, 120_000)
