// Joining: open, by invitation or by approval; names, races, and passwords that are guessed first.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, world } from '../world.ts'
import { from, goodPassword, joining, secretOf } from './accounts-words.ts'

describe('when joining is open', () => {
  test('anybody joins as a member, is signed in at once, and gets eight recovery codes', async () => {
    const { guest } = await world()
    const ana = guest()
    const answer = await ana.call('POST /api/accounts', joining('ana', { timeZone: 'Europe/Paris' }))
    expect(answer.status).toBe(201)
    expect(answer.body.account).toMatchObject({ handle: 'ana', roles: ['member'], standing: 'good', timeZone: 'Europe/Paris' })
    expect(new Set(answer.body.recoveryCodes).size).toBe(8)
    expect((await ana.must('GET /api/me')).handle).toBe('ana')
  })

  test('an invitation gives its role, and one that is spent is refused', async () => {
    const { guest, coordinator } = await world()
    const { url, id } = await (await coordinator()).must('POST /api/invitations', { body: { role: 'supervisor' } })
    const invitation = secretOf(url)
    expect((await guest().must('POST /api/accounts', joining('ana', { invitation }))).account.roles).toEqual(['member', 'supervisor'])
    expect(await guest().call('POST /api/accounts', joining('ben', { invitation }))).toMatchObject({
      status: 410,
      body: { code: 'invitation-spent' },
    })
    expect(id).not.toBe(invitation)
  })
})

describe('when joining is by invitation', () => {
  test('nobody joins without one, and the invited are signed in at once', async () => {
    const { guest, coordinator } = await world({ env: { REGISTRATION: 'invite' } })
    expect(await guest().call('POST /api/accounts', joining('ana'))).toMatchObject({ status: 403, body: { code: 'invitation-needed' } })
    expect(await guest().call('POST /api/accounts', joining('ana', { invitation: 'x'.repeat(43) }))).toMatchObject({ status: 410 })
    const { url } = await (await coordinator()).must('POST /api/invitations', { body: {} })
    const ana = guest()
    await ana.must('POST /api/accounts', joining('ana', { invitation: secretOf(url) }))
    expect((await ana.must('GET /api/me')).roles).toEqual(['member', 'peer-supporter'])
  })

  test('of many who use the last place of an invitation at once, one joins', async () => {
    const { guest, coordinator } = await world({ env: { REGISTRATION: 'invite' } })
    const { url } = await (await coordinator()).must('POST /api/invitations', { body: { uses: 1 } })
    const tries = Array.from({ length: 8 }, (_, number) =>
      guest().call('POST /api/accounts', joining(`racer-${number}`, { invitation: secretOf(url) })),
    )
    const statuses = (await Promise.all(tries)).map(each => each.status)
    expect(statuses.toSorted()).toEqual([201, ...Array(7).fill(410)])
  })

  test('a name that is taken costs no use of the invitation', async () => {
    const { guest, coordinator, member } = await world({ env: { REGISTRATION: 'invite' } })
    await member({ handle: 'ana' })
    const { url } = await (await coordinator()).must('POST /api/invitations', { body: { uses: 1 } })
    const invitation = secretOf(url)
    expect((await guest().call('POST /api/accounts', joining('ana', { invitation }))).status).toBe(409)
    expect((await guest().call('POST /api/accounts', joining('ana-lake', { invitation }))).status).toBe(201)
  })

  test('an invitation ends with its days, and when a coordinator ends it', async () => {
    const start = new Date()
    const { guest, coordinator, setNow } = await world({ env: { REGISTRATION: 'invite' }, now: start })
    const boss = await coordinator()
    const [short, ended] = [
      await boss.must('POST /api/invitations', { body: { days: 1 } }),
      await boss.must('POST /api/invitations', { body: { days: 90 } }),
    ]
    await boss.must('DELETE /api/invitations/:invitationId', { params: { invitationId: ended.id } })
    setNow(new Date(start.getTime() + 86_400_001))
    expect((await guest().call('POST /api/accounts', joining('ana', { invitation: secretOf(short.url) }))).status).toBe(410)
    expect((await guest().call('POST /api/accounts', joining('ana', { invitation: secretOf(ended.url) }))).status).toBe(410)
    expect((await boss.must('GET /api/invitations')).items).toEqual([])
  })
})

describe('when joining needs approval', () => {
  test('who joins waits, is not signed in, and is told so only with the right password', async () => {
    const { guest, coordinator, member } = await world({ env: { REGISTRATION: 'approval' } })
    const ana = guest()
    const { account } = await ana.must('POST /api/accounts', joining('ana'))
    expect(account.standing).toBe('awaiting-approval')
    expect(ana.cookie()).toBe('')
    const signIn = (password: string) => ana.call('POST /api/sign-in', { body: { handle: 'ana', password } })
    expect(await signIn(goodPassword)).toMatchObject({ status: 403, body: { code: 'awaiting-approval' } })
    expect(await signIn('not the right one')).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } })
    expect((await (await member()).call('GET /api/people/:handle', { params: { handle: 'ana' } })).status).toBe(404)
    const boss = await coordinator()
    expect((await boss.must('GET /api/members', { query: { standing: 'awaiting-approval' } })).items.map(each => each.handle)).toEqual([
      'ana',
    ])
    await boss.must('PATCH /api/members/:accountId', { params: { accountId: account.id }, body: { standing: { is: 'good' } } })
    expect((await signIn(goodPassword)).status).toBe(200)
  })

  test('the invited need no approval', async () => {
    const { guest, coordinator } = await world({ env: { REGISTRATION: 'approval' } })
    const { url } = await (await coordinator()).must('POST /api/invitations', { body: {} })
    expect((await guest().must('POST /api/accounts', joining('ana', { invitation: secretOf(url) }))).account.standing).toBe('good')
  })
})

describe('names', () => {
  test('a name is taken whatever its case', async () => {
    const { guest, member } = await world()
    await member({ handle: 'ana' })
    const refused = await guest().call('POST /api/accounts', joining('ANA'))
    expect(refused).toMatchObject({ status: 409, body: { code: 'handle-taken', errors: [{ pointer: '/handle' }] } })
  })

  test('of many who want one name at once, one gets it', async () => {
    const { guest, app } = await world()
    const tries = Array.from({ length: 8 }, () => guest().call('POST /api/accounts', joining('ana')))
    const statuses = (await Promise.all(tries)).map(each => each.status)
    expect(statuses.toSorted()).toEqual([201, ...Array(7).fill(409)])
    expect(await app.features.accounts.countAccounts()).toBe(1)
  })

  test('an id that is in use is refused', async () => {
    const { guest, member } = await world()
    const { id } = await member()
    expect(await guest().call('POST /api/accounts', joining('ana', { id }))).toMatchObject({ status: 409, body: { code: 'id-taken' } })
    expect((await guest().must('POST /api/accounts', joining('ben', { id: randomUUID() }))).account.handle).toBe('ben')
  })

  test('who asks too often which names are taken is told no more', async () => {
    const { guest, member } = await world({ env: { TRUST_PROXY: '1' } })
    await member({ handle: 'ana' })
    const ask = (address: string) => guest().call('POST /api/accounts', { ...joining('ana'), headers: from(address) })
    for (let round = 0; round < 20; round += 1) expect((await ask('10.0.0.1')).status).toBe(409)
    expect(await ask('10.0.0.1')).toMatchObject({ status: 429, body: { code: 'too-many' } })
    expect((await ask('10.0.0.2')).status).toBe(409)
  })
})

describe('passwords', () => {
  let place: World
  beforeAll(async () => {
    place = await world({ keep: true })
  })
  afterAll(() => place?.close())

  test.each([
    'password123',
    'P@ssw0rd!!2024',
    'qwertyuiop',
    '1234567890',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'passwordpassword',
    'Sunshine2026!',
    'hearth-hearth',
    'ana-meadow99',
    'ｐａｓｓｗｏｒｄ１２３',
  ])('%s is one of the first that are guessed', async password => {
    const refused = await place.guest().call('POST /api/accounts', joining('ana-meadow', { password }))
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'common-password', errors: [{ pointer: '/password', code: 'common-password' }] },
    })
  })

  test.each([
    ['ten characters', 'kettle lam', 201],
    ['nine characters', 'kettle la', 422],
    ['two hundred characters', words(200), 201],
    ['two hundred and one characters', words(201), 422],
    ['ten that are nine when composed', `${'e\u0301'}kettle l`, 422],
  ])('of %s', async (name, password, status) => {
    const handle = `a${name.replace(/\W/g, '').slice(0, 23)}`
    const answer = await place.guest().call('POST /api/accounts', joining(handle, { password }))
    expect(answer.status, answer.text).toBe(status)
    if (status === 422) expect(answer.body).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/password' }] })
  })
})

function words(length: number) {
  return Array.from({ length: 60 }, (_, number) => `kettle ${number} `)
    .join('')
    .slice(0, length)
}
