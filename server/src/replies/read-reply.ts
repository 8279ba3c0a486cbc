// One reply, for those who may read its topic.
import type { Action } from '../http/route.ts'
import { loadReply, presentReply } from './in-view.ts'
import type { ReplyDeps } from './index.ts'

export function readReply(deps: ReplyDeps): Action<'GET /api/replies/:replyId'> {
  return async (actor, { params }) => {
    const { reply, facts } = await loadReply(deps, actor, params.replyId)
    return presentReply(deps, actor, reply, facts.topic)
  }
}
