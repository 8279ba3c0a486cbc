// Replies on the wire, once for members and once for guests.
import type { GuestReply, Reply, ViewedReply } from '@hearth/shared/reply'
import type { Actor } from '../policy/actor.ts'
import { replyAbilities } from '../policy/can.ts'
import type { TopicFacts } from '../policy/topics.ts'
import { type Names, presentForGuests, presentForMembers } from '../posts/present.ts'
import type { ReplyDoc } from './store.ts'

export function replyForMembers(reply: ReplyDoc, names: Names): Reply {
  return { ...place(reply), ...presentForMembers(reply, names) }
}

export function replyForGuests(reply: ReplyDoc): GuestReply {
  return { ...place(reply), ...presentForGuests(reply) }
}

/** What one reader gets: the same, with what is theirs and what they may do. `names` is null for guests. */
export function replyForReader(actor: Actor, reply: ReplyDoc, topic: TopicFacts, mine: boolean, names: Names | null): ViewedReply {
  const shown = names ? replyForMembers(reply, names) : replyForGuests(reply)
  return { ...shown, mine, can: replyAbilities(actor, { topic, mine, removed: reply.removed?.by ?? null }) }
}

function place(reply: ReplyDoc) {
  return {
    id: reply._id,
    topicId: reply.topicId,
    parentId: reply.parentId,
    n: reply.n,
    parentN: reply.parentN,
    seq: reply.seq,
    depth: reply.depth,
    path: reply.path,
  }
}
