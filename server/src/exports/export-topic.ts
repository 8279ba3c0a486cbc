// A topic as its reader sees it, a page of replies at a time; leave to read it is asked anew for each page. Nothing in it is of the reader alone.
import type { Byline } from '@hearth/shared/person'
import { replyForGuests, replyForMembers } from '@hearth/shared/reply'
import { topicForGuests, topicForMembers } from '@hearth/shared/topic'
import { type Action, type Exchange, type Input, Repeat } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import type { ExportDeps } from './index.ts'

export function exportTopic(deps: ExportDeps): Action<'GET /api/topics/:topicId/export'> {
  return async (actor, { params, query: { after, limit } }, exchange) => {
    const query = { view: 'threaded', order: 'oldest', limit, with: 'topic', ...(after ? { after } : {}) } as const
    const page = await listed(deps, actor, { params, query, body: undefined as never }, exchange)
    const topic = page.topic!
    const space = (await deps.spaces.store.byId(topic.spaceId))!
    return {
      readers: space.visibility,
      space: space.name,
      topic: only(topic, actor.kind === 'guest' ? topicForGuests : topicForMembers),
      replies: page.items.map(reply => only(reply, actor.kind === 'guest' ? replyForGuests : replyForMembers)),
      next: page.next,
    }
  }
}

async function listed({ replies }: ExportDeps, actor: Actor, input: Input<'GET /api/topics/:topicId/replies'>, exchange: Exchange) {
  const answer = await replies.actions.list(actor, input, exchange)
  return answer instanceof Repeat ? answer.value : answer
}

/** What is told to everybody of the same audience, and nothing that differs from reader to reader. */
function only<Value extends { author: Byline }, Shape extends { shape: Record<string, unknown> }>(value: Value, { shape }: Shape) {
  return Object.fromEntries(Object.entries(value).filter(([key]) => Object.hasOwn(shape, key))) as Value
}
