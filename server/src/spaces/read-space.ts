// One space, for those who may read it.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { SpaceDeps } from './index.ts'
import { factsOfSpace, presentSpace } from './present.ts'

export function readSpace({ store, activity }: SpaceDeps): Action<'GET /api/spaces/:spaceId'> {
  return async (actor, { params }) => {
    const space = await store.byId(params.spaceId)
    if (!space) throw new Problem('not-found')
    demand(actor, 'readSpace', factsOfSpace(space))
    const lastAt = await activity.lastAt([space._id])
    return presentSpace(actor, space, lastAt.get(space._id) ?? null)
  }
}
