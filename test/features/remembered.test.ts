// What is held in memory follows every change at once, and nobody gets what is another's.
import { expect, test } from 'vitest'
import { world } from '../world.ts'

async function stage() {
  const here = await world()
  const keeper = await here.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'public' } })
  const start = (title: string) =>
    keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body: { title, body: 'Tell us.' } })
  return { ...here, keeper, space, start, topic: await start('What rings true?') }
}

test('a list and a topic that were read before show every later change', async () => {
  const { guest, member, keeper, space, topic, start } = await stage()
  const wren = await member()
  const params = { topicId: topic.id }
  const listed = async () => (await guest().call('GET /api/spaces/:spaceId/topics', { params: { spaceId: space.id } })).body.items
  const unanswered = async () => (await wren.must('GET /api/topics', { query: { show: 'unanswered' } })).items.map(row => row.id)
  expect([(await listed()).length, await unanswered()]).toEqual([1, [topic.id]])

  await wren.must('POST /api/topics/:topicId/replies', { params, body: { body: 'It does.' } })
  expect((await listed())[0]).toMatchObject({ replyCount: 1, lastN: 1 })
  expect(await unanswered()).toEqual([])
  await keeper.must('PATCH /api/topics/:topicId', { params, body: { title: 'What is true?', locked: true } })
  expect((await guest().call('GET /api/topics/:topicId', { params })).body).toMatchObject({ title: 'What is true?', locked: true })
  const second = await start('Another one')
  expect((await listed()).map(row => row.id).sort()).toEqual([topic.id, second.id].sort())
})

test('a topic that is moved leaves the list that it was on, and guests cannot read it where they may not', async () => {
  const { guest, keeper, space, topic } = await stage()
  const inner = await keeper.must('POST /api/spaces', { body: { name: 'Among us', visibility: 'members' } })
  const listed = async (spaceId: string) => (await keeper.must('GET /api/spaces/:spaceId/topics', { params: { spaceId } })).items.length
  const page = () => guest().send('GET', `/topics/${topic.id}/${topic.slug}`)
  expect([await listed(space.id), await listed(inner.id), (await page()).status]).toEqual([1, 0, 200])
  await keeper.must('PATCH /api/topics/:topicId', { params: { topicId: topic.id }, body: { spaceId: inner.id } })
  expect([await listed(space.id), await listed(inner.id), (await page()).status]).toEqual([0, 1, 404])
})

test('a page of replies that was read before shows what was edited and taken back, and every name as it is now', async () => {
  const { guest, member, topic } = await stage()
  const [wren, finch] = [await member({ displayName: 'Wren' }), await member({ displayName: 'Finch' })]
  const params = { topicId: topic.id }
  const reply = await wren.must('POST /api/topics/:topicId/replies', { params, body: { body: 'It does.' } })
  const seen = async (by: typeof wren) => (await by.must('GET /api/topics/:topicId/replies', { params })).items[0]!
  expect(await seen(wren)).toMatchObject({ mine: true, can: { edit: true } })
  expect(await seen(finch)).toMatchObject({ mine: false, can: { edit: false }, author: { displayName: 'Wren' } })
  expect(JSON.stringify(await seen(guest() as typeof wren))).not.toContain('Wren')

  await wren.must('PATCH /api/me', { body: { displayName: 'Robin' } })
  expect(await seen(finch)).toMatchObject({ author: { displayName: 'Robin' } })
  await wren.must('PATCH /api/replies/:replyId', { params: { replyId: reply.id }, body: { body: 'It did.' } })
  expect((await seen(finch)).html).toContain('It did.')
  await wren.must('DELETE /api/replies/:replyId', { params: { replyId: reply.id } })
  expect(await seen(guest() as typeof wren)).toMatchObject({ html: '', removed: { by: 'author' } })
})

test('a page of one reader shows nothing that is another reader’s', async () => {
  const { guest, member, topic } = await stage()
  const [wren, finch] = [await member({ displayName: 'Wren Canary' }), await member()]
  await wren.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: 'It does.' } })
  const path = `/topics/${topic.id}/${topic.slug}`
  const [own, others, guests] = [await wren.send('GET', path), await finch.send('GET', path), await guest().send('GET', path)]
  expect(own.text).toMatch(/\/replies\/[\w-]+\/edit/)
  expect(others.text).not.toMatch(/\/replies\/[\w-]+\/edit/)
  expect(others.text).toContain('Wren Canary')
  expect(guests.text).not.toContain('Wren Canary')
})

test('a guest’s page is the same whether compressed or not, and is not sent again while it is the same', async () => {
  const { guest, topic, keeper } = await stage()
  const path = `/topics/${topic.id}/${topic.slug}`
  const [plain, zipped] = [
    await guest().send('GET', path, { headers: { 'accept-encoding': 'identity' } }),
    await guest().send('GET', path, { headers: { 'accept-encoding': 'gzip' } }),
  ]
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect(zipped.text).toBe(plain.text)
  const again = { headers: { 'if-none-match': plain.headers.get('etag') ?? '', 'cache-control': 'max-age=0' } }
  expect((await guest().send('GET', path, again)).status).toBe(304)
  await keeper.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: 'It does.' } })
  expect((await guest().send('GET', path, again)).status).toBe(200)
})

test('an answer of the API is the same whether compressed or not, and is not sent again while it is the same', async () => {
  const here = await world({ env: { NODE_ENV: 'production' } })
  const keeper = await here.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'public' } })
  const body = { title: 'What rings true?', body: 'Tell us. '.repeat(200) }
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body })
  const path = `/api/topics/${topic.id}`
  const asked = (encoding: string) => here.guest().send('GET', path, { headers: { 'accept-encoding': encoding } })
  const [first, plain, zipped] = [await asked('identity'), await asked('identity'), await asked('gzip')]
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect([plain.text, zipped.text]).toEqual([first.text, first.text])
  const again = { headers: { 'if-none-match': plain.headers.get('etag') ?? '', 'cache-control': 'max-age=0' } }
  expect((await here.guest().send('GET', path, again)).status).toBe(304)
  await keeper.must('PATCH /api/topics/:topicId', { params: { topicId: topic.id }, body: { title: 'What is true?' } })
  expect((await here.guest().send('GET', path, again)).text).toContain('What is true?')
})

test('each time a topic is opened its composer has an id of its own, which reveals no other page’s', async () => {
  const { member, topic } = await stage()
  const wren = await member()
  const opened = async () => {
    const page = await wren.send('GET', `/topics/${topic.id}/${topic.slug}`)
    expect([page.status, page.headers.get('etag')]).toEqual([200, null])
    expect(Number(page.headers.get('content-length') ?? Buffer.byteLength(page.text))).toBe(Buffer.byteLength(page.text))
    return { id: /name="id" value="([^"]+)"/.exec(page.text)?.[1], text: page.text }
  }
  const [first, second] = [await opened(), await opened()]
  expect(first.id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
  expect(second.id).not.toBe(first.id)
  expect(second.text.replaceAll(second.id!, '')).toBe(first.text.replaceAll(first.id!, ''))
})

test('a page of replies brings its topic when it is asked to, as the reader sees it', async () => {
  const { guest, member, topic } = await stage()
  const wren = await member()
  const params = { topicId: topic.id }
  await wren.must('POST /api/topics/:topicId/replies', { params, body: { body: 'It does.' } })
  for (const reader of [guest(), wren]) {
    const page = (await reader.call('GET /api/topics/:topicId/replies', { params, query: { with: 'topic' } })).body
    expect(page.topic).toEqual((await reader.call('GET /api/topics/:topicId', { params })).body)
    expect([page.items.length, page.seq]).toEqual([1, page.topic?.seq])
  }
  expect((await wren.must('GET /api/topics/:topicId/replies', { params })).topic).toBeUndefined()
})

test('what is made for one reader alone is compressed too', async () => {
  const { member, topic } = await stage()
  const wren = await member()
  for (const path of [`/topics/${topic.id}/${topic.slug}`, '/me', '/api/openapi.json', '/api/docs']) {
    const [plain, zipped] = [await asked(path, 'identity'), await asked(path, 'gzip')]
    expect([path, plain.headers.get('content-encoding'), zipped.headers.get('content-encoding')]).toEqual([path, null, 'gzip'])
    expect(zipped.text.length).toBe(plain.text.length)
    expect(zipped.headers.get('vary')).toMatch(/Accept-Encoding/)
  }

  function asked(path: string, encoding: string) {
    return wren.send('GET', path, { headers: { 'accept-encoding': encoding } })
  }
})
