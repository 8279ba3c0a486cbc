// What a hostile client sends where names, passwords and secrets are taken: refused as input, with nothing changed.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { password } from '../people.ts'
import { type World, world } from '../world.ts'
import { goodPassword, joining } from './accounts-words.ts'

let place: World
let boss: Person
let victim: Person
beforeAll(async () => {
  place = await world({ keep: true })
  boss = await place.member({ handle: 'boss', roles: ['coordinator', 'administrator'] })
  victim = await place.member({ handle: 'victim' })
})
afterAll(() => place?.close())

/** Every call that takes a body of people's, with a body that it would take. */
const calls: [call: string, body: () => Record<string, unknown>][] = [
  ['POST /api/accounts', () => ({ handle: 'newcomer', displayName: 'N', password: goodPassword, invitation: 'x' })],
  ['POST /api/sign-in', () => ({ handle: 'victim', password })],
  ['POST /api/recover', () => ({ handle: 'victim', recoveryCode: 'abcd-efgh-jkmn-pqrs', password: goodPassword })],
  ['POST /api/reset-password', () => ({ token: 'x', password: goodPassword })],
  ['PATCH /api/me', () => ({ displayName: 'V', pronouns: 'they', bio: 'b', timeZone: 'Europe/Paris' })],
  ['PUT /api/me/password', () => ({ current: password, password: goodPassword })],
  ['POST /api/me/recovery-codes', () => ({ password })],
  ['POST /api/tokens', () => ({ name: 'calendar', scope: 'read' })],
  ['POST /api/invitations', () => ({ note: 'n', role: 'member', uses: 1, days: 1 })],
  ['PATCH /api/members/:accountId', () => ({ roles: ['moderator'], standing: { is: 'silenced', reason: 'r' } })],
]

const operators: [name: string, value: unknown][] = [
  ['{"$ne":""}', { $ne: '' }],
  ['{"$gt":""}', { $gt: '' }],
  ['{"$regex":".*"}', { $regex: '.*' }],
  ['{"$where":"1"}', { $where: '1' }],
  ['{"$in":["victim"]}', { $in: ['victim'] }],
  ['["victim"]', ['victim']],
  ['[{"$ne":null}]', [{ $ne: null }]],
  ['null', null],
  ['true', true],
]

const extras: [name: string, json: string][] = [
  ['roles', '"roles":["administrator"]'],
  ['_id', `"_id":"${randomUUID()}"`],
  ['standing', '"standing":{"is":"good","__proto__":{"x":1}}'],
  ['passwordHash', '"passwordHash":"x"'],
  ['version', '"version":9'],
  ['a dotted key', '"standing.is":"good"'],
  ['an operator', '"$set":{"roles":["administrator"]}'],
  ['__proto__', '"__proto__":{"roles":["administrator"]}'],
  ['constructor', '"constructor":{"prototype":{"roles":["administrator"]}}'],
  ['__v', '"__v":1'],
]

/** All that is stored of people but the days of use. */
async function stored() {
  const read = (name: string) =>
    place.app.connection
      .collection(name)
      .find({}, { projection: { lastUsedOn: 0 } })
      .sort({ _id: 1 })
      .toArray()
  return Promise.all(['accounts', 'sign-ins', 'tokens', 'invitations', 'one-time-links'].map(read))
}

const asker = (call: string) =>
  /members|invitations/.test(call) ? boss : /me|tokens/.test(call.replace('members', '')) ? victim : place.guest()
const path = (call: string) => call.split(' ')[1]!.replace(':accountId', victim.id)
const send = (call: string, body: unknown) => asker(call).send(call.split(' ')[0]!, path(call), { body })

test.each(calls)('%s refuses query operators, lists and other kinds in each of its fields', async (call, body) => {
  const before = await stored()
  for (const field of Object.keys(body()))
    for (const [name, value] of operators) {
      const accepts = (field === 'roles' && Array.isArray(value)) || field === 'standing'
      const answer = await send(call, { ...body(), [field]: value })
      expect(answer.status, `${field}: ${name}: ${answer.text}`).toBe(422)
      if (!accepts) expect(answer.text).toContain(`"/${field}`)
    }
  expect(await stored()).toEqual(before)
})

test.each(calls)('%s refuses fields that it does not know', async (call, body) => {
  const before = await stored()
  for (const [name, json] of extras) {
    if (name in body()) continue
    const text = `${JSON.stringify(body()).slice(0, -1)},${json}}`
    const answer = await send(call, text)
    expect(answer.status, `${name}: ${answer.text}`).toBe(422)
  }
  expect(await stored()).toEqual(before)
  expect(({} as { roles?: unknown }).roles).toBeUndefined()
})

test.each(calls)('%s refuses what is no object at all', async call => {
  for (const body of ['[]', '"x"', 'null', '1', '[{"handle":"victim"}]'])
    expect((await send(call, body)).status, body).toBeGreaterThanOrEqual(400)
  for (const body of ['[]', '"x"', 'null', '1']) expect((await send(call, body)).status, body).toBeLessThan(500)
})

test('operators in the query and in the address find nobody', async () => {
  for (const query of ['standing[$ne]=good', 'standing=$ne', 'after[$gt]=', 'limit[$gt]=1', 'limit=1&limit=2']) {
    const answer = await boss.send('GET', `/api/members?${query}`)
    expect([200, 422], `${query}: ${answer.text}`).toContain(answer.status)
    if (answer.status === 200)
      expect((answer.body as { items: unknown[] }).items).toHaveLength(await place.app.features.accounts.countAccounts())
  }
  for (const handle of ['%7B%22%24ne%22%3A%22%22%7D', '.*', '%00', '%24ne'])
    expect((await boss.send('GET', `/api/people/${handle}`)).status).toBe(404)
  expect((await boss.send('DELETE', '/api/tokens/%7B%22%24ne%22%3A1%7D')).status).toBe(404)
})

test('who joins cannot give themselves roles, a standing or a password hash', async () => {
  const { body } = joining('raiser')
  for (const more of [
    { roles: ['administrator'] },
    { standing: { is: 'good' } },
    { passwordHash: 'x' },
    { joinedAt: '2001-01-01T00:00:00.000Z' },
  ])
    expect((await place.guest().send('POST', '/api/accounts', { body: { ...body, ...more } })).status).toBe(422)
  expect((await boss.call('GET /api/people/:handle', { params: { handle: 'raiser' } })).status).toBe(404)
})

test('names with direction marks, line breaks or nothing to see are refused', async () => {
  for (const displayName of ['', '   ', 'Ana\nBoss', 'Ana\u202eesreveR', 'A\u0000'])
    expect((await place.guest().call('POST /api/accounts', joining('namer', { displayName }))).status).toBe(422)
  for (const handle of ['ab', '1abc', 'a b', 'a.b', 'añb', 'x'.repeat(25), '$ne'])
    expect((await place.guest().call('POST /api/accounts', joining(handle))).status).toBe(422)
})
