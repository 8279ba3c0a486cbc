// The rules of posts that wait: they are their author's alone, so no role bears on them; whether one may be posted is asked when it is due.
import type { Actor } from './actor.ts'
import { keepPositions, signedIn } from './topics.ts'
import type { Verdict } from './writer.ts'

export function seeWaitingPosts(actor: Actor): Verdict {
  return signedIn(actor)
}

/** Silenced members keep theirs: they may change, hold and take back what they cannot post. */
export function keepWaitingPosts(actor: Actor): Verdict {
  return keepPositions(actor)
}
