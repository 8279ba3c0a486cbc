// Access tokens and lost standing: what each may still do, through every call of the contract.
import { type Call, type CallKey, contract } from '@hearth/shared/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf, type Stage, samples, stage } from '../contract/stage.ts'
import type { Answer } from '../people.ts'

const calls = Object.keys(contract) as CallKey[]
const changing = calls.filter(key => !key.startsWith('GET') && !(contract[key] as Call).open)
/** Nothing is written by looking at what would be. */
const harmless: CallKey[] = ['POST /api/preview']
const ofAccount = /\/api\/(me|tokens|members|invitations|sign-out)\b/

let scene: Stage
const bearer = { read: '', write: '' }
beforeAll(async () => {
  scene = await stage()
  for (const scope of ['read', 'write'] as const)
    bearer[scope] = (await scene.author.must('POST /api/tokens', { body: { name: scope, scope } })).secret
})
afterAll(() => scene?.place.close())

function ask(key: CallKey, scope: 'read' | 'write') {
  const sample = samples(scene)[key]
  const { method, path } = addressOf(key, sample)
  return scene.place.guest().send(method, path, { body: sample.body, headers: { authorization: `Bearer ${bearer[scope]}` } }) as Promise<
    Answer<{ code: string }>
  >
}

const ofRooms = ['room_sessions', 'room_messages', 'room_attendances', 'room_papers', 'commitments', 'reports', 'formats', 'agreements']
const stored = async () => {
  const ofForum = [
    'accounts',
    'topics',
    'replies',
    'revisions',
    'positions',
    'attention',
    'spaces',
    'invitations',
    'authorships',
    'aliases',
    'waiting_posts',
    'tags',
    'feeds',
    'marks',
    'drafts',
    'polls',
    'poll_ballots',
  ]
  const names = [...ofForum, ...ofRooms]
  return JSON.stringify(
    await Promise.all(
      names.map(name =>
        scene.place.app.connection
          .collection(name)
          .find({}, { projection: { lastUsedOn: 0 } })
          .sort({ _id: 1 })
          .toArray(),
      ),
    ),
  )
}

test.each(changing)('a token for reading changes nothing: %s', async key => {
  const before = await stored()
  const answer = await ask(key, 'read')
  if (harmless.includes(key)) expect(answer.status).toBe(200)
  else expect(['read-only-token', 'session-only', 'not-allowed']).toContain(answer.body.code)
  expect(await stored()).toBe(before)
})

test.each(calls.filter(key => ofAccount.test(key) && !key.startsWith('GET')))('a token never manages an account: %s', async key => {
  expect((await ask(key, 'write')).body.code).toBe('session-only')
})

test('a token for writing writes, in the name of its owner', async () => {
  const answer = await ask('POST /api/topics/:topicId/replies', 'write')
  expect(answer.status).toBe(201)
  expect(answer.body).toMatchObject({ author: { handle: 'author' }, mine: true })
})

test('a token that there is not is nobody', async () => {
  for (const secret of ['x', bearer.write.slice(0, -1), `${bearer.write}x`, '{"$ne":""}', '__proto__', ''])
    expect((await scene.place.guest().send('GET', '/api/me', { headers: { authorization: `Bearer ${secret}` } })).status).toBe(401)
})

describe('a member who is suspended', () => {
  test('is nobody from the next request on, by sign-in and by token', async () => {
    const person = await scene.place.member({ handle: 'suspended' })
    const { secret } = await person.must('POST /api/tokens', { body: { name: 'mine', scope: 'write' } })
    const standing = (is: 'suspended' | 'good') =>
      scene.coordinator.must('PATCH /api/members/:accountId', {
        params: { accountId: person.id },
        body: { standing: { is, reason: 'for a test' } },
      })
    await standing('suspended')
    expect([401, 403]).toContain((await person.call('GET /api/me')).status)
    expect([401, 403]).toContain(
      (await person.call('POST /api/topics/:topicId/replies', { params: { topicId: scene.open.topicId }, body: { body: 'Words' } })).status,
    )
    expect((await scene.place.guest().send('GET', '/api/me', { headers: { authorization: `Bearer ${secret}` } })).status).toBe(401)
    expect(
      (await scene.place.guest().call('POST /api/sign-in', { body: { handle: 'suspended', password: 'a long enough password' } })).body
        .code,
    ).toBe('account-suspended')
  })
})
