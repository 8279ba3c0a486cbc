// The demo: an invented community, brought in once, in which nobody learns who wrote without a name.
import { readFile } from 'node:fs/promises'
import { demoId } from '@hearth/server/demo/ids'
import { type DemoDeps, demoMarker, demoPassword, demoSignIns, loadDemo } from '@hearth/server/demo/index'
import { id } from '@hearth/shared/id'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type World, world } from '../world.ts'

const file = new URL('../../server/src/demo/data/community.json', import.meta.url)
type Written = { id: string; authorId: string; postedAs: string; createdAt: string; editedAt?: string; body: string }
type Data = {
  spaces: { id: string; name: string; visibility: string }[]
  members: { id: string; handle: string; roles: string[]; joinedAt: string }[]
  topics: (Written & {
    title: string
    spaceId: string
    contentNotes: string[]
    showCrisisLines: boolean
    pinned: boolean
    replies: (Written & { parentId: string | null })[]
  })[]
  sessions: Record<string, unknown>[]
  [rest: string]: unknown
}
const data: Data = JSON.parse(await readFile(file, 'utf8'))
const topicOf = (name: string) => data.topics.find(topic => topic.id === name)!

let here: World
const depsOf = ({ app }: World): DemoDeps => ({ ...app.features, marker: demoMarker(app.connection) })
const signedInAs = async (handle: string) => {
  const person = here.guest()
  await person.must('POST /api/sign-in', { body: { handle, password: demoPassword } })
  return person
}

beforeAll(async () => {
  here = await world({ demo: true, keep: true })
}, 120_000)
afterAll(() => here.close())

describe('the people of the demo', () => {
  it('can all be signed in as with the one password, those of the list with the role that it tells', async () => {
    for (const { handle, role } of demoSignIns()) {
      const me = await (await signedInAs(handle)).must('GET /api/me')
      expect(me.roles).toEqual(expect.arrayContaining(['member', role.replace(' ', '-')]))
    }
  })

  it('are all there, with roles, pronouns and the day they joined', async () => {
    const coordinator = await signedInAs('tidewater_t')
    const members = await coordinator.must('GET /api/members', { query: { limit: 100 } })
    for (const { id: name, handle, joinedAt } of data.members)
      expect(members.items).toContainEqual(expect.objectContaining({ id: demoId(name), handle, joinedAt: `${joinedAt}T00:00:00.000Z` }))
    expect(await coordinator.must('GET /api/people/:handle', { params: { handle: 'pepperfern' } })).toMatchObject({
      pronouns: 'they/them',
      timeZone: 'Europe/London',
    })
  })

  it('have one coordinator, who is the administrator too', async () => {
    const { roles } = await (await signedInAs('tidewater_t')).must('GET /api/me')
    expect(roles).toEqual(expect.arrayContaining(['coordinator', 'administrator', 'peer-supporter', 'member']))
    expect((await (await signedInAs('rook_a')).must('GET /api/me')).roles).not.toContain('administrator')
  })
})

describe('the spaces of the demo', () => {
  it('stand in their order, three of them open to guests', async () => {
    const names = (await here.guest().must('GET /api/spaces')).items.map(({ name }) => name)
    expect(names).toEqual(data.spaces.filter(({ visibility }) => visibility === 'public').map(({ name }) => name))
    expect(data.spaces.filter(({ visibility }) => visibility === 'public').map(space => space.id)).toEqual(['welcome', 'craft', 'evidence'])
  })

  it("show the supervisors' corner to supervisors alone", async () => {
    const named = async (handle: string) => (await (await signedInAs(handle)).must('GET /api/spaces')).items.map(({ slug }) => slug)
    expect(await named('kestrel')).toEqual(data.spaces.map(space => space.id))
    expect(await named('juno_r')).toEqual(data.spaces.map(space => space.id).filter(name => name !== 'supervisors'))
  })
})

describe('the topics of the demo', () => {
  it('hold every reply under the one that it answers, at its own time', async () => {
    const kestrel = await signedInAs('kestrel')
    for (const topic of data.topics) {
      const shown = await kestrel.must('GET /api/topics/:topicId', { params: { topicId: demoId(topic.id) } })
      expect(shown).toMatchObject({
        title: topic.title,
        replyCount: topic.replies.length,
        pinned: topic.pinned,
        createdAt: new Date(topic.createdAt).toISOString(),
      })
      const { items } = await kestrel.must('GET /api/topics/:topicId/replies', {
        params: { topicId: demoId(topic.id) },
        query: { limit: 100, view: 'flat' },
      })
      expect(items.map(reply => [reply.id, reply.parentId, reply.createdAt, reply.edited?.at ?? null])).toEqual(
        topic.replies.map(reply => [
          demoId(reply.id),
          reply.parentId && demoId(reply.parentId),
          new Date(reply.createdAt).toISOString(),
          reply.editedAt ? new Date(reply.editedAt).toISOString() : null,
        ]),
      )
    }
  })

  it('keep the notes and the crisis lines of those about a loss and about return to use', async () => {
    const juno = await signedInAs('juno_r')
    for (const name of ['t10', 't11']) {
      const shown = await juno.must('GET /api/topics/:topicId', { params: { topicId: demoId(name) } })
      expect(shown.crisisLines).toBe(true)
      expect(shown.contentNotes).toEqual(topicOf(name).contentNotes)
      expect(shown.contentNotes.length).toBeGreaterThan(0)
    }
  })

  it('lead mentions to members, and name nobody to guests', async () => {
    const written = data.topics.find(topic => topic.spaceId === 'welcome' && topic.replies.some(reply => reply.body.includes('@juno_r')))!
    const params = { topicId: demoId(written.id) }
    const asMember = await (await signedInAs('kestrel')).call('GET /api/topics/:topicId/replies', { params, query: { limit: 100 } })
    expect(asMember.text).toContain('/people/juno_r')
    const asGuest = await here.guest().call('GET /api/topics/:topicId/replies', { params, query: { limit: 100 } })
    expect(asGuest.text).toContain('@Registered Member')
    for (const { handle } of data.members) expect(asGuest.text).not.toContain(`@${handle}`)
  })

  it('tell nobody who wrote without a name, and the author that it is theirs', async () => {
    const topic = topicOf('t11')
    expect(topic.postedAs).toBe('anonymous')
    const author = data.members.find(member => member.id === topic.authorId)!
    const params = { topicId: demoId('t11') }
    for (const handle of ['rook_a', 'tidewater_t', 'kestrel']) {
      const shown = await (await signedInAs(handle)).call('GET /api/topics/:topicId', { params })
      expect(shown.body.author).toMatchObject({ kind: 'anonymous' })
      expect(shown.body.mine).toBe(author.handle === handle)
      expect(shown.text).not.toContain(demoId(topic.authorId))
    }
    expect((await (await signedInAs(author.handle)).must('GET /api/topics/:topicId', { params })).mine).toBe(true)
  })
})

describe('a second start', () => {
  it('keeps what people have added and changed', async () => {
    const juno = await signedInAs('juno_r')
    const added = await juno.must('POST /api/topics/:topicId/replies', {
      params: { topicId: demoId('t01') },
      body: { body: 'Added by hand' },
    })
    const own = data.topics
      .flatMap(topic => topic.replies)
      .find(reply => data.members.find(member => member.handle === 'juno_r')!.id === reply.authorId)!
    await juno.must('PATCH /api/replies/:replyId', { params: { replyId: demoId(own.id) }, body: { body: 'Changed by hand' } })
    await juno.must('PATCH /api/me', { body: { bio: 'Changed too' } })
    const before = await everything()
    await loadDemo(depsOf(here))
    expect(await everything()).toEqual(before)
    expect(before.replies).toContainEqual(expect.objectContaining({ _id: added.id }))
    expect((await juno.must('GET /api/me')).bio).toBe('Changed too')
  })

  it('takes up one that was cut short, without a second copy of anything', async () => {
    const before = await everything()
    const last = demoId(data.topics.at(-1)!.id)
    await here.app.connection.collection<{ _id: string }>('topics').deleteOne({ _id: last })
    await here.app.connection.collection('replies').deleteMany({ topicId: last })
    await here.app.connection.collection<{ _id: string }>('room_sessions').deleteOne({ _id: demoId('ses-1') })
    await here.app.connection.collection('demo').deleteMany({})
    await loadDemo(depsOf(here))
    const { spaces: _, ...after } = await everything()
    expect(before).toMatchObject(after)
    expect(await demoMarker(here.app.connection).isLoaded()).toBe(true)
  })

  async function everything() {
    const read = async (name: string) => here.app.connection.collection(name).find().sort({ _id: 1 }).toArray()
    return {
      accounts: await read('accounts'),
      spaces: await read('spaces'),
      topics: await read('topics'),
      replies: await read('replies'),
      authorships: await read('authorships'),
      aliases: await read('aliases'),
      sessions: await read('room_sessions'),
      attendances: await read('room_attendances'),
      commitments: await read('commitments'),
    }
  }
})

describe('the file of the demo', () => {
  it('holds nothing of what was said in a session', () => {
    expect(data.sessions.length).toBeGreaterThan(0)
    for (const session of data.sessions) expect(Object.keys(session)).not.toContain('entries')
  })

  it('keeps what later parts of the community need', () => {
    for (const part of [
      'sessionTemplates',
      'supervisionLog',
      'certificationRequirements',
      'resources',
      'collections',
      'events',
      'newsletter',
      'groupAgreement',
    ])
      expect(data[part], part).toBeDefined()
  })

  it('gives each thing an id of its own, the same at every start', () => {
    const names = [...data.spaces, ...data.members, ...data.topics, ...data.topics.flatMap(topic => topic.replies)].map(
      ({ id: name }) => name,
    )
    const ids = names.map(demoId)
    expect(new Set(ids).size).toBe(names.length)
    for (const each of ids) expect(id.safeParse(each).success).toBe(true)
    expect(demoId('m01')).toBe(demoId('m01'))
  })
})
