// Ends a feed of one's own: from the next request on its address shows nothing.
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { FeedDeps } from './index.ts'

/** Throws `not-found` for what is absent and for what is somebody else's, alike. */
export function endFeed({ store }: FeedDeps): Action<'DELETE /api/me/feeds/:feedId'> {
  return async (actor, { params }) => {
    demand(actor, 'manageOwnAccount')
    if (!(await store.remove(params.feedId, (actor as Member).accountId))) throw new Problem('not-found')
    return null
  }
}
