// What changed in a topic after a sequence number: all that is needed to catch up, and nothing twice.
import type { Action } from '../http/route.ts'
import { peopleIn } from '../posts/present.ts'
import { topicForGuests, topicForMembers } from '../topics/index.ts'
import type { ReplyDeps } from './index.ts'
import { replyForGuests, replyForMembers } from './present.ts'

/**
 * The topic is read before its replies: everything stamped up to its `seq` can then be seen, and what was stamped
 * anew in between comes with the next question.
 */
export function catchUp({ store, topics, accounts }: ReplyDeps): Action<'GET /api/topics/:topicId/changes'> {
  return async (actor, { params, query }) => {
    const { topic } = await topics.view.load(actor, params.topicId)
    const found = await store.changed(topic._id, query.after, topic.seq, query.limit + 1)
    const items = found.slice(0, query.limit)
    const more = found.length > query.limit
    const upTo = more ? items.at(-1)!.seq : topic.seq
    const topicChanged = topic.changedSeq > query.after && topic.changedSeq <= upTo
    if (actor.kind === 'guest') return { items: items.map(replyForGuests), topic: topicChanged ? topicForGuests(topic) : null, upTo, more }
    const names = await accounts.bylinesOf(peopleIn([topic, ...items]))
    return {
      items: items.map(reply => replyForMembers(reply, names)),
      topic: topicChanged ? topicForMembers(topic, names) : null,
      upTo,
      more,
    }
  }
}
