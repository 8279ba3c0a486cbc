// Access tokens: what they open and what never, and that they end at once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { password } from '../people.ts'
import { type World, world } from '../world.ts'

let place: World
beforeAll(async () => {
  place = await world({ keep: true })
})
afterAll(() => place?.close())

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } })
async function tokenOf(person: Person, scope: 'read' | 'write' = 'read') {
  return person.must('POST /api/tokens', { body: { name: 'calendar', scope } })
}

test('a token reads as its owner, and tells its secret once', async () => {
  const ana = await place.member()
  const { secret, ...made } = await tokenOf(ana)
  expect(secret).toMatch(/^hearth_[\w-]{43}$/)
  expect((await place.guest().must('GET /api/me', bearer(secret))).handle).toBe(ana.handle)
  const { items } = await ana.must('GET /api/tokens')
  expect(items).toEqual([{ ...made, lastUsedOn: new Date().toISOString().slice(0, 10) }])
})

test('a token never manages the account', async () => {
  const ana = await place.member({ roles: ['coordinator', 'administrator'] })
  const { secret } = await tokenOf(ana, 'write')
  const program = place.guest()
  for (const refused of [
    program.call('POST /api/sign-out', bearer(secret)),
    program.call('PATCH /api/me', { body: { bio: 'x' }, ...bearer(secret) }),
    program.call('PUT /api/me/password', { body: { current: password, password: 'another good password' }, ...bearer(secret) }),
    program.call('POST /api/me/recovery-codes', { body: { password }, ...bearer(secret) }),
    program.call('GET /api/me/sign-ins', bearer(secret)),
    program.call('GET /api/tokens', bearer(secret)),
    program.call('POST /api/tokens', { body: { name: 'more' }, ...bearer(secret) }),
    program.call('GET /api/members', bearer(secret)),
    program.call('POST /api/invitations', { body: {}, ...bearer(secret) }),
  ])
    expect(await refused).toMatchObject({ status: 403, body: { code: 'session-only' } })
})

test('a token for reading cannot write, and one for writing can', async () => {
  const ana = await place.member({ roles: ['coordinator'] })
  const [read, write] = [await tokenOf(ana, 'read'), await tokenOf(ana, 'write')]
  const make = (name: string, secret: string) => place.guest().call('POST /api/spaces', { body: { name }, ...bearer(secret) })
  expect(await make('By reading', read.secret)).toMatchObject({ status: 403, body: { code: 'read-only-token' } })
  expect((await make('By writing', write.secret)).status).toBe(201)
})

test('a token that is unknown, cut short or of another kind is refused, and the cookie beside it is ignored', async () => {
  const ana = await place.member()
  const { secret } = await tokenOf(ana)
  for (const wrong of ['hearth_unknown', secret.slice(0, -1), secret.replace('hearth_', ''), 'x', ''])
    for (const scheme of ['Bearer', 'bearer'])
      expect(await ana.call('GET /api/me', { headers: { authorization: `${scheme} ${wrong}` } })).toMatchObject({
        status: 401,
        body: { code: 'not-signed-in' },
      })
  const ben = await place.member()
  expect((await ben.must('GET /api/me', bearer(secret))).handle).toBe(ana.handle)
})

test('a token that is revoked is refused at the very next call', async () => {
  const ana = await place.member()
  const { secret, id } = await tokenOf(ana)
  await place.guest().must('GET /api/me', bearer(secret))
  expect((await ana.call('DELETE /api/tokens/:tokenId', { params: { tokenId: id } })).status).toBe(204)
  expect((await place.guest().call('GET /api/me', bearer(secret))).status).toBe(401)
})

test('nobody sees or revokes the token of somebody else', async () => {
  const [ana, ben] = [await place.member(), await place.member()]
  const { id, secret } = await tokenOf(ana)
  expect((await ben.must('GET /api/tokens')).items).toEqual([])
  expect((await ben.call('DELETE /api/tokens/:tokenId', { params: { tokenId: id } })).status).toBe(404)
  expect((await place.guest().call('GET /api/me', bearer(secret))).status).toBe(200)
})

test('a live connection opens with a token, and is named by it', async () => {
  const ana = await place.member()
  const { id, secret } = await tokenOf(ana)
  const { actorOfHandshake } = place.app.features.accounts
  expect(await actorOfHandshake({ authorization: `Bearer ${secret}`, cookie: ana.cookie() })).toMatchObject({
    accountId: ana.id,
    signInId: null,
    tokenId: id,
  })
  expect(await actorOfHandshake({ cookie: ana.cookie() })).toMatchObject({ accountId: ana.id, signInId: expect.any(String), tokenId: null })
  expect((await actorOfHandshake({ cookie: 'hearth=s%3Anobody.signature' })).actor.kind).toBe('guest')
  expect((await actorOfHandshake({ cookie: 'hearth=%E0%A4%A' })).actor.kind).toBe('guest')
  await expect(actorOfHandshake({ authorization: 'Bearer hearth_nobody' })).rejects.toMatchObject({ code: 'not-signed-in' })
})
