// Drafts that go: thrown away and brought back, forgotten for ninety days, or the oldest of too many.
import { limits } from '@hearth/shared/limits'
import { describe, expect, test } from 'vitest'
import { type Person, password } from '../people.ts'
import { world } from '../world.ts'

const start = new Date('2031-05-03T19:42:00.000Z')
const days = (n: number) => new Date(start.getTime() + n * 24 * 3_600_000)

type Given = { basedOn?: string | null; postId?: string; parentId?: string; editing?: number; fields?: Record<string, string | string[]> }
const at = (kind: string, placeId: string) => ({ params: { kind, placeId } })
const keep = (person: Person, kind: string, placeId: string, given: Given = {}) =>
  person.call('PUT /api/drafts/:kind/:placeId', { ...at(kind, placeId), body: { fields: { body: 'Words' }, ...given } })
const read = (person: Person, kind: string, placeId: string) => person.call('GET /api/drafts/:kind/:placeId', at(kind, placeId))

describe('throwing away', () => {
  test('can be undone for a day, and is then for good', async () => {
    const { place, ...about } = await fresh()
    const { person, topicId } = about
    await keep(person, 'reply', topicId, { fields: { body: 'Mine' } })
    await person.must('DELETE /api/drafts/:kind/:placeId', at('reply', topicId))
    expect((await read(person, 'reply', topicId)).status).toBe(404)
    expect((await person.must('GET /api/drafts')).items).toMatchObject([{ thrownAway: true, goesAt: days(1).toISOString() }])
    await person.must('POST /api/drafts/:kind/:placeId/restore', at('reply', topicId))
    expect((await read(person, 'reply', topicId)).body).toMatchObject({ fields: { body: 'Mine' }, goesAt: days(90).toISOString() })
    await person.must('DELETE /api/drafts/:kind/:placeId', at('reply', topicId))
    place.setNow(days(1.01))
    expect((await person.call('POST /api/drafts/:kind/:placeId/restore', at('reply', topicId))).status).toBe(404)
  })

  test('a draft that nobody touches goes after ninety days, and its place is free again', async () => {
    const { place, person, topicId } = await fresh()
    const { revision } = (await keep(person, 'reply', topicId)).body
    // A sign-in ends before that.
    const later = async (n: number) => {
      place.setNow(days(n))
      await person.must('POST /api/sign-in', { body: { handle: person.handle, password } })
    }
    await later(89)
    expect((await keep(person, 'reply', topicId, { basedOn: revision, fields: { body: 'Still here' } })).status).toBe(200)
    await later(178)
    expect((await read(person, 'reply', topicId)).status).toBe(200)
    await later(180)
    expect((await read(person, 'reply', topicId)).status).toBe(404)
    expect((await person.must('GET /api/drafts')).items).toEqual([])
    expect((await keep(person, 'reply', topicId)).status).toBe(200)
  })

  test('the oldest make room for a new one when there are too many, and what was thrown away goes first', async () => {
    const { place, person, coordinator } = await fresh()
    const spaces: string[] = []
    for (let n = 0; n <= limits.draftsMax; n += 1)
      spaces.push((await coordinator.must('POST /api/spaces', { body: { name: `Space ${n}`, visibility: 'public' } })).id)
    for (const [n, spaceId] of spaces.slice(0, -1).entries()) {
      place.setNow(new Date(start.getTime() + n * 60_000))
      await keep(person, 'topic', spaceId)
    }
    await person.must('DELETE /api/drafts/:kind/:placeId', at('topic', spaces[5]!))
    await keep(person, 'topic', spaces.at(-1)!)
    const left = (await person.must('GET /api/drafts')).items
    expect(left).toHaveLength(limits.draftsMax)
    expect(left.map(each => each.placeId)).not.toContain(spaces[5])
    expect(left.map(each => each.placeId)).toContain(spaces[0])
  })

  async function fresh() {
    const place = await world({ now: start })
    const [coordinator, person] = [await place.coordinator(), await place.member()]
    const space = await coordinator.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
    const topic = { params: { spaceId: space.id }, body: { title: 'A topic', body: 'Words' } }
    const { id: topicId } = await coordinator.must('POST /api/spaces/:spaceId/topics', topic)
    return { place, coordinator, person, topicId }
  }
})
