// The author lets a post that waits appear now.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { LaterDeps } from './index.ts'
import { notChanged, ownWaiting } from './own.ts'
import { linkOf } from './post-it.ts'
import { claimMs } from './worker.ts'

/** Throws what posting would throw; it is then held, with its words. */
export function postNow(deps: LaterDeps): Action<'POST /api/waiting-posts/:waitingId/post'> {
  return async (actor, { params }) => {
    demand(actor, 'keepWaitingPosts')
    const doc = await ownWaiting(deps, actor, params.waitingId)
    if (doc.takenBackAt) throw new Problem('already-removed')
    const claimed = await deps.store.claim(doc._id, doc.version, new Date(deps.clock.now().getTime() + claimMs))
    if (!claimed) throw notChanged(doc, await deps.store.byId(doc._id))
    const outcome = await deps.worker.finish(claimed)
    if ('posted' in outcome) return { link: linkOf(doc) }
    throw new Problem(codeOf(outcome.held), outcome.held === 'already-sent' ? { link: linkOf(doc) } : {})
  }
}

function codeOf(held: Parameters<typeof String>[0]) {
  const same = ['topic-locked', 'space-archived', 'account-silenced', 'account-suspended', 'already-sent'] as const
  return same.find(code => code === held) ?? ('not-allowed' as const)
}
