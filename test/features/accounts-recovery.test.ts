// A lost password: recovery codes that work once, and one-time links that a coordinator hands over.
import { secretsOf } from '@hearth/server/accounts/secrets'
import { loadKeys } from '@hearth/server/keys'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password } from '../people.ts'
import { type World, world } from '../world.ts'
import { cut, from, goodPassword, joining, liveAs, otherPassword, secretOf } from './accounts-words.ts'

let place: World
beforeAll(async () => {
  place = await world({ keep: true, env: { TRUST_PROXY: '1' } })
})
afterAll(() => place?.close())

let count = 0
async function joined() {
  count += 1
  const person = place.guest()
  const handle = `joined-${count}`
  const { recoveryCodes, account } = await person.must('POST /api/accounts', joining(handle))
  return { person, handle, id: account.id, codes: recoveryCodes }
}

const recover = (handle: string, recoveryCode: string, word = otherPassword, address = '10.0.0.1') =>
  place.guest().call('POST /api/recover', { body: { handle, recoveryCode, password: word }, headers: from(address) })
const signIn = (handle: string, word: string) => place.guest().call('POST /api/sign-in', { body: { handle, password: word } })

describe('a recovery code', () => {
  test('sets a new password once, and ends every sign-in and token', async () => {
    const { person, handle, codes } = await joined()
    const { secret } = await person.must('POST /api/tokens', { body: { name: 'calendar', scope: 'read' } })
    await person.must('GET /api/me')
    const ended = cut(await liveAs(person, place.url))
    expect((await recover(handle, codes[0]!)).status).toBe(204)
    await ended
    expect((await person.call('GET /api/me')).status).toBe(401)
    expect((await place.guest().call('GET /api/me', { headers: { authorization: `Bearer ${secret}` } })).status).toBe(401)
    expect((await signIn(handle, goodPassword)).status).toBe(401)
    expect((await signIn(handle, otherPassword)).status).toBe(200)
    expect(await recover(handle, codes[0]!, 'a third good password')).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } })
    expect((await signIn(handle, otherPassword)).status).toBe(200)
    expect((await recover(handle, codes[1]!, 'a third good password')).status).toBe(204)
  })

  test('is read as people copy it', async () => {
    const { handle, codes } = await joined()
    const copied = codes[0]!.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')
    expect((await recover(handle, ` ${copied} `)).status).toBe(204)
  })

  test('used by many at once works for one', async () => {
    const { handle, codes } = await joined()
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => recover(handle, codes[0]!, otherPassword, '10.8.0.1')))).map(
      each => each.status,
    )
    expect(statuses.toSorted()).toEqual([204, ...Array(5).fill(401)])
  })

  test('of somebody else opens nothing, and the answer does not tell who is here', async () => {
    const [ana, ben] = [await joined(), await joined()]
    const [wrong, unknown] = [await recover(ana.handle, ben.codes[0]!), await recover('nobody-here', ben.codes[0]!)]
    expect(wrong.status).toBe(401)
    const said = ({ text }: { text: string }) => ({ ...JSON.parse(text), instance: null })
    expect(said(unknown)).toEqual(said(wrong))
  })

  test('is tried ten times at most from one address', async () => {
    const { handle, codes } = await joined()
    for (let round = 0; round < 10; round += 1) expect((await recover(handle, 'no such code', otherPassword, '10.9.0.1')).status).toBe(401)
    expect((await recover(handle, codes[0]!, otherPassword, '10.9.0.1')).status).toBe(429)
    expect((await recover(handle, codes[0]!, otherPassword, '10.9.0.2')).status).toBe(204)
  })

  test('is not spent by a password that is refused', async () => {
    const { handle, codes } = await joined()
    expect(await recover(handle, codes[0]!, 'password123')).toMatchObject({ status: 422, body: { code: 'common-password' } })
    expect((await recover(handle, codes[0]!)).status).toBe(204)
  })

  test('ends when new ones are made, which needs the password', async () => {
    const { person, handle, codes } = await joined()
    const make = (word: string) => person.call('POST /api/me/recovery-codes', { body: { password: word } })
    expect(await make('not the right one')).toMatchObject({ status: 401, body: { errors: [{ pointer: '/password' }] } })
    const fresh = (await make(goodPassword)).body.recoveryCodes
    expect(fresh).toHaveLength(8)
    expect((await recover(handle, codes[0]!)).status).toBe(401)
    expect((await recover(handle, fresh[0]!)).status).toBe(204)
  })
})

describe('a reset link', () => {
  const reset = (token: string, word = otherPassword, address = '10.0.0.1') =>
    place.guest().call('POST /api/reset-password', { body: { token, password: word }, headers: from(address) })

  test('sets a new password once and ends every sign-in', async () => {
    const [boss, ana] = [await place.coordinator(), await place.member()]
    await ana.must('GET /api/me')
    const { url } = await boss.must('POST /api/members/:accountId/reset-link', { params: { accountId: ana.id } })
    expect(url).toMatch(/\/reset-password\?token=[\w-]{43}$/)
    expect((await reset(secretOf(url))).status).toBe(204)
    expect((await ana.call('GET /api/me')).status).toBe(401)
    expect((await signIn(ana.handle, password)).status).toBe(401)
    expect((await signIn(ana.handle, otherPassword)).status).toBe(200)
    expect(await reset(secretOf(url), 'a third good password')).toMatchObject({ status: 410, body: { code: 'link-expired' } })
  })

  test('used by many at once works for one', async () => {
    const [boss, ana] = [await place.coordinator(), await place.member()]
    const { url } = await boss.must('POST /api/members/:accountId/reset-link', { params: { accountId: ana.id } })
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => reset(secretOf(url), otherPassword, '10.10.0.1')))).map(
      each => each.status,
    )
    expect(statuses.toSorted()).toEqual([204, ...Array(5).fill(410)])
  })

  test('ends after a day', async () => {
    const start = new Date()
    const later = await world({ now: start })
    const [boss, ana] = [await later.coordinator(), await later.member()]
    const { url, expiresAt } = await boss.must('POST /api/members/:accountId/reset-link', { params: { accountId: ana.id } })
    expect(expiresAt).toBe(new Date(start.getTime() + 86_400_000).toISOString())
    later.setNow(new Date(start.getTime() + 86_400_000))
    expect((await later.guest().call('POST /api/reset-password', { body: { token: secretOf(url), password: otherPassword } })).status).toBe(
      410,
    )
    expect((await ana.call('GET /api/me')).status).toBe(200)
  })

  test('ends when another is made, and when the password is changed', async () => {
    const [boss, ana] = [await place.coordinator(), await place.member()]
    const make = async () => secretOf((await boss.must('POST /api/members/:accountId/reset-link', { params: { accountId: ana.id } })).url)
    const [first, second] = [await make(), await make()]
    expect((await reset(first)).status).toBe(410)
    await ana.must('PUT /api/me/password', { body: { current: password, password: otherPassword } })
    expect((await reset(second)).status).toBe(410)
  })

  test('is for resetting alone: the secret of an invitation does not do', async () => {
    const boss = await place.coordinator()
    const { url } = await boss.must('POST /api/invitations', { body: {} })
    expect((await reset(secretOf(url))).status).toBe(410)
  })

  test('is tried thirty times an hour from one address', async () => {
    const tries = await Promise.all(Array.from({ length: 31 }, () => reset('no such link', otherPassword, '10.11.0.1')))
    expect(tries.filter(each => each.status === 429)).toHaveLength(1)
  })

  test('is not for oneself, nor for administrators by a coordinator', async () => {
    const [boss, admin] = [await place.coordinator(), await place.member({ roles: ['administrator'] })]
    for (const accountId of [boss.id, admin.id])
      expect(await boss.call('POST /api/members/:accountId/reset-link', { params: { accountId } })).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      })
    expect((await admin.call('POST /api/members/:accountId/reset-link', { params: { accountId: boss.id } })).status).toBe(201)
  })

  test('is made on the machine itself too', async () => {
    const ana = await place.member()
    const link = await place.app.features.accounts.resetLinkFor(ana.handle)
    expect((await reset(secretOf(link!.url))).status).toBe(204)
    expect(await place.app.features.accounts.resetLinkFor('nobody-here')).toBeNull()
  })
})

test('one secret has another hash for each purpose and for each person', () => {
  const { hashes, hashesOfCode } = secretsOf(loadKeys({ ROOT_SECRET: 'a root secret of tests that is long enough', DATA_DIR: '' }))
  const all = [
    hashes('reset', 's'),
    hashes('set-up', 's'),
    hashes('invitation', 's'),
    hashes('token', 's'),
    hashesOfCode('ana', 's'),
    hashesOfCode('ben', 's'),
  ]
  expect(new Set(all.flat()).size).toBe(6)
})
