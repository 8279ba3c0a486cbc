// Drafts without script: a button keeps what was typed, the form opens with it, and other words from elsewhere are shown beside.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const send = (person: Person, path: string, fields: [string, string][]) => person.send('POST', path, { body: new URLSearchParams(fields) })
const open = async (person: Person, path: string) => {
  const answer = await person.send('GET', path)
  return answer.status === 303 ? person.send('GET', answer.headers.get('location')!) : answer
}
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]

test('a reply is kept by a button and the topic opens with it, under the id that it will have', async () => {
  const person = await scene.place.member()
  const [id, path] = [randomUUID(), `/topics/${scene.open.topicId}`]
  const kept = await send(person, `${path}/replies`, [
    ['id', id],
    ['parentId', scene.open.replyId],
    ['draft', ''],
    ['body', 'Half a <thought>'],
    ['contentNotes', 'burnout'],
    ['do', 'keep'],
  ])
  expect([kept.status, kept.headers.get('location')]).toEqual([303, `${path}?said=draftKept#compose`])
  const { text } = await open(person, path)
  expect(text).toContain('Half a &lt;thought>')
  expect(text).toContain('This is your draft, kept on')
  expect([hidden(text, 'id'), hidden(text, 'parentId')]).toEqual([id, scene.open.replyId])
  expect(text).toMatch(/value="burnout" checked/)
  const posted = await send(person, `${path}/replies`, [
    ['id', id],
    ['draft', hidden(text, 'draft')!],
    ['body', 'A whole thought'],
  ])
  expect(posted.status).toBe(303)
  const after = (await open(person, path)).text
  expect(after).not.toContain('This is your draft')
  expect(hidden(after, 'id')).not.toBe(id)
})

test('nothing is refused for being half done, and a page for somebody else shows nothing of it', async () => {
  const person = await scene.place.member()
  const path = `/spaces/${scene.open.spaceId}`
  const kept = await send(person, `${path}/topics`, [
    ['id', randomUUID()],
    ['title', 'x'],
    ['body', ''],
    ['kind', 'question'],
    ['do', 'keep'],
  ])
  expect(kept.status).toBe(303)
  const { text } = await open(person, `${path}/compose`)
  expect(text).toMatch(/name="title"[^>]* value="x"/)
  expect(text).toMatch(/value="question" checked/)
  expect((await open(scene.reader, `${path}/compose`)).text).not.toContain('This is your draft')
})

test('other words from another device are shown in full, and the next press goes on from there', async () => {
  const person = await scene.place.member()
  const path = `/topics/${scene.open.topicId}`
  const [id, words] = [randomUUID(), 'Of the phone <b>']
  const params = { kind: 'reply', placeId: scene.open.topicId }
  await person.must('PUT /api/drafts/:kind/:placeId', { params, body: { postId: id, fields: { body: words } } })
  const fields: [string, string][] = [
    ['id', id],
    ['draft', ''],
    ['body', 'Of the desk'],
    ['do', 'keep'],
  ]
  const both = await send(person, `${path}/replies`, fields)
  expect(both.status).toBe(409)
  expect(both.text).toContain('Of the phone &lt;b>')
  expect(both.text).toContain('Of the desk')
  const again = fields.map(([name, value]): [string, string] => [name, name === 'draft' ? hidden(both.text, 'draft')! : value])
  expect((await send(person, `${path}/replies`, again)).status).toBe(303)
  expect((await open(person, path)).text).toContain('Of the desk')
})

test('posting from a page that is behind shows the newer words first', async () => {
  const person = await scene.place.member()
  const path = `/topics/${scene.open.topicId}`
  const [postId, params] = [randomUUID(), { kind: 'reply', placeId: scene.open.topicId }]
  const first = await person.must('PUT /api/drafts/:kind/:placeId', { params, body: { postId, fields: { body: 'First' } } })
  await person.must('PUT /api/drafts/:kind/:placeId', { params, body: { postId, basedOn: first.revision, fields: { body: 'Newer' } } })
  const fields = (draft: string): [string, string][] => [
    ['id', postId],
    ['draft', draft],
    ['body', 'First'],
  ]
  const refused = await send(person, `${path}/replies`, fields(first.revision))
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Newer')
  expect((await send(person, `${path}/replies`, fields(hidden(refused.text, 'draft')!))).status).toBe(303)
})

test('who was signed out keeps the draft by signing in', async () => {
  const person = await scene.place.member({ handle: 'expired' })
  const guest = scene.place.guest()
  const path = `/topics/${scene.open.topicId}`
  const fields: [string, string][] = [
    ['id', randomUUID()],
    ['body', 'An hour of words'],
    ['do', 'keep'],
  ]
  const asked = await send(guest, `${path}/replies`, fields)
  expect(asked.status).toBe(401)
  expect(asked.text).toContain('name="do" value="keep"')
  const signedIn = await send(guest, `${path}/replies`, [...fields, ['handle', 'expired'], ['password', 'a long enough password']])
  expect(signedIn.status).toBe(303)
  const { items } = await person.must('GET /api/drafts')
  expect(items.map(each => each.fields)).toEqual([{ body: 'An hour of words' }])
})

test('drafts stand in a list, are thrown away and brought back there, and the form can begin afresh', async () => {
  const person = await scene.place.member()
  expect((await open(person, '/drafts')).text).toContain('You have no drafts')
  const place = `reply/${scene.open.topicId}`
  const params = { kind: 'reply', placeId: scene.open.topicId }
  await person.must('PUT /api/drafts/:kind/:placeId', { params, body: { fields: { body: 'Listed words' } } })
  const list = await open(person, '/drafts')
  expect(list.headers.get('cache-control')).toBe('no-store')
  for (const part of ['Listed words', 'A topic in public', `/topics/${scene.open.topicId}#compose`]) expect(list.text).toContain(part)
  const away = await send(person, `/drafts/${place}/throw-away`, [['next', `/topics/${scene.open.topicId}#compose`]])
  expect(away.headers.get('location')).toBe(`/topics/${scene.open.topicId}?said=draftThrownAway#compose`)
  expect((await open(person, `/topics/${scene.open.topicId}`)).text).not.toContain('Listed words')
  const back = await send(person, `/drafts/${place}/bring-back`, [])
  expect(back.headers.get('location')).toBe('/drafts?said=draftBack')
  expect((await open(person, `/topics/${scene.open.topicId}`)).text).toContain('Listed words')
  for (const next of ['https://away.example', '//away.example', '/\\away.example', '/sign-out'])
    expect((await send(person, `/drafts/${place}/throw-away`, [['next', next]])).headers.get('location')).toMatch(/^\/drafts\?/)
})

test('a preview of an edit stays based on what was opened, so that a change made meanwhile is not overwritten unseen', async () => {
  const path = `/replies/${scene.open.answerId}/edit`
  const opened = hidden((await open(scene.author, path)).text, 'basedOn')!
  await scene.moderator.must('PATCH /api/replies/:replyId', {
    params: { replyId: scene.open.answerId },
    body: { body: 'Changed meanwhile' },
  })
  const edit = (more: [string, string][]) => send(scene.author, path, [['basedOn', opened], ['body', 'My words'], ...more])
  const preview = await edit([['do', 'preview']])
  expect(hidden(preview.text, 'basedOn')).toBe(opened)
  const saved = await edit([])
  expect(saved.status).toBe(409)
  // What stands is shown, the typed words are kept, and the next press is based on what was seen.
  for (const words of ['Changed meanwhile', 'My words']) expect(saved.text).toContain(words)
  const again: [string, string][] = [
    ['basedOn', hidden(saved.text, 'basedOn')!],
    ['body', 'My words'],
  ]
  expect((await send(scene.author, path, again)).status).toBe(303)
})

test('the draft of an edit remembers what it was based on', async () => {
  const topicId = (await scene.post('public', 'A topic to edit')).topicId
  const path = `/topics/${topicId}/edit`
  const opened = hidden((await open(scene.author, path)).text, 'basedOn')!
  const fields: [string, string][] = [
    ['basedOn', opened],
    ['title', 'A topic to edit'],
    ['body', 'My draft'],
    ['do', 'keep'],
  ]
  expect((await send(scene.author, path, fields)).status).toBe(303)
  expect((await open(scene.author, path)).text).not.toContain('This is how it stands now')
  await scene.moderator.must('PATCH /api/topics/:topicId', { params: { topicId }, body: { body: 'Changed meanwhile' } })
  const { text } = await open(scene.author, path)
  for (const words of ['My draft', 'Changed meanwhile', 'This is how it stands now']) expect(text).toContain(words)
})
