// A reply is taken back by its author or removed by a moderator; its place and the answers to it stay.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { loadReply } from './in-view.ts'
import type { ReplyDeps } from './index.ts'
import { restamp } from './restamp.ts'

export function removeReply(deps: ReplyDeps): Action<'DELETE /api/replies/:replyId'> {
  return async (actor, { params }) => {
    const seen = await loadReply(deps, actor, params.replyId)
    demand(actor, 'removeReply', seen.facts)
    const removed = { by: seen.facts.mine ? ('author' as const) : ('moderator' as const), at: deps.clock.now() }
    return restamp(deps, actor, seen, 'reply.removed', { removed }, { count: -1 })
  }
}
