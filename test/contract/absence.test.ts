// What one may not see is not there: the same words for absent and private, for children under other parents, and for wrong methods.
import { randomUUID } from 'node:crypto'
import { type CallKey, contract } from '@hearth/shared/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Person } from '../people.ts'
import { addressOf, type Stage, samples, stage } from './stage.ts'

const calls = Object.keys(contract) as CallKey[]
const ofPlaces = calls.filter(key => /:(spaceId|topicId|replyId|sessionId)/.test(key))

let scene: Stage
let silenced: Person
beforeAll(async () => {
  scene = await stage()
  silenced = await scene.place.member({ handle: 'silenced' })
  await scene.coordinator.must('PATCH /api/members/:accountId', {
    params: { accountId: silenced.id },
    body: { standing: { is: 'silenced', reason: 'for a test' } },
  })
})
afterAll(() => scene?.place.close())

async function ask(person: Person, key: CallKey, params: Record<string, string>) {
  const { method, path } = addressOf(key, { ...samples(scene)[key], params })
  return person.send(method, path, { body: samples(scene)[key].body })
}

const hiddenIds = () => {
  const { sessionId, messageId } = scene.secretMeeting
  return { ...scene.secret, sessionId, messageId }
}

/** All that tells two answers apart, but the id of the request and the time. */
function told({ status, text, headers }: Answer, params: Record<string, string>) {
  const words = Object.values(params)
    .reduce((all, value) => all.replaceAll(value, 'ID'), text)
    .replace(/"instance":"[^"]+"/, '')
  return { status, words, headers: [...headers].filter(([name]) => !['date', 'etag', 'set-cookie'].includes(name)) }
}

const absent = { spaceId: randomUUID(), topicId: randomUUID(), replyId: randomUUID(), sessionId: randomUUID(), messageId: randomUUID() }
const people = ['guest', 'member', 'silenced member', 'moderator'] as const
const personCalled = (name: (typeof people)[number]) =>
  ({ guest: () => scene.place.guest(), member: () => scene.reader, 'silenced member': () => silenced, moderator: () => scene.moderator })[
    name
  ]()

describe.each(people)('to a %s', name => {
  test.each(ofPlaces)('%s answers the same of a private thing and of none', async key => {
    const person = personCalled(name)
    const [hidden, none] = [await ask(person, key, hiddenIds()), await ask(person, key, absent)]
    expect(told(hidden, hiddenIds())).toEqual(told(none, absent))
    expect([401, 403, 404]).toContain(hidden.status)
  })
})

test('a private space is not told from none where a topic is moved to', async () => {
  const move = (spaceId: string) =>
    scene.moderator.call('PATCH /api/topics/:topicId', { params: { topicId: scene.open.topicId }, body: { spaceId } })
  const [hidden, none] = [await move(scene.spaces.supervisors), await move(absent.spaceId)]
  expect(told(hidden, { id: scene.spaces.supervisors })).toEqual(told(none, { id: absent.spaceId }))
})

test('a private reply is not told from none where it is answered', async () => {
  const answer = (parentId: string) =>
    scene.reader.call('POST /api/topics/:topicId/replies', { params: { topicId: scene.open.topicId }, body: { body: 'Words', parentId } })
  const [hidden, none] = [await answer(scene.secret.replyId), await answer(absent.replyId)]
  expect(hidden.body.code).toBe('wrong-parent')
  expect(told(hidden, { id: scene.secret.replyId })).toEqual(told(none, { id: absent.replyId }))
})

test('a reply is not answered under another topic', async () => {
  const params = { topicId: scene.closed.topicId }
  const answer = await scene.author.call('POST /api/topics/:topicId/replies', {
    params,
    body: { body: 'Words', parentId: scene.open.replyId },
  })
  expect(answer.body).toMatchObject({ code: 'wrong-parent', errors: [{ pointer: '/parentId' }] })
})

test('the id of a thing of another kind is the id of nothing', async () => {
  const { spaceId, topicId, replyId } = scene.open
  const { sessionId, messageId } = scene.meeting
  const mixed = { spaceId: topicId, topicId: replyId, replyId: sessionId, sessionId: messageId, messageId: spaceId }
  for (const key of ofPlaces)
    expect((await ask(key.includes('/spaces/') ? scene.coordinator : scene.supervisor, key, mixed)).status, key).toBe(404)
})

test('the same id answers the same absence, as a page too', async () => {
  for (const person of [scene.place.guest(), scene.reader]) {
    const page = async (path: string, params: Record<string, string>) => {
      const { status, text } = await person.send('GET', path)
      return {
        status,
        text: Object.values(params)
          .reduce((all, value) => all.replaceAll(value, 'ID'), text)
          .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'),
      }
    }
    for (const [of, name] of [
      ['spaces', 'spaceId'],
      ['topics', 'topicId'],
      ['replies', 'replyId'],
    ] as const)
      expect(await page(`/${of}/${scene.secret[name]}`, scene.secret)).toEqual(await page(`/${of}/${absent[name]}`, absent))
  }
})

describe('methods', () => {
  test('HEAD is answered as GET, without the words', async () => {
    const path = `/api/topics/${scene.open.topicId}`
    const ask = (method: string) => fetch(scene.place.url + path, { method })
    const [head, get] = [await ask('HEAD'), await ask('GET')]
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
  })

  test.each([...new Set(calls.map(key => key.split(' ')[1]!))])('%s tells the methods that it takes', async path => {
    const methods = calls.filter(key => key.split(' ')[1] === path).map(key => key.split(' ')[0]!)
    const address = path.replace(/:\w+/g, randomUUID())
    const options = await scene.place.guest().send('OPTIONS', address)
    expect(options.status).toBe(204)
    expect(
      options.headers
        .get('allow')
        ?.split(', ')
        .filter(each => each !== 'HEAD' && each !== 'OPTIONS'),
    ).toEqual(methods)
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(each => !methods.includes(each))) {
      const answer = (await scene.author.send(method, address)) as Answer<{ code: string }>
      expect(answer.status, method).toBe(405)
      expect(answer.body.code).toBe('method-not-allowed')
      expect(answer.headers.get('allow')).toBe(options.headers.get('allow'))
    }
  })

  test('what is nowhere under /api is told so in problem JSON', async () => {
    for (const path of ['/api', '/api/', '/api/nothing', '/api/topics/x/y/z', '/api/%E0%A4%A', '/api/me/../../etc'])
      for (const method of ['GET', 'POST', 'DELETE']) {
        const answer = (await scene.author.send(method, path)) as Answer<{ code: string }>
        expect([404, 405], `${method} ${path}`).toContain(answer.status)
        if (path !== '/api/me/../../etc') expect(answer.headers.get('content-type')).toContain('application/problem+json')
      }
  })
})
