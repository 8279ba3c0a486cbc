// One's own posts that wait: the next to appear first, then those that are held, then what was taken back.
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { LaterDeps } from './index.ts'
import { ownWaiting } from './own.ts'
import { presentWaiting } from './present.ts'
import type { WaitingDoc } from './store.ts'

export function listWaiting(deps: LaterDeps): Action<'GET /api/waiting-posts'> {
  return async actor => {
    demand(actor, 'seeWaitingPosts')
    const docs = (await deps.store.ofAccount((actor as Member).accountId)).sort((one, other) => orderOf(one) - orderOf(other))
    return { items: await Promise.all(docs.map(doc => presentWaiting(deps, actor, doc))) }
  }
}

export function readWaiting(deps: LaterDeps): Action<'GET /api/waiting-posts/:waitingId'> {
  return async (actor, { params }) => {
    demand(actor, 'seeWaitingPosts')
    return presentWaiting(deps, actor, await ownWaiting(deps, actor, params.waitingId))
  }
}

function orderOf({ appearsAt, takenBackAt }: WaitingDoc) {
  if (takenBackAt) return Number.MAX_SAFE_INTEGER
  return appearsAt?.getTime() ?? Number.MAX_SAFE_INTEGER - 1
}
