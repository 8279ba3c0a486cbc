// The author takes back a post before it appears, or brings it back within a day.
import type { Action } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { LaterDeps } from './index.ts'
import { notChanged, ownWaiting } from './own.ts'
import { presentWaiting } from './present.ts'
import { noTime } from './store.ts'

export function takeBack(deps: LaterDeps): Action<'DELETE /api/waiting-posts/:waitingId'> {
  return (actor, { params }) => setTakenBack(deps, actor, params.waitingId, deps.clock.now())
}

/** It is held, since its time may have gone by. */
export function bringBack(deps: LaterDeps): Action<'POST /api/waiting-posts/:waitingId/restore'> {
  return (actor, { params }) => setTakenBack(deps, actor, params.waitingId, null)
}

/** Twice is as good as once. */
async function setTakenBack(deps: LaterDeps, actor: Actor, id: string, takenBackAt: Date | null) {
  demand(actor, 'keepWaitingPosts')
  const doc = await ownWaiting(deps, actor, id)
  if ((doc.takenBackAt === null) === (takenBackAt === null)) return presentWaiting(deps, actor, doc)
  const changed = await deps.store.change(id, doc.version, { takenBackAt, ...noTime })
  if (!changed) throw notChanged(doc, await deps.store.byId(id))
  return presentWaiting(deps, actor, changed)
}
