// Where one is signed in: the list, ending one, what a new password ends, and how long a sign-in lasts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { password } from '../people.ts'
import { type World, world } from '../world.ts'
import { cut, liveAs, otherPassword } from './accounts-words.ts'

let place: World
beforeAll(async () => {
  place = await world({ keep: true })
})
afterAll(() => place?.close())

const firefox = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'
const day = 86_400_000

async function alsoSignedIn(handle: string, headers: Record<string, string> = {}) {
  const person = place.guest()
  await person.must('POST /api/sign-in', { body: { handle, password }, headers })
  return person
}

test('the list tells the device coarsely, the day, and which one is this', async () => {
  const ana = await place.member()
  const phone = await alsoSignedIn(ana.handle, { 'user-agent': firefox })
  const { items } = await phone.must('GET /api/me/sign-ins')
  expect(items).toHaveLength(2)
  expect(items[0]).toEqual({
    id: expect.any(String),
    client: 'Firefox on Android',
    createdAt: expect.any(String),
    lastUsedOn: new Date().toISOString().slice(0, 10),
    current: true,
  })
  expect(items[1]).toMatchObject({ current: false })
})

test('a sign-in that is ended elsewhere is refused at its very next request, and its live connection is cut', async () => {
  const ana = await place.member()
  const phone = await alsoSignedIn(ana.handle)
  await phone.must('GET /api/me')
  const ended = cut(await liveAs(phone, place.url))
  const other = (await ana.must('GET /api/me/sign-ins')).items.find(each => !each.current)!
  expect((await ana.call('DELETE /api/me/sign-ins/:signInId', { params: { signInId: other.id } })).status).toBe(204)
  expect((await phone.call('GET /api/me')).status).toBe(401)
  await ended
  expect((await ana.must('GET /api/me/sign-ins')).items).toHaveLength(1)
})

test('nobody ends the sign-in of somebody else', async () => {
  const [ana, ben] = [await place.member(), await place.member()]
  const [own] = (await ana.must('GET /api/me/sign-ins')).items
  expect((await ben.call('DELETE /api/me/sign-ins/:signInId', { params: { signInId: own!.id } })).status).toBe(404)
  expect((await ana.call('GET /api/me')).status).toBe(200)
})

test('a new password ends every other sign-in and every old word, and keeps this one under a new cookie', async () => {
  const ana = await place.member()
  const phone = await alsoSignedIn(ana.handle)
  await phone.must('GET /api/me')
  const ended = cut(await liveAs(phone, place.url))
  const before = ana.cookie()
  expect((await ana.call('PUT /api/me/password', { body: { current: password, password: otherPassword } })).status).toBe(204)
  await ended
  expect((await phone.call('GET /api/me')).status).toBe(401)
  expect((await ana.call('GET /api/me')).status).toBe(200)
  expect((await place.guest().call('GET /api/me', { headers: { cookie: before } })).status).toBe(401)
  expect((await ana.must('GET /api/me/sign-ins')).items).toHaveLength(1)
  const again = (word: string) => place.guest().call('POST /api/sign-in', { body: { handle: ana.handle, password: word } })
  expect((await again(password)).status).toBe(401)
  expect((await again(otherPassword)).status).toBe(200)
})

test('a new password needs the one that holds, and may not be one of the first that are guessed', async () => {
  const ana = await place.member({ handle: 'ana-lake' })
  const change = (current: string, next: string) => ana.call('PUT /api/me/password', { body: { current, password: next } })
  expect(await change('something else here', otherPassword)).toMatchObject({
    status: 401,
    body: { code: 'wrong-credentials', errors: [{ pointer: '/current' }] },
  })
  expect(await change(password, 'ana-lake-2026')).toMatchObject({
    status: 422,
    body: { code: 'common-password', errors: [{ pointer: '/password' }] },
  })
  expect(await change(password, 'short')).toMatchObject({
    status: 422,
    body: { code: 'invalid-input', errors: [{ pointer: '/password' }] },
  })
  expect((await place.guest().call('POST /api/sign-in', { body: { handle: ana.handle, password } })).status).toBe(200)
})

test('a sign-in made with the old password while the new one is stored opens nothing', async () => {
  const ana = await place.member()
  const racing = Array.from({ length: 6 }, () => place.guest())
  const signIns = racing.map(person => person.call('POST /api/sign-in', { body: { handle: ana.handle, password } }))
  await ana.must('PUT /api/me/password', { body: { current: password, password: otherPassword } })
  await Promise.all(signIns)
  for (const person of racing) expect((await person.call('GET /api/me')).status).toBe(401)
})

test('a sign-in that was checked with the old password but stored after the new one opens nothing', async () => {
  const ana = await place.member()
  const late = await alsoSignedIn(ana.handle)
  const collections = ['sign-ins', 'sessions'].map(name => place.app.connection.collection<{ _id: string }>(name))
  const before = await Promise.all(collections.map(each => each.find({}).toArray()))
  await ana.must('PUT /api/me/password', { body: { current: password, password: otherPassword } })
  for (const [at, each] of collections.entries())
    for (const doc of before[at]!) await each.replaceOne({ _id: doc._id }, doc, { upsert: true })
  expect((await late.call('GET /api/me')).status).toBe(401)
})

test('a sign-in lasts thirty days from its last day of use', async () => {
  const start = new Date()
  const later = await world({ now: start })
  const ana = await later.member()
  const after = async (days: number) => {
    later.setNow(new Date(start.getTime() + days * day))
    return (await ana.call('GET /api/me')).status
  }
  expect(await after(20)).toBe(200)
  expect(await after(45)).toBe(200)
  expect(await after(76)).toBe(401)
})

test('a sign-in on a shared computer ends after half a day, used or not', async () => {
  const start = new Date()
  const later = await world({ now: start })
  const { handle } = await later.member()
  const ana = later.guest()
  await ana.must('POST /api/sign-in', { body: { handle, password, shared: true } })
  later.setNow(new Date(start.getTime() + 11 * 3_600_000))
  expect((await ana.call('GET /api/me')).status).toBe(200)
  later.setNow(new Date(start.getTime() + 13 * 3_600_000))
  expect((await ana.call('GET /api/me')).status).toBe(401)
})
