// Posts that wait, without script: chosen where one writes, changed, put off, posted and taken back on their own page.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { open } from '../pages/html.ts'
import type { Person } from '../people.ts'
import { world } from '../world.ts'

const now = new Date('2026-03-01T10:00:00.000Z')

async function scene() {
  const place = await world({ now })
  const [keeper, ada, ben] = [await place.coordinator(), await place.member({ handle: 'ada' }), await place.member({ handle: 'ben' })]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'A topic', body: 'Words' },
  })
  const replies = async () => (await ben.must('GET /api/topics/:topicId/replies', { params: { topicId: topic.id } })).items
  return { place, ada, space, topic, replies }
}

const send = (who: Person, path: string, fields: Record<string, string> = {}) =>
  who.send('POST', path, { body: new URLSearchParams(fields) })
const onward = async (who: Person, path: string, fields: Record<string, string> = {}) => {
  const { status, headers, text } = await send(who, path, fields)
  expect([path, status, status === 303 ? '' : text]).toEqual([path, 303, ''])
  return headers.get('location') ?? ''
}
const own = async (who: Person) => (await who.must('GET /api/waiting-posts')).items

test('a reply that waits is told on the topic’s page to its author alone, with the ways to change it', async () => {
  const { place, ada, topic, replies } = await scene()
  const id = randomUUID()
  const to = await onward(ada, `/topics/${topic.id}/replies`, { id, body: 'Words for later', appears: 'day' })
  expect(to).toBe(`/topics/${topic.id}?waiting=${id}#waiting`)
  const address = (await ada.send('GET', to.split('#')[0]!)).headers.get('location')!
  const { document } = await open(ada, address)
  const notice = document.querySelector('#waiting')!
  expect(notice.textContent).toContain('Your reply appears on 2 Mar 2026, 10:00')
  expect([...notice.querySelectorAll('form')].map(form => form.getAttribute('action'))).toEqual([
    `/waiting/${id}/hold`,
    `/waiting/${id}/take-back`,
  ])
  expect((await open(place.guest(), address)).document.querySelector('#waiting')).toBeNull()
  expect(await replies()).toEqual([])
})

test('what is changed does not appear meanwhile, and appears when its author says so', async () => {
  const { place, ada, topic, replies } = await scene()
  const id = randomUUID()
  await onward(ada, `/topics/${topic.id}/replies`, { id, body: 'Words', appears: 'moment' })
  expect(await onward(ada, `/waiting/${id}/hold`)).toBe(`/waiting/${id}/edit`)
  place.setNow(new Date(now.getTime() + 60_000))
  await place.app.features.later.worker.runDue()
  expect(await replies()).toEqual([])
  const { document } = await open(ada, `/waiting/${id}/edit`)
  expect(document.querySelector('textarea')?.textContent).toBe('Words')
  const basedOn = document.querySelector('[name=basedOn]')!.getAttribute('value')!
  expect(await onward(ada, `/waiting/${id}/edit`, { basedOn, body: 'Better words', appears: 'no' })).toBe(`/replies/${id}`)
  expect(await replies()).toMatchObject([{ id, html: expect.stringContaining('Better words') }])
})

test('a day and time of one’s own are read in one’s own zone; what is missing is told at the field, with every word kept', async () => {
  const { ada, topic } = await scene()
  await ada.must('PATCH /api/me', { body: { timeZone: 'America/Toronto' } })
  const form = { id: randomUUID(), body: 'Words to keep', appears: 'at', appearsDay: '2026-03-04', appearsTime: '' }
  const refused = await send(ada, `/topics/${topic.id}/replies`, form)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Words to keep')
  expect(refused.text).toContain('reply-appearsTime-fault')
  await onward(ada, `/topics/${topic.id}/replies`, { ...form, appearsTime: '09:15' })
  expect(await own(ada)).toMatchObject([{ appearsAt: '2026-03-04T14:15:00.000Z' }])
  const past = await send(ada, `/topics/${topic.id}/replies`, { ...form, id: randomUUID(), appearsDay: '2026-02-01', appearsTime: '09:15' })
  expect(past.status).toBe(422)
  expect(past.text).toContain('Words to keep')
})

test('what a member chose for all that they write holds on pages, not for programs, and can be set aside each time', async () => {
  const { ada, space, topic, replies } = await scene()
  expect(await onward(ada, '/waiting/choice', { postsWait: 'day' })).toBe('/waiting?said=saved')
  const { document } = await open(ada, `/topics/${topic.id}/${topic.slug}`)
  expect(document.querySelector('#reply [name=appears][checked]')?.getAttribute('value')).toBe('day')
  expect(document.querySelector('#reply')?.textContent).toContain('You chose that what you write waits')
  await onward(ada, `/topics/${topic.id}/replies`, { id: randomUUID(), body: 'Waits' })
  await onward(ada, `/spaces/${space.id}/topics`, { id: randomUUID(), title: 'Waits too', body: 'Words' })
  expect(await own(ada)).toHaveLength(2)
  await onward(ada, `/topics/${topic.id}/replies`, { id: randomUUID(), body: 'At once', appears: 'no' })
  await ada.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: 'By a program' } })
  expect((await replies()).map(reply => reply.html)).toEqual([expect.stringContaining('At once'), expect.stringContaining('By a program')])
  expect((await ada.must('GET /api/me')).postsWait).toBe('day')
})

test('the list puts off, takes back and brings back, and says so', async () => {
  const { ada, topic } = await scene()
  expect((await open(ada, '/waiting')).document.querySelector('.empty')?.textContent).toContain('Nothing of yours is waiting.')
  const id = randomUUID()
  await onward(ada, `/topics/${topic.id}/replies`, { id, body: 'Words', appears: 'morning' })
  expect(await onward(ada, `/waiting/${id}/put-off`)).toBe('/waiting?said=putOff')
  expect(await own(ada)).toMatchObject([{ appearsAt: '2026-03-02T10:00:00.000Z' }])
  expect(await onward(ada, `/waiting/${id}/take-back`)).toBe('/waiting?said=takenBackWaiting')
  const list = (await open(ada, '/waiting')).document
  expect([...list.querySelectorAll('.list form')].map(form => form.getAttribute('action'))).toEqual([`/waiting/${id}/bring-back`])
  await onward(ada, `/waiting/${id}/bring-back`)
  expect(await onward(ada, `/waiting/${id}/post`)).toBe(`/replies/${id}`)
  const gone = await send(ada, `/waiting/${id}/take-back`)
  expect(gone.status).toBe(409)
  expect(gone.text).toContain(`href="/replies/${id}"`)
})
