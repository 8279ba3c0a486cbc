// Earlier wordings of a reply, for its author and moderators.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { presentWording } from '../posts/revisions.ts'
import { loadReply } from './in-view.ts'
import type { ReplyDeps } from './index.ts'

export function seeReplyHistory(deps: ReplyDeps): Action<'GET /api/replies/:replyId/revisions'> {
  return async (actor, { params }) => {
    const { reply, facts } = await loadReply(deps, actor, params.replyId)
    demand(actor, 'seeReplyHistory', facts)
    const { source, contentNotes, createdAt, editedAt } = reply
    const earlier = await deps.topics.revisions.of(reply._id)
    return { items: earlier.map(presentWording), current: presentWording({ at: editedAt ?? createdAt, title: null, source, contentNotes }) }
  }
}
