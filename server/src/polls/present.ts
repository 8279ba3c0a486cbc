// A poll as one reader may see it: results when they are to be shown, names never to guests, and of a secret ballot sums of three and more alone.
import type { Poll } from '@hearth/shared/poll'
import { maskAllHandles } from '../markdown/index.ts'
import type { Actor } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import type { PollFacts } from '../policy/polls.ts'
import { authorByline, type Names } from '../posts/present.ts'
import type { Ballot, PollDoc } from './store.ts'

/** Of fewer than three, whoever voted could work out the others. */
export const fewestTold = 3
/** `ballots`: of a poll with names, all; of a secret ballot the reader's own at most. */
export type Seen = { poll: PollDoc; ballots: Ballot[]; own: Ballot | null; facts: PollFacts }

export function presentPoll(actor: Actor, seen: Seen, names: Names): Poll {
  const { poll, own, facts } = seen
  const guest = actor.kind === 'guest'
  const hidden = hiddenFor(seen)
  const counted = hidden ? null : countOf(seen)
  return {
    topicId: poll._id,
    options: poll.options.map(({ id, text }) => ({ id, text: guest ? maskAllHandles(text) : text })),
    several: poll.several,
    secret: poll.secret,
    results: poll.results,
    closesAt: poll.closesAt?.toISOString() ?? null,
    closed: facts.closed,
    tallies:
      counted &&
      poll.options.map(({ id }, at) => ({ option: id, votes: counted.votes[at] ?? 0, voters: guest ? null : votersOf(seen, id, names) })),
    hidden,
    voted: counted?.voted ?? null,
    mine: guest ? null : (own?.choices ?? []),
    can: { vote: can(actor, 'vote', facts) === true, close: can(actor, 'closePoll', facts) === true },
  }
}

function hiddenFor({ poll, own, facts }: Seen): Poll['hidden'] {
  if (facts.closed) return poll.secret && (poll.counted?.voted ?? 0) < fewestTold ? 'few' : null
  if (poll.results === 'at-close') return 'until-close'
  return poll.results === 'after-vote' && !own ? 'until-vote' : null
}

function countOf({ poll, ballots }: Seen) {
  return poll.counted ?? count(poll, ballots)
}

export function count({ options }: Pick<PollDoc, 'options'>, ballots: Ballot[]) {
  return { votes: options.map(({ id }) => ballots.filter(({ choices }) => choices.includes(id)).length), voted: ballots.length }
}

/** By name, so that their order tells nothing. */
function votersOf({ poll, ballots }: Seen, option: string, names: Names) {
  if (poll.secret) return null
  const voters = ballots
    .filter(({ choices }) => choices.includes(option))
    .map(({ voter }) => authorByline({ authorId: voter, alias: null }, names))
  return voters.sort((one, other) => nameIn(one).localeCompare(nameIn(other)))
}

function nameIn(author: ReturnType<typeof authorByline>) {
  return author.kind === 'member' ? author.displayName + author.handle : ''
}
