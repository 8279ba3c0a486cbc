// Signing in and out: who may, what a stranger learns, what the session is, and how often it may be tried.
import { randomUUID } from 'node:crypto'
import { throttlesOf, usualAllowances } from '@hearth/server/accounts/throttles'
import type { Request } from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password } from '../people.ts'
import { type World, world } from '../world.ts'
import { cut, from, liveAs } from './accounts-words.ts'

let place: World
beforeAll(async () => {
  place = await world({ keep: true, env: { TRUST_PROXY: '1' } })
})
afterAll(() => place?.close())

const wrong = 'not the password at all'
const signIn = (handle: string, word = password, address = '10.0.0.1') => ({ body: { handle, password: word }, headers: from(address) })
const withoutInstance = ({ instance: _, ...rest }: Record<string, unknown>) => rest

describe('who may', () => {
  test('the right name and password sign in, however the name is written', async () => {
    const { handle } = await place.member({ handle: 'ana-river' })
    const ana = place.guest()
    const me = await ana.must('POST /api/sign-in', signIn(` ${handle.toUpperCase()} `))
    expect(me).toMatchObject({ handle: 'ana-river', roles: ['member'], standing: 'good' })
    expect((await ana.must('GET /api/me')).id).toBe(me.id)
  })

  test('a password typed with composed or decomposed letters is the same password', async () => {
    await place
      .guest()
      .must('POST /api/accounts', { body: { handle: 'umlaut', displayName: 'U', password: 'pässwörter für zwei'.normalize('NFC') } })
    expect((await place.guest().call('POST /api/sign-in', signIn('umlaut', 'pässwörter für zwei'.normalize('NFD')))).status).toBe(200)
  })

  test('a wrong password and an unknown name get the same answer', async () => {
    const { handle } = await place.member()
    const [known, unknown] = [
      await place.guest().call('POST /api/sign-in', signIn(handle, wrong)),
      await place.guest().call('POST /api/sign-in', signIn('nobody-here', wrong)),
    ]
    expect(known.status).toBe(401)
    expect(known.body.code).toBe('wrong-credentials')
    expect(unknown.status).toBe(known.status)
    expect(withoutInstance(unknown.body)).toEqual(withoutInstance(known.body))
    expect([...unknown.headers.keys()].sort()).toEqual([...known.headers.keys()].sort())
    expect(unknown.headers.getSetCookie()).toEqual([])
  })

  test('a wrong password and an unknown name take the same time', async () => {
    const { handle } = await place.member()
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let round = 0; round < 24; round += 1)
      for (const [kind, name] of [
        ['known', handle],
        ['unknown', 'nobody-here'],
      ] as const) {
        const started = performance.now()
        await place.guest().call('POST /api/sign-in', signIn(name, wrong, `10.1.0.${round}`))
        times[kind].push(performance.now() - started)
      }
    const ratio = median(times.known) / median(times.unknown)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  test('an account without a password opens with none', async () => {
    await place.app.features.accounts.importMember({
      _id: randomUUID(),
      handle: 'no-password',
      displayName: 'N',
      roles: [],
      joinedAt: new Date(),
    })
    for (const word of ['undefined', 'null', ' '])
      expect((await place.guest().call('POST /api/sign-in', signIn('no-password', word))).status).toBe(401)
  })
})

describe('how often', () => {
  test('the eleventh wrong try of one name from one address is refused, even with the right password', async () => {
    const { handle } = await place.member()
    for (let round = 0; round < 10; round += 1)
      expect((await place.guest().call('POST /api/sign-in', signIn(handle, wrong, '10.2.0.1'))).status).toBe(401)
    const refused = await place.guest().call('POST /api/sign-in', signIn(handle, password, '10.2.0.1'))
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('a stranger who tries too often locks nobody out but themselves', async () => {
    const [victim, neighbour] = [await place.member(), await place.member()]
    for (let round = 0; round < 12; round += 1) await place.guest().call('POST /api/sign-in', signIn(victim.handle, wrong, '10.3.0.1'))
    expect((await place.guest().call('POST /api/sign-in', signIn(victim.handle, password, '10.3.0.2'))).status).toBe(200)
    expect((await place.guest().call('POST /api/sign-in', signIn(neighbour.handle, password, '10.3.0.1'))).status).toBe(200)
  })

  test('tries that come all at once are counted one by one', async () => {
    const { handle } = await place.member()
    const tries = Array.from({ length: 30 }, () => place.guest().call('POST /api/sign-in', signIn(handle, wrong, '10.4.0.1')))
    const statuses = (await Promise.all(tries)).map(each => each.status)
    expect(statuses.filter(status => status === 401)).toHaveLength(10)
    expect(statuses.filter(status => status === 429)).toHaveLength(20)
  })

  test('tries that come all at once are counted before they are tried, not after', async () => {
    const throttles = throttlesOf(usualAllowances)
    let resolve: (found: null) => void = () => undefined
    const answer = new Promise<null>(done => {
      resolve = done
    })
    let tried = 0
    const attempt = () => {
      tried += 1
      return answer
    }
    const tries = Array.from({ length: 30 }, () => throttles.guess('sign-in', { ip: '10.0.0.1' } as Request, 'ana', attempt))
    resolve(null)
    expect((await Promise.allSettled(tries)).every(each => each.status === 'rejected')).toBe(true)
    expect(tried).toBe(10)
  })

  test('an unknown name is throttled as a known one is', async () => {
    for (let round = 0; round < 10; round += 1) await place.guest().call('POST /api/sign-in', signIn('nobody-there', wrong, '10.5.0.1'))
    expect((await place.guest().call('POST /api/sign-in', signIn('nobody-there', wrong, '10.5.0.1'))).status).toBe(429)
  })

  test('one address that tries many names is refused after a hundred', async () => {
    const tries = Array.from({ length: 101 }, (_, number) =>
      place.guest().call('POST /api/sign-in', signIn(`name-${number}`, wrong, '10.6.0.1')),
    )
    expect((await Promise.all(tries)).filter(each => each.status === 429)).toHaveLength(1)
  })

  test('addresses of one IPv6 household count as one', async () => {
    const { handle } = await place.member()
    for (let round = 0; round < 10; round += 1)
      await place.guest().call('POST /api/sign-in', signIn(handle, wrong, `2001:db8:1:2::${round}`))
    expect((await place.guest().call('POST /api/sign-in', signIn(handle, wrong, '2001:db8:1:2:ffff::1'))).status).toBe(429)
    expect((await place.guest().call('POST /api/sign-in', signIn(handle, wrong, '2001:db8:1:3::1'))).status).toBe(401)
  })

  test('signing in rightly does not use up tries', async () => {
    const { handle } = await place.member()
    for (let round = 0; round < 15; round += 1) {
      await place.guest().call('POST /api/sign-in', signIn(handle, wrong, '10.7.0.1'))
      expect((await place.guest().call('POST /api/sign-in', signIn(handle, password, '10.7.0.1'))).status).toBe(200)
    }
  })
})

describe('the session', () => {
  test('has a new id after each sign-in, and the old one is worth nothing', async () => {
    const ana = await place.member()
    const before = ana.cookie()
    await ana.must('POST /api/sign-in', signIn(ana.handle))
    expect(ana.cookie()).not.toBe(before)
    expect((await place.guest().call('GET /api/me', { headers: { cookie: before } })).status).toBe(401)
    expect((await ana.call('GET /api/me')).status).toBe(200)
  })

  test('a cookie that a stranger planted does not become the one of who signs in', async () => {
    const { handle } = await place.member()
    const stranger = await place.member()
    const planted = stranger.cookie()
    const answer = await place.guest().call('POST /api/sign-in', { ...signIn(handle), headers: { ...from('10.0.0.1'), cookie: planted } })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie().join()).not.toContain(planted.replace('hearth=', ''))
    expect((await stranger.call('GET /api/me')).status).toBe(401)
  })

  test('a cookie with another signature is nobody', async () => {
    const ana = await place.member()
    const forged = `${ana.cookie().slice(0, -3)}abc`
    expect((await place.guest().call('GET /api/me', { headers: { cookie: forged } })).status).toBe(401)
  })

  test('signing out ends it here and nowhere else, and cuts its live connection', async () => {
    const ana = await place.member()
    const elsewhere = place.guest()
    await elsewhere.must('POST /api/sign-in', signIn(ana.handle))
    const cookie = ana.cookie()
    const ended = cut(await liveAs(ana, place.url))
    const answer = await ana.call('POST /api/sign-out')
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie().join()).toMatch(/^hearth=;.*Expires=Thu, 01 Jan 1970/)
    await ended
    expect((await place.guest().call('GET /api/me', { headers: { cookie } })).status).toBe(401)
    expect((await elsewhere.call('GET /api/me')).status).toBe(200)
  })

  test('guests get no cookie', async () => {
    const answer = await place.guest().send('GET', '/api/health')
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test('the request after another needs nothing of the database', async () => {
    const ana = await place.member()
    await ana.must('GET /api/me')
    // Behind the back of the features: what is still answered was remembered.
    for (const name of ['sessions', 'sign-ins', 'accounts']) await place.app.connection.collection(name).deleteMany({})
    expect((await ana.call('GET /api/me')).status).toBe(200)
  })
})

function median(times: number[]) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
}
