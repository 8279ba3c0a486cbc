// The door of the inbox: what waits for a member to be read.
import type { Accounts } from '../accounts/index.ts'
import type { AttentionFeature } from '../attention/index.ts'
import type { Authorships } from '../authorships/index.ts'
import type { Clock } from '../clock.ts'
import type { Route } from '../http/route.ts'
import type { Replies } from '../replies/index.ts'
import type { Spaces } from '../spaces/index.ts'
import type { Topics } from '../topics/index.ts'
import { listInbox } from './list-inbox.ts'

export type InboxDeps = {
  accounts: Pick<Accounts, 'meOf'>
  attention: Pick<AttentionFeature, 'levelsOf'>
  authorships: Pick<Authorships, 'ownAmong'>
  spaces: Pick<Spaces, 'store'>
  topics: Pick<Topics, 'store' | 'positions'>
  replies: Pick<Replies, 'partTaken' | 'tails'>
  clock: Clock
}
export type Inbox = ReturnType<typeof inboxFeature>

export function inboxFeature(deps: InboxDeps) {
  const actions = { list: listInbox(deps) }
  return {
    actions,
    routes(route: Route) {
      route('GET /api/inbox', actions.list)
    },
  }
}
