// The door of search: it listens to what happens, and nobody calls it to be found.
import type { Accounts } from '../accounts/index.ts'
import type { Clock } from '../clock.ts'
import type { Changes } from '../db/change.ts'
import type { Connection } from '../db/connect.ts'
import type { Happenings } from '../happenings.ts'
import type { Route } from '../http/route.ts'
import type { Log } from '../log.ts'
import type { Replies } from '../replies/index.ts'
import type { Spaces } from '../spaces/index.ts'
import type { TopicStore, Topics } from '../topics/index.ts'
import type { Kind } from './entry.ts'
import { type ForReaderOf, plainReader } from './for-reader.ts'
import { type Keeper, keeper } from './keeper.ts'
import { kindOfPeople, peopleKind } from './people-kind.ts'
import { indexedPosts, kindOfPosts, postsKind } from './posts-kind.ts'
import { search } from './search.ts'
import { shownPosts } from './shown-posts.ts'
import { similarTopics } from './similar.ts'
import { searchStore } from './store.ts'

export { readerBy } from './for-reader.ts'

export type SearchDeps = {
  keeper: Keeper
  kinds: Kind[]
  topics: Pick<Topics['store'], 'byId'>
  spaces: Spaces['store']
  accounts: Pick<Accounts, 'idsOfHandles'>
  clock: Clock
  shared: boolean
}

type FeatureDeps = {
  connection: Connection
  changes: Changes
  /** Topics as they are stored, not as they are remembered: the index is made of those. */
  stored: TopicStore
  topics: Pick<Topics, 'store'>
  replies: Pick<Replies, 'store'>
  spaces: Pick<Spaces, 'store'>
  accounts: Pick<Accounts, 'bylinesOf' | 'idsOfHandles' | 'names'>
  happenings: Happenings
  clock: Clock
  log: Log
  forReader?: ForReaderOf
}

export function searchFeature({
  connection,
  changes,
  stored,
  topics,
  replies,
  spaces,
  accounts,
  happenings,
  clock,
  log,
  ...rest
}: FeatureDeps) {
  const { shared } = spaces.store
  const store = searchStore(connection)
  const posts = kindOfPosts({
    topics: stored,
    replies: replies.store,
    spaces: spaces.store,
    accounts,
    forReader: rest.forReader ?? (async () => plainReader),
    shownPosts: shownPosts({ topics: topics.store, replies: replies.store, shared }),
  })
  const kinds = [posts, kindOfPeople({ accounts })]
  const kept = keeper({ store, kinds, changes, log, shared })
  happenings.followTopics(topicId => kept.touched(postsKind, topicId))
  accounts.names.follow(accountId => kept.touched(peopleKind, accountId))
  const deps: SearchDeps = { keeper: kept, kinds, topics: topics.store, spaces: spaces.store, accounts, clock, shared }
  const similar = similarTopics(deps)
  const actions = { search: search(deps), similar: similar.whileTitling }
  return {
    actions,
    similarTo: similar.similarTo,
    routes(route: Route) {
      route('GET /api/search', actions.search)
      route('GET /api/similar-topics', actions.similar)
    },
    start: kept.start,
    stop: kept.stop,
    /** Resolves when all that was told so far can be found. Throws `unavailable` where that takes long. */
    async caughtUp() {
      await kept.ready()
    },
    /** Everything anew from what is stored. */
    reindex: kept.reindex,
    createIndexes: () => store.createIndexes(),
  }
}
export type Search = ReturnType<typeof searchFeature>

/** Makes the index anew without a server, or beside one. */
export async function reindex(deps: Pick<FeatureDeps, 'connection' | 'changes' | 'stored' | 'accounts' | 'log'> & Pick<Replies, 'store'>) {
  const { connection, changes, stored, accounts, log, store: replies } = deps
  const kinds = [indexedPosts({ topics: stored, replies }), kindOfPeople({ accounts })]
  await keeper({ store: searchStore(connection), kinds, changes, log, shared: true }).reindex()
}
