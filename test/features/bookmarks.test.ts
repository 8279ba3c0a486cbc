// Bookmarks: kept for oneself, with a note and a reminder; in their order; nothing of what one may no longer read; back with one press.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

const now = new Date('2026-12-03T10:00:00.000Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

const put = (person: Person, postId: string, body: { note?: string; remindAt?: string | null } = {}) =>
  person.call('PUT /api/bookmarks/:postId', { params: { postId }, body })
const list = (person: Person, query: { show?: 'all' | 'reminders' | 'due'; after?: string; limit?: number } = {}) =>
  person.must('GET /api/bookmarks', { query })
const notesOf = async (person: Person, query = {}) => (await list(person, query)).items.map(each => each.note)
const page = async (person: Person, path: string) => (await person.send('GET', path)).text
const form = (person: Person, path: string, fields: Record<string, string>) =>
  person.send('POST', path, { body: new URLSearchParams(fields) })

/** Somebody new, with the hour held still. */
async function keeper() {
  const person = await scene.place.member()
  scene.place.setNow(now)
  return person
}

describe('a bookmark', () => {
  test('is kept once, changed as often as one likes, and removed', async () => {
    const person = await keeper()
    const { replyId, topicId } = scene.open
    const first = await put(person, replyId, { note: ' For Friday\r\nAsk Wren ', remindAt: later(60).toISOString() })
    expect(first.body).toMatchObject({
      note: 'For Friday\nAsk Wren',
      due: false,
      remindAt: later(60).toISOString(),
      post: { topicId, n: 1, title: 'A topic in public', excerpt: 'A reply to A topic in public', removed: false },
    })
    scene.place.setNow(later(1))
    expect((await put(person, replyId)).body).toMatchObject({ note: '', remindAt: null, createdAt: now.toISOString() })
    expect((await list(person)).items).toHaveLength(1)
    const marks = await person.must('GET /api/topics/:topicId/marks', { params: { topicId } })
    expect(marks.items).toEqual([{ postId: replyId, reactions: [], bookmarked: true }])
    for (const _ of [1, 2]) expect((await person.call('DELETE /api/bookmarks/:postId', { params: { postId: replyId } })).status).toBe(204)
    expect((await person.call('GET /api/bookmarks/:postId', { params: { postId: replyId } })).body.code).toBe('not-found')
  })

  test('and reactions to the same post do not disturb each other', async () => {
    const person = await keeper()
    const { replyId, topicId } = scene.open
    const react = (reactions: 'heard'[]) => person.must('PUT /api/replies/:replyId/reactions', { params: { replyId }, body: { reactions } })
    await react(['heard'])
    await put(person, replyId, { note: 'Mine' })
    await react([])
    expect(await notesOf(person)).toEqual(['Mine'])
    await react(['heard'])
    await person.must('DELETE /api/bookmarks/:postId', { params: { postId: replyId } })
    const marks = await person.must('GET /api/topics/:topicId/marks', { params: { topicId } })
    expect(marks.items).toEqual([{ postId: replyId, reactions: ['heard'], bookmarked: false }])
  })

  test('is refused where one may not read, and too long a note is told at its field', async () => {
    const person = await keeper()
    for (const postId of [scene.secret.replyId, scene.secret.topicId]) expect((await put(person, postId)).body.code).toBe('not-found')
    expect((await put(person, scene.open.topicId, { note: 'x'.repeat(1_001) })).body.errors).toMatchObject([{ pointer: '/note' }])
  })

  test('is of nobody else: no other member finds it, its note or that it is there', async () => {
    const person = await keeper()
    await put(person, scene.open.replyId, { note: 'canarynote' })
    for (const other of [scene.author, scene.reader, scene.moderator, scene.coordinator, scene.place.guest()])
      for (const path of ['/bookmarks', `/bookmarks/${scene.open.replyId}`, `/topics/${scene.open.topicId}/a-topic-in-public`])
        expect((await other.send('GET', path)).text).not.toContain('canarynote')
    expect(scene.place.lines.join()).not.toContain('canarynote')
  })
})

describe('the list', () => {
  test('has what is due first, the longest waiting before the others, then the newest; page by page the same', async () => {
    const person = await keeper()
    const posts = [await scene.post('public'), await scene.post('public')].flatMap(each => [each.topicId, each.replyId, each.answerId])
    const reminders = [null, later(30), null, later(20), later(500), null]
    for (const [at, postId] of posts.entries()) {
      scene.place.setNow(later(at))
      await put(person, postId, { note: `note ${at}`, remindAt: reminders[at]?.toISOString() ?? null })
    }
    scene.place.setNow(later(60))
    const order = ['note 3', 'note 1', 'note 5', 'note 4', 'note 2', 'note 0']
    expect(await notesOf(person)).toEqual(order)
    expect(await notesOf(person, { show: 'reminders' })).toEqual(['note 3', 'note 1', 'note 4'])
    expect(await notesOf(person, { show: 'due' })).toEqual(['note 3', 'note 1'])
    for (const limit of [1, 2, 3, 4]) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const found: Awaited<ReturnType<typeof list>> = await list(person, { limit, ...(after && { after }) })
        seen.push(...found.items.map(each => each.note))
        after = found.next
        // What becomes due meanwhile is told by the next list, not twice by this one.
        scene.place.setNow(later(600))
      } while (after)
      expect([limit, seen]).toEqual([limit, order])
      scene.place.setNow(later(60))
    }
    const { hasDueBookmark } = scene.place.app.features.marks
    const actor = { kind: 'member', accountId: person.id } as Parameters<typeof hasDueBookmark>[0]
    expect(await hasDueBookmark(actor)).toBe(true)
    for (const at of [1, 3]) await put(person, posts[at]!, {})
    expect(await hasDueBookmark(actor)).toBe(false)
  })

  test('shows nothing of a post that one may no longer read, which can be removed', async () => {
    const person = await scene.place.member({ roles: ['supervisor'] })
    await put(person, scene.secret.replyId, { note: 'My own words' })
    await scene.coordinator.must('PATCH /api/members/:accountId', { params: { accountId: person.id }, body: { roles: ['member'] } })
    expect((await list(person)).items).toMatchObject([{ note: 'My own words', post: null }])
    const html = await page(person, '/bookmarks')
    expect(html).toContain('You can no longer read this')
    expect(html).not.toMatch(/A topic in supervisors|The Supervisor/)
    const removed = await form(person, `/bookmarks/${scene.secret.replyId}/remove`, {})
    expect(removed.text).toContain('The bookmark is removed.')
    expect(removed.text).not.toContain('Put it back')
    expect((await list(person)).items).toEqual([])
  })

  test('keeps what a content note covers, and what was taken back, out of sight', async () => {
    const person = await keeper()
    const { topicId } = scene.open
    const write = (body: string, contentNotes: string[] = []) =>
      scene.author.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body, contentNotes } })
    const [noted, gone] = [await write('covered words', ['grief']), await write('words taken back')]
    for (const { id } of [noted, gone]) await put(person, id)
    await scene.author.must('DELETE /api/replies/:replyId', { params: { replyId: gone.id } })
    const html = await page(person, '/bookmarks')
    expect(html).toContain('grief')
    expect(html).toContain('taken back')
    expect(html).not.toMatch(/covered words|words taken back/)
  })
})

describe('without script', () => {
  test('a post is kept with one press, its note and reminder follow, in one’s own time zone', async () => {
    const person = await keeper()
    await person.must('PATCH /api/me', { body: { timeZone: 'America/Toronto' } })
    const { topicId, replyId } = scene.open
    const added = await form(person, `/bookmarks/${replyId}/add`, {})
    expect([added.status, added.headers.get('location')]).toEqual([303, `/topics/${topicId}?around=1&said=bookmarked#r-1`])
    expect(await page(person, `/topics/${topicId}/a-topic-in-public`)).toMatch(/href="\/bookmarks\/[^"]*" aria-label="Bookmarked: reply 1"/)
    expect((await form(person, `/bookmarks/${replyId}`, { note: 'Call', day: '2026-12-04', time: '' })).status).toBe(303)
    expect((await list(person)).items[0]).toMatchObject({ note: 'Call', remindAt: '2026-12-04T14:00:00.000Z' })
    await form(person, `/bookmarks/${replyId}/add`, {})
    expect(await notesOf(person)).toEqual(['Call'])
    expect(await page(person, `/bookmarks/${replyId}`)).toMatch(/type="date" value="2026-12-04"[\s\S]*type="time" value="09:00"/)
    const refused = await form(person, `/bookmarks/${replyId}`, { note: 'Kept words', day: '2026-02-31', time: '10:00' })
    expect([refused.status, refused.text.includes('Kept words'), refused.text.includes('bookmark-day-fault')]).toEqual([422, true, true])
  })

  test('what was removed is put back with its note and reminder, which stand in no address', async () => {
    const person = await keeper()
    const { replyId } = scene.open
    await put(person, replyId, { note: 'Dear "note" & more', remindAt: later(5).toISOString() })
    const removed = await form(person, `/bookmarks/${replyId}/remove`, {})
    expect(removed.status).toBe(200)
    expect((await list(person)).items).toEqual([])
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(removed.text)![1]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    await form(person, `/bookmarks/${replyId}/restore`, { note: field('note'), remindAt: field('remindAt') })
    expect((await list(person)).items[0]).toMatchObject({ note: 'Dear "note" & more', remindAt: later(5).toISOString() })
  })

  test('a guest is asked to sign in, and somebody with none is told the way', async () => {
    expect((await scene.place.guest().send('GET', '/bookmarks')).headers.get('location')).toBe('/sign-in?next=%2Fbookmarks')
    expect(await page(await keeper(), '/bookmarks')).toContain('You have kept nothing yet')
  })
})
