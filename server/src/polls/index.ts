// The door of polls.
import { createHmac, randomUUID } from 'node:crypto'
import type { NewPoll } from '@hearth/shared/poll'
import type { Accounts } from '../accounts/index.ts'
import type { Clock } from '../clock.ts'
import type { Changes } from '../db/change.ts'
import type { ClientSession } from '../db/connect.ts'
import type { Route } from '../http/route.ts'
import type { Keys } from '../keys.ts'
import type { Log } from '../log.ts'
import { Problem } from '../problem.ts'
import type { Topics } from '../topics/index.ts'
import { changePoll, closePoll, voteInPoll } from './change-poll.ts'
import { count } from './present.ts'
import { readPoll } from './see-poll.ts'
import { type PollDoc, type PollStore, pollStore } from './store.ts'

export { pollStore }

/** A look for polls that nobody opened since their time came, so that secret ballots do not lie about. */
const lookEveryMs = 60_000

type Given = {
  store: PollStore
  topics: Pick<Topics, 'view'>
  accounts: Pick<Accounts, 'bylinesOf'>
  changes: Changes
  clock: Clock
  keys: Keys
  log: Log
}
export type PollDeps = Given & {
  /** The codes under which a ballot of this account may be, by each key; the first is for a new one. */
  codes(topicId: string, accountId: string): string[]
  /** Closes it now, and answers what it is then. */
  close(poll: PollDoc): Promise<PollDoc>
}
export type Polls = ReturnType<typeof pollsFeature>

export function pollsFeature(given: Given) {
  const keys = given.keys.derive('ballot')
  const deps: PollDeps = {
    ...given,
    codes: (topicId, accountId) => keys.map(key => createHmac('sha256', key).update(`${topicId} ${accountId}`).digest('base64url')),
    close: closing(given),
  }
  const actions = { read: readPoll(deps), vote: voteInPoll(deps), close: closePoll(deps), change: changePoll(deps) }
  let look: NodeJS.Timeout | undefined
  let underWay = Promise.resolve()

  async function closeDue() {
    for (const poll of await given.store.toClose(given.clock.now())) await deps.close(poll)
  }

  function attempt() {
    underWay = closeDue().catch(error => given.log.error({ err: error }, 'Polls could not be looked after'))
  }

  return {
    actions,
    closeDue,
    start() {
      attempt()
      look = setInterval(attempt, lookEveryMs).unref()
    },
    async stop() {
      clearInterval(look)
      await underWay
    },
    routes(route: Route) {
      route('GET /api/topics/:topicId/poll', actions.read)
      route('PUT /api/topics/:topicId/poll/vote', actions.vote)
      route('PATCH /api/topics/:topicId/poll', actions.change)
      route('POST /api/topics/:topicId/poll/close', actions.close)
    },
    createIndexes: given.store.createIndexes,
  }
}

/** Ballots and close are one transaction each on the poll, so that every ballot is counted or refused. */
function closing({ store, changes, clock }: Given) {
  return async (poll: PollDoc): Promise<PollDoc> => {
    await changes.on(poll._id, async session => {
      const counted = poll.secret ? count(poll, await store.ballotsOf(poll._id, session)) : null
      await store.close(session, poll, poll.closesAt && poll.closesAt < clock.now() ? poll.closesAt : clock.now(), counted)
    })
    return (await store.byId(poll._id)) ?? poll
  }
}

/** For who starts a topic: in the topic's own transaction. Throws `invalid-input` for a close that is past. */
export function pollWriter(store: Pick<PollStore, 'insert'>, clock: Clock) {
  return {
    check({ closesAt }: NewPoll) {
      if (closesAt === null || new Date(closesAt) > clock.now()) return
      throw new Problem('invalid-input', { errors: [{ pointer: '/poll/closesAt', code: 'past', message: 'is in the past' }] })
    },
    insert: (session: ClientSession, topicId: string, poll: NewPoll) =>
      store.insert(session, topicId, { ...poll, optionIds: poll.options.map(() => randomUUID()) }),
  }
}
