// A reader reacts to a post: their own reactions, whole, so that the same sent twice is the same.
import type { PostReaction } from '@hearth/shared/reaction'
import type { Action } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { ReplyFacts } from '../policy/replies.ts'
import { Problem } from '../problem.ts'
import type { MarkDeps } from './index.ts'
import type { PostPlace } from './store.ts'

export function reactToTopic(deps: MarkDeps): Action<'PUT /api/topics/:topicId/reactions'> {
  return async (actor, { params, body }) => {
    const { topic, facts } = await deps.topics.view.load(actor, params.topicId)
    return put(deps, actor, { postId: topic._id, topicId: topic._id }, { ...facts, topic: facts }, body.reactions)
  }
}

export function reactToReply(deps: MarkDeps): Action<'PUT /api/replies/:replyId/reactions'> {
  return async (actor, { params, body }) => {
    const { reply, topic, facts } = await deps.replies.load(actor, params.replyId)
    return put(deps, actor, { postId: reply._id, topicId: topic._id }, facts, body.reactions)
  }
}

async function put({ store, offered }: MarkDeps, actor: Actor, place: PostPlace, facts: ReplyFacts, given: PostReaction[]) {
  demand(actor, 'react', facts)
  const at = given.findIndex(each => !offered.includes(each))
  if (at >= 0)
    throw new Problem('invalid-input', { errors: [{ pointer: `/reactions/${at}`, code: 'unknown', message: 'is not offered here' }] })
  const reactions = offered.filter(each => given.includes(each))
  await store.put((actor as Member).accountId, place, { reactions })
  return { reactions }
}
