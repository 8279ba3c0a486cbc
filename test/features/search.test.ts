// Searching: what is found, by whom, and how soon.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, type World, world } from '../world.ts'

type Visibility = 'public' | 'members' | 'role:supervisor'
type Items = { items: ({ kind: string } & Partial<{ id: string }>)[] }
const ids = ({ items }: Items) => items.map(item => item.id)

let place: World
let keeper: Person
let wren: Person
const spaces = {} as Record<Visibility, string>
beforeAll(async () => {
  place = await world({ keep: true })
  keeper = await place.member({ roles: ['coordinator', 'moderator'] })
  wren = await place.member({ handle: 'wren', displayName: 'Wren Ashby' })
  for (const visibility of ['public', 'members', 'role:supervisor'] as const) spaces[visibility] = await space(visibility, visibility)
})
afterAll(() => place?.close())

async function space(name: string, visibility: Visibility) {
  return (await keeper.must('POST /api/spaces', { body: { name, visibility } })).id
}
function start(
  title: string,
  body = 'Tell us.',
  { by = keeper, where = spaces.public, ...more }: Record<string, unknown> & { by?: Person; where?: string } = {},
) {
  return by.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: where }, body: { title, body, ...more } })
}
function reply(topicId: string, body: string, { by = keeper, ...more }: Record<string, unknown> & { by?: Person } = {}) {
  return by.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body, ...more } })
}
const search = (q: string, more: Record<string, string> = {}, by: Person = wren) => by.must('GET /api/search', { query: { q, ...more } })
const guest = () => place.guest() as Person

describe('the words', () => {
  test('all must be in the post, in any of their forms, without regard to accents and case', async () => {
    const topic = await start('Café crèmes', 'We shared stories of the glasshouse.')
    for (const q of ['cafe', 'CAFÉ creme', 'sharing glasshouses', 'story cafe']) expect(ids(await search(q)), q).toEqual([topic.id])
    expect(ids(await search('cafe greenhouse'))).toEqual([])
  })

  test('in quotes they stand one after the other', async () => {
    const [straight, turned] = [await start('The otter pond', 'x'), await start('Pond of the otter', 'x')]
    expect(ids(await search('otter pond')).sort()).toEqual([straight.id, turned.id].sort())
    expect(ids(await search('"otter pond"'))).toEqual([straight.id])
    expect(ids(await search('“otter pond'))).toEqual([straight.id])
  })

  test('with a minus they are not there; with a star they only begin', async () => {
    const [lamp, lantern] = [await start('Lamplight', 'paper and oil'), await start('Lantern', 'paper')]
    expect(ids(await search('paper -oil'))).toEqual([lantern.id])
    expect(ids(await search('lampl*'))).toEqual([lamp.id])
    expect(ids(await search('lampl'))).toEqual([])
    expect(ids(await search('lampl', { typing: 'true' }))).toEqual([lamp.id])
  })

  test('small words are not asked for, and the answer says so', async () => {
    const topic = await start('Zebra crossing', 'Wait there.')
    const found = await search('how do I use the zebra')
    expect(ids(await search('how do I zebra'))).toEqual([topic.id])
    expect(found.asked.filter(word => word.how === 'small').map(word => word.text)).toEqual(['how', 'do', 'the'])
  })

  test('in French are found by their stems, and never meet English ones', async () => {
    const topic = await start('Les séances', 'Nos équipes travaillent la nuit.', { lang: 'fr' })
    const other = await start('Nothing of it', 'We did not note it.')
    for (const q of ['séance', 'seances', 'équipe', 'equipe nuits']) expect(ids(await search(q)), q).toEqual([topic.id])
    expect(ids(await search('notes glow'))).toEqual([])
    expect(ids(await search('notes'))).toEqual([other.id])
  })

  test('of scripts without spaces are found', async () => {
    const topic = await start('同伴支持者的夜班', '晚上如何设定界限')
    expect(ids(await search('夜班'))).toEqual([topic.id])
    expect(ids(await search('界限'))).toEqual([topic.id])
  })
})

describe('an index that follows', () => {
  test('has an edit at once, loses what is taken back, and has it again when it is restored', async () => {
    const topic = await start('Follow me', 'Plain')
    const { id } = await reply(topic.id, 'A mulberry stood here', { by: wren })
    expect(ids(await search('mulberry'))).toEqual([id])
    await wren.must('PATCH /api/replies/:replyId', { params: { replyId: id }, body: { body: 'A quince stood here' } })
    expect([ids(await search('mulberry')), ids(await search('quince'))]).toEqual([[], [id]])
    await wren.must('DELETE /api/replies/:replyId', { params: { replyId: id } })
    expect(ids(await search('quince'))).toEqual([])
    await wren.must('POST /api/replies/:replyId/restore', { params: { replyId: id } })
    expect(ids(await search('quince'))).toEqual([id])
  })

  test('keeps no word of what was taken back', async () => {
    const topic = await start('Elderflower cordial', 'Elderflower', { by: wren })
    expect(ids(await search('elderflower'))).toEqual([topic.id])
    await wren.must('DELETE /api/topics/:topicId', { params: { topicId: topic.id } })
    expect(ids(await search('elderflower'))).toEqual([])
    const stored = await place.app.connection.collection<{ _id: string }>('search_entries').findOne({ _id: topic.id })
    expect(stored).toMatchObject({ gone: true, title: '', body: '', author: null })
  })

  test('forgets no place: a moved topic is found by those who may read it now', async () => {
    const topic = await start('Moving gooseberries')
    const answer = await reply(topic.id, 'Gooseberries move well')
    expect(ids(await search('gooseberries', {}, guest())).sort()).toEqual([topic.id, answer.id].sort())
    await keeper.must('PATCH /api/topics/:topicId', { params: { topicId: topic.id }, body: { spaceId: spaces.members } })
    expect(ids(await search('gooseberries', {}, guest()))).toEqual([])
    expect(ids(await search('gooseberries')).sort()).toEqual([topic.id, answer.id].sort())
  })

  test('has a new name at once, and nobody who awaits approval', async () => {
    await wren.must('PATCH /api/me', { body: { displayName: 'Linnet Ashby' } })
    expect((await search('linnet')).items).toMatchObject([{ kind: 'person', person: { handle: 'wren', displayName: 'Linnet Ashby' } }])
  })
})

describe('who finds what', () => {
  test('only what one may read, from the moment that a space is opened or closed', async () => {
    const where = await space('Changing', 'public')
    const topic = await start('Persimmon', 'x', { where })
    expect(ids(await search('persimmon', {}, guest()))).toEqual([topic.id])
    const change = (visibility: Visibility) =>
      keeper.must('PATCH /api/spaces/:spaceId', { params: { spaceId: where }, body: { visibility } })
    await change('role:supervisor')
    expect([ids(await search('persimmon', {}, guest())), ids(await search('persimmon'))]).toEqual([[], []])
    await change('members')
    expect([ids(await search('persimmon', {}, guest())), ids(await search('persimmon'))]).toEqual([[], [topic.id]])
  })

  test('guests get no name, no handle and no person', async () => {
    const topic = await start('Ask @wren about damsons', 'Thanks @wren, and `@wren` and @nobody_here: damsons')
    const found = await search('damsons', {}, guest())
    expect(found.items).toMatchObject([{ id: topic.id, author: { kind: 'registered-member' } }])
    expect(JSON.stringify(found)).not.toMatch(/wren|nobody_here|Ashby/i)
    expect(JSON.stringify(await search('damsons'))).toContain('@wren')
    expect(ids(await search('ashby', {}, guest()))).toEqual([])
    for (const more of [{ author: 'wren' }, { kind: 'person' }])
      expect((await guest().call('GET /api/search', { query: { q: 'damsons', ...more } as never })).body.code).toBe('not-signed-in')
  })

  test('a handle in a post finds nothing, for anybody', async () => {
    await start('Handles', 'Thanks @wren for the kumquat')
    expect((await search('wren kumquat')).items).toEqual([])
  })

  test('by its author a post without a name is never found, not even by its author', async () => {
    const topic = await start('Tamarind, without a name', 'x', { by: wren, anonymous: true })
    const named = await reply(topic.id, 'Tamarind, with a name', { by: wren })
    expect(ids(await search('tamarind', { author: 'wren' }))).toEqual([named.id])
    expect(ids(await search('tamarind', { author: '@Wren' }, keeper))).toEqual([named.id])
    expect(ids(await search('tamarind', { author: 'nobody' }))).toEqual([])
    expect((await search('tamarind')).items.find(item => 'id' in item && item.id === topic.id)).toMatchObject({
      author: { kind: 'anonymous' },
    })
  })
})

test('where a content note stands there is the note and no word', async () => {
  const topic = await start('With a note', 'The medlar is bitter', { contentNotes: ['loss'] })
  expect((await search('medlar')).items).toMatchObject([{ id: topic.id, contentNotes: ['loss'], snippet: [] }])
})

test('a snippet shows where most of the words stand', async () => {
  const filler = 'Nothing of note happens in this sentence at all. '.repeat(12)
  await start('A long one', `Sorrel once. ${filler} Then sorrel and lovage together. ${filler}`)
  const [item] = (await search('sorrel lovage')).items as { snippet: { text: string; hit: boolean }[] }[]
  expect(item!.snippet.filter(part => part.hit).map(part => part.text)).toEqual(['sorrel', 'lovage'])
  expect(item!.snippet.map(part => part.text).join('')).toMatch(/^… .{100,260} …$/)
})

describe('narrowed down', () => {
  let topic: { id: string }
  let answer: { id: string }
  beforeAll(async () => {
    topic = await start('Juniper question', 'x', { kind: 'question', tags: ['Self-care'] })
    answer = await reply(topic.id, 'Juniper answer', { by: wren })
    await start('Juniper talk', 'x', { where: spaces.members })
  })

  test.each([
    ['space', () => ({ space: spaces.members }), 1],
    ['author', () => ({ author: 'wren' }), 1],
    ['tag', () => ({ tag: 'self-care' }), 2],
    ['kind', () => ({ kind: 'reply' }), 1],
    ['a day', () => ({ from: new Date().toISOString().slice(0, 10), to: new Date().toISOString().slice(0, 10) }), 3],
    ['a day that is past', () => ({ to: '2020-01-01' }), 0],
    ['a day to come', () => ({ from: '2999-01-01' }), 0],
    ['unanswered', () => ({ unanswered: 'true' }), 1],
  ] as const)('by %s', async (_, more, many) => {
    expect((await search('juniper', more() as Record<string, string>)).items.length).toBe(many)
  })

  test('no word is needed, and then the newest comes first', async () => {
    expect(ids(await search('', { tag: 'self-care' }))).toEqual([answer.id, topic.id])
    expect((await search('')).items).toEqual([])
  })

  test('a space that one may not read finds as much as none', async () => {
    const secret = await search('juniper', { space: spaces['role:supervisor'] })
    expect(secret.items).toEqual([])
  })
})

test('page after page has everything once, in the same order', async () => {
  const topic = await start('Many rowans', 'rowan')
  for (let n = 0; n < 14; n += 1) await reply(topic.id, `rowan ${'and more '.repeat(n)}`)
  const whole = ids(await search('rowan', { limit: '50' }))
  const paged: (string | undefined)[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await search('rowan', { limit: '4', ...(after ? { after } : {}) })
    paged.push(...ids(page))
    after = page.next
  }
  expect(whole.length).toBe(15)
  expect(paged).toEqual(whole)
  expect((await wren.call('GET /api/search', { query: { q: 'rowan', after: 'x' } })).body.code).toBe('invalid-cursor')
})

test('topics near to a title are shown to who writes it, as far as they may read them', async () => {
  const topic = await start('Hawthorn hedges and neighbours')
  await start('Hawthorn hedges for supervisors', 'x', {
    where: spaces['role:supervisor'],
    by: await place.member({ roles: ['supervisor'] }),
  })
  const { items } = await wren.must('GET /api/similar-topics', { query: { title: 'My hawthorn hedge' } })
  expect(items).toEqual([
    { id: topic.id, slug: 'hawthorn-hedges-and-neighbours', title: 'Hawthorn hedges and neighbours', spaceName: 'public' },
  ])
})
