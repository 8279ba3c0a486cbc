// Tags: one word for one thing, words that lead to it, and topics that follow.
import { randomUUID } from 'node:crypto'
import { tagName, tagSlug } from '@hearth/shared/tag-words'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import { world } from '../world.ts'
import { tagWays } from './tag-stage.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const { word, start, topicsOf, idsUnder, followed } = tagWays(() => scene)

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
