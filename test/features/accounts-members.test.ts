// Members and who looks after them: profiles, roles, standing, and that a community always keeps somebody who can.
import type { BodyInput } from '@hearth/shared/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, password } from '../people.ts'
import { type World, world } from '../world.ts'
import { cut, joining, liveAs, secretOf } from './accounts-words.ts'

let place: World
beforeAll(async () => {
  place = await world({ keep: true })
})
afterAll(() => place?.close())

const change = (who: Person, whom: { id: string }, body: BodyInput<'PATCH /api/members/:accountId'>) =>
  who.call('PATCH /api/members/:accountId', { params: { accountId: whom.id }, body })
const admin = () => place.member({ roles: ['coordinator', 'administrator'] })
const silence = { standing: { is: 'silenced' as const, reason: 'Three warnings' } }
const suspend = { standing: { is: 'suspended' as const, reason: 'Threats' } }

describe('profiles', () => {
  test('what one changes shows at once, and what one leaves out stays', async () => {
    const [ana, ben] = [await place.member(), await place.member()]
    const before = place.app.features.accounts.bylineVersion()
    await place.app.features.accounts.bylinesOf([ana.id])
    await ana.must('PATCH /api/me', { body: { displayName: 'Ana of the Lake', pronouns: 'she', reading: { theme: 'dark' } } })
    await ana.must('PATCH /api/me', { body: { bio: 'Peer supporter since 2014', reading: { view: 'flat' } } })
    expect(await ana.must('GET /api/me')).toMatchObject({
      displayName: 'Ana of the Lake',
      pronouns: 'she',
      bio: 'Peer supporter since 2014',
      reading: { theme: 'dark', view: 'flat', order: 'oldest' },
    })
    expect(await ben.must('GET /api/people/:handle', { params: { handle: ana.handle.toUpperCase() } })).toMatchObject({
      displayName: 'Ana of the Lake',
      mine: false,
    })
    expect((await place.app.features.accounts.bylinesOf([ana.id])).get(ana.id)).toMatchObject({
      displayName: 'Ana of the Lake',
      badge: null,
    })
    expect(place.app.features.accounts.bylineVersion()).toBeGreaterThan(before)
  })

  test('guests see nobody, and members see no standing, password or code', async () => {
    const [ana, ben] = [await place.member(), await place.member()]
    expect((await place.guest().call('GET /api/people/:handle', { params: { handle: ana.handle } })).status).toBe(401)
    const { text } = await ben.call('GET /api/people/:handle', { params: { handle: ana.handle } })
    expect(text).not.toMatch(/password|standing|recovery|hash/i)
    expect((await ben.call('GET /api/people/:handle', { params: { handle: 'nobody-here' } })).status).toBe(404)
  })

  test('a badge is the role that matters most to readers, and administrators have none for it', async () => {
    const people = [await place.member({ roles: ['supervisor', 'moderator'] }), await place.member({ roles: ['administrator'] })]
    const names = await place.app.features.accounts.bylinesOf([...people.map(each => each.id), 'gone'])
    expect(people.map(each => names.get(each.id)?.badge)).toEqual(['moderator', null])
    expect(names.has('gone')).toBe(false)
  })

  test('handles are found whatever their case, and strangers are not', async () => {
    const ana = await place.member()
    expect(await place.app.features.accounts.idsOfHandles([ana.handle.toUpperCase(), 'nobody-here'])).toEqual(
      new Map([[ana.handle, ana.id]]),
    )
  })
})

describe('the list of members', () => {
  test('is for coordinators and administrators', async () => {
    for (const [person, status] of [
      [place.guest(), 401],
      [await place.member(), 403],
      [await place.moderator(), 403],
      [await place.coordinator(), 200],
      [await place.member({ roles: ['administrator'] }), 200],
    ] as const)
      expect((await person.call('GET /api/members')).status).toBe(status)
  })

  test('goes by handle, page by page, each once', async () => {
    const boss = await place.coordinator()
    for (const letter of ['c', 'a', 'b']) await place.member({ handle: `zz-${letter}` })
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await boss.must('GET /api/members', { query: { limit: 2, ...(after ? { after } : {}) } })
      seen.push(...page.items.map(each => each.handle))
      if (!page.next) break
      after = page.next
    }
    expect(seen).toEqual(seen.toSorted())
    expect(new Set(seen).size).toBe(await place.app.features.accounts.countAccounts())
    expect((await boss.call('GET /api/members', { query: { after: 'nonsense' } })).body.code).toBe('invalid-cursor')
  })
})

describe('roles', () => {
  test('a coordinator gives and takes the roles of the community, and everybody stays a member', async () => {
    const [boss, ana] = [await place.coordinator(), await place.member()]
    expect((await change(boss, ana, { roles: ['moderator', 'steward'] })).body.roles).toEqual(['member', 'steward', 'moderator'])
    expect((await ana.must('GET /api/me')).roles).toEqual(['member', 'steward', 'moderator'])
    expect((await change(boss, ana, { roles: [] })).body.roles).toEqual(['member'])
  })

  test('a role that is taken works no more at the very next request', async () => {
    const [boss, other] = [await admin(), await place.coordinator()]
    expect((await other.call('GET /api/members')).status).toBe(200)
    await change(boss, other, { roles: [] })
    expect((await other.call('GET /api/members')).status).toBe(403)
  })

  test('only an administrator makes coordinators and administrators, or changes one', async () => {
    const [boss, ana, other, root] = [await place.coordinator(), await place.member(), await place.coordinator(), await admin()]
    for (const role of ['coordinator', 'administrator'] as const) {
      expect(await change(boss, ana, { roles: [role] })).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
      expect((await boss.call('POST /api/invitations', { body: { role } })).status).toBe(403)
    }
    expect((await change(boss, other, { roles: [] })).status).toBe(403)
    expect((await change(boss, root, suspend)).status).toBe(403)
    expect((await change(root, ana, { roles: ['coordinator'] })).status).toBe(200)
    expect((await root.call('POST /api/invitations', { body: { role: 'administrator' } })).status).toBe(201)
  })

  test('nobody raises, silences or spares themselves', async () => {
    const [ana, boss, root] = [await place.member(), await place.coordinator(), await admin()]
    expect((await change(ana, ana, { roles: ['moderator'] })).status).toBe(403)
    expect((await change(boss, boss, { roles: ['coordinator', 'moderator'] })).status).toBe(403)
    expect((await change(root, root, { roles: [] })).status).toBe(403)
    expect((await change(root, root, silence)).status).toBe(403)
  })

  test('who loses the power to invite loses the invitations too', async () => {
    const [root, boss] = [await admin(), await place.coordinator()]
    const { url, id } = await boss.must('POST /api/invitations', { body: { role: 'moderator' } })
    await change(root, boss, { roles: [] })
    expect((await root.must('GET /api/invitations')).items.map(each => each.id)).not.toContain(id)
    expect((await place.guest().call('POST /api/accounts', joining('late-guest', { invitation: secretOf(url) }))).status).toBe(410)
  })
})

describe('standing', () => {
  test('silencing and suspending need a reason, and an end that is not past', async () => {
    const [boss, ana] = [await place.coordinator(), await place.member()]
    for (const is of ['silenced', 'suspended'] as const)
      expect(await change(boss, ana, { standing: { is, reason: ' ' } })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/standing/reason', code: 'required' }] },
      })
    const past = { ...silence.standing, until: new Date(Date.now() - 1_000).toISOString() }
    expect(await change(boss, ana, { standing: past })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/standing/until' }] } })
    expect((await ana.must('GET /api/me')).standing).toBe('good')
  })

  test('who is silenced stays signed in and keeps the account, but looks after nobody', async () => {
    const [root, boss] = [await admin(), await place.coordinator()]
    expect((await change(root, boss, silence)).body).toMatchObject({ standing: 'silenced', standingReason: 'Three warnings' })
    expect((await boss.must('GET /api/me')).standing).toBe('silenced')
    expect((await boss.call('PATCH /api/me', { body: { bio: 'still me' } })).status).toBe(200)
    expect(await boss.call('GET /api/members')).toMatchObject({ status: 403, body: { code: 'account-silenced' } })
  })

  test('who is suspended is out at once, live and by token too, and is told why only with the right password', async () => {
    const [boss, ana] = [await place.coordinator(), await place.member()]
    const { secret } = await ana.must('POST /api/tokens', { body: { name: 'calendar' } })
    const headers = { authorization: `Bearer ${secret}` }
    await place.guest().must('GET /api/me', { headers })
    const ended = cut(await liveAs(ana, place.url))
    await change(boss, ana, suspend)
    await ended
    expect((await ana.call('GET /api/me')).status).toBe(401)
    expect((await place.guest().call('GET /api/me', { headers })).status).toBe(401)
    const signIn = (word: string) => place.guest().call('POST /api/sign-in', { body: { handle: ana.handle, password: word } })
    expect(await signIn(password)).toMatchObject({ status: 403, body: { code: 'account-suspended', detail: 'Threats' } })
    expect(await signIn('not the right one')).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } })
    await change(boss, ana, { standing: { is: 'good' } })
    expect((await signIn(password)).status).toBe(200)
  })

  test('a silence and a suspension end by themselves', async () => {
    const start = new Date()
    const later = await world({ now: start })
    const [boss, ana, ben] = [await later.coordinator(), await later.member(), await later.member()]
    const until = new Date(start.getTime() + 86_400_000).toISOString()
    await change(boss, ana, { standing: { ...silence.standing, until } })
    await change(boss, ben, { standing: { ...suspend.standing, until } })
    expect((await ana.must('GET /api/me')).standingUntil).toBe(until)
    const listed = async (standing: 'good' | 'suspended' | 'silenced') =>
      (await boss.must('GET /api/members', { query: { standing } })).items.map(each => each.id).toSorted()
    expect([await listed('silenced'), await listed('suspended')]).toEqual([[ana.id], [ben.id]])
    later.setNow(new Date(start.getTime() + 86_400_000))
    expect(await ana.must('GET /api/me')).toMatchObject({ standing: 'good', standingUntil: null })
    expect((await later.guest().call('POST /api/sign-in', { body: { handle: ben.handle, password } })).status).toBe(200)
    expect(await listed('good')).toEqual([ana.id, ben.id, boss.id].toSorted())
    expect(await listed('suspended')).toEqual([])
  })
})

describe('a community keeps somebody who can', () => {
  test('of two administrators who demote each other at once, one stays', async () => {
    for (let round = 0; round < 2; round += 1) {
      const own = await world()
      const [one, two] = [await own.member({ roles: ['administrator'] }), await own.member({ roles: ['administrator'] })]
      const answers = await Promise.all([change(one, two, { roles: [] }), change(two, one, { roles: [] })])
      expect(answers.map(each => each.status).toSorted()).toEqual([200, 403])
      await own.close()
    }
  })

  test('the last administrator and the last coordinator are kept', async () => {
    const own = await world()
    const [root, away, boss] = [
      await own.member({ roles: ['administrator'] }),
      await own.member({ roles: ['administrator'] }),
      await own.member({ roles: ['coordinator'] }),
    ]
    expect(await change(root, boss, { roles: [] })).toMatchObject({ status: 409, body: { code: 'last-coordinator' } })
    expect(await change(root, boss, suspend)).toMatchObject({ status: 409, body: { code: 'last-coordinator' } })
    expect(
      (await change(root, away, { standing: { ...suspend.standing, until: new Date(Date.now() + 86_400_000).toISOString() } })).status,
    ).toBe(200)
    expect((await change(root, away, { roles: [] })).status).toBe(200)
    expect((await change(root, root, { roles: [] })).status).toBe(403)
  })

  test('an administrator who is suspended does not count as one who remains', async () => {
    const own = await world()
    const people = [
      await own.member({ roles: ['administrator'] }),
      await own.member({ roles: ['administrator'] }),
      await own.member({ roles: ['administrator'] }),
    ] as const
    // The second and third act while the first suspends them, so that the last two decide over each other.
    const answers = await Promise.all([
      change(people[0], people[1], suspend),
      change(people[1], people[2], suspend),
      change(people[2], people[0], suspend),
    ])
    const left = await own.app.connection.collection('accounts').countDocuments({ roles: 'administrator', 'standing.is': 'good' })
    expect(left).toBeGreaterThanOrEqual(1)
    expect(answers.some(each => each.status !== 200)).toBe(true)
  })
})
