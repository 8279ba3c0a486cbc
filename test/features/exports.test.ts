// A topic taken along: as text, as data, as paper and by the API; each as its reader sees it, whole, and harmless.
import { markdownOf } from '@hearth/server/exports/to-markdown'
import { renderMarkdown } from '@hearth/server/markdown/index'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'
import { xssCorpus } from '../units/markdown-xss-corpus.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const html = (source: string) => renderMarkdown(source, new Map()).html
const start = (body: object = {}, where: keyof Stage['spaces'] = 'public') =>
  scene.author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: scene.spaces[where] },
    body: { title: 'A title', body: 'First words', ...body },
  })
const reply = (topicId: string, body: string, more: object = {}) =>
  scene.author.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body, ...more } })
const files = (topicId: string) => [`/topics/${topicId}/export.md`, `/topics/${topicId}/export.json`, `/topics/${topicId}/print`]
const textOf = async (path: string, person: Person = scene.reader) => (await person.send('GET', path)).text

describe('a topic as text', () => {
  test('says who may read it, and holds every post in threaded order', async () => {
    const { id, slug } = await start({
      title: '# Not a heading',
      tags: ['phones'],
      contentNotes: ['grief'],
      body: 'First *words*\n\n- one\n- two',
    })
    const first = await reply(id, 'An answer')
    await reply(id, 'A later one', { contentNotes: ['burnout'] })
    await reply(id, 'To the first', { parentId: first.id })
    const gone = await reply(id, 'canary')
    await scene.author.must('DELETE /api/replies/:replyId', { params: { replyId: gone.id } })
    const { text, headers } = await scene.reader.send('GET', `/topics/${id}/export.md`)
    expect(headers.get('content-disposition')).toBe(`attachment; filename="topic-${id.slice(0, 8)}.md"`)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'WHEN')).toBe(
      [
        '# \\# Not a heading',
        '> Everybody may read this, guests too. Names are shown to members only.',
        `<${scene.place.url}/topics/${id}/${slug}>`,
        'The public space',
        'Tags: phones',
        '## Original post · The Author',
        'WHEN',
        '**Content note:** grief',
        'First *words*',
        '- one\n- two',
        '## Reply 1 · The Author',
        'WHEN',
        'An answer',
        '## Reply 3 · The Author',
        'WHEN · in reply to 1',
        'To the first',
        '## Reply 2 · The Author',
        'WHEN',
        '**Content note:** burnout',
        'A later one',
        '## Reply 4 · The Author',
        'Its author took this back.\n',
      ].join('\n\n'),
    )
  })

  test.each([
    ['## Reply 9 · A moderator', '#### Reply 9 · A moderator'],
    ['\\## Reply 9', '\\## Reply 9'],
    ['Line one\n\\# two', 'Line one\\\n\\# two'],
    ['1\\. no list', '1\\. no list'],
    ['3. three\n4. four', '3. three\n4. four'],
    ['> quoted\n> \n> - in it', '> quoted\n>\n> - in it'],
    ['a | b\n--- | ---\n1 | `x`', '| a | b |\n| --- | --- |\n| 1 | ` x ` |'],
    ['```\n` and ``` in it\n```', '````\n` and ``` in it\n````'],
    ['**strong** ~~gone~~ `a`` b`', '**strong** ~~gone~~ `` a`` b``'],
    ['\\<b> & \\[x](y) \\_z\\_', '\\<b\\> \\& \\[x\\](y) \\_z\\_'],
    ['[words](https://x.example/a?b=c&d)', '[words](<https://x.example/a?b=c&d>)'],
    ['[a page](/about)', '[a page](<https://hearth.example/about>)'],
    ['---', '***'],
  ])('%j is written so that it means the same', (source, written) => {
    const again = markdownOf(html(source), 'https://hearth.example')
    if (!source.includes('``')) expect(again).toBe(written)
    const words = (text: string) =>
      html(text)
        .replaceAll('https://hearth.example', '')
        .replace(/<h\d>|<\/h\d>|\s+/g, ' ')
        .trim()
    expect(words(again)).toBe(words(source))
  })

  test('holds no tag of its own outside of code, whatever is written', () => {
    const harmless = /\\[<>]|<https?:[^<>\s]*>|<mailto:[^<>\s]*>|(`+)[^`](?:.|\n)*?[^`]\1(?!`)/g
    for (const source of xssCorpus)
      expect(markdownOf(html(source), 'https://hearth.example').replace(harmless, ''), source).not.toMatch(/<[a-z/!]/i)
  })
})

describe('what is taken along', () => {
  test('is for who may read, and absent for all others just as what there is not', async () => {
    const { secret, closed } = scene
    for (const [topicId, readers, strangers] of [
      [secret.topicId, [scene.supervisor], [scene.author, scene.coordinator, scene.moderator, scene.place.guest()]],
      [closed.topicId, [scene.reader], [scene.place.guest()]],
    ] as const)
      for (const path of [...files(topicId), `/api/topics/${topicId}/export`]) {
        for (const person of readers) expect((await person.send('GET', path)).status, path).toBe(200)
        for (const person of strangers) expect((await person.send('GET', path)).status, path).toBe(404)
      }
  })

  test('shows guests no name, handle or account, and everybody the alias of who wrote without a name', async () => {
    const { id } = await start({ anonymous: true, body: 'Ask @reader', tags: ['@reader'] })
    await reply(id, 'By name, @author')
    const { author } = await scene.reader.must('GET /api/topics/:topicId', { params: { topicId: id } })
    for (const path of [...files(id), `/api/topics/${id}/export`]) {
      const guests = await textOf(path, scene.place.guest())
      expect(guests, path).not.toMatch(/The Author|@author|@reader|"author"\s*,|reader"/)
      expect(guests).not.toContain(scene.author.id)
      if (path.includes('print')) continue
      expect(await textOf(path)).toContain((author as { alias: string }).alias)
      expect(await textOf(path, scene.author)).toBe(await textOf(path))
    }
  })

  test('is the same in the file and by the API, and comes page by page', async () => {
    const { id } = await start()
    for (let index = 1; index <= 105; index += 1) await reply(id, `Reply number ${index}`)
    const whole = JSON.parse(await textOf(`/topics/${id}/export.json`))
    expect(whole.replies.map((each: { n: number }) => each.n)).toEqual(Array.from({ length: 105 }, (_, at) => at + 1))
    expect(whole).toMatchObject({ readers: 'public', space: 'The public space', topic: { id } })
    expect(Object.keys(whole.topic)).not.toContain('mine')
    const first = await scene.reader.must('GET /api/topics/:topicId/export', { params: { topicId: id }, query: { limit: 100 } })
    const rest = await scene.reader.must('GET /api/topics/:topicId/export', {
      params: { topicId: id },
      query: { limit: 100, after: first.next! },
    })
    expect([...first.replies, ...rest.replies]).toEqual(whole.replies)
    expect(rest.next).toBeNull()
    expect(await textOf(`/topics/${id}/export.md`)).toContain('Reply number 105')
    expect(await textOf(`/topics/${id}/print`)).toContain('Reply number 105')
  })

  test('speaks the reader’s language around people’s own words', async () => {
    const { text } = await scene.place.guest().send('GET', `/topics/${scene.open.topicId}/export.md?lang=fr`)
    expect(text).toContain('Message d’origine')
  })
})

describe('what is told to whoever shows a link', () => {
  const cardOf = async (path: string, person = scene.place.guest()) =>
    [...(await textOf(path, person)).matchAll(/<meta (?:name|property)="(description|og:[a-z_]+)" content="([^"]*)"/g)].map(
      ([, name, content]) => [name, content] as const,
    )

  test('of a public topic: title and first words, without names, and no words where a content note stands', async () => {
    const plain = await start({ title: 'Title of @author', body: 'Ask @reader <b>now</b> & then' })
    const noted = await start({ title: 'Noted title', body: 'canary', contentNotes: ['grief'] })
    const card = Object.fromEntries(await cardOf(`/topics/${plain.id}/${plain.slug}`))
    expect(card).toMatchObject({
      'og:title': 'Title of @…',
      'og:description': 'Ask @Registered Member &lt;b>now&lt;/b> &amp; then',
      'og:url': `${scene.place.url}/topics/${plain.id}/${plain.slug}`,
    })
    expect(card.description).toBe(card['og:description'])
    const ofNoted = Object.fromEntries(await cardOf(`/topics/${noted.id}/${noted.slug}`))
    expect(ofNoted).toMatchObject({ 'og:title': 'Noted title' })
    expect(ofNoted).not.toHaveProperty('og:description')
  })

  test('of all else: the name of the community, the same for what is hidden and what is absent', async () => {
    const absent = '/topics/00000000-0000-4000-8000-000000000000/x'
    for (const path of [`/topics/${scene.closed.topicId}/x`, `/spaces/${scene.spaces.supervisors}/x`, absent])
      expect(await cardOf(path), path).toEqual([['og:title', scene.place.config.SITE_NAME]])
    expect(await cardOf(`/topics/${scene.closed.topicId}/a-topic-in-members`, scene.author)).toEqual([])
  })
})

describe('the map of the site', () => {
  test('names public spaces and topics and nothing else', async () => {
    const guest = scene.place.guest()
    const robots = await guest.send('GET', '/robots.txt')
    expect(robots.text).toContain(`Sitemap: ${scene.place.url}/sitemap.xml`)
    const index = await guest.send('GET', '/sitemap.xml')
    const parts = [...index.text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(address!).pathname)
    expect(parts).toEqual(['/sitemaps/all.xml'])
    const { text, headers } = await guest.send('GET', parts[0]!)
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8')
    expect(text).toContain(`/topics/${scene.open.topicId}/a-topic-in-public</loc><lastmod>`)
    expect(text).toContain(`/spaces/${scene.spaces.public}/the-public-space</loc>`)
    for (const id of [scene.closed.topicId, scene.secret.topicId, scene.spaces.members, scene.spaces.supervisors])
      expect(text).not.toContain(id)
    expect((await scene.supervisor.send('GET', parts[0]!)).text).toBe(text)
    for (const [, address] of text.matchAll(/<loc>([^<]*)<\/loc>/g))
      expect((await guest.send('GET', new URL(address!).pathname)).status, address).toBe(200)
  })

  test('has parts by how ids begin, each topic in one, and no other', async () => {
    const topics = async (part: string) =>
      [...(await textOf(`/sitemaps/${part}.xml`)).matchAll(/\/topics\/([0-9a-f-]{36})/g)].map(([, id]) => id!)
    const all = await topics('all')
    const parts = await Promise.all([...'0123456789abcdef'].map(topics))
    expect(parts.flat().sort()).toEqual(all.toSorted())
    for (const part of ['x', '000', '..%2f', 'al']) expect((await scene.reader.send('GET', `/sitemaps/${part}.xml`)).status).toBe(404)
  })
})
