// Tags and their readers: nothing of what one may not read, and lists that miss nothing.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import { tagWays } from './tag-stage.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const { word, start, topicsOf, idsUnder, allTags } = tagWays(() => scene)

describe('who may not read a topic', () => {
  test('learns of its tag by no list, page, order or answer; absent and unreadable are the same', async () => {
    const canary = word()
    await start([canary], 'supervisors', scene.supervisor)
    const absent = word()
    for (const person of [scene.place.guest(), scene.author, scene.moderator, scene.coordinator]) {
      expect(await allTags(person)).not.toContain(canary)
      for (const path of [
        '/tags/X',
        '/api/tags/X',
        '/api/tags/X/topics',
        '/tags',
        '/manage/tags',
        `/spaces/${scene.spaces.public}/compose`,
      ]) {
        const answer = async (slug: string) => {
          const { status, text } = await person.send('GET', path.replace('X', slug))
          return [status, text.replaceAll(slug, 'WORD').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')]
        }
        const seen = await answer(canary)
        expect(seen[1]).not.toContain('WORD topics')
        expect(seen, path).toEqual(await answer(absent))
      }
    }
    expect(await allTags(scene.supervisor)).toContain(canary)
    expect((await topicsOf(scene.supervisor, canary)).body.items).toHaveLength(1)
  })

  test('lists agree with the rule of reading, for everybody and every tag', async () => {
    const words = [word(), word(), word()]
    const wheres = ['public', 'members', 'supervisors'] as const
    const made = await Promise.all(
      fc
        .sample(fc.record({ where: fc.constantFrom(...wheres), tags: fc.subarray(words, { minLength: 1 }) }), { numRuns: 12, seed: 7 })
        .map(async ({ where, tags }) => ({ where, tags, id: (await start(tags, where, scene.supervisor)).id })),
    )
    const reads = { guest: ['public'], reader: ['public', 'members'], supervisor: ['public', 'members', 'supervisors'] }
    for (const [name, places] of Object.entries(reads)) {
      const person = name === 'guest' ? scene.place.guest() : scene[name as 'reader' | 'supervisor']
      const listed = await allTags(person)
      for (const each of words) {
        const expected = made.filter(topic => topic.tags.includes(each) && places.includes(topic.where)).map(topic => topic.id)
        expect(listed.includes(each)).toBe(expected.length > 0)
        expect(new Set((await idsUnder(person, each)) ?? [])).toEqual(new Set(expected))
      }
    }
  })

  test('guests get no word that may be somebody’s name', async () => {
    await start(['@reader', 'plain words'])
    const guest = scene.place.guest()
    expect(await allTags(guest)).not.toContain('@reader')
    expect(await allTags(scene.author)).toContain('@reader')
    for (const path of ['/tags/%40reader', '/api/tags/%40reader', '/api/tags/%40reader/topics'])
      expect((await guest.send('GET', path)).status).toBe(404)
    expect((await scene.author.send('GET', '/tags/%40reader')).status).toBe(200)
    expect((await guest.send('GET', '/tags/plain-words')).text).not.toContain('@reader')
  })
})

test('topics of a tag come page by page, each once, the last activity first', async () => {
  const tag = word()
  const ids: string[] = []
  for (let index = 0; index < 5; index += 1) ids.unshift((await start([tag], index % 2 ? 'members' : 'public')).id)
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: { items: { id: string }[]; next: string | null } = await scene.reader.must('GET /api/tags/:slug/topics', {
      params: { slug: tag },
      query: { limit: 2, ...(after ? { after } : {}) },
    })
    seen.push(...page.items.map(each => each.id))
    after = page.next
  } while (after)
  expect(seen).toEqual(ids)
  expect((await scene.reader.call('GET /api/tags/:slug/topics', { params: { slug: tag }, query: { after: 'x' } })).body.code).toBe(
    'invalid-cursor',
  )
})
