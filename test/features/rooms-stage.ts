// A session with people in its room, for tests: planned, entered, and led by whoever the test says.
import { randomUUID } from 'node:crypto'
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import type { BodyInput } from '@hearth/shared/contract'
import type { Seat } from '@hearth/shared/format'
import type { Move } from '@hearth/shared/room'
import type { Person } from '../people.ts'
import type { World } from '../world.ts'

export const formatCalled = (slug: string) => shownFormats().find(format => format.slug === slug)!
type Plan = Partial<BodyInput<'POST /api/spaces/:spaceId/sessions'>> & { format?: string }

/** Ana leads, Ben presents, Cleo keeps notes, Dag takes part; the door is open. */
export async function roomStage(place: World, plan: Plan = {}) {
  const [ana, ben, cleo, dag] = await Promise.all([
    place.member({ handle: 'ana', displayName: 'Ana', roles: ['peer-supporter'] }),
    place.member({ handle: 'ben', displayName: 'Ben', roles: ['peer-supporter'] }),
    place.member({ handle: 'cleo', displayName: 'Cleo', roles: ['peer-supporter'] }),
    place.member({ handle: 'dag', displayName: 'Dag' }),
  ])
  const coordinator = await place.coordinator()
  const spaceId = (await coordinator.must('POST /api/spaces', { body: { name: 'Supervision', visibility: 'members' } })).id
  const session = await planBy(ana, spaceId, plan)
  return { ana, ben, cleo, dag, coordinator, spaceId, session, sessionId: session.id }
}
export type RoomStage = Awaited<ReturnType<typeof roomStage>>

export function planBy(who: Person, spaceId: string, { format = 'collegial-consultation', ...plan }: Plan = {}) {
  return who.must('POST /api/spaces/:spaceId/sessions', {
    params: { spaceId },
    body: {
      title: 'Asked to count tablets',
      formatId: formatCalled(format).id,
      startsAt: new Date().toISOString(),
      timeZone: 'Europe/Dublin',
      seats: [
        { seat: 'facilitator' as Seat, handle: 'ana' },
        { seat: 'presenter' as Seat, handle: 'ben' },
        { seat: 'note-keeper' as Seat, handle: 'cleo' },
      ],
      ...plan,
    },
  })
}

export async function enterAs(who: Person, sessionId: string, listening = false) {
  const { agreement } = await who.must('GET /api/sessions/:sessionId', { params: { sessionId } })
  return who.must('POST /api/sessions/:sessionId/enter', { params: { sessionId }, body: { agreement: agreement.version, listening } })
}

export const move = (who: Person, sessionId: string, body: Move) =>
  who.must('POST /api/sessions/:sessionId/moves', { params: { sessionId }, body })

export function say(who: Person, sessionId: string, body: string, more: { id?: string; note?: boolean } = {}) {
  return who.call('POST /api/sessions/:sessionId/messages', { params: { sessionId }, body: { id: randomUUID(), body, ...more } })
}

export const roomOf = (who: Person, sessionId: string, after = 0) =>
  who.must('GET /api/sessions/:sessionId/room', { params: { sessionId }, query: { after } })

/** Start, then next until the step with this number (from 1). */
export async function leadTo(who: Person, sessionId: string, step: number) {
  let state = (await roomOf(who, sessionId)).state
  if (state.phase === 'lobby') state = await move(who, sessionId, { kind: 'start' })
  while (state.step < step - 1) state = await move(who, sessionId, { kind: 'next', from: state.step })
  return state
}
