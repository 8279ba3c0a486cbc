// The contract and the server say the same: every call is there, nothing else is, and guests are stopped at every door that is not open.

import { errorHandler } from '@hearth/server/http/error-handler'
import { routesOn } from '@hearth/server/http/route'
import { createLog } from '@hearth/server/log'
import { guest } from '@hearth/server/policy/actor'
import { type Call, type CallKey, contract } from '@hearth/shared/contract'
import { problems } from '@hearth/shared/problems'
import express, { Router } from 'express'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routesOf } from '../outputs.ts'
import { addressOf, type Stage, samples, stage } from './stage.ts'

const calls = Object.keys(contract) as CallKey[]
const callOf = (key: CallKey): Call => contract[key]
const closedCalls = calls.filter(key => !callOf(key).open)

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

test('every call of the contract is a route of the server, and every route under /api is in the contract', () => {
  const described = ['GET /api/docs', 'GET /api/openapi.json']
  expect(
    routesOf(scene.place.app)
      .filter(route => route.includes(' /api'))
      .sort(),
  ).toEqual([...calls, ...described].sort())
})

test.each(closedCalls)('%s asks a guest to sign in', async key => {
  const sample = samples(scene)[key]
  const { method, path } = addressOf(key, sample)
  const answer = await scene.place.guest().send(method, path, sample.body ? { body: sample.body } : {})
  expect(answer.status).toBe(401)
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(answer.body).toEqual({
    type: '/api/docs#not-signed-in',
    code: 'not-signed-in',
    title: problems['not-signed-in'][1],
    status: 401,
    instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
})

test.each(closedCalls)('%s asks a guest to sign in before it looks at what was sent', async key => {
  const { method, path } = addressOf(key, { params: Object.fromEntries([...key.matchAll(/:(\w+)/g)].map(([, name]) => [name, 'x'])) })
  const answer = await scene.place.guest().send(method, path, method === 'GET' ? {} : { body: { nonsense: true } })
  expect(answer.status).toBe(401)
})

describe('every open call', () => {
  const open = calls.filter(key => callOf(key).open && key.startsWith('GET'))
  test.each(open)('%s answers a guest in the shape of the contract', async key => {
    const { method, path } = addressOf(key, samples(scene)[key])
    const answer = await scene.place.guest().send(method, path)
    expect(answer.status).toBe(200)
    expect(callOf(key).returns.safeParse(answer.body).error).toBeUndefined()
  })
})

test('every problem leads to its place in the description of the API', async () => {
  const { text } = await scene.place.guest().send('GET', '/api/docs')
  for (const code of Object.keys(problems)) expect(text, code).toContain(`id="${code}"`)
})

/** What only the person named may do with the thing of the sample; others are asked as the author. */
const asked: Partial<Record<CallKey, 'coordinator' | 'reader' | 'supervisor' | 'moderator'>> = {
  'GET /api/reports': 'moderator',
  'PATCH /api/reports/:reportId': 'moderator',
  'POST /api/spaces/:spaceId/sessions': 'supervisor',
  'PATCH /api/commitments/:commitmentId': 'supervisor',
  'POST /api/spaces': 'coordinator',
  'PATCH /api/spaces/:spaceId': 'coordinator',
  'GET /api/members': 'coordinator',
  'PATCH /api/members/:accountId': 'coordinator',
  'POST /api/members/:accountId/reset-link': 'coordinator',
  'PUT /api/topics/:topicId/reactions': 'reader',
  'PUT /api/replies/:replyId/reactions': 'reader',
  'GET /api/invitations': 'coordinator',
  'POST /api/invitations': 'coordinator',
  'POST /api/tags': 'coordinator',
  'POST /api/tags/:slug/merge': 'moderator',
  'PATCH /api/tags/:slug': 'moderator',
  'POST /api/formats': 'coordinator',
  'PUT /api/formats/:formatId': 'coordinator',
  'DELETE /api/formats/:formatId': 'coordinator',
  'POST /api/formats/:formatId/restore': 'coordinator',
}
/** Calls that end what the others need, or that need a secret; their own tests ask them. */
const apart = [
  'POST /api/accounts',
  'POST /api/sign-out',
  'POST /api/recover',
  'POST /api/reset-password',
  'PUT /api/me/password',
  'POST /api/sign-in',
  // In a step or at the close, or for an administrator alone: the tests of rooms ask them.
  'POST /api/agreement',
  'POST /api/sessions/:sessionId/break-glass',
  'DELETE /api/sessions/:sessionId/messages/:messageId',
  'POST /api/sessions/:sessionId/together',
  'POST /api/sessions/:sessionId/together/show',
  'PUT /api/sessions/:sessionId/dots',
  'POST /api/sessions/:sessionId/dots/show',
  'PUT /api/sessions/:sessionId/summary',
  'POST /api/sessions/:sessionId/summary/agree',
  'POST /api/sessions/:sessionId/takeaways',
  'PUT /api/sessions/:sessionId/rating',
]
const ofStrangers = [
  'DELETE /api/me/sign-ins/:signInId',
  'DELETE /api/tokens/:tokenId',
  'DELETE /api/invitations/:invitationId',
  'DELETE /api/tags/:slug',
  'DELETE /api/me/feeds/:feedId',
]

test.each(calls.filter(key => ![...apart, ...ofStrangers].includes(key)))('%s answers a member in the shape of the contract', async key => {
  const sample = samples(scene)[key]
  const { method, path } = addressOf(key, sample)
  const answer = await scene[asked[key] ?? (key.includes(':sessionId') && !key.endsWith('/ask') ? 'supervisor' : 'author')].send(
    method,
    path,
    sample.body ? { body: sample.body } : {},
  )
  expect(answer.status, answer.text).toBe(callOf(key).status ?? 200)
  expect(callOf(key).returns.safeParse(answer.body).error).toBeUndefined()
})

test('an answer that the contract does not know never leaves a server that is being tested', async () => {
  const router = Router()
  const route = routesOn(router, async () => guest, { checked: true })
  route('GET /api/health', async () => ({ ok: false }) as never)
  const app = express()
    .use(router)
    .use(errorHandler(createLog('silent'), () => undefined))
  const answer = await request(app).get('/api/health')
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('false')
})

test('a failure of the server tells only its instance, which stands in the log', async () => {
  const { place } = scene
  const lines: string[] = []
  const router = Router()
  const route = routesOn(router, async () => guest, { checked: true })
  route('GET /api/health', async () => {
    throw new Error('the words of somebody')
  })
  const named = express().use((_req, res, next) => {
    res.locals.requestId = 'the-request'
    next()
  })
  const app = named.use(router).use(errorHandler(createLog('info', { write: line => void lines.push(line) }), () => undefined))
  const answer = await request(app).get('/api/health')
  expect(answer.body).toEqual({
    type: '/api/docs#internal',
    code: 'internal',
    title: problems.internal[1],
    status: 500,
    instance: 'the-request',
  })
  expect(lines.join()).toContain('the-request')
  expect(lines.join()).not.toContain('the words of somebody')
  expect(place.lines.filter(line => JSON.parse(line).level >= 50)).toEqual([])
})
