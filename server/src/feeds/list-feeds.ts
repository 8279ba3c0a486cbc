// One's own feeds, without their addresses.
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { FeedDeps } from './index.ts'
import { presentFeed } from './present.ts'

export function listFeeds({ store, accounts }: FeedDeps): Action<'GET /api/me/feeds'> {
  return async actor => {
    demand(actor, 'manageOwnAccount')
    const { accountId } = actor as Member
    return { items: (await store.of(accountId, await accounts.passwordVersionOf(accountId))).map(presentFeed) }
  }
}
