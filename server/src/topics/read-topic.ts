// One topic with its original post.
import type { Action } from '../http/route.ts'
import type { TopicDeps } from './index.ts'

export function readTopic(deps: TopicDeps): Action<'GET /api/topics/:topicId'> {
  return async (actor, { params }) => deps.view.present(actor, await deps.view.load(actor, params.topicId))
}
