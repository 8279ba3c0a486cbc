// The rules of replies: who edits, takes back, restores one, and sees its history.
import type { Actor } from './actor.ts'
import { mayRestore, ownOrModerator, readTopic, signedIn, type TopicFacts } from './topics.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

export type ReplyFacts = { topic: TopicFacts; mine: boolean; removed: 'author' | 'moderator' | null }

export function readReply(actor: Actor, reply: ReplyFacts): Verdict {
  return readTopic(actor, reply.topic)
}

export function editReply(actor: Actor, reply: ReplyFacts): Verdict {
  return all(readReply(actor, reply), mayWrite(actor), ownOrModerator(actor, reply.mine), reply.removed ? 'already-removed' : true)
}

export function removeReply(actor: Actor, reply: ReplyFacts): Verdict {
  return all(readReply(actor, reply), mayWrite(actor), ownOrModerator(actor, reply.mine), reply.removed ? 'already-removed' : true)
}

export function restoreReply(actor: Actor, reply: ReplyFacts): Verdict {
  return all(readReply(actor, reply), mayWrite(actor), mayRestore(actor, reply))
}

export function seeReplyHistory(actor: Actor, reply: ReplyFacts): Verdict {
  return all(readReply(actor, reply), signedIn(actor), ownOrModerator(actor, reply.mine))
}
