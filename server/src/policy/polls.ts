// The rules of polls: who votes, and who closes one or words its options anew.
import type { Actor } from './actor.ts'
import { ownOrModerator, reply, type TopicFacts } from './topics.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

export type PollFacts = { topic: TopicFacts; closed: boolean; voted: boolean }

/** Whoever may reply may vote, as long as it is open. */
export function vote(actor: Actor, poll: PollFacts): Verdict {
  return all(reply(actor, poll.topic), poll.closed ? 'poll-closed' : true)
}

export function closePoll(actor: Actor, poll: PollFacts): Verdict {
  return all(
    reply(actor, { ...poll.topic, locked: false }),
    mayWrite(actor),
    ownOrModerator(actor, poll.topic.mine),
    poll.closed ? 'poll-closed' : true,
  )
}

/** A vote is for the words that were voted for. */
export function changePoll(actor: Actor, poll: PollFacts): Verdict {
  return all(closePoll(actor, poll), poll.voted ? 'poll-has-votes' : true)
}
