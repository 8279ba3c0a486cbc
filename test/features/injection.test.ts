// What is no plain text where plain text is taken: query operators, prototypes, and what other sites make a browser send.
import { type Call, type CallKey, contract } from '@hearth/shared/contract'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addressOf, type Stage, samples, stage } from '../contract/stage.ts'
import type { Answer, Person } from '../people.ts'

const calls = Object.keys(contract) as CallKey[]
const withBody = calls.filter(key => (contract[key] as Call).body)
const reading = calls.filter(key => key.startsWith('GET'))
/** These end what the others need. */
const changing = calls.filter(key => !key.startsWith('GET'))

const operators: unknown[] = [
  { $ne: null },
  { $gt: '' },
  { $regex: '.*' },
  { $where: 'sleep(5000)' },
  { $in: [''] },
  { $expr: { $eq: [1, 1] } },
  { $function: { body: 'function(){return true}', args: [], lang: 'js' } },
  [{ $ne: null }],
  [['x']],
  { toString: 'x', length: 1 },
  { _bsontype: 'ObjectId', id: 'x' },
]
const texts = [
  '{"$ne":null}',
  '$where',
  "';return true;//",
  '\u0000',
  '%00',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '[$ne]',
  'a.b.$[]',
]

let scene: Stage
let plainPrototype: string[]
beforeAll(async () => {
  scene = await stage()
  plainPrototype = Object.getOwnPropertyNames(Object.prototype)
})
afterAll(() => scene?.place.close())
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(plainPrototype)
  expect(scene.place.lines.filter(line => JSON.parse(line).level >= 50)).toEqual([])
})

const asker = (key: CallKey): Person =>
  /members|invitations|POST \/api\/spaces$|PATCH \/api\/spaces/.test(key) ? scene.coordinator : scene.author
const send = (key: CallKey, { path, body, headers }: { path?: string; body?: unknown; headers?: Record<string, string> }) => {
  const address = addressOf(key, samples(scene)[key])
  return asker(key).send(address.method, path ?? address.path, { body, ...(headers ? { headers } : {}) }) as Promise<
    Answer<{ code: string }>
  >
}

/** All that the community keeps, but the days of use. */
async function stored() {
  const names = [
    'accounts',
    'sign-ins',
    'tokens',
    'invitations',
    'topics',
    'replies',
    'revisions',
    'positions',
    'spaces',
    'authorships',
    'aliases',
  ]
  const read = (name: string) =>
    scene.place.app.connection
      .collection(name)
      .find({}, { projection: { lastUsedOn: 0 } })
      .sort({ _id: 1 })
      .toArray()
  return JSON.stringify(await Promise.all(names.map(read)))
}

test.each(withBody)('%s takes no query operator in any field, and changes nothing by one', async key => {
  const sample = samples(scene)[key].body!
  const before = await stored()
  for (const field of Object.keys(sample))
    for (const value of operators) {
      const answer = await send(key, { body: { ...sample, [field]: value } })
      expect([422, 429], `${field}: ${JSON.stringify(value)}: ${answer.text}`).toContain(answer.status)
    }
  expect(await stored()).toBe(before)
})

test.each(withBody)('%s takes no key that reaches for a prototype or an operator', async key => {
  const sample = JSON.stringify(samples(scene)[key].body!).slice(0, -1)
  const before = await stored()
  const hostile = [
    '"__proto__":{"polluted":1}',
    '"constructor":{"prototype":{"polluted":1}}',
    '"$set":{"roles":["administrator"]}',
    '"a.b":1',
    '"$where":"1"',
    '"toString":1',
  ]
  for (const extra of hostile) {
    const answer = await send(key, { body: `${sample},${extra}}` })
    expect([422, 429], `${extra}: ${answer.text}`).toContain(answer.status)
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(await stored()).toBe(before)
})

test.each(reading)('%s takes operators in its address as the texts that they are', async key => {
  const sample = samples(scene)[key]
  const before = await stored()
  for (const text of texts) {
    const params = Object.fromEntries(Object.keys(sample.params ?? {}).map(name => [name, text]))
    if (sample.params)
      expect([401, 403, 404], text).toContain((await send(key, { path: addressOf(key, { ...sample, params }).path })).status)
    const { path } = addressOf(key, sample)
    const join = path.includes('?') ? '&' : '?'
    for (const query of [
      `after=${encodeURIComponent(text)}`,
      `limit=${encodeURIComponent(text)}`,
      'after[$ne]=1',
      'limit[$gt]=0',
      '__proto__[x]=1',
      'after=1&after=2',
      'show[$ne]=mine',
      'constructor.prototype.x=1',
    ])
      expect((await send(key, { path: path + join + query })).status, query).toBeLessThan(500)
  }
  expect(await stored()).toBe(before)
})

test('headers and cookies are texts too', async () => {
  const before = await stored()
  for (const text of texts.filter(each => !each.includes('\u0000')))
    for (const headers of [
      { authorization: `Bearer ${text}` },
      { cookie: `hearth=${text}` },
      { cookie: `hearth=s%3A${encodeURIComponent(text)}.x` },
      { 'x-forwarded-for': text },
      { 'accept-language': text },
      { 'x-forwarded-proto': text },
    ] as Record<string, string>[]) {
      const answer = await scene.place.guest().send('GET', '/api/me', { headers })
      expect(answer.status, JSON.stringify(headers)).toBe(401)
      expect((await scene.place.guest().send('GET', '/', { headers })).status).toBeLessThan(500)
    }
  expect(await stored()).toBe(before)
})

test('a cookie that comes from nowhere, or from a page that hides where it is, counts for nothing', async () => {
  const path = `${scene.place.url}/api/topics/${scene.open.topicId}/replies`
  const ask = (headers: Record<string, string>) =>
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: scene.author.cookie(), ...headers },
      body: '{"body":"Words"}',
    })
  for (const headers of [{}, { origin: 'null' }, { referer: scene.place.url }] as Record<string, string>[])
    expect((await ask(headers)).status).toBe(403)
  expect((await ask({ origin: scene.place.url })).status).toBe(201)
})

describe.each(changing)('%s', key => {
  test('is refused to a page of elsewhere, also as a simple form of text, and changes nothing', async () => {
    const before = await stored()
    const { body } = samples(scene)[key]
    const foreign: Record<string, string>[] = [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: `${scene.place.url}.elsewhere.example` },
      { origin: scene.place.url.replace('http:', 'https:') },
      { origin: 'https://elsewhere.example', 'content-type': 'text/plain' },
      { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://elsewhere.example', 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of foreign) {
      const answer = await send(key, { body: body === undefined ? undefined : JSON.stringify(body), headers })
      expect(answer.body?.code, JSON.stringify(headers)).toBe('wrong-origin')
    }
    expect(await stored()).toBe(before)
  })
})
