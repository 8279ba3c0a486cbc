// Loads the poll of a topic for one reader: closed first if its time has come.
import type { Action } from '../http/route.ts'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import type { TopicInView } from '../topics/index.ts'
import type { PollDeps } from './index.ts'
import { presentPoll, type Seen } from './present.ts'
import type { PollDoc } from './store.ts'

export function readPoll(deps: PollDeps): Action<'GET /api/topics/:topicId/poll'> {
  return async (actor, { params }) => shownTo(deps, actor, await seePoll(deps, actor, params.topicId))
}

/** Throws `not-found` for a topic that may not be read, and for one without a poll. */
export async function seePoll(deps: PollDeps, actor: Actor, topicId: string): Promise<Seen> {
  const inView = await deps.topics.view.load(actor, topicId)
  const poll = inView.topic.poll ? await deps.store.byId(topicId) : null
  if (!poll) throw new Problem('not-found')
  return seen(deps, actor, inView, isDue(poll, deps.clock.now()) ? await deps.close(poll) : poll)
}

async function seen({ store, codes }: PollDeps, actor: Actor, { facts }: TopicInView, poll: PollDoc): Promise<Seen> {
  const accountId = accountIdOf(actor)
  const [ballots, own] = await Promise.all([
    poll.secret ? [] : store.ballotsOf(poll._id),
    poll.secret && accountId !== null && !poll.closedAt ? store.ballotOf(poll._id, codes(poll._id, accountId)) : null,
  ])
  const mine = poll.secret ? own : (ballots.find(({ voter }) => voter === accountId) ?? null)
  return { poll, ballots, own: mine, facts: { topic: facts, closed: poll.closedAt !== null, voted: ballots.length > 0 } }
}

export async function shownTo({ accounts }: PollDeps, actor: Actor, seen: Seen) {
  const people = seen.poll.secret || actor.kind === 'guest' ? [] : seen.ballots.map(({ voter }) => voter)
  return presentPoll(actor, seen, await accounts.bylinesOf(people))
}

export function isDue({ closedAt, closesAt }: PollDoc, now: Date) {
  return closedAt === null && closesAt !== null && closesAt <= now
}
