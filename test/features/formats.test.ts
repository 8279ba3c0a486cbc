// Formats as people look them up: the same through the API and on pages, for guests too, at addresses that hold.
import { expect, test } from 'vitest'
import { world } from '../world.ts'

test('all formats are listed, and one is shown with who speaks and who listens in each step', async () => {
  const { guest } = await world()
  const { items } = await guest().must('GET /api/formats')
  expect(items).toHaveLength(15)
  const row = items.find(each => each.slug === 'collegial-consultation')!
  expect(row).toMatchObject({ unit: 'minutes', total: 65, steps: 8, groupSize: { min: 5, max: 10 } })
  const format = await guest().must('GET /api/formats/:formatId', { params: { formatId: row.id } })
  expect(format.steps[3]).toMatchObject({ title: 'What might be going on', floor: { mode: 'everyone', except: ['presenter'] } })

  const page = await guest().send('GET', `/formats/${row.id}/${row.slug}`)
  expect(page.status).toBe(200)
  for (const step of format.steps) expect(page.text).toContain(step.title)
  expect(page.text).toMatch(/Everyone else speaks.*Listening: Presenter/)
  expect((await guest().send('GET', '/formats')).text).toContain(`/formats/${row.id}/${row.slug}`)
})

test('what people write is gathered without names where everybody writes before anybody reads, and the page says so', async () => {
  const { guest } = await world()
  const { items } = await guest().must('GET /api/formats')
  const formats = await Promise.all(items.map(({ id }) => guest().must('GET /api/formats/:formatId', { params: { formatId: id } })))
  const together = formats.flatMap(({ steps }) => steps.filter(step => step.gather === 'together').map(step => step.title))
  expect(together).toEqual(['Quiet minute', 'Two-minute form'])
  expect(formats.flatMap(({ steps }) => steps.filter(step => step.vote))).toEqual([])
  const pages = await Promise.all(formats.map(({ id, slug }) => guest().send('GET', `/formats/${id}/${slug}`)))
  expect(formats.filter((_, at) => pages[at]!.text.includes('Everybody writes without a name')).map(({ slug }) => slug)).toEqual([
    'reflective-practice',
    'echo-style',
  ])
})

test('an address with another slug leads to the right one; a format that is not there is not found', async () => {
  const { guest } = await world()
  const [first] = (await guest().must('GET /api/formats')).items
  const moved = await guest().send('GET', `/formats/${first!.id}/another`)
  expect([moved.status, moved.headers.get('location')]).toEqual([303, `/formats/${first!.id}/${first!.slug}`])
  const absent = '11111111-1111-4111-8111-111111111111'
  expect((await guest().send('GET', `/formats/${absent}`)).status).toBe(404)
  expect((await guest().call('GET /api/formats/:formatId', { params: { formatId: absent } })).body.code).toBe('not-found')
})
