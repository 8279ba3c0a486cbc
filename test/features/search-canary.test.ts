// Words of a space that one may not read come out of no search, for nobody.
import { type Role, roles } from '@hearth/shared/role'
import type { Visibility } from '@hearth/shared/space'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type World, world } from '../world.ts'

const visibilities: Visibility[] = ['public', 'members', ...roles.map((role): Visibility => `role:${role}`)]
const canaries = new Map(visibilities.map((visibility, at) => [visibility, `canary${'abcdefghijkl'[at]}`]))

let place: World
const spaceOf = new Map<Visibility, string>()
beforeAll(async () => {
  place = await world({ keep: true })
  const all = await place.member({ roles: [...roles].filter(role => role !== 'member') as Role[] })
  for (const [visibility, canary] of canaries) {
    const { id: spaceId } = await all.must('POST /api/spaces', { body: { name: `About ${canary}`, visibility } })
    spaceOf.set(visibility, spaceId)
    const topic = await all.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId },
      body: { title: `Birds and ${canary}`, body: `Words of ${canary}`, tags: [canary] },
    })
    await all.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: `More of ${canary} birds` } })
  }
})
afterAll(() => place?.close())

const readersOf = (role: Role | 'guest') => (visibility: Visibility) =>
  visibility === 'public' ||
  (role !== 'guest' && (visibility === 'members' || visibility === 'role:member' || visibility === `role:${role}`))

test.each(['guest', ...roles] as const)('%s', async role => {
  const person = role === 'guest' ? (place.guest() as Person) : await place.member({ roles: role === 'member' ? [] : [role] })
  const may = readersOf(role)
  const queries = [...canaries.values(), 'birds', 'canar*', 'words -birds', '"more of"', '']
  const answers: string[] = []
  for (const q of queries)
    for (const more of [{}, ...[...spaceOf.values()].map(space => ({ space })), { tag: [...canaries.values()][2] }, { order: 'newest' }]) {
      const query = { q, ...more } as never
      const { text } = await person.send('GET', `/api/search?${new URLSearchParams(query)}`)
      // What was asked stands in the answer.
      answers.push(text.replace(/"asked":.*$/, ''))
    }
  if (role !== 'guest') answers.push((await person.send('GET', '/api/similar-topics?title=birds')).text)
  for (const [visibility, canary] of canaries) expect(answers.join().includes(canary), `${canary} of ${visibility}`).toBe(may(visibility))
})
