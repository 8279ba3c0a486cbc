// Lists and the rule say the same: a session is in somebody's list exactly when they may know of it.
import { type Comers, comers } from '@hearth/shared/session'
import { expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { world } from '../world.ts'
import { enterAs, formatCalled, move, roomStage } from './rooms-stage.ts'

test('for everybody and every session, the lists show what may be read and nothing else', async () => {
  const place = await world()
  const { ana, ben, cleo, dag, coordinator } = await roomStage(place)
  const [supervisor, moderator, admin] = await Promise.all([
    place.member({ handle: 'sue', roles: ['supervisor'] }),
    place.moderator(),
    place.member({ handle: 'root', roles: ['administrator'] }),
  ])
  const planners: Person[] = [ana, supervisor]
  const made: { id: string; planner: Person }[] = []
  for (const visibility of ['public', 'members', 'role:supervisor'] as const) {
    const { id: spaceId } = await coordinator.must('POST /api/spaces', { body: { name: `Space ${visibility}`, visibility } })
    for (const planner of planners.filter(each => visibility !== 'role:supervisor' || each === supervisor))
      for (const who of comers.options) made.push({ id: await plan(planner, spaceId, who), planner })
  }
  // Some go on, some are over, some are called off.
  for (const [at, { id, planner }] of made.entries()) {
    if (at % 4 === 1) await enterAs(planner, id)
    if (at % 4 === 2) await enterAs(planner, id).then(() => move(planner, id, { kind: 'close' }))
  }
  for (const person of [ana, ben, cleo, dag, coordinator, supervisor, moderator, admin]) {
    const listed = [...(await rows(person, 'coming')), ...(await rows(person, 'past'))]
    const readable: string[] = []
    for (const { id } of made)
      if ((await person.call('GET /api/sessions/:sessionId', { params: { sessionId: id } })).status === 200) readable.push(id)
    expect(listed.filter(id => made.some(each => each.id === id)).sort(), person.handle).toEqual(readable.sort())
  }
  expect((await place.guest().call('GET /api/sessions')).status).toBe(401)
})

async function plan(who: Person, spaceId: string, comers: Comers) {
  const session = await who.must('POST /api/spaces/:spaceId/sessions', {
    params: { spaceId },
    body: {
      title: `A session for ${comers}`,
      formatId: formatCalled('team-check-in').id,
      startsAt: new Date().toISOString(),
      timeZone: 'UTC',
      comers,
      invited: ['ben'],
      seats: [
        { seat: 'facilitator', handle: who.handle },
        { seat: 'supervisor', handle: 'cleo' },
      ],
    },
  })
  return session.id
}

/** All pages, by small ones. */
async function rows(who: Person, show: 'coming' | 'past') {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await who.must('GET /api/sessions', { query: { show, limit: 3, ...(after ? { after } : {}) } })
    ids.push(...page.items.map(row => row.id))
    after = page.next ?? undefined
  } while (after)
  expect(new Set(ids).size).toBe(ids.length)
  return ids
}
