// Script in every text that people write, read back on every page: nothing of it can run, and the content policy would stop it.

import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Answer, Person } from '../people.ts'
import { xssCorpus } from '../units/markdown-xss-corpus.ts'

/** For places that are one line of plain text. */
const lines = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  `' onmouseover='alert(1)`,
  '" autofocus onfocus="alert(1)',
  '<img src=x onerror=alert(1)>',
  '</title><svg onload=alert(1)>',
  '<svg/onload=alert(1)>',
  '</textarea><script>alert(1)</script>',
  '--><script>alert(1)</script><!--',
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">x</a>',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\\u003cscript\\u003ealert(1)',
  '</script><script>alert(1)//',
  '<base href="//elsewhere.example/">',
]
/** Every eighth of the corpus of Markdown, which is read whole where Markdown is tested. */
const bodies = xssCorpus.filter((_, index) => index % 8 === 0)

let scene: Stage
let victims: Person[]
const paths = new Set<string>(['/', '/spaces', '/members', '/me', '/manage/spaces', '/manage/members', '/manage/invitations', '/rooms'])
beforeAll(async () => {
  scene = await stage()
  victims = [scene.place.guest(), scene.author, scene.coordinator]
  for (const [index, line] of lines.entries()) await fillWith(index, line)
  for (const body of bodies) {
    const answer = await scene.author.call('POST /api/topics/:topicId/replies', { params: { topicId: scene.open.topicId }, body: { body } })
    expect([201, 422]).toContain(answer.status)
  }
  for (const view of ['threaded', 'flat']) paths.add(`/topics/${scene.open.topicId}?view=${view}`)
}, 120_000)
afterAll(() => scene?.place.close())

/** One line in all the places that take one. */
async function fillWith(index: number, line: string) {
  const { coordinator, author, reader } = scene
  const writer = await scene.place.member({ handle: `victim${index}`, displayName: line.slice(0, 60) })
  await writer.must('PATCH /api/me', { body: { bio: line, pronouns: line.slice(0, 40) } })
  const space = await coordinator.must('POST /api/spaces', { body: { name: line, description: line, visibility: 'public' } })
  const words = { body: line, contentNotes: [line], tags: [line.slice(0, 40)], title: line }
  const topic = await writer.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body: words })
  const reply = await author.must('POST /api/topics/:topicId/replies', {
    params: { topicId: topic.id },
    body: { body: `@victim${index} ${line}`, contentNotes: [line] },
  })
  await author.must('PATCH /api/replies/:replyId', { params: { replyId: reply.id }, body: { body: `${line} mended` } })
  await coordinator.must('POST /api/invitations', { body: { note: line } })
  await reader.must('POST /api/tokens', { body: { name: line } })
  for (const path of [
    ...(await sessionWith(space.id, line)),
    `/spaces/${space.id}`,
    `/topics/${topic.id}`,
    `/topics/${topic.id}/history`,
    `/topics/${topic.id}/edit`,
    `/replies/${reply.id}`,
    `/replies/${reply.id}/edit`,
    `/replies/${reply.id}/history`,
    `/people/victim${index}`,
    `/spaces/${space.id}/compose`,
  ])
    paths.add(path)
  for (const query of index % 5 > 0 ? [] : ['q', 'next', 'view', 'after', 'parent', 'show', 'anything'])
    paths.add(`/topics/${topic.id}?${query}=${encodeURIComponent(line)}`)
  paths.add(`/${encodeURIComponent(line)}`)
  paths.add(`/sign-in?next=${encodeURIComponent(line)}`)
}

/** A session called so, with a promise in it that says so. */
async function sessionWith(spaceId: string, line: string): Promise<string[]> {
  const { coordinator } = scene
  const [format] = (await coordinator.must('GET /api/formats')).items
  const plan = { title: line, formatId: format!.id, startsAt: new Date().toISOString(), timeZone: 'UTC' }
  const { id, agreement } = await coordinator.must('POST /api/spaces/:spaceId/sessions', { params: { spaceId }, body: plan })
  const params = { sessionId: id }
  await coordinator.must('POST /api/sessions/:sessionId/enter', { params, body: { agreement: agreement.version } })
  await coordinator.must('POST /api/sessions/:sessionId/commitments', { params, body: { text: line } })
  return [`/sessions/${id}`, `/sessions/${id}/edit`, `/spaces/${spaceId}/sessions/new`]
}

test('no page lets anything of it run, for anybody', async () => {
  let read = 0
  for (const path of paths)
    for (const person of victims) {
      const { status, text } = await follow(person, path)
      expect(status, path).toBeLessThan(500)
      expect(dangersIn(text), `${path}\n${text.slice(0, 200)}`).toEqual([])
      read += Number(status === 200)
    }
  expect(read).toBeGreaterThan(250)
}, 120_000)

async function follow(person: Person, path: string): Promise<Answer> {
  const answer = await person.send('GET', path)
  const next = answer.headers.get('location')
  if (next === null) return answer
  expect(next, path).toMatch(/^\/(?!\/)/)
  return follow(person, next)
}

test('forms that are refused show what was typed, and nothing of it runs', async () => {
  const { coordinator, author, place } = scene
  for (const line of lines) {
    const answers = [
      await place.guest().send('POST', '/sign-in', { body: new URLSearchParams({ handle: line, password: line, next: line }) }),
      await author.send('POST', `/topics/${scene.open.topicId}/replies`, {
        body: new URLSearchParams({ id: line, body: '', parentId: line, contentNotes: line }),
      }),
      await coordinator.send('POST', `/spaces/${scene.open.spaceId}/sessions`, {
        body: new URLSearchParams({
          title: '',
          day: line,
          time: line,
          timeZone: line,
          invited: line,
          callLink: line,
          'seats.presenter': line,
        }),
      }),
      await coordinator.send('POST', '/rooms/agreement', { body: new URLSearchParams({ clauses: line, basedOn: '0' }) }),
      await coordinator.send('POST', '/manage/spaces', { body: new URLSearchParams({ name: '', description: line, visibility: line }) }),
      await place
        .guest()
        .send('POST', '/register', { body: new URLSearchParams({ handle: line, displayName: line, password: 'x', invitation: line }) }),
    ]
    for (const { text, status, headers } of answers) {
      expect(status).toBeLessThan(500)
      expect(headers.get('location') ?? '/').toMatch(/^\/(?!\/)/)
      expect(dangersIn(text), line).toEqual([])
    }
  }
})

test('a danger would be found', () => {
  for (const html of [
    '<script>alert(1)</script>',
    '<p onclick="x">',
    '<a href=" java\tscript:alert(1)">',
    '<iframe src="/"></iframe>',
    '<p style="x">',
    '<form action="//elsewhere.example">',
    '<base href="/x">',
    '<script src="https://elsewhere.example/x.js"></script>',
  ])
    expect(dangersIn(`<!doctype html><html><body>${html}</body></html>`), html).toHaveLength(1)
})

describe('the headers', () => {
  const wanted = {
    'content-security-policy':
      "default-src 'none';script-src 'self';style-src 'self';font-src 'self';img-src 'self';connect-src 'self';manifest-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-powered-by': null,
    server: null,
  }
  test.each(['/', '/api/spaces', '/api/nothing', '/nothing', '/sign-in', '/api/docs', '/assets/nothing.js', '/%E0%A4%A'])(
    'keep the policy on %s',
    async path => {
      const { headers } = await scene.reader.send('GET', path)
      expect(Object.fromEntries(Object.keys(wanted).map(name => [name, headers.get(name)]))).toEqual(wanted)
    },
  )

  test('keep what depends on who asks out of every shared memory', async () => {
    for (const person of [scene.reader, scene.place.guest()])
      for (const path of ['/', '/api/spaces', `/topics/${scene.open.topicId}`, '/nothing', '/api/nothing']) {
        const { headers } = await person.send('GET', path)
        expect(headers.get('cache-control')).toBe('private, no-cache')
        expect(headers.get('vary')).toMatch(/Cookie/)
      }
  })
})

/** What could run, or lead elsewhere, in a page. */
function dangersIn(html: string): string[] {
  const { document } = new Window({
    settings: { disableJavaScriptFileLoading: true, disableJavaScriptEvaluation: true, disableCSSFileLoading: true },
  })
  document.write(html)
  return [...document.querySelectorAll('*')].flatMap(element => {
    const tag = element.tagName.toLowerCase()
    const attributes = [...element.attributes]
      .filter(({ name, value }) => isDangerous(tag, name ?? '', value ?? ''))
      .map(({ name, value }) => `${tag} ${name}=${value}`)
    const own =
      tag === 'script'
        ? !/^\/assets\//.test(element.getAttribute('src') ?? '') && !isData(element)
        : ['iframe', 'object', 'embed', 'applet', 'base', 'frame', 'style'].includes(tag)
    return [...attributes, ...(own ? [`${tag}: ${element.outerHTML.slice(0, 80)}`] : [])]
  })
}

function isData(script: { getAttribute(name: string): string | null }) {
  return script.getAttribute('type') === 'application/json'
}

function isDangerous(tag: string, name: string, value: string) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these from the beginning of an address
  const address = value.replace(/[\u0000-\u0020]/g, '').toLowerCase()
  if (/^on/.test(name) || name === 'style' || name === 'srcdoc') return true
  if (
    ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background'].includes(name) &&
    /^(javascript|vbscript|data):/.test(address)
  )
    return true
  if (name === 'http-equiv') return /refresh/.test(address)
  return ['action', 'formaction'].includes(name) && tag !== 'a' && /^([a-z]+:)?\/\//.test(address)
}
