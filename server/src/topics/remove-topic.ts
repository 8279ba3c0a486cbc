// The original post is taken back by its author or removed by a moderator; the replies stay.
import type { Action } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Removal } from '../posts/post.ts'
import { Problem } from '../problem.ts'
import { audiencesOf, type TopicInView } from './in-view.ts'
import type { TopicDeps } from './index.ts'

export function removeTopic(deps: TopicDeps): Action<'DELETE /api/topics/:topicId'> {
  return async (actor, { params }) => {
    const seen = await deps.view.load(actor, params.topicId)
    demand(actor, 'removeTopic', seen.facts)
    return markRemoved(deps, actor, seen, { by: seen.facts.mine ? 'author' : 'moderator', at: deps.clock.now() })
  }
}

/** Also the way back, with `null`. Throws `edited-meanwhile` when the topic changed since it was seen. */
export async function markRemoved(deps: TopicDeps, actor: Actor, { topic }: TopicInView, removed: Removal | null) {
  await deps.changes.on(topic._id, async session => {
    const stamped = await deps.store.stamp(session, topic._id, { changedSeq: topic.changedSeq }, { set: { removed }, self: true })
    if (!stamped) throw new Problem('edited-meanwhile')
  })
  const changed = (await deps.store.byId(topic._id))!
  const facts = await deps.view.factsOf(actor, changed)
  deps.publish.topic(await audiencesOf(changed, facts, deps.accounts))
  return deps.view.present(actor, { topic: changed, facts })
}
