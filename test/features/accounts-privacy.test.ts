// What is kept of people and their secrets: nothing readable in the log, and no secret in the database.
import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { from, joining, otherPassword, secretOf } from './accounts-words.ts'

const canary = {
  handle: 'canary-handle',
  displayName: 'Canary Name',
  password: 'canary kettles sing',
  bio: 'Canary bio',
  agent: 'CanaryAgent/9',
  address: '203.0.113.77',
}

test('no name, password, secret, cookie or address is in any line of the log, nor any secret in the database', async () => {
  const { guest, coordinator, member, lines, app } = await world({ env: { TRUST_PROXY: '1' } })
  const headers = { ...from(canary.address), 'user-agent': canary.agent }
  const boss = await coordinator()
  const { url: invitation } = await boss.must('POST /api/invitations', { body: { note: 'canary note' } })
  const ana = guest()
  const { account, recoveryCodes } = await ana.must('POST /api/accounts', {
    ...joining(canary.handle, { password: canary.password, displayName: canary.displayName, invitation: secretOf(invitation) }),
    headers,
  })
  const cookies = [ana.cookie()]
  const token = await ana.must('POST /api/tokens', { body: { name: 'canary token' }, headers })
  await guest().call('GET /api/me', { headers: { ...headers, authorization: `Bearer ${token.secret}` } })
  await ana.must('PATCH /api/me', { body: { bio: canary.bio }, headers })
  await (await member()).call('GET /api/people/:handle', { params: { handle: canary.handle }, headers })
  await guest().call('POST /api/sign-in', { body: { handle: canary.handle, password: 'canary wrong word' }, headers })
  await guest().call('POST /api/accounts', { ...joining(canary.handle), headers })
  await guest().call('POST /api/recover', {
    body: { handle: canary.handle, recoveryCode: recoveryCodes[0]!, password: otherPassword },
    headers,
  })
  const { url: reset } = await boss.must('POST /api/members/:accountId/reset-link', { params: { accountId: account.id } })
  await guest().call('POST /api/reset-password', { body: { token: secretOf(reset), password: 'canary kettles again' }, headers })
  await guest().send('POST', '/api/sign-in', { body: '{"handle":"canary-handle","password":"canary broken', headers })
  await ana.must('POST /api/sign-in', { body: { handle: canary.handle, password: 'canary kettles again' }, headers })
  cookies.push(ana.cookie(), boss.cookie())
  // What was used is gone from the database, so that what can still be used is looked for too.
  const alive = [
    (await ana.must('POST /api/tokens', { body: { name: 'canary token' } })).secret,
    secretOf((await boss.must('POST /api/invitations', { body: {} })).url),
    secretOf((await boss.must('POST /api/members/:accountId/reset-link', { params: { accountId: account.id } })).url),
  ]
  const secrets = [
    canary.password,
    'canary kettles again',
    otherPassword,
    'canary wrong word',
    'canary broken',
    token.secret,
    secretOf(invitation),
    secretOf(reset),
    ...recoveryCodes,
    ...alive,
  ]
  const sessionIds = cookies.map(cookie => decodeURIComponent(cookie).slice('hearth=s:'.length).split('.')[0]!)

  expect(lines.length).toBeGreaterThan(10)
  for (const word of [...secrets, ...sessionIds, ...Object.values(canary), 'canary note', 'canary token', account.id])
    expect(lines.join('')).not.toContain(word)

  const dump = await everythingIn(app.connection.db!)
  expect(dump).toContain(canary.handle)
  for (const word of [...secrets, ...sessionIds, canary.address, canary.agent]) expect(dump).not.toContain(word)
  for (const code of recoveryCodes) expect(dump).not.toContain(code.replaceAll('-', ''))
})

test('passwords are stored as argon2id of the strength that OWASP asks for', async () => {
  const { guest, app } = await world()
  await guest().must('POST /api/accounts', joining('ana'))
  expect(await everythingIn(app.connection.db!)).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

type Db = { collections(): Promise<{ find(filter: object): { toArray(): Promise<unknown[]> } }[]> }

async function everythingIn(db: Db) {
  const collections = await db.collections()
  return JSON.stringify(await Promise.all(collections.map(each => each.find({}).toArray())))
}
