// Who a feed's address stands for: the member as they are now, with the roles that they hold now.
import type { Member } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import type { FeedDeps } from './index.ts'
import type { FeedDoc } from './store.ts'

/** Addresses are 256 random bits in base64url; nothing else is looked up. */
const secretForm = /^[A-Za-z0-9_-]{43}$/

/** Throws `not-found` for an address that was never made, that was ended, or whose member may not come in; all alike. */
export function behindFeed({ store, accounts, clock, hashesOf }: FeedDeps) {
  return async (secret: string): Promise<{ feed: FeedDoc; actor: Member }> => {
    const feed = secretForm.test(secret) ? await store.byHash(hashesOf(secret)) : null
    const actor = feed && (await accounts.memberBehind(feed.accountId, { passwordVersion: feed.passwordVersion, tokenId: feed._id }))
    if (!feed || !actor) throw new Problem('not-found')
    const today = clock.now().toISOString().slice(0, 10)
    if (feed.lastUsedOn !== today) await store.used(feed._id, today)
    return { feed, actor }
  }
}
