// Sessions to come, and those that are over: as far as the actor may know of them, by their start.
import { z } from 'zod'
import { cutPage, decodeCursor } from '../db/cursor.ts'
import type { Action } from '../http/route.ts'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { knowsAllSessions } from '../policy/sessions.ts'
import { factsOfSpace } from '../spaces/index.ts'
import type { RoomDeps } from './index.ts'
import { peopleOf, rowOf } from './present-session.ts'
import { recentMs } from './recent-sessions.ts'
import type { SessionFilter as Filter } from './store.ts'

const place = z.object({ startsAt: z.coerce.date(), id: z.string() })

export function listSessions(deps: RoomDeps): Action<'GET /api/sessions'> {
  return async (actor, { query }) => {
    const { show, limit, space } = query
    const list = `sessions ${show} ${space ?? ''}`
    const from = decodeCursor(list, query.after, place)
    const way = show === 'past' ? -1 : 1
    const filters = [shownAs(show, actor, deps.clock.now()), await visibleSessions(deps, actor)]
    const places = [...(space ? [{ spaceId: space }] : []), ...(from ? [beyond(from, way)] : [])]
    const found = await deps.store.list({ $and: [...filters, ...places] }, way, limit + 1)
    const { items, next } = cutPage(list, found, limit, doc => ({ startsAt: doc.startsAt, id: doc._id }))
    const names = await deps.accounts.bylinesOf([...new Set(items.flatMap(peopleOf))])
    return { items: items.map(doc => rowOf(actor, doc, names)), next }
  }
}

/** What was called off stays among those to come until it would have begun, for who was on the way. */
function shownAs(show: 'coming' | 'past' | 'mine', actor: Actor, now: Date): Filter {
  if (show === 'past') return { stage: 'over' }
  if (show === 'coming') return { $or: [{ stage: { $in: ['planned', 'open'] } }, { stage: 'called-off', startsAt: { $gt: now } }] }
  const me = accountIdOf(actor) ?? ''
  const own: Filter[] = [{ plannerId: me }, { listedIds: me }, { cameIds: me }, { 'seats.accountId': me }]
  return { startsAt: { $gte: new Date(now.getTime() - recentMs) }, $or: own }
}

/** The filter beside the rule `readSession`; a property test holds the two together. */
export async function visibleSessions({ spaces }: Pick<RoomDeps, 'spaces'>, actor: Actor): Promise<Filter> {
  const readable = (await spaces.store.all()).filter(space => can(actor, 'readSpace', factsOfSpace(space)) === true)
  const inSpaces: Filter = { spaceId: { $in: actor.kind === 'guest' ? [] : readable.map(space => space._id) } }
  if (knowsAllSessions(actor)) return inSpaces
  const me = accountIdOf(actor) ?? ''
  const known: Filter[] = [{ comers: { $ne: 'invited' } }, { plannerId: me }, { listedIds: me }, { cameIds: me }, { 'seats.accountId': me }]
  return { $and: [inSpaces, { $or: known }] }
}

function beyond({ startsAt, id }: z.infer<typeof place>, way: 1 | -1): Filter {
  const operator = way === 1 ? '$gt' : '$lt'
  return { $or: [{ startsAt: { [operator]: startsAt } }, { startsAt, _id: { [operator]: id } }] } as Filter
}
