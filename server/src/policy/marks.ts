// The rules of what readers put on posts: reactions, which reach the author, and bookmarks, which are nobody's but one's own.
import type { Actor } from './actor.ts'
import type { ReplyFacts } from './replies.ts'
import { keepPositions, readTopic, signedIn, type TopicFacts } from './topics.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

/** To the posts of others, also in a locked topic. An original post is asked about with its topic's own facts. */
export function react(actor: Actor, post: ReplyFacts): Verdict {
  return all(
    readTopic(actor, post.topic),
    mayWrite(actor),
    post.topic.space.archived ? 'space-archived' : true,
    post.removed ? 'already-removed' : true,
    post.mine ? 'not-allowed' : true,
  )
}

export function seeMarks(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), signedIn(actor))
}

/** Silenced members keep their bookmarks, as they keep their place. */
export function keepBookmark(actor: Actor, topic: TopicFacts): Verdict {
  return all(readTopic(actor, topic), keepPositions(actor))
}

/** Also of what one may no longer read: to remove it. */
export function keepBookmarks(actor: Actor): Verdict {
  return keepPositions(actor)
}

export function seeBookmarks(actor: Actor): Verdict {
  return signedIn(actor)
}
