// In which language somebody is answered: by address, account, cookie and browser, and never in the language of whoever asked before.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, submit } from '../pages/html.ts'
import { type Person, password } from '../people.ts'
import { type World, world } from '../world.ts'

const wish = (header: string) => ({ headers: { 'accept-language': header } })

async function stage() {
  const here = await world()
  const keeper = await here.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'public' } })
  const body = { title: 'What rings true?', body: 'Tell us. '.repeat(200) }
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body })
  return { ...here, keeper, spacePath: `/spaces/${space.id}/${space.slug}`, topicPath: `/topics/${topic.id}/${topic.slug}` }
}

async function langOf(person: Pick<Person, 'send'>, path: string, header?: string) {
  const { text } = await person.send('GET', path, header === undefined ? {} : wish(header))
  return /<html lang="([^"]+)" dir="([^"]+)"/.exec(text)?.[1]
}

/** Where nobody changes anything, for the tables. */
let quiet: World
beforeAll(async () => {
  quiet = await world({ keep: true })
})
afterAll(() => quiet.close())

test.each([
  ['fr', 'fr'],
  ['FR-ca', 'fr'],
  ['fr-CA, fr;q=0.9, en;q=0.8', 'fr'],
  ['en-GB', 'en'],
  ['en-GB, fr;q=0.9, en;q=0.8', 'en'],
  ['en;q=0.5, fr;q=0.6', 'fr'],
  ['de, es;q=0.9', 'en'],
  ['de, fr;q=0.1', 'fr'],
  ['*', 'en'],
  ['de, *;q=0.5', 'en'],
  ['en;q=0, *', 'fr'],
  ['fr;q=0, en;q=0.1', 'en'],
  ['fr;q=0', 'en'],
  ['', 'en'],
  [';;;,=,q=', 'en'],
  ['fr;q=nonsense', 'en'],
  ['frisian', 'en'],
  [`${'xx, '.repeat(100)}fr`, 'en'],
])('a browser that asks for %j is answered in %s', async (header, expected) => {
  expect(await langOf(quiet.guest(), '/spaces', header)).toBe(expected)
})

test('remembered pages go to nobody in the language of another, whoever asked first, compressed or not', async () => {
  const { guest, member, spacePath, topicPath } = await stage()
  const wren = await member()
  for (const path of ['/', '/spaces', spacePath, topicPath, '/about', '/no-such-page'])
    for (const who of [guest(), wren])
      for (const header of ['fr', 'en', 'fr', 'en'])
        for (const encoding of ['identity', 'gzip']) {
          const answer = await who.send('GET', path, { headers: { 'accept-language': header, 'accept-encoding': encoding } })
          expect([path, header, /<html lang="(\w+)"/.exec(answer.text)?.[1]]).toEqual([path, header, header])
          expect([path, header, /Spaces/.test(answer.text), /Espaces/.test(answer.text)]).toEqual([
            path,
            header,
            header === 'en',
            header === 'fr',
          ])
          expect(answer.headers.get('vary')).toMatch(/Accept-Language/)
          expect(answer.headers.get('cache-control')).toMatch(/private, no-(cache|store)/)
        }
})

test('a page that the browser has in one language is sent again in the other', async () => {
  const { guest, topicPath } = await stage()
  const [french, english] = [await guest().send('GET', topicPath, wish('fr')), await guest().send('GET', topicPath, wish('en'))]
  const having = (answer: typeof french, header: string) =>
    guest().send('GET', topicPath, {
      headers: { 'accept-language': header, 'if-none-match': answer.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    })
  expect(french.headers.get('etag')).not.toBe(english.headers.get('etag'))
  expect([(await having(french, 'fr')).status, (await having(english, 'en')).status]).toEqual([304, 304])
  expect((await having(french, 'en')).text).toContain('<html lang="en"')
  expect((await having(english, 'fr')).text).toContain('<html lang="fr"')
})

test('a guest who chooses a language keeps it in this browser, on the same page, with how they like to read', async () => {
  const { guest, spacePath } = await stage()
  const visitor = guest()
  const before = await open(visitor, '/reading')
  await submit(visitor, before, '#reading', { theme: 'dark' })
  const page = await open(visitor, `${spacePath}?show=unanswered`)
  const button = page.document.querySelector('.foot form[action="/language"] button')
  expect([button?.textContent, button?.getAttribute('lang'), button?.getAttribute('value')]).toEqual(['Français', 'fr', 'fr'])
  const referer = `http://hearth.example${spacePath}?show=unanswered&said=saved`
  const answer = await visitor.send('POST', '/language', { body: new URLSearchParams({ language: 'fr' }), headers: { referer } })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${spacePath}?show=unanswered`])
  expect(await langOf(visitor, spacePath, 'en')).toBe('fr')
  const reading = await open(visitor, '/reading')
  expect(reading.document.querySelector('[name=language][checked]')?.getAttribute('value')).toBe('fr')
  expect(reading.document.documentElement.dataset.theme).toBe('dark')
  expect(await langOf(guest(), spacePath, 'en')).toBe('en')
})

test.each(['https://elsewhere.example//evil.example/', 'https://elsewhere.example/\\evil.example', 'not an address', ''])(
  'a choice of language made on %j leads to a page of ours',
  async referer => {
    const body = new URLSearchParams({ language: 'fr' })
    const answer = await quiet.guest().send('POST', '/language', { body, headers: { referer } })
    expect(answer.headers.get('location')).toMatch(/^\/(?![/\\])/)
  },
)

test('a member’s choice goes with the account to every device, before what a cookie or the browser says', async () => {
  const { member, guest, spacePath } = await stage()
  const wren = await member({ handle: 'wren' })
  expect([await langOf(wren, '/', 'fr'), await langOf(wren, '/', 'en')]).toEqual(['fr', 'en'])
  await submit(wren, await open(wren, '/reading'), '#reading', { language: 'fr' })
  expect((await wren.must('GET /api/me')).language).toBe('fr')
  const elsewhere = guest()
  await elsewhere.send('POST', '/language', { body: new URLSearchParams({ language: 'en' }) })
  await elsewhere.must('POST /api/sign-in', { body: { handle: 'wren', password } })
  expect(await langOf(elsewhere, spacePath, 'en')).toBe('fr')
  await elsewhere.must('PATCH /api/me', { body: { language: 'auto' } })
  expect([await langOf(elsewhere, '/', 'fr'), await langOf(elsewhere, '/', 'en')]).toEqual(['en', 'en'])
})

test('an address may ask for a language for the one page, and search engines are told so', async () => {
  const { guest, spacePath } = await stage()
  const visitor = guest()
  expect(await langOf(visitor, `${spacePath}?lang=fr`, 'en')).toBe('fr')
  expect(await langOf(visitor, spacePath, 'en')).toBe('en')
  expect(await langOf(visitor, `${spacePath}?lang=xx`, 'fr')).toBe('fr')
  const { document } = await open(visitor, spacePath)
  const other = document.querySelector('link[rel=alternate]')
  expect([other?.getAttribute('hreflang'), other?.getAttribute('href')]).toEqual(['fr', `${spacePath}?lang=fr`])
})

test.each(['reading=%', 'reading=%E0%A4%A', 'reading=language%3Dklingon', 'reading=language%3D', 'reading=%00'])(
  'a cookie that says %j is as none',
  async cookie => {
    const answer = await quiet.guest().send('GET', '/spaces', { headers: { cookie, 'accept-language': 'fr' } })
    expect([answer.status, /<html lang="(\w+)"/.exec(answer.text)?.[1]]).toEqual([200, 'fr'])
  },
)

test('programs are answered in English, whatever they ask for, and told so', async () => {
  const answer = await quiet.guest().send('GET', '/api/me', wish('fr'))
  expect([answer.status, answer.headers.get('content-language'), answer.body]).toEqual([
    401,
    'en',
    expect.objectContaining({ title: 'Sign in first' }),
  ])
  expect(answer.headers.get('vary')).not.toMatch(/Language/)
  const page = await quiet.guest().send('GET', '/no-such-page', wish('fr'))
  expect([page.status, /<html lang="(\w+)"/.exec(page.text)?.[1]]).toEqual([404, 'fr'])
})
