// Feeds: public ones as guests read, and members' own behind secret addresses, which show what their member may read now and nothing else.
import { randomUUID } from 'node:crypto'
import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'
import { xssCorpus } from '../units/markdown-xss-corpus.ts'
import { feedIn } from './feed-rules.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

type NewTopic = { title?: string; body?: string; contentNotes?: string[]; anonymous?: boolean; tags?: string[] }
const start = (more: NewTopic = {}, where: keyof Stage['spaces'] = 'public', person: Person = scene.author) =>
  person.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: scene.spaces[where] },
    body: { title: `Title ${randomUUID()}`, body: 'Words', ...more },
  })
const ofSpace = (where: keyof Stage['spaces'] = 'public') => `/spaces/${scene.spaces[where]}/feed.atom`
const ofTopic = (topicId: string) => `/topics/${topicId}/feed.atom`
const get = (path: string, person: Person = scene.place.guest(), headers: Record<string, string> = {}) =>
  person.send('GET', path, { headers })
const make = async (person: Person, body: object = {}) =>
  (await person.must('POST /api/me/feeds', { body })).url.slice(scene.place.url.length)
const titlesIn = async (path: string) => feedIn((await get(path)).text).entries.map(entry => entry.title)

describe('the feed of a public space', () => {
  test('follows the rules of Atom, and holds its topics with first words and no names', async () => {
    const topic = await start({ title: 'Texting & <b>phones</b>', body: 'Do you *text* with @reader?', tags: ['phones & co'] })
    const { status, headers, text } = await get(ofSpace())
    expect([status, headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8'])
    const feed = feedIn(text)
    expect(feed).toMatchObject({ title: 'The public space', self: `${scene.place.url}${ofSpace()}` })
    expect(feed.entries[0]).toMatchObject({
      id: `urn:uuid:${topic.id}`,
      title: 'Texting & <b>phones</b>',
      summary: 'Do you text with @…?',
      author: 'Registered Member',
      link: `${scene.place.url}/topics/${topic.id}/${topic.slug}`,
      categories: ['phones & co'],
    })
    expect(text).not.toMatch(/The Author|>author</)
  })

  test('tells the content note and then no words; what was taken back is gone', async () => {
    const noted = await start({ body: 'canary words', contentNotes: ['grief or loss'] })
    const gone = await start({ body: 'canary gone' })
    await scene.author.must('DELETE /api/topics/:topicId', { params: { topicId: gone.id } })
    const { text } = await get(ofSpace())
    expect(text).not.toContain('canary')
    const entries = feedIn(text).entries
    expect(entries.find(entry => entry.id.endsWith(noted.id))?.summary).toBe('Content note: grief or loss')
    expect(entries.some(entry => entry.id.endsWith(gone.id))).toBe(false)
  })

  test('is the same for everybody, so that anybody may keep it, and answers 304 to who has it', async () => {
    const [guest, member] = [await get(ofSpace()), await get(ofSpace(), scene.author)]
    expect(member.text).toBe(guest.text)
    expect([guest.headers.get('cache-control'), guest.headers.get('vary')]).toEqual(['public, max-age=300', 'Accept-Encoding'])
    const having = { 'if-none-match': guest.headers.get('etag')!, 'cache-control': 'max-age=0' }
    const again = await get(ofSpace(), scene.place.guest(), having)
    expect([again.status, again.text]).toEqual([304, ''])
    await start()
    expect((await get(ofSpace(), scene.place.guest(), having)).status).toBe(200)
  })

  test('is not there for a space that guests do not read, whoever asks, just as for one that there is not', async () => {
    for (const person of [scene.place.guest(), scene.supervisor])
      for (const path of [ofSpace('members'), ofSpace('supervisors'), ofTopic(scene.closed.topicId), ofTopic(scene.secret.topicId)])
        expect((await get(path, person)).status, path).toBe(404)
    const bare = async (path: string) => (await get(path)).text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    expect(await bare(ofSpace('members'))).toBe(await bare(`/spaces/${randomUUID()}/feed.atom`))
    expect(await bare(ofTopic(scene.secret.topicId))).toBe(await bare(ofTopic(randomUUID())))
  })

  test('is told of on its page, and no other page tells of one', async () => {
    const page = async (path: string, person = scene.place.guest()) => (await get(path, person)).text
    const { open, closed, spaces } = scene
    expect(await page(`/spaces/${spaces.public}/the-public-space`)).toContain(`type="application/atom+xml" href="${ofSpace()}"`)
    const { slug } = await scene.author.must('GET /api/topics/:topicId', { params: { topicId: open.topicId } })
    expect(await page(`/topics/${open.topicId}/${slug}`)).toContain(`type="application/atom+xml" href="${ofTopic(open.topicId)}"`)
    expect(await page(`/topics/${closed.topicId}/a-topic-in-members`, scene.author)).not.toContain('atom+xml')
  })
})

describe('the feed of a public topic', () => {
  test('holds its posts, newest first, whole where no note stands', async () => {
    const topic = await start({ body: 'First **words** @reader' })
    const reply = (body: string, more = {}) =>
      scene.author.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body, ...more } })
    const [, noted, gone] = [await reply('A [link](/spaces)'), await reply('canary', { contentNotes: ['burnout'] }), await reply('canary')]
    await scene.author.must('DELETE /api/replies/:replyId', { params: { replyId: gone.id } })
    await reply('Without a name', { anonymous: true })
    const { text } = await get(ofTopic(topic.id))
    const feed = feedIn(text)
    expect(feed.entries.map(entry => entry.title.replace(topic.title, 'T'))).toEqual([
      'Reply 4 in: T',
      'Reply 2 in: T',
      'Reply 1 in: T',
      'T',
    ])
    expect(feed.entries[1]).toMatchObject({
      summary: 'Content note: burnout',
      html: null,
      link: expect.stringContaining(`?around=${noted.n}#r-`),
    })
    expect(feed.entries[3]?.html).toContain('First <strong>words</strong>')
    expect(new Set(feed.entries.map(entry => entry.author))).toEqual(new Set(['Registered Member']))
    expect(text).not.toMatch(/canary|@reader|Anonymous|The Author/)
  })

  test('stays well-formed and harmless whatever is written', async () => {
    const topic = await start({ title: ']]> & <script>alert(1)</script> \u{1F600}', body: 'Words' })
    const hostile = [...xssCorpus.slice(0, 20), '&#xFFFE; &#0; ]]> <!-- -->', '\ud800 half']
    for (const body of hostile)
      await scene.author.call('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body } })
    const feed = feedIn((await get(ofTopic(topic.id))).text)
    expect(feed.title).toBe(']]> & <script>alert(1)</script> \u{1F600}')
    for (const { html } of feed.entries) {
      const { document } = new Window()
      document.body.innerHTML = html ?? ''
      expect(document.querySelectorAll('script, iframe, object, style, svg, [onerror], [onload], [onclick]')).toHaveLength(0)
    }
  })
})

describe('a feed of one’s own', () => {
  test('shows titles alone unless one chose otherwise', async () => {
    const topic = await start({ title: 'A title for the feed', body: 'canary words' }, 'members')
    const { text, headers } = await get(await make(scene.reader))
    expect(text).toContain('A title for the feed')
    expect(text).not.toMatch(/canary|The Author|>author</)
    expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('x-robots-tag')]).toEqual([
      'private, no-cache',
      'no-referrer',
      'noindex, nofollow, noarchive',
    ])
    const whole = feedIn((await get(await make(scene.reader, { words: true }))).text).entries.find(entry => entry.id.endsWith(topic.id))
    expect(whole).toMatchObject({ summary: 'canary words', author: 'The Author' })
    await start({ title: 'Noted for the feed', body: 'canary noted', contentNotes: ['grief'] }, 'members')
    expect((await get(await make(scene.reader, { words: true }))).text).not.toContain('canary noted')
  })

  test('asks each time what its member may read now', async () => {
    const person = await scene.place.member({ roles: ['supervisor'] })
    const title = `Only supervisors ${randomUUID()}`
    await start({ title }, 'supervisors', scene.supervisor)
    const [all, one] = [await make(person), await make(person, { scope: 'space', spaceId: scene.spaces.supervisors })]
    expect([await titlesIn(all), await titlesIn(one)].every(titles => titles.includes(title))).toBe(true)
    const change = (body: object) => scene.coordinator.must('PATCH /api/members/:accountId', { params: { accountId: person.id }, body })
    await change({ roles: ['member'] })
    expect(await titlesIn(all)).not.toContain(title)
    expect((await get(one)).status).toBe(404)
    await change({ standing: { is: 'suspended', reason: 'for a test' } })
    expect((await get(all)).status).toBe(404)
  })

  test('ends at once: by its member, and with a new password', async () => {
    const person = await scene.place.member({})
    const [first, second] = [await make(person), await make(person)]
    const { items } = await person.must('GET /api/me/feeds')
    expect(items).toHaveLength(2)
    expect((await scene.reader.call('DELETE /api/me/feeds/:feedId', { params: { feedId: items[0]!.id } })).status).toBe(404)
    await person.must('DELETE /api/me/feeds/:feedId', { params: { feedId: items[0]!.id } })
    expect([(await get(second)).status, (await get(first)).status]).toEqual([404, 200])
    await person.must('PUT /api/me/password', { body: { current: 'a long enough password', password: 'another long password' } })
    expect((await get(first)).status).toBe(404)
    expect((await person.must('GET /api/me/feeds')).items).toEqual([])
  })

  test('of what one started holds nothing that was written without a name, nor room for it', async () => {
    const person = await scene.place.member({})
    const path = await make(person, { scope: 'started', words: true })
    const named = await start({ title: 'With my name' }, 'members', person)
    const before = (await get(path)).text
    for (let index = 0; index < 31; index += 1) await start({ title: `Nameless ${index}`, anonymous: true }, 'members', person)
    expect((await get(path)).text).toBe(before)
    expect(feedIn(before).entries.map(entry => entry.id)).toEqual([`urn:uuid:${named.id}`])
  })

  test('is for a sign-in to make, and for a space that one reads', async () => {
    const { secret } = await scene.author.must('POST /api/tokens', { body: { name: 'mine', scope: 'write' } })
    const byToken = await scene.place.guest().send('POST', '/api/me/feeds', { body: {}, headers: { authorization: `Bearer ${secret}` } })
    expect(byToken.body).toMatchObject({ code: 'session-only' })
    for (const spaceId of [scene.spaces.supervisors, randomUUID(), null])
      expect((await scene.author.call('POST /api/me/feeds', { body: { scope: 'space', spaceId } })).body).toMatchObject({
        code: 'invalid-input',
        errors: [{ pointer: '/spaceId' }],
      })
  })

  test('has an address that is kept nowhere: not in the database, not in the log', async () => {
    const path = await make(scene.author)
    const secret = path.slice('/feeds/'.length, -'.atom'.length)
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect((await get(path)).status).toBe(200)
    await get(`${path}x`)
    const stored = JSON.stringify(await scene.place.app.connection.collection('feeds').find().toArray())
    expect(stored).not.toContain(secret)
    expect(scene.place.lines.join()).not.toContain(secret)
    expect(scene.place.lines.join()).toContain('/feeds/:token.atom')
    expect((await get(path)).text).not.toContain(secret)
  })

  test('cannot be guessed without end, and what is no feed answers all alike', async () => {
    const answers = []
    for (let index = 0; index < 125; index += 1) answers.push(await get(`/feeds/${'A'.repeat(42)}${index % 10}.atom`))
    expect(answers[0]).toMatchObject({ status: 404, text: 'There is nothing here.' })
    expect(answers.at(-1)).toMatchObject({ status: 429, text: 'There is nothing here.' })
    expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
