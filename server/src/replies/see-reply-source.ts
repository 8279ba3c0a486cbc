// The Markdown of a reply, for those who may edit it.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { loadReply } from './in-view.ts'
import type { ReplyDeps } from './index.ts'

export function seeReplySource(deps: ReplyDeps): Action<'GET /api/replies/:replyId/source'> {
  return async (actor, { params }) => {
    const { reply, facts } = await loadReply(deps, actor, params.replyId)
    demand(actor, 'editReply', facts)
    return { id: reply._id, body: reply.source, contentNotes: reply.contentNotes, lang: reply.lang, seq: reply.seq }
  }
}
