// Low-energy mode: one press from every page and back, for members and guests, and one thing at a time.
import { expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { world } from '../world.ts'

async function scene(replies = 0) {
  const here = await world()
  const keeper = await here.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'public', anonymous: true } })
  const start = (title: string) =>
    keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body: { title, body: `${title} in full.` } })
  const topic = await start('The first question')
  for (let n = 1; n <= replies; n += 1)
    await keeper.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: `Reply number ${n}.` } })
  return { ...here, keeper, space, start, path: `/topics/${topic.id}/${topic.slug}` }
}
type Scene = Awaited<ReturnType<typeof scene>>

const press = ({ url }: Scene, by: Person, energy: 'low' | 'usual', on: string) =>
  by.send('POST', '/reading/energy', { body: new URLSearchParams({ energy }), headers: { referer: url + on } })

async function seen(by: Person, path: string): Promise<string> {
  const { headers, text } = await by.send('GET', path)
  const onward = headers.get('location')
  return onward === null ? text : seen(by, onward.replace(/#.*/, ''))
}

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'))

test.each(['guest', 'member'] as const)(
  'a %s turns it on at the foot of a page, is told what it does there, and turns it off again',
  async kind => {
    const here = await scene()
    const reader = kind === 'guest' ? here.guest() : await here.member()
    for (const path of ['/', here.path, '/help', '/spaces', kind === 'guest' ? '/sign-in' : '/me'])
      expect(await seen(reader, path), path).toMatch(
        /<form method="post" action="\/reading\/energy".*?value="low">Low-energy mode<\/button>/,
      )
    const onward = (await press(here, reader, 'low', `${here.path}?view=threaded`)).headers.get('location')
    expect(onward).toBe(`${here.path}?view=threaded&said=energyLow`)
    const page = await seen(reader, onward!)
    expect(page).toContain('data-energy="low"')
    expect(page).toMatch(/role="status".*Low-energy mode is on: larger letters/)
    expect(page).toMatch(/value="usual">Leave low-energy mode<\/button>/)
    expect(await seen(reader, '/reading')).toMatch(/name="energy" value="low" checked/)
    await press(here, reader, 'usual', '/')
    expect(await seen(reader, here.path)).not.toContain('data-energy')
  },
)

test('the switch leads to no other site, and a word that it does not know turns it off', async () => {
  const here = await scene()
  const reader = await here.member()
  const send = (referer: string, energy: string) =>
    reader.send('POST', '/reading/energy', { body: new URLSearchParams({ energy }), headers: { referer } })
  expect((await send('https://elsewhere.example//evil.example', 'low')).headers.get('location')).toMatch(/^\/(?!\/)/)
  await send('nonsense', 'whatever')
  expect((await reader.must('GET /api/me')).reading.energy).toBe('usual')
})

test('what one reader chose changes nobody else’s page', async () => {
  const here = await scene(2)
  const [one, other] = [here.guest(), here.guest()]
  const before = await seen(other, here.path)
  await press(here, one, 'low', '/')
  expect(await seen(one, here.path)).not.toBe(before)
  expect(await seen(other, here.path)).toBe(before)
})

test('home shows the next thing alone: what is new, else who waits for an answer, and the rest is behind a link', async () => {
  const here = await scene(1)
  const reader = await here.member()
  await here.start('The second question')
  await press(here, reader, 'low', '/')
  const rows = (html: string) => main(html).match(/<h3>/g)?.length ?? 0
  const next = await seen(reader, '/')
  expect([rows(next), next.includes('Somebody waits for an answer')]).toEqual([1, true])
  expect(main(next)).not.toContain('One line to keep')
  expect(rows(await seen(reader, '/?all=yes'))).toBe(3)
  await seen(reader, here.path)
  await here.keeper.must('POST /api/topics/:topicId/replies', {
    params: { topicId: here.path.split('/')[2]! },
    body: { body: 'New.' },
  })
  expect(await seen(reader, '/')).toMatch(/Something new to read.*The first question/s)
})

test('a topic shows its original post and a few replies, and “Go on” leads through all of them, each once', async () => {
  const here = await scene(12)
  const reader = await here.member()
  await press(here, reader, 'low', '/')
  let path: string | undefined = here.path
  const shown: string[][] = []
  while (path) {
    const page: string = main(await seen(reader, path))
    shown.push([...page.matchAll(/Reply number (\d+)\./g)].map(found => found[1]!))
    // The composer waits behind its name, and what stands beside the topic is folded below it.
    expect(page).toMatch(/<details class="plain low-fold"><summary>Write a reply<\/summary>/)
    expect(page).toMatch(/<details class="plain set-aside"><summary>/)
    const folded = /<summary>The original post<\/summary>/.test(page)
    expect(folded).toBe(shown.length > 1)
    path = /<a class="btn onwards" rel="next" href="([^"#]*)[^"]*">Go on</.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(shown.map(page => page.length)).toEqual([5, 5, 2])
  expect(shown.flat()).toEqual(Array.from({ length: 12 }, (_, at) => `${at + 1}`))
})

test('who answers a reply, or has words refused, finds the composer open', async () => {
  const here = await scene(1)
  const reader = await here.member()
  await press(here, reader, 'low', '/')
  const [, replyId] = /data-reply="([^"]*)"[^>]*>Reply<\/a>.*$/s.exec((await seen(reader, here.path)).split('id="r-1"')[1] ?? '') ?? []
  expect(await seen(reader, `${here.path}?reply=${replyId}`)).toMatch(/<details class="plain low-fold" open><summary>Write a reply/)
  const refused = await reader.send('POST', `${here.path.split('/').slice(0, 3).join('/')}/replies`, {
    body: new URLSearchParams({ body: '' }),
  })
  expect([refused.status, /low-fold" open><summary>Write a reply/.test(refused.text)]).toEqual([422, true])
})

test('starting a topic asks for a title and a text, and keeps the rest folded', async () => {
  const here = await scene()
  const reader = await here.member()
  await press(here, reader, 'low', '/')
  const page = main(await seen(reader, `/spaces/${here.space.id}/compose`))
  const open = withoutFolds(page)
  expect([...open.matchAll(/<(?:input|textarea)[^>]* name="(\w+)"/g)].map(found => found[1])).toEqual(['id', 'draft', 'title', 'body'])
  expect(page).toContain('name="contentNotes"')
})

/** What stands open: folds may hold folds. */
function withoutFolds(html: string): string {
  const less = html.replace(/<details(?:(?!<details).)*?<\/details>/gs, '')
  return less === html ? html : withoutFolds(less)
}
