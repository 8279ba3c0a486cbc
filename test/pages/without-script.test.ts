// Everything that one does here works by plain links and forms, and no word is ever lost.
import { expect, test } from 'vitest'
import { password, personAt } from '../people.ts'
import { world } from '../world.ts'
import { open, submit } from './html.ts'

async function placeToWrite() {
  const here = await world()
  const keeper = await here.member({ handle: 'keeper', roles: ['coordinator', 'moderator'] })
  const space = await keeper.must('POST /api/spaces', { body: { name: 'The craft', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'Only peer in the building', body: 'What do you do?' },
  })
  return { ...here, keeper, space, topic, address: `/topics/${topic.id}/${topic.slug}` }
}

test('somebody joins, keeps their recovery codes, and is signed in', async () => {
  const { url } = await placeToWrite()
  const newcomer = personAt(url)
  const codes = await submit(newcomer, await open(newcomer, '/register'), '#register', { handle: 'juno', displayName: 'Juno R.', password })
  expect(codes.document.querySelectorAll('#codes li')).toHaveLength(8)
  expect(codes.headers.get('cache-control')).toBe('no-store')
  expect((await open(newcomer, '/')).text).toContain('Juno R.')
})

test('a form with faults comes back with every word, the faults beside their fields, and no password', async () => {
  const { url } = await placeToWrite()
  const newcomer = personAt(url)
  const again = await submit(newcomer, await open(newcomer, '/register'), '#register', {
    handle: '9 lives',
    displayName: 'Juno R.',
    password: 'short',
  })
  expect(again.status).toBe(422)
  const field = (name: string) => again.document.querySelector(`#register [name=${name}]`)
  expect(field('handle')?.getAttribute('value')).toBe('9 lives')
  expect(field('handle')?.getAttribute('aria-invalid')).toBe('true')
  expect(field('password')?.getAttribute('aria-invalid')).toBe('true')
  expect(again.html).not.toContain('"short"')
  expect(again.document.getElementById('register-password-fault')?.textContent).toBe('This is too short.')
  const links = [...again.document.querySelectorAll('.summary a')].map(link => link.getAttribute('href')?.slice(1) ?? '')
  expect(links.length).toBeGreaterThan(1)
  for (const id of links) expect(again.document.getElementById(id)).not.toBeNull()
})

test('a topic is previewed, posted once though sent twice, and leads to its page', async () => {
  const { keeper, space } = await placeToWrite()
  const page = await open(keeper, `/spaces/${space.id}/compose`)
  const words = { title: 'A gift', body: 'She gave me **a ring**.', tags: 'gifts, endings', contentNotesOther: 'grief' }
  const preview = await submit(keeper, page, 'main form[action$="/topics"]', words, ['do', 'preview'])
  expect(preview.document.querySelector('.preview strong')?.textContent).toBe('a ring')
  const posted = await submit(keeper, preview, 'main form[action$="/topics"]')
  const twice = await submit(keeper, preview, 'main form[action$="/topics"]')
  expect(posted.path.split('?')[0]).toBe(twice.path.split('?')[0])
  expect(posted.document.querySelector('h1')?.textContent).toBe('A gift')
  expect(posted.text).toContain('Your topic is posted.')
  expect((await keeper.must('GET /api/spaces/:spaceId/topics', { params: { spaceId: space.id } })).items.map(row => row.title)).toEqual([
    'A gift',
    'Only peer in the building',
  ])
})

test('a reply is answered, edited, looked up in its history, taken back and restored', async () => {
  const { keeper, member, address } = await placeToWrite()
  const wren = await member({ displayName: 'Wren' })
  const posted = await submit(wren, await open(wren, address), '#reply', { body: 'Ring somebody on Fridays.' })
  expect(posted.document.querySelector('#r-1 .prose')?.textContent).toContain('Ring somebody')

  const answering = await open(keeper, `${address}?reply=${posted.document.querySelector('#r-1')?.getAttribute('data-id')}`)
  const answered = await submit(keeper, answering, '#reply', { body: 'At what time?' })
  expect(answered.document.querySelector('#r-2')?.textContent).toContain('At what time?')

  const link = (page: typeof posted, part: string) => page.document.querySelector(`#r-1 a[href*="${part}"]`)?.getAttribute('href') ?? ''
  const edited = await submit(wren, await open(wren, link(posted, '/edit')), '#edit', { body: 'Ring somebody every Friday.' })
  expect(edited.document.querySelector('#r-1')?.textContent).toContain('every Friday')
  const history = await open(wren, link(edited, '/history'))
  expect(history.document.querySelector('del')?.textContent).toBeTruthy()
  expect(history.document.querySelector('ins')?.textContent).toContain('every')

  const removed = await submit(wren, await open(wren, link(edited, '/remove')), '#remove')
  expect(removed.text).not.toContain('every Friday')
  expect(removed.document.querySelector('#r-2')?.textContent).toContain('At what time?')
  const restored = await submit(wren, removed, 'form[action$="/restore"]')
  expect(restored.document.querySelector('#r-1')?.textContent).toContain('every Friday')
})

test('words written while the sign-in ended are asked for with the password, and posted once', async () => {
  const { member, topic, address } = await placeToWrite()
  const wren = await member({ handle: 'wren' })
  const page = await open(wren, address)
  wren.jar.clear()
  const expired = await submit(wren, page, '#reply', { body: 'Fridays are good for me too.' })
  expect(expired.status).toBe(401)
  expect(expired.document.querySelector('#expired [name=body]')?.textContent).toContain('Fridays are good for me too.')

  const wrong = await submit(wren, expired, '#expired', { handle: 'wren', password: 'not my password' })
  expect(wrong.document.querySelector('#expired [name=body]')?.textContent).toContain('Fridays are good for me too.')
  const posted = await submit(wren, wrong, '#expired', { handle: 'wren', password })
  expect(posted.document.querySelector('#r-1')?.textContent).toContain('Fridays are good for me too.')
  expect((await wren.must('GET /api/topics/:topicId', { params: { topicId: topic.id } })).replyCount).toBe(1)
})

test('a reply to a topic that was locked meanwhile is refused, and its words are still there', async () => {
  const { keeper, member, topic, address } = await placeToWrite()
  const wren = await member()
  const page = await open(wren, address)
  await keeper.must('PATCH /api/topics/:topicId', { params: { topicId: topic.id }, body: { locked: true } })
  const refused = await submit(wren, page, '#reply', { body: 'A long answer that took me an hour.' })
  expect(refused.status).toBe(409)
  expect(refused.html).toContain('A long answer that took me an hour.')
})

test('a guest who follows a link to what needs a sign-in comes back to it', async () => {
  const { member, guest, space } = await placeToWrite()
  await member({ handle: 'wren' })
  const visitor = guest()
  const asked = await open(visitor, `/spaces/${space.id}/compose`)
  expect(asked.document.querySelector('h1')?.textContent).toBe('Sign in')
  const back = await submit(visitor, asked, '#sign-in', { handle: 'wren', password })
  expect(back.document.querySelector('main form[action$="/topics"]')).not.toBeNull()
})

test('nobody is sent elsewhere by a sign-in', async () => {
  const { member, guest } = await placeToWrite()
  await member({ handle: 'wren' })
  for (const next of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example']) {
    const visitor = guest()
    const page = await open(visitor, `/sign-in?next=${encodeURIComponent(next)}`)
    const answer = await visitor.send('POST', '/sign-in', { body: new URLSearchParams({ handle: 'wren', password, next }) })
    expect([page.html.includes('elsewhere'), answer.headers.get('location')]).toEqual([false, '/'])
  }
})
