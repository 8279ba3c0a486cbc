// Voting, closing, and wording the options anew as long as nobody has voted.
import { randomUUID } from 'node:crypto'
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { PollDeps } from './index.ts'
import { seePoll, shownTo } from './see-poll.ts'
import type { PollDoc } from './store.ts'

/** Twice the same is once; no choice takes the vote back. */
export function voteInPoll(deps: PollDeps): Action<'PUT /api/topics/:topicId/poll/vote'> {
  return async (actor, { params: { topicId }, body }) => {
    const { poll, own, facts } = await seePoll(deps, actor, topicId)
    demand(actor, 'vote', facts)
    const choices = chosenIn(poll, body.choices)
    const voter = own?.voter ?? voterOf(deps, poll, (actor as Member).accountId)
    if (!(await deps.changes.on(topicId, session => deps.store.vote(session, topicId, voter, choices)))) throw new Problem('poll-closed')
    return shownTo(deps, actor, await seePoll(deps, actor, topicId))
  }
}

export function closePoll(deps: PollDeps): Action<'POST /api/topics/:topicId/poll/close'> {
  return async (actor, { params: { topicId } }) => {
    const { poll, facts } = await seePoll(deps, actor, topicId)
    demand(actor, 'closePoll', facts)
    await deps.close(poll)
    return shownTo(deps, actor, await seePoll(deps, actor, topicId))
  }
}

export function changePoll(deps: PollDeps): Action<'PATCH /api/topics/:topicId/poll'> {
  return async (actor, { params: { topicId }, body }) => {
    const { poll, facts } = await seePoll(deps, actor, topicId)
    // Whether somebody voted in secret is for the store to say, in the same transaction.
    demand(actor, 'changePoll', facts)
    const options = body.options.map(text => poll.options.find(known => known.text === text) ?? { id: randomUUID(), text })
    if (!(await deps.changes.on(topicId, session => deps.store.setOptions(session, topicId, options)))) throw new Problem('poll-has-votes')
    return shownTo(deps, actor, await seePoll(deps, actor, topicId))
  }
}

function voterOf({ codes }: PollDeps, poll: PollDoc, accountId: string) {
  return poll.secret ? codes(poll._id, accountId)[0]! : accountId
}

/** In the order of the poll. Throws `invalid-input` for what is no option, and for several where one is to be chosen. */
function chosenIn({ options, several }: PollDoc, choices: string[]): string[] {
  const known = options.map(({ id }) => id).filter(id => choices.includes(id))
  if (known.length !== new Set(choices).size)
    throw new Problem('invalid-input', { errors: [{ pointer: '/choices', code: 'invalid-value', message: 'is no option of this poll' }] })
  if (known.length > 1 && !several)
    throw new Problem('invalid-input', { errors: [{ pointer: '/choices', code: 'one-only', message: 'only one can be chosen' }] })
  return known
}
