// An original post that was taken back stands again.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import type { TopicDeps } from './index.ts'
import { markRemoved } from './remove-topic.ts'

export function restoreTopic(deps: TopicDeps): Action<'POST /api/topics/:topicId/restore'> {
  return async (actor, { params }) => {
    const seen = await deps.view.load(actor, params.topicId)
    demand(actor, 'restoreTopic', seen.facts)
    return markRemoved(deps, actor, seen, null)
  }
}
