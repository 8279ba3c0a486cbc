// The page of what waits, without script: its filters, the way to the first unread, marking as read, and putting that back.
import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { open, submit } from './html.ts'

async function something() {
  const here = await world()
  const keeper = await here.member({ handle: 'keeper', roles: ['coordinator'] })
  const reader = await here.member({ handle: 'reader' })
  const space = await keeper.must('POST /api/spaces', { body: { name: 'The craft', visibility: 'members' } })
  const start = (title: string) =>
    keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body: { title, body: 'Words' } })
  const reply = (topicId: string) => keeper.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'More words' } })
  return { ...here, keeper, reader, space, start, reply }
}
const titles = (page: { document: Document }) => [...page.document.querySelectorAll('main .list h3')].map(each => each.textContent)

test('a topic waits until it is opened, then again from the first reply of somebody else on', async () => {
  const { reader, start, reply } = await something()
  const topic = await start('Only peer in the building')
  const page = await open(reader, '/inbox')
  expect(titles(page)).toEqual(['Only peer in the building'])
  expect(page.text).toContain('New topic')
  await open(reader, page.document.querySelector('main .list h3 a')?.getAttribute('href') ?? '')
  expect((await open(reader, '/inbox')).text).toContain('Nothing is waiting for you')
  for (let index = 0; index < 2; index += 1) await reply(topic.id)
  const again = await open(reader, '/inbox')
  expect(again.text).toContain('2 new replies')
  expect(again.document.querySelector('main .list h3 a')?.getAttribute('href')).toBe(`/topics/${topic.id}?around=1#r-1`)
})

test('one topic, one space and everything are marked as read; one topic is put back', async () => {
  const { reader, space, start, reply } = await something()
  const topic = await start('One')
  await reply(topic.id)
  await start('Another')
  const first = await submit(reader, await open(reader, '/inbox'), `form:has([value="${topic.id}"])`)
  expect(titles(first)).toEqual(['Another'])
  const back = await submit(reader, first, `form[action="/topics/${topic.id}/position"]`)
  expect(titles(back).toSorted()).toEqual(['Another', 'One'])
  const whole = await submit(reader, back, `form:has([value="${space.id}"])`)
  expect(whole.text).toContain('All that waited in this space is marked as read.')
  expect(titles(whole)).toEqual([])
  await start('A third')
  const all = await submit(reader, await open(reader, '/inbox'), '.after-list form')
  expect(all.text).toContain('Everything is marked as read.')
  expect(titles(all)).toEqual([])
})

test('it is narrowed to what is followed and to one space', async () => {
  const { reader, start, space } = await something()
  const topic = await start('Followed')
  await start('As usual')
  await submit(reader, await open(reader, `/topics/${topic.id}`), '.attend', { level: 'follow' })
  await submit(reader, await open(reader, `/topics/${topic.id}`), `form[action="/topics/${topic.id}/position"]`, { readUpTo: '0' })
  expect(titles(await open(reader, '/inbox?show=followed'))).toEqual(['Followed'])
  expect(titles(await open(reader, '/inbox'))).toEqual(['Followed', 'As usual'])
  expect(titles(await open(reader, `/inbox?space=${space.id}`))).toEqual(['Followed', 'As usual'])
  expect((await reader.send('GET', '/inbox?space=nonsense', { headers: { accept: 'text/html' } })).status).toBe(404)
})
