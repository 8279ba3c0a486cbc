// A world for the inbox: people who joined at the first minute of a clock that stands still, and what they do in it.
import type { Person } from '../people.ts'
import { world } from '../world.ts'

/** Near the machine's own time, by which the database lets sign-ins go. */
export const joined = new Date(new Date().setUTCHours(12, 0, 0, 0))
export const days = (many: number) => new Date(joined.getTime() + many * 86_400_000)

/** Ends when the caller closes its `place`. */
export async function inboxStage() {
  const place = await world({ keep: true })
  let minutes = 0
  place.setNow(joined)
  const keeper = await place.member({ handle: 'keeper', roles: ['coordinator', 'moderator'] })
  const joinAt = (person: Person, at: Date) =>
    place.app.connection.collection('accounts').updateOne({ _id: person.id as never }, { $set: { joinedAt: at } })

  /** `minute` 0 is when they joined. */
  function turnTo(minute: number) {
    minutes = minute
    place.setNow(new Date(joined.getTime() + minutes * 60_000))
  }
  const later = () => turnTo(minutes + 1)
  return {
    place,
    keeper,
    joinAt,
    turnTo,
    later,
    minutes: () => minutes,
    async member(handle: string): Promise<Person> {
      const person = await place.member({ handle })
      await joinAt(person, joined)
      return person
    },
    spaceOf: async (name = 'A space') => (await keeper.must('POST /api/spaces', { body: { name, visibility: 'members' } })).id,
    async start(person: Person, spaceId: string, anonymous = false) {
      later()
      const body = { title: 'A topic', body: 'Words', anonymous }
      return (await person.must('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body })).id
    },
    async reply(person: Person, topicId: string, anonymous = false) {
      later()
      return person.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Words', anonymous } })
    },
  }
}

export const read = (person: Person, topicId: string, readUpTo: number) =>
  person.must('PUT /api/topics/:topicId/position', { params: { topicId }, body: { readUpTo } })
export const attend = (person: Person, kind: 'space' | 'topic' | 'member', targetId: string, level: 'follow' | 'normal' | 'mute') =>
  person.must('PUT /api/attention/:kind/:targetId', { params: { kind, targetId }, body: { level } })
export const inbox = async (person: Person, query: { spaceId?: string; show?: 'all' | 'followed' } = {}) =>
  (await person.must('GET /api/inbox', { query: { limit: 100, ...query } })).items
