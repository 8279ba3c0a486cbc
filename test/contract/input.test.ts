// What is sent: read strictly, refused with every fault named, and never with anything but problem JSON.
import { type Call, type CallKey, contract } from '@hearth/shared/contract'
import type { ProblemJson } from '@hearth/shared/problems'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Person } from '../people.ts'
import { addressOf, type Stage, samples, stage } from './stage.ts'

const calls = Object.keys(contract) as CallKey[]
const withBody = calls.filter(key => (contract[key] as Call).body)
/** Pages of lists; a room is caught up with, not paged, and similar topics are few. */
const withQuery = calls.filter(key => (contract[key] as Call).query && !key.endsWith('/room') && !key.endsWith('/similar-topics'))
const withId = calls.filter(key => /:\w+Id/.test(key))

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const asker = (key: CallKey): Person =>
  /members|invitations|POST \/api\/spaces$|PATCH \/api\/spaces|\w+ \/api\/formats/.test(key) ? scene.coordinator : scene.author
async function send(key: CallKey, body: unknown, headers: Record<string, string> = {}, params = samples(scene)[key].params) {
  const { method, path } = addressOf(key, { ...samples(scene)[key], ...(params ? { params } : {}) })
  return (await asker(key).send(method, path, { body, headers })) as Answer<ProblemJson>
}

function expectProblem(answer: Answer<ProblemJson>, status: number, code: string) {
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(answer.body).toMatchObject({ status, code, type: `/api/docs#${code}`, instance: expect.any(String), title: expect.any(String) })
}

describe.each(withBody)('%s', key => {
  const sample = () => samples(scene)[key].body!

  test('refuses what is not JSON', async () => {
    for (const text of ['{', '{"a":}', 'null garbage', '\u0000']) expectProblem(await send(key, text), 400, 'invalid-json')
  })

  test('refuses JSON that is not an object', async () => {
    for (const text of ['[]', '[{}]']) expectProblem(await send(key, text), 422, 'invalid-input')
    for (const text of ['null', '1', '"words"', 'true']) expect([400, 422]).toContain((await send(key, text)).status)
  })

  test('refuses a body of another kind, and the lack of one', async () => {
    const { method, path } = addressOf(key, samples(scene)[key])
    expectProblem(await send(key, JSON.stringify(sample()), { 'content-type': 'text/plain' }), 415, 'unsupported-type')
    expectProblem(
      (await asker(key).send(method, path, { body: new URLSearchParams({ a: 'b' }) })) as Answer<ProblemJson>,
      415,
      'unsupported-type',
    )
    expectProblem(
      await send(key, JSON.stringify(sample()), { 'content-type': 'application/json; charset=koi8-r' }),
      415,
      'unsupported-type',
    )
    if ((contract[key] as Call).body?.safeParse(undefined).success) return
    expectProblem((await asker(key).send(method, path)) as Answer<ProblemJson>, 422, 'invalid-input')
  })

  test('refuses more than anybody writes', async () => {
    expectProblem(await send(key, { ...sample(), more: 'x'.repeat(300_000) }), 413, 'too-large')
  })

  test('refuses fields that it does not know, each by name', async () => {
    const answer = await send(key, { ...sample(), role: 'administrator', _id: 'x', authorId: 'x', __v: 1, 'a/b~c': 1 })
    expectProblem(answer, 422, 'invalid-input')
    const named = answer.body.errors?.filter(each => each.code === 'unknown').map(each => each.pointer)
    expect(named?.filter(pointer => pointer !== '/role')).toEqual(['/_id', '/authorId', '/__v', '/a~1b~0c'])
  })

  test('names every fault, not the first', async () => {
    const fields = Object.keys(sample())
    // What a thing is decides what it has: where that is wrong, nothing else can be said.
    if (key === 'POST /api/waiting-posts') return expectProblem(await send(key, { what: { deep: [null] } }), 422, 'invalid-input')
    const answer = await send(key, Object.fromEntries(fields.map(field => [field, { deep: [null] }])))
    expectProblem(answer, 422, 'invalid-input')
    for (const field of fields)
      expect(
        answer.body.errors?.some(each => each.pointer.startsWith(`/${field}`)),
        field,
      ).toBe(true)
  })
})

test.each(withId)('%s answers an id that cannot be one as what is not there', async key => {
  const params = samples(scene)[key].params!
  for (const name of Object.keys(params).filter(each => each.endsWith('Id')))
    for (const hostile of [
      '1',
      'null',
      '[object Object]',
      '../me',
      "' or 1=1",
      `${params[name]}0`,
      params[name]!.replace(/-/g, ''),
      '00000000-0000-1000-8000-000000000000',
    ])
      expectProblem(await send(key, samples(scene)[key].body, {}, { ...params, [name]: hostile }), 404, 'not-found')
})

describe.each(withQuery)('%s', key => {
  const ask = (query: Record<string, string>) => {
    const sample = samples(scene)[key]
    const { method, path } = addressOf(key, { ...sample, query: { ...sample.query, ...query } })
    return asker(key).send(method, path) as Promise<Answer<ProblemJson>>
  }

  test('refuses pages that are too large, too small or no number', async () => {
    for (const limit of ['0', '-1', '101', '1.5', 'many', '', 'NaN']) {
      const answer = await ask({ limit })
      expectProblem(answer, 422, 'invalid-input')
      expect(answer.body.errors).toEqual([expect.objectContaining({ pointer: '?limit' })])
    }
  })

  test('refuses a cursor that no list made, or another one', async () => {
    if (key.endsWith('/changes')) return expectProblem(await ask({ after: 'x' }), 422, 'invalid-input')
    const other = Buffer.from(JSON.stringify(['another list', [false, 1, 1, 'a']])).toString('base64url')
    for (const after of ['x', '!', 'null', other, Buffer.from('{}').toString('base64url'), Buffer.from('[[],[]]').toString('base64url')])
      expectProblem(await ask({ after }), 422, 'invalid-cursor')
    expectProblem(await ask({ after: 'x'.repeat(500) }), 422, 'invalid-input')
  })
})

test('a room is caught up with from a number, and from nothing else', async () => {
  const { path } = addressOf('GET /api/sessions/:sessionId/room', samples(scene)['GET /api/sessions/:sessionId/room'])
  for (const after of ['x', '-1', '1.5', '[]'])
    expectProblem((await scene.supervisor.send('GET', `${path}?after=${after}`)) as Answer<ProblemJson>, 422, 'invalid-input')
})

test('a cursor of one list is not taken by another', async () => {
  const { author, open, closed } = scene
  const { next } = await author.must('GET /api/topics/:topicId/replies', { params: { topicId: open.topicId }, query: { limit: 1 } })
  const query = { after: next ?? '', limit: 1 }
  expect(next).not.toBeNull()
  expect((await author.call('GET /api/topics/:topicId/replies', { params: { topicId: closed.topicId }, query })).body.code).toBe(
    'invalid-cursor',
  )
  for (const more of [{ view: 'flat' }, { order: 'newest' }] as const)
    expect(
      (await author.call('GET /api/topics/:topicId/replies', { params: { topicId: open.topicId }, query: { ...query, ...more } })).body
        .code,
    ).toBe('invalid-cursor')
})
