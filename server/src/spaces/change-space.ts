// A coordinator changes, archives or reopens a space; where its readers change, live access is asked anew.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { SpaceDeps } from './index.ts'
import { presentSpace } from './present.ts'
import { slugOf } from './slug.ts'
import type { SpaceDoc } from './store.ts'

export function changeSpace({ store, clock, readersChanged, activity }: SpaceDeps): Action<'PATCH /api/spaces/:spaceId'> {
  return async (actor, { params, body }) => {
    demand(actor, 'manageSpaces')
    const before = await store.byId(params.spaceId)
    if (!before) throw new Problem('not-found')
    const after = await store.change(params.spaceId, fieldsOf(body, before, clock.now()))
    if (!after) throw new Problem('not-found')
    if (after.visibility !== before.visibility) readersChanged('all')
    const lastAt = await activity.lastAt([after._id])
    return presentSpace(actor, after, lastAt.get(after._id) ?? null)
  }
}

type Change = Parameters<ReturnType<typeof changeSpace>>[1]['body']

function fieldsOf({ archived, ...given }: Change, before: SpaceDoc, now: Date): Partial<SpaceDoc> {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<SpaceDoc>
  if (given.name !== undefined) set.slug = slugOf(given.name)
  if (archived !== undefined) set.archivedAt = archived ? (before.archivedAt ?? now) : null
  return set
}
