// The law of live updates: for every change, the state before with the events applied is what a fresh fetch answers, for members and for guests.
import { events } from '@hearth/shared/events'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Person } from '../people.ts'
import { type World, world } from '../world.ts'
import { comparable, counted, freshThread, type Listener, listener } from './listener.ts'

type Step = {
  what: 'post' | 'answer' | 'edit' | 'remove' | 'restore' | 'retitle' | 'lock' | 'pin'
  who: number
  which: number
  anonymous: boolean
}
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('post' as const, 'answer' as const) },
    { weight: 3, arbitrary: fc.constantFrom('edit' as const, 'remove' as const, 'restore' as const) },
    { weight: 1, arbitrary: fc.constantFrom('retitle' as const, 'lock' as const, 'pin' as const) },
  ),
  who: fc.nat(2),
  which: fc.nat(50),
  anonymous: fc.boolean(),
})
const canaries = ['canaryada', 'Canary Ada', 'canaryben', 'Canary Ben', 'canarymod', 'Canary Mod']

it('every history leaves each listener with what a fresh page holds', async () => {
  const place = await world()
  const people = await peopleOf(place)
  const spaceId = await openSpace(place)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async history => {
      const topicId = await startTopic(people[0]!, spaceId)
      const [member, guest] = [await listener(place.url, people[1]!, topicId), await listener(place.url, place.guest(), topicId)]
      await Promise.all([member.entered(), guest.entered()])
      await live(people, topicId, history)
      await holdsTheLaw(member, people[1]!, topicId)
      await holdsTheLaw(guest, place.guest(), topicId)
      everyEventParses([member, guest])
      masksEverybody(guest, people)
    }),
    { numRuns: 6 },
  )
})

async function peopleOf(place: World) {
  return [
    await place.member({ handle: 'canaryada', displayName: 'Canary Ada' }),
    await place.member({ handle: 'canaryben', displayName: 'Canary Ben' }),
    await place.member({ handle: 'canarymod', displayName: 'Canary Mod', roles: ['moderator'] }),
  ]
}

async function openSpace(place: World) {
  const keeper = await place.coordinator()
  return (await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public', anonymous: true } })).id
}

async function startTopic(person: Person, spaceId: string) {
  const body = { title: 'What rings true?', body: 'Tell us, @canaryben.' }
  return (await person.must('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body })).id
}

/** What the rules refuse is part of the history too: it changes nothing and says nothing. */
async function live(people: Person[], topicId: string, history: Step[]) {
  const ids: string[] = []
  for (const [at, { what, who, which, anonymous }] of history.entries()) {
    const person = people[who]!
    const replyId = ids[which % Math.max(1, ids.length)]
    const words = `Words ${at} for @canaryada and @canarymod`
    const about = { params: { topicId } }
    if (what === 'post' || what === 'answer') {
      const parentId = what === 'answer' ? (replyId ?? null) : null
      const { status, body } = await person.call('POST /api/topics/:topicId/replies', {
        ...about,
        body: { body: words, parentId, anonymous },
      })
      if (status === 201) ids.push(body.id)
    } else if (what === 'retitle')
      await people[0]!.call('PATCH /api/topics/:topicId', { ...about, body: { title: `Title ${at}`, body: words } })
    else if (what === 'lock') await people[2]!.call('PATCH /api/topics/:topicId', { ...about, body: { locked: at % 2 === 0 } })
    else if (what === 'pin') await people[2]!.call('PATCH /api/topics/:topicId', { ...about, body: { pinned: at % 2 === 0 } })
    else if (!replyId) continue
    else if (what === 'edit') await person.call('PATCH /api/replies/:replyId', { params: { replyId }, body: { body: words } })
    else if (what === 'remove') await person.call('DELETE /api/replies/:replyId', { params: { replyId } })
    else await person.call('POST /api/replies/:replyId/restore', { params: { replyId } })
  }
}

async function holdsTheLaw(listening: Listener, person: Person, topicId: string) {
  const fresh = await freshThread(person, topicId)
  await listening.settled(fresh.seq)
  expect(comparable(listening.thread())).toEqual(comparable(fresh))
  expect(counted(listening.thread())).toMatchObject({ lastN: fresh.topic!.lastN, replyCount: fresh.topic!.replyCount })
}

function everyEventParses(listeners: Listener[]) {
  for (const { heard } of listeners) for (const { name, payload } of heard) expect(events[name].safeParse(payload).error).toBeUndefined()
}

function masksEverybody(guest: Listener, people: Person[]) {
  const told = JSON.stringify(guest.heard)
  for (const canary of [...canaries, ...people.map(person => person.id)]) expect(told).not.toContain(canary)
}
