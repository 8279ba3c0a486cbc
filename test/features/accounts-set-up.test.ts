// The first set-up: one link, printed at the start, makes the first coordinator and administrator, once.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errorHandler, sendProblem } from '@hearth/server/http/error-handler'
import { createLog } from '@hearth/server/log'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { personAt } from '../people.ts'
import { type World, world } from '../world.ts'
import { goodPassword, joining, secretOf } from './accounts-words.ts'

const wanted = (token: string, handle = 'first') => ({ token, handle, displayName: 'First', password: goodPassword })

/** The one step that only a page takes, behind an address of its own. */
async function setUpDoor({ app }: World) {
  const { middleware, setUp } = app.features.accounts
  const web = express().use(middleware, express.json())
  web.post('/set-up', async (req, res) => void res.json(await setUp.completeSetUp(req.body, { req, res })))
  web.use(errorHandler(createLog('silent'), (problem, _req, res) => sendProblem(res, problem)))
  const http = createServer(web)
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void http.close())
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

test('the link makes the first account with all of its roles, signs in, and works once', async () => {
  const place = await world()
  const url = await setUpDoor(place)
  const path = await place.app.features.accounts.setUp.makeSetUpLink()
  expect(path).toMatch(/^\/set-up\?token=[\w-]{43}$/)
  const first = personAt(url)
  const answer = await first.send('POST', '/set-up', { body: wanted(secretOf(path!)) })
  expect(answer).toMatchObject({ status: 200, body: { account: { roles: ['member', 'coordinator', 'administrator'], standing: 'good' } } })
  expect((await place.guest().call('GET /api/me', { headers: { cookie: first.cookie() } })).body.handle).toBe('first')
  expect(await personAt(url).send('POST', '/set-up', { body: wanted(secretOf(path!), 'second') })).toMatchObject({
    status: 410,
    body: { code: 'link-expired' },
  })
  expect(await place.app.features.accounts.setUp.makeSetUpLink()).toBeNull()
})

test('of many who use the link at once, one becomes the administrator', async () => {
  const place = await world()
  const url = await setUpDoor(place)
  const token = secretOf((await place.app.features.accounts.setUp.makeSetUpLink())!)
  const tries = Array.from({ length: 6 }, (_, number) => personAt(url).send('POST', '/set-up', { body: wanted(token, `racer-${number}`) }))
  const statuses = (await Promise.all(tries)).map(each => each.status)
  expect(statuses.toSorted()).toEqual([200, ...Array(5).fill(410)])
  expect(await place.app.features.accounts.countAccounts()).toBe(1)
})

test('a new start replaces the link, and a day ends it', async () => {
  const start = new Date()
  const place = await world({ now: start })
  const url = await setUpDoor(place)
  const { setUp } = place.app.features.accounts
  const earlier = secretOf((await setUp.makeSetUpLink())!)
  const latest = secretOf((await setUp.makeSetUpLink())!)
  expect((await personAt(url).send('POST', '/set-up', { body: wanted(earlier) })).status).toBe(410)
  place.setNow(new Date(start.getTime() + 86_400_000))
  expect((await personAt(url).send('POST', '/set-up', { body: wanted(latest) })).status).toBe(410)
})

test('somebody who joined before the set-up does not stand in its way', async () => {
  const place = await world({ env: { REGISTRATION: 'approval' } })
  await place.guest().must('POST /api/accounts', joining('early'))
  expect(await place.app.features.accounts.setUp.makeSetUpLink()).toMatch(/^\/set-up/)
})

test('what is wrong in the form is named, and leaves the link as it was', async () => {
  const place = await world()
  const url = await setUpDoor(place)
  const token = secretOf((await place.app.features.accounts.setUp.makeSetUpLink())!)
  const refused = await personAt(url).send('POST', '/set-up', { body: { ...wanted(token), handle: '1', roles: ['administrator'] } })
  expect(refused.status).toBe(422)
  expect((refused.body as { errors: { pointer: string }[] }).errors.map(each => each.pointer)).toContain('/roles')
  expect((await personAt(url).send('POST', '/set-up', { body: { ...wanted(token), password: 'password123' } })).status).toBe(422)
  expect((await personAt(url).send('POST', '/set-up', { body: wanted(token) })).status).toBe(200)
})
