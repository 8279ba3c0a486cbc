// Replies on the wire, once for members and once for guests.
import type { GuestReply, Reply, ViewedReply } from '@hearth/shared/reply'
import type { Actor } from '../policy/actor.ts'
import { replyAbilities } from '../policy/can.ts'
import type { TopicFacts } from '../policy/topics.ts'
import { interned, once, onceForNames, viewed } from '../posts/once.ts'
import { type Names, presentForGuests, presentForMembers } from '../posts/present.ts'
import type { ReplyDoc } from './store.ts'

/** The same for all members, so it is made once for as long as the reply and the names in it are those that were read. */
export const replyForMembers = onceForNames(
  (reply: ReplyDoc, names: Names): Reply => ({ ...place(reply), ...presentForMembers(reply, names) }),
)

/** The same for all guests, so it is made once for each reply that was read. */
export const replyForGuests = once((reply: ReplyDoc): GuestReply => ({ ...place(reply), ...presentForGuests(reply) }))

/** What one reader gets: the same, with what is theirs and what they may do. `names` is null for guests. */
export function replyForReader(reply: ReplyDoc, names: Names | null, canOf: ReturnType<typeof abilitiesIn>, mine: boolean): ViewedReply {
  const shown = names ? replyForMembers(reply, names) : replyForGuests(reply)
  return viewed(shown, { mine, can: canOf(mine, reply.removed?.by ?? null) })
}

/** What one actor may do with the replies of one topic: the rules are asked once for each kind of reply. */
export function abilitiesIn(actor: Actor, topic: TopicFacts) {
  const known = new Map<string, ReturnType<typeof replyAbilities>>()
  return (mine: boolean, removed: 'author' | 'moderator' | null) => {
    const key = `${mine} ${removed}`
    const can = known.get(key) ?? interned(replyAbilities(actor, { topic, mine, removed }))
    known.set(key, can)
    return can
  }
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
