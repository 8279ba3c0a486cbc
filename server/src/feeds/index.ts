// The door of feeds.
import { createHmac } from 'node:crypto'
import type { Accounts } from '../accounts/index.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connect.ts'
import type { Route } from '../http/route.ts'
import type { Keys } from '../keys.ts'
import type { Spaces } from '../spaces/index.ts'
import { behindFeed } from './behind-feed.ts'
import { endFeed } from './end-feed.ts'
import { listFeeds } from './list-feeds.ts'
import { makeFeed } from './make-feed.ts'
import { type FeedStore, feedStore } from './store.ts'

export { type Atom, atomFeed, type Entry, escaped } from './atom.ts'

export type FeedDeps = {
  store: FeedStore
  accounts: Pick<Accounts, 'memberBehind' | 'passwordVersionOf'>
  spaces: Pick<Spaces, 'store'>
  clock: Clock
  publicUrl(): string
  /** Under every key that there is; the first is the one to keep. */
  hashesOf(secret: string): string[]
}
type FeatureDeps = Omit<FeedDeps, 'store' | 'hashesOf'> & { connection: Connection; keys: Keys }

export function feedsFeature({ connection, keys, ...given }: FeatureDeps) {
  const hashKeys = keys.derive('feed')
  const hashesOf = (secret: string) => hashKeys.map(key => createHmac('sha256', key).update(secret).digest('base64url'))
  const deps: FeedDeps = { ...given, store: feedStore(connection), hashesOf }
  const actions = { list: listFeeds(deps), make: makeFeed(deps), end: endFeed(deps) }
  return {
    actions,
    behind: behindFeed(deps),
    routes(route: Route) {
      route('GET /api/me/feeds', actions.list)
      route('POST /api/me/feeds', actions.make)
      route('DELETE /api/me/feeds/:feedId', actions.end)
    },
    createIndexes: () => deps.store.createIndexes(),
  }
}
export type Feeds = ReturnType<typeof feedsFeature>
