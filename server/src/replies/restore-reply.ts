// A reply that was taken back stands again.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { loadReply } from './in-view.ts'
import type { ReplyDeps } from './index.ts'
import { restamp } from './restamp.ts'

export function restoreReply(deps: ReplyDeps): Action<'POST /api/replies/:replyId/restore'> {
  return async (actor, { params }) => {
    const seen = await loadReply(deps, actor, params.replyId)
    demand(actor, 'restoreReply', seen.facts)
    return restamp(deps, actor, seen, 'reply.restored', { removed: null }, { count: 1 })
  }
}
