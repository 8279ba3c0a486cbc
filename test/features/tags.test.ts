// Tags: one word for one thing, words that lead to it, topics that follow, and nothing of what one may not read.
import { randomUUID } from 'node:crypto'
import { tagName, tagSlug } from '@hearth/shared/tag-words'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'
import { world } from '../world.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const word = () => `w${randomUUID().slice(0, 8)}`
const start = (tags: string[], where: keyof Stage['spaces'] = 'public', person: Person = scene.author) =>
  person.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: scene.spaces[where] },
    body: { title: 'A title', body: 'Words', tags },
  })
const topicsOf = (person: Person, slug: string) => person.call('GET /api/tags/:slug/topics', { params: { slug } })
const idsUnder = async (person: Person, slug: string) => (await topicsOf(person, slug)).body.items?.map(each => each.id)
const followed = () => scene.place.app.features.tags.follower.idle()
async function allTags(person: Person) {
  const slugs: string[] = []
  let after: string | null = null
  do {
    const page: { items: { slug: string }[]; next: string | null } = await person.must('GET /api/tags', {
      query: { limit: 3, ...(after ? { after } : {}) },
    })
    slugs.push(...page.items.map(tag => tag.slug))
    after = page.next
  } while (after)
  return slugs
}

describe('a word', () => {
  test.each([
    ['  Self   Care ', 'self care', 'self-care'],
    ['#phones', 'phones', 'phones'],
    ['Dévoilement', 'dévoilement', 'devoilement'],
    ['ÉPUISEMENT', 'épuisement', 'epuisement'],
    ['हिन्दी', 'हिन्दी', 'हिन्दी'],
    ['@juno', '@juno', '@juno'],
    ['★', '★', '2605'],
    ['#', '#', '23'],
  ])('%j is written %j and found by %j', (written, name, slug) => {
    expect([tagName(written), tagSlug(written)]).toEqual([name, slug])
  })

  test('is the same however often it is put into its form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), written => {
        const slug = tagSlug(written)
        return (
          written.trim() === '' || (slug !== '' && tagSlug(slug) === slug && tagSlug(tagName(written)) === slug && !/[/?%\s]/.test(slug))
        )
      }),
      { seed: 20_261_127, numRuns: 2_000 },
    )
  })
})

describe('a tag that is written', () => {
  test('becomes the community’s word, once, whichever way it is written', async () => {
    const topic = await start(['ROLE confusion', 'role-clarity', 'Clarte', 'Something Else', 'something-else'])
    expect(topic.tags).toEqual(['role clarity', 'something else'])
    const edited = await scene.author.must('PATCH /api/topics/:topicId', { params: { topicId: topic.id }, body: { tags: ['Clarté'] } })
    expect(edited.tags).toEqual(['role clarity'])
    expect(edited.edited).toBeNull()
  })

  test('is told of on the page, and one in another form is not', async () => {
    const post = (tags: string) =>
      scene.author.send('POST', `/spaces/${scene.spaces.public}/topics`, {
        body: new URLSearchParams({ id: randomUUID(), title: 'A title', body: 'Words', tags, anonymous: 'false' }),
      })
    expect((await post('role confusion')).headers.get('location')).toContain('said=tagsPut')
    expect((await post('ROLE  clarity')).headers.get('location')).toContain('said=topicPosted')
  })

  test('may be chosen from the community’s tags and kept through a refusal', async () => {
    const body = new URLSearchParams({ id: randomUUID(), title: 'A', body: 'Words', tags: 'my own word' })
    body.append('tagsChosen', 'role clarity')
    const { text, status } = await scene.author.send('POST', `/spaces/${scene.spaces.public}/topics`, { body })
    expect(status).toBe(422)
    expect(text).toContain('value="my own word"')
    expect(text).toMatch(/name="tagsChosen" value="role clarity" checked/)
  })
})

describe('keepers', () => {
  test('are coordinators and moderators', async () => {
    for (const person of [scene.author, scene.supervisor])
      for (const answer of [
        await person.call('POST /api/tags', { body: { name: word() } }),
        await person.call('POST /api/tags/:slug/merge', { params: { slug: word() }, body: { into: word() } }),
        await person.call('PATCH /api/tags/:slug', { params: { slug: 'role-clarity' }, body: { description: 'Mine' } }),
        await person.call('DELETE /api/tags/:slug', { params: { slug: 'role-clarity' } }),
      ])
        expect(answer.body.code).toBe('not-allowed')
    expect((await scene.author.send('GET', '/manage/tags')).status).toBe(403)
  })

  test('put one word under another: it leads there, and topics everywhere follow without being edited', async () => {
    const [from, into] = [word(), word()]
    const topics = [
      await start([from, 'other']),
      await start([from, into], 'members'),
      await start([from], 'supervisors', scene.supervisor),
    ]
    await scene.moderator.must('POST /api/tags/:slug/merge', { params: { slug: from }, body: { into } })
    await followed()
    for (const [at, person] of [scene.author, scene.author, scene.supervisor].entries()) {
      const now = await person.must('GET /api/topics/:topicId', { params: { topicId: topics[at]!.id } })
      expect(now.tags).toEqual(at === 0 ? [into, 'other'] : [into])
      expect(now).toMatchObject({ edited: null, lastActivityAt: topics[at]!.lastActivityAt, seq: topics[at]!.seq + 1 })
    }
    expect(new Set(await idsUnder(scene.author, from))).toEqual(new Set([topics[0]!.id, topics[1]!.id]))
    const old = await scene.place.guest().send('GET', `/tags/${from}`)
    expect([old.status, old.headers.get('location')]).toEqual([303, `/tags/${into}`])
    expect((await start([from])).tags).toEqual([into])
  })

  test('rename, and the former address leads on', async () => {
    const [before, after] = [word(), `${word()} Ä`]
    await scene.coordinator.must('POST /api/tags', { body: { name: before, description: 'What it means' } })
    const topic = await start([before])
    const renamed = await scene.moderator.must('PATCH /api/tags/:slug', { params: { slug: before }, body: { name: after } })
    expect(renamed).toMatchObject({ name: tagName(after), description: 'What it means', synonyms: [before] })
    await followed()
    expect((await scene.reader.must('GET /api/topics/:topicId', { params: { topicId: topic.id } })).tags).toEqual([tagName(after)])
    expect((await scene.reader.must('GET /api/tags/:slug', { params: { slug: before } })).slug).toBe(tagSlug(after))
  })

  test('cannot let one word lead to two tags, nor put a tag under itself', async () => {
    const taken = await scene.coordinator.call('POST /api/tags', { body: { name: word(), synonyms: ['Rôle Clarity'] } })
    expect(taken.body).toMatchObject({ code: 'name-taken', errors: [{ pointer: '/name' }] })
    const itself = await scene.coordinator.call('POST /api/tags/:slug/merge', {
      params: { slug: 'role-confusion' },
      body: { into: 'role clarity' },
    })
    expect(itself.body).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/into' }] })
    const [one, other] = [word(), word()]
    const answers = await Promise.all(
      [one, other].map(name => scene.coordinator.call('POST /api/tags', { body: { name, synonyms: [`${one}x`] } })),
    )
    expect(answers.map(each => each.status).sort()).toEqual([201, 409])
  })

  test('let a word go; topics keep it as a plain one', async () => {
    const [name, other] = [word(), word()]
    await scene.coordinator.must('POST /api/tags', { body: { name, synonyms: [other] } })
    const topic = await start([other])
    await scene.coordinator.must('DELETE /api/tags/:slug', { params: { slug: name } })
    expect(await idsUnder(scene.reader, name)).toEqual([topic.id])
    expect((await topicsOf(scene.reader, other)).body.code).toBe('not-found')
    expect((await scene.coordinator.call('DELETE /api/tags/:slug', { params: { slug: name } })).body.code).toBe('not-found')
  })

  test('do it all by forms: told first what will happen, then it does', async () => {
    const [from, into] = [word(), word()]
    const send = (path: string, fields: Record<string, string>) => scene.moderator.send('POST', path, { body: new URLSearchParams(fields) })
    const made = await send('/manage/tags', { id: randomUUID(), name: into, fr: '', description: 'Why', synonyms: `${into} a, ${into} b` })
    expect(made.headers.get('location')).toBe(`/manage/tags?said=tagsFollow#tag-${into}`)
    const first = await send('/manage/tags/merge', { from, into })
    expect(first.status).toBe(200)
    expect((await scene.reader.call('GET /api/tags/:slug', { params: { slug: from } })).status).toBe(404)
    expect(first.text).toContain(`Put ${from} under ${into}?`)
    expect((await send('/manage/tags/merge', { from, into, sure: 'true' })).status).toBe(303)
    const page = await scene.reader.send('GET', `/tags/${into}`)
    expect(page.text).toContain(`${into} a, ${into} b, ${from}`)
    const refused = await send('/manage/tags', { id: randomUUID(), name: word(), fr: '', description: 'My long words', synonyms: into })
    expect([refused.status, refused.text.includes('My long words')]).toEqual([409, true])
  })
})

test('a kill while topics follow loses none: the next start goes on', async () => {
  const place = await world()
  const [keeper, writer] = [await place.coordinator(), await place.member()]
  const { id: spaceId } = await keeper.must('POST /api/spaces', { body: { name: 'A space', visibility: 'public' } })
  for (let index = 0; index < 3; index += 1)
    await writer.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId },
      body: { title: `Title ${index}`, body: 'Words', tags: ['old'] },
    })
  // As a process leaves it that ends between the change of the words and the topics.
  await place.app.connection.collection<{ _id: string }>('tags').insertOne({
    _id: randomUUID(),
    ...{
      name: 'new',
      slug: 'new',
      fr: null,
      description: '',
      synonyms: ['old'],
      slugs: ['new', 'old'],
      settled: false,
      createdAt: new Date(),
    },
  } as never)
  place.app.features.tags.vocabulary.forget()
  await place.app.features.tags.follower.start()
  await place.app.features.tags.follower.idle()
  const { items } = await writer.must('GET /api/topics')
  expect(items.map(topic => topic.tags)).toEqual([['new'], ['new'], ['new']])
  expect(await place.app.connection.collection('tags').countDocuments({ settled: true })).toBe(1)
})

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
