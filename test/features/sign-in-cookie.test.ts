// The cookie of a sign-in: for this site alone, out of reach of scripts, and as long as was asked for.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password } from '../people.ts'
import { type World, world } from '../world.ts'
import { from } from './accounts-words.ts'

let place: World
beforeAll(async () => {
  place = await world({ keep: true, env: { TRUST_PROXY: '1' } })
})
afterAll(() => place?.close())

const signIn = (handle: string) => ({ body: { handle, password }, headers: from('10.0.0.1') })

describe('the cookie', () => {
  const attributes = (line: string) =>
    line
      .split('; ')
      .slice(1)
      .filter(each => !/^Expires=/.test(each))
      .sort()

  test('lasts thirty days, for this site and no script', async () => {
    const { handle } = await place.member()
    const [line = ''] = (await place.guest().call('POST /api/sign-in', signIn(handle))).headers.getSetCookie()
    expect(line).toMatch(/^hearth=/)
    expect(attributes(line)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax'])
    expect(daysUntil(line)).toBeCloseTo(30, 1)
  })

  test('ends with the browser on a shared computer', async () => {
    const { handle } = await place.member()
    const answer = await place.guest().call('POST /api/sign-in', { body: { handle, password, shared: true }, headers: from('10.0.0.1') })
    expect(answer.headers.getSetCookie().join()).not.toMatch(/Expires|Max-Age/)
  })

  test('is sent again once a day to who only reads', async () => {
    const ana = await place.member()
    const renewed = async () => (await ana.call('GET /api/me')).headers.getSetCookie().map(line => Math.round(daysUntil(line)))
    expect([await renewed(), await renewed()]).toEqual([[30], []])
  })

  test('is a host cookie and Secure where the address is https', async () => {
    const secure = await world({ env: { PUBLIC_URL: 'https://community.example', TRUST_PROXY: '1' } })
    const headers = { origin: 'https://community.example' }
    await secure.app.features.accounts.importMember({
      _id: randomUUID(),
      handle: 'ana',
      displayName: 'A',
      roles: [],
      joinedAt: new Date(),
      password,
    })
    const [line = ''] = (
      await secure.guest().call('POST /api/sign-in', { body: { handle: 'ana', password }, headers })
    ).headers.getSetCookie()
    expect(line).toMatch(/^__Host-hearth=/)
    expect(attributes(line)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
  })
})

function daysUntil(line: string) {
  const expires = /Expires=([^;]+)/.exec(line)?.[1] ?? ''
  return (Date.parse(expires) - Date.now()) / 86_400_000
}
