// The rules of topics: who reads, answers, edits, takes back, and keeps order.
import { type Actor, holds } from './actor.ts'
import { readSpace, type SpaceFacts } from './spaces.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

/** `mine`: written by the actor, also when without a name. */
export type TopicFacts = { space: SpaceFacts; locked: boolean; removed: 'author' | 'moderator' | null; mine: boolean }

export function readTopic(actor: Actor, topic: TopicFacts): Verdict {
  return readSpace(actor, topic.space)
}

export function reply(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), mayWrite(actor), topic.space.archived ? 'space-archived' : true, topic.locked ? 'topic-locked' : true)
}

export function editTopic(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), mayWrite(actor), ownOrModerator(actor, topic.mine), topic.removed ? 'already-removed' : true)
}

export function removeTopic(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), mayWrite(actor), ownOrModerator(actor, topic.mine), topic.removed ? 'already-removed' : true)
}

/** Who took it back may restore it; moderators may restore either. */
export function restoreTopic(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), mayWrite(actor), mayRestore(actor, topic))
}

export function seeTopicHistory(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), signedIn(actor), ownOrModerator(actor, topic.mine))
}

export function keepOrder(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), mayWrite(actor), holds(actor, 'moderator', 'coordinator') ? true : 'not-allowed')
}

/** Silenced members read on, so they keep their positions; a token for reading alone keeps none. */
export function keepPosition(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), keepPositions(actor))
}

export function keepPositions(actor: Actor): Verdict {
  if (actor.kind === 'guest') return 'not-signed-in'
  return actor.scope === 'read' ? 'read-only-token' : true
}

export function signedIn(actor: Actor): Verdict {
  return actor.kind === 'member' ? true : 'not-signed-in'
}

export function ownOrModerator(actor: Actor, mine: boolean): Verdict {
  return mine || holds(actor, 'moderator') ? true : 'not-allowed'
}

export function mayRestore(actor: Actor, post: { mine: boolean; removed: 'author' | 'moderator' | null }): Verdict {
  if (!post.removed) return 'not-allowed'
  return holds(actor, 'moderator') || (post.mine && post.removed === 'author') ? true : 'not-allowed'
}
