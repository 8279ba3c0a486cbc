// What a member’s own list folds, in every place where texts are shown, and that nobody else ever learns of it.
import { describe, expect, test } from 'vitest'
import { type Stage, samples, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'
import { world } from '../world.ts'

/** The reader's list holds the first; the second stands beside it in every text, and must be seen nowhere until the reader opens a fold. */
const [hard, beside] = ['Zanzibar fever', 'quillworthy']
const words = `A ${beside} day of zanzibar fevers`

/** A page as it stands before anything is opened. What a part of the reader's own page is given to come alive is not shown. */
function inSight(html: string) {
  return html.replace(/<details class="fold">.*?<\/details>/gs, '').replace(/ data-props="[^"]*"/g, '')
}

async function scene() {
  const here = await stage({ keep: false })
  const { place, author, spaces, coordinator, moderator } = here
  const posted = await author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: spaces.members },
    body: { title: words, body: words, tags: ['tea'] },
  })
  const noted = await author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: spaces.members },
    body: { title: 'Tea', body: `${beside} tea`, contentNotes: ['Zanzibar fever'] },
  })
  await author.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: spaces.members }, body: { title: words, body: words } })
  const params = { topicId: posted.id }
  const reply = await author.must('POST /api/topics/:topicId/replies', { params, body: { body: words } })
  await author.must('PATCH /api/replies/:replyId', { params: { replyId: reply.id }, body: { body: `${words} again` } })
  await author.must('PATCH /api/topics/:topicId', { params, body: { body: `${words} again` } })
  await author.must('PATCH /api/me', { body: { bio: words } })
  const { id: sessionId } = await moderator.must('POST /api/spaces/:spaceId/sessions', {
    params: { spaceId: spaces.members },
    body: {
      ...{ title: words, formatId: (await author.must('GET /api/formats')).items[0]!.id, comers: 'space' },
      ...{ startsAt: new Date().toISOString(), timeZone: 'UTC', seats: [{ seat: 'facilitator', handle: coordinator.handle }] },
    },
  })
  const { agreement } = await coordinator.must('GET /api/sessions/:sessionId', { params: { sessionId } })
  const reader = await place.member({ handle: 'wary', roles: ['coordinator', 'moderator'] })
  for (const each of [coordinator, reader])
    await each.must('POST /api/sessions/:sessionId/enter', { params: { sessionId }, body: { agreement: agreement.version } })
  await coordinator.must('POST /api/sessions/:sessionId/messages', { params: { sessionId }, body: { body: words } })
  await reader.must('PUT /api/me/hard-subjects', { body: { own: [hard] } })
  return {
    ...here,
    reader,
    topicId: posted.id,
    notedId: noted.id,
    replyId: reply.id,
    sessionId,
    agreement: agreement.version,
    spaceId: spaces.members,
  }
}
type Scene = Awaited<ReturnType<typeof scene>>

/** Every place where somebody's text stands; one that is new belongs here. */
const places: [string, (scene: Scene) => string][] = [
  ['home', () => '/'],
  ['what waits', () => '/inbox'],
  ['a space', ({ spaceId }) => `/spaces/${spaceId}/x`],
  ['the unanswered topics of a space', ({ spaceId }) => `/spaces/${spaceId}/x?show=unanswered`],
  ['a topic', ({ topicId }) => `/topics/${topicId}`],
  ['a topic, flat', ({ topicId }) => `/topics/${topicId}?view=flat&order=newest`],
  ['a topic with a note', ({ notedId }) => `/topics/${notedId}/x`],
  ['a reply’s own address', ({ replyId }) => `/replies/${replyId}`],
  ['the form that answers a reply', ({ topicId, replyId }) => `/topics/${topicId}?reply=${replyId}`],
  ['the history of a topic', ({ topicId }) => `/topics/${topicId}/history`],
  ['the history of a reply', ({ replyId }) => `/replies/${replyId}/history`],
  ['the question before a topic is removed', ({ topicId }) => `/topics/${topicId}/remove`],
  ['the question before a reply is removed', ({ replyId }) => `/replies/${replyId}/remove`],
  ['the form that moves a topic', ({ topicId }) => `/topics/${topicId}/move`],
  ['a topic to print', ({ topicId }) => `/topics/${topicId}/print`],
  ['what a search finds', () => '/search?q=quillworthy'],
  ['a tag', () => '/tags/tea'],
  ['bookmarks', () => '/bookmarks'],
  ['a member’s page', () => '/people/author'],
  ['the sessions', () => '/rooms'],
  ['a session', ({ sessionId }) => `/sessions/${sessionId}`],
  ['a room', ({ sessionId }) => `/sessions/${sessionId}/room`],
]

async function opened(by: Person, path: string): Promise<string> {
  const answer = await by.send('GET', path)
  const onward = answer.headers.get('location')
  return onward ? opened(by, onward.replace(/#.*/, '')) : answer.text
}

test('what touches a member’s list is folded for them in every place, and open for everybody else', async () => {
  const here = await scene()
  const other = await here.place.member({ roles: ['coordinator', 'moderator'] })
  for (const each of [here.reader, other]) {
    const params = { kind: 'topic', targetId: here.topicId }
    await each.must('PUT /api/attention/:kind/:targetId', { params, body: { level: 'follow' } })
    for (const postId of [here.topicId, here.replyId])
      await each.must('PUT /api/bookmarks/:postId', { params: { postId }, body: { note: '', remindAt: null } })
  }
  await other.must('POST /api/sessions/:sessionId/enter', { params: { sessionId: here.sessionId }, body: { agreement: here.agreement } })
  for (const [place, address] of places) {
    const own = await opened(here.reader, address(here))
    expect(inSight(own).replaceAll(`value="${beside}"`, '').includes(beside), place).toBe(false)
    const others = await opened(other, address(here))
    // In lists the text below a note stands for nobody.
    if (place !== 'a topic with a note') expect(inSight(others).includes(beside), place).toBe(true)
    expect(others.includes('On your list'), place).toBe(false)
  }
}, 60_000)

test('no page that can be reached from home shows what touches the list, and none is more than a press away', async () => {
  const here = await scene()
  const [seen, waiting] = [new Set<string>(), ['/']]
  while (waiting.length > 0 && seen.size < 150) {
    const path = waiting.shift()!
    // In a form to edit with, and in a file to take away, the text is what was asked for.
    if (seen.has(path) || /\/edit$|\/export\.\w+$/.test(path)) continue
    seen.add(path)
    const html = await opened(here.reader, path)
    expect(inSight(html).includes(beside), path).toBe(false)
    for (const [, href = ''] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) waiting.push(href.replaceAll('&amp;', '&'))
  }
  expect(seen.size).toBeGreaterThan(30)
  const topic = await opened(here.reader, `/topics/${here.topicId}`)
  expect(topic).toContain('A topic about something on your list')
  expect(topic.match(/<details class="fold">.*?<\/details>/gs)?.filter(fold => fold.includes(beside))).toHaveLength(3)
  expect(topic).toContain(`<b>On your list:</b> <bdi>${hard}</bdi>`)
}, 60_000)

test('the fold tells which subject it is by, also beside a writer’s note', async () => {
  const { reader, notedId, spaceId } = await scene()
  const [fold = ''] = (await opened(reader, `/topics/${notedId}`)).match(/<details class="fold">.*?<\/summary>/s) ?? []
  expect(fold).toContain('<b>Content note:</b> <bdi>Zanzibar fever</bdi>')
  expect(fold).toContain(`<b>On your list:</b> <bdi>${hard}</bdi>`)
  expect(await opened(reader, `/spaces/${spaceId}`)).toContain(`<p class="meta"><span><b>On your list:</b> <bdi>${hard}</bdi>`)
})

test('what one wrote oneself is not folded, with a name and without', async () => {
  const { coordinator, author, topicId } = await scene()
  await author.must('PUT /api/me/hard-subjects', { body: { own: [hard] } })
  expect(inSight(await opened(author, `/topics/${topicId}`))).toContain(beside)
  const space = await coordinator.must('POST /api/spaces', { body: { name: 'Unnamed', visibility: 'members', anonymous: true } })
  const hidden = await author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'Tea', body: words, anonymous: true },
  })
  expect(inSight(await opened(author, `/topics/${hidden.id}`))).toContain(beside)
})

test('a list goes with its last word, and then every page is as it is for everybody', async () => {
  const { reader, place, topicId } = await scene()
  await reader.must('PUT /api/me/hard-subjects', { body: {} })
  expect(await reader.must('GET /api/me/hard-subjects')).toEqual({ ready: [], own: [] })
  const other = await place.member({ displayName: reader.displayName, roles: ['coordinator', 'moderator'] })
  const bare = async (by: Person) => (await opened(by, `/topics/${topicId}`)).replace(/ name="id" value="[^"]*"/, '')
  expect(await bare(reader)).toBe((await bare(other)).replaceAll(other.handle, reader.handle).replaceAll(other.id, reader.id))
})

describe('the form', () => {
  test('takes ready subjects and words, a line each, and says what is wrong at the field with every word kept', async () => {
    const { member } = await world()
    const wren = await member()
    const send = (own: string) =>
      wren.send('POST', '/reading/subjects', {
        body: new URLSearchParams([
          ['ready', 'grief'],
          ['ready', 'burnout'],
          ['own', own],
        ]),
      })
    expect((await send('night shift\r\n\r\n NIGHT shifts \r\nTea')).headers.get('location')).toBe('/reading/subjects?said=saved')
    expect(await wren.must('GET /api/me/hard-subjects')).toEqual({ ready: ['grief', 'burnout'], own: ['NIGHT shifts', 'Tea'] })
    expect((await wren.send('GET', '/reading/subjects')).text).toContain('NIGHT shifts\nTea</textarea>')
    for (const [own, words] of [
      ['x'.repeat(41), 'x'.repeat(41)],
      ['...', '...</textarea>'],
      [Array.from({ length: 31 }, (_, at) => `w${at}`).join('\n'), 'w30</textarea>'],
    ] as const) {
      const answer = await send(own)
      expect([answer.status, answer.text.includes(words), answer.text.includes('id="subjects-own-fault"')]).toEqual([422, true, true])
    }
  })

  test('keeps a guest’s ready subjects in their browser, and no words of their own', async () => {
    const { guest, coordinator } = await world()
    const keeper = await coordinator()
    const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
    const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId: space.id },
      body: { title: 'On tea', body: `${words}, and grieving.` },
    })
    const [wary, other] = [guest(), guest()]
    await wary.send('POST', '/reading/subjects', { body: new URLSearchParams({ ready: 'grief', own: 'tea' }) })
    expect(wary.jar.get('subjects')).toBe('grief')
    expect(inSight(await opened(wary, `/topics/${topic.id}`))).not.toContain(beside)
    expect(inSight(await opened(wary, `/topics/${topic.id}`))).toContain('On tea')
    expect(inSight(await opened(other, `/topics/${topic.id}`))).toContain(beside)
    await wary.send('POST', '/reading/subjects', { body: new URLSearchParams() })
    expect(wary.jar.has('subjects')).toBe(false)
  })

  test.each(['subjects=grief%20nonsense', 'subjects=%E0%A4%A', 'subjects=', `subjects=${'grief%20'.repeat(200)}`])(
    'a cookie that was tampered with folds nothing and breaks nothing: %s',
    async cookie => {
      const { guest } = await world()
      expect((await guest().send('GET', '/', { headers: { cookie } })).status).toBe(200)
    },
  )
})

test('a list is told to nobody: not in any answer to anybody else, and not in the log', async () => {
  const here: Stage = await stage({ keep: false })
  const { place, reader } = here
  const canary = 'plumbago'
  await reader.must('PUT /api/me/hard-subjects', { body: { own: [canary], ready: ['stigma'] } })
  await reader.send('POST', '/reading/subjects', { body: new URLSearchParams({ own: `${canary}\nsecond ${canary}`, ready: 'stigma' }) })
  const administrator = await place.member({ roles: ['administrator', 'coordinator', 'moderator'] })
  for (const by of [administrator, here.author, place.guest()]) {
    for (const [key, { params = {}, query }] of Object.entries(samples(here)).filter(([each]) => each.startsWith('GET'))) {
      const path = key.replace('GET ', '').replace(/:(\w+)/g, (_, name) => params[name] ?? '')
      expect((await by.send('GET', query ? `${path}?${new URLSearchParams(query)}` : path)).text, key).not.toContain(canary)
    }
    for (const path of ['/', '/people/reader', '/manage/members', '/reading/subjects', `/topics/${here.open.topicId}`])
      expect((await by.send('GET', path)).text, path).not.toContain(canary)
  }
  expect((await reader.must('GET /api/me')) as object).not.toHaveProperty('hard')
  expect(place.lines.join()).not.toContain(canary)
  const token = (await reader.must('POST /api/tokens', { body: { name: 't', scope: 'write' } })).secret
  const byToken = await place.guest().call('GET /api/me/hard-subjects', { headers: { authorization: `Bearer ${token}` } })
  expect([byToken.status, byToken.body.code]).toEqual([403, 'session-only'])
}, 60_000)
