// What a member follows and mutes: each level of each kind, mutes that end by the clock, and that it is nobody else's news.
import { limits } from '@hearth/shared/limits'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import { open, submit } from '../pages/html.ts'
import type { Person } from '../people.ts'

/** Near the machine's own time, by which the database lets sign-ins go. */
const noon = new Date(new Date().setUTCHours(12, 0, 0, 0))
const hours = (many: number) => new Date(noon.getTime() + many * 3_600_000)
let scene: Stage
beforeAll(async () => {
  scene = await stage()
  scene.place.setNow(noon)
})
afterAll(() => scene?.place.close())

type Kind = 'space' | 'topic' | 'member'
const set = (person: Person, kind: Kind, targetId: string, level: 'follow' | 'normal' | 'mute', time: '8h' | 'week' | null = null) =>
  person.call('PUT /api/attention/:kind/:targetId', { params: { kind, targetId }, body: { level, for: time } })
const listOf = async (person: Person) => (await person.must('GET /api/attention')).items
const newcomer = (handle: string) => scene.place.member({ handle })

describe('a member', () => {
  test('follows, mutes and lets go a space, a topic and a member, and finds all of it in one list', async () => {
    const person = await newcomer('chooser')
    expect(await listOf(person)).toEqual([])
    const answer = await set(person, 'space', scene.spaces.public, 'follow')
    expect(answer.body).toEqual({ kind: 'space', targetId: scene.spaces.public, level: 'follow', until: null })
    await set(person, 'topic', scene.open.topicId, 'mute')
    await set(person, 'member', scene.author.id, 'mute', 'week')
    expect(await listOf(person)).toEqual([
      { kind: 'space', targetId: scene.spaces.public, level: 'follow', until: null, name: 'The public space', handle: null },
      { kind: 'topic', targetId: scene.open.topicId, level: 'mute', until: null, name: 'A topic in public', handle: null },
      {
        kind: 'member',
        targetId: scene.author.id,
        level: 'mute',
        until: hours(168).toISOString(),
        name: 'The Author',
        handle: 'author',
      },
    ])
    await set(person, 'topic', scene.open.topicId, 'normal')
    await set(person, 'space', scene.spaces.public, 'mute')
    expect((await listOf(person)).map(each => [each.kind, each.level])).toEqual([
      ['space', 'mute'],
      ['member', 'mute'],
    ])
  })

  test('is told when a timed mute is over by nothing but the clock', async () => {
    const person = await newcomer('timed')
    await set(person, 'topic', scene.open.topicId, 'mute', '8h')
    await set(person, 'space', scene.spaces.public, 'mute', 'week')
    const muted = async () => (await listOf(person)).map(each => each.kind)
    scene.place.setNow(new Date(hours(8).getTime() - 1))
    expect(await muted()).toEqual(['space', 'topic'])
    scene.place.setNow(hours(8))
    expect(await muted()).toEqual(['space'])
    scene.place.setNow(hours(168))
    expect(await muted()).toEqual([])
    scene.place.setNow(noon)
  })

  test('cannot choose for what may not be seen, for oneself, or what makes no sense', async () => {
    const person = await newcomer('refused')
    const other = '00000000-0000-4000-8000-000000000000'
    for (const [kind, id] of [
      ['space', scene.spaces.supervisors],
      ['topic', scene.secret.topicId],
      ['space', other],
      ['topic', other],
      ['member', other],
    ] as const)
      expect((await set(person, kind, id, 'follow')).body.code, kind).toBe('not-found')
    expect((await person.send('PUT', `/api/attention/nothing/${other}`, { body: { level: 'follow' } })).status).toBe(404)
    expect((await set(person, 'member', person.id, 'mute')).body.code).toBe('not-allowed')
    expect((await set(person, 'space', scene.spaces.public, 'follow', '8h')).body.code).toBe('invalid-input')
    expect(await listOf(person)).toEqual([])
  })

  test('finds no name of what may no longer be seen', async () => {
    const [person, space] = [
      await newcomer('shut_out'),
      await scene.coordinator.must('POST /api/spaces', { body: { name: 'Once open', visibility: 'members' } }),
    ]
    await set(person, 'space', space.id, 'follow')
    await scene.coordinator.must('PATCH /api/spaces/:spaceId', { params: { spaceId: space.id }, body: { visibility: 'role:supervisor' } })
    expect(await listOf(person)).toEqual([])
  })

  test('keeps no more than can be read with one look, and what has ended makes room', async () => {
    const person = await newcomer('keen')
    const collection = scene.place.app.connection.collection('attention')
    const row = (at: number, until: Date | null) => ({
      _id: `${person.id}:topic:${at}` as never,
      accountId: person.id,
      kind: 'topic',
      targetId: String(at),
      level: 'mute',
      until,
    })
    await collection.insertMany(Array.from({ length: limits.attentionMax }, (_, at) => row(at, at === 0 ? hours(1) : null)))
    expect((await set(person, 'space', scene.spaces.public, 'follow')).body.code).toBe('attention-full')
    scene.place.setNow(hours(1))
    expect((await set(person, 'space', scene.spaces.public, 'follow')).status).toBe(200)
    expect((await set(person, 'space', scene.spaces.public, 'mute')).status).toBe(200)
    expect((await set(person, 'topic', scene.open.topicId, 'mute')).body.code).toBe('attention-full')
    scene.place.setNow(noon)
  })
})

test('what one follows and mutes changes no answer of anybody else', async () => {
  const person = await newcomer('silent')
  const others = [scene.author, scene.moderator, scene.coordinator, scene.place.guest()]
  const paths = ['/', `/spaces/${scene.spaces.public}`, `/topics/${scene.open.topicId}`, '/people/author', '/people/silent', '/attention']
  const apiPaths = [
    '/api/topics',
    `/api/topics/${scene.open.topicId}/replies?with=topic`,
    '/api/people/silent',
    '/api/members',
    '/api/attention',
  ]
  const answers = async () => {
    const texts: string[] = []
    for (const other of others)
      for (const path of [...paths, ...apiPaths]) {
        const { text, status } = await other.send('GET', path)
        texts.push(`${path} ${status} ${text.replace(/"instance":"[^"]*"/g, '').replace(/name="id" value="[^"]*"/g, '')}`)
      }
    return texts
  }
  await answers()
  const before = await answers()
  await set(person, 'member', scene.author.id, 'mute')
  await set(person, 'topic', scene.open.topicId, 'follow')
  await set(person, 'space', scene.spaces.public, 'mute', 'week')
  expect(await answers()).toEqual(before)
})

describe('without script', () => {
  test('a topic, a space and a member are followed and muted from their own pages', async () => {
    const person = await newcomer('presser')
    for (const [path, word] of [
      [`/topics/${scene.open.topicId}`, 'topic'],
      [`/spaces/${scene.spaces.public}`, 'space'],
      ['/people/author', 'member'],
    ] as const) {
      const page = await open(person, path)
      const again = await submit(person, page, '.attend', { level: 'mute-8h' })
      expect(again.path.split('?')[0], word).toContain(path)
      expect(again.document.querySelector('#status')?.textContent).toBe('Muted, for you alone. Nobody is told.')
      const field = again.document.querySelector('.attend option[selected]')
      expect(field?.getAttribute('value')).toBe('as-it-is')
      const kept = await submit(person, again, '.attend')
      expect(kept.document.querySelector('.attend option[selected]')?.getAttribute('value')).toBe('as-it-is')
    }
    expect((await listOf(person)).map(each => [each.kind, each.until])).toEqual(
      ['space', 'topic', 'member'].map(kind => [kind, hours(8).toISOString()]),
    )
  })

  test('all of it stands on one page, is changed there, and put back', async () => {
    const person = await newcomer('tidier')
    await set(person, 'topic', scene.open.topicId, 'follow')
    const page = await open(person, '/attention')
    expect(page.text).toContain('A topic in public')
    const gone = await submit(person, page, '.attend', { level: 'normal' })
    expect(gone.text).toContain('You follow and mute nothing')
    const back = await submit(person, gone, '.one-button')
    expect(back.document.querySelector('.attend option[selected]')?.getAttribute('value')).toBe('follow')
    expect((await listOf(person)).map(each => each.level)).toEqual(['follow'])
  })

  test('a guest sees no such form, and oneself has none', async () => {
    const guest = scene.place.guest()
    for (const path of [`/topics/${scene.open.topicId}`, `/spaces/${scene.spaces.public}`])
      expect((await open(guest, path)).document.querySelector('.attend')).toBeNull()
    expect((await open(scene.author, '/people/author')).document.querySelector('.attend')).toBeNull()
    expect((await guest.send('GET', '/attention')).headers.get('location')).toBe('/sign-in?next=%2Fattention')
  })
})
