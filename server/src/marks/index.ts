// The door of marks: what readers put on posts, for themselves and for the author alone.
import type { PostReaction } from '@hearth/shared/reaction'
import type { Accounts } from '../accounts/index.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connect.ts'
import type { Route } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import type { Replies } from '../replies/index.ts'
import type { Topics } from '../topics/index.ts'
import { putBookmark, removeBookmark, seeBookmark } from './keep-bookmark.ts'
import { hasDueBookmark, listBookmarks } from './list-bookmarks.ts'
import { reactToReply, reactToTopic } from './put-reactions.ts'
import { marksOnPage, type Shown, seeMarks } from './see-marks.ts'
import { type MarkStore, markStore } from './store.ts'

export type MarkDeps = {
  store: MarkStore
  topics: Pick<Topics, 'view'>
  replies: Pick<Replies, 'load' | 'store'>
  accounts: Pick<Accounts, 'bylinesOf'>
  clock: Clock
  /** The reactions of this community, in their order. */
  offered: PostReaction[]
}

type FeatureDeps = Omit<MarkDeps, 'store'> & { connection: Connection; shared: boolean }

export function marksFeature({ connection, shared, ...given }: FeatureDeps) {
  const deps: MarkDeps = { ...given, store: markStore(connection, { alone: !shared }) }
  const actions = {
    see: seeMarks(deps),
    reactToTopic: reactToTopic(deps),
    reactToReply: reactToReply(deps),
    listBookmarks: listBookmarks(deps),
    seeBookmark: seeBookmark(deps),
    putBookmark: putBookmark(deps),
    removeBookmark: removeBookmark(deps),
  }
  return {
    actions,
    onPage: (actor: Actor, topicId: string, shown: Shown[]) => marksOnPage(deps, actor, topicId, shown),
    /** Whether a reminder of a member has come. */
    hasDueBookmark: (actor: Actor) => hasDueBookmark(deps, actor),
    importMarks: deps.store.insertMany,
    /** For export: all that an account put on posts. */
    ofAccount: deps.store.ofAccount,
    routes(route: Route) {
      route('GET /api/topics/:topicId/marks', actions.see)
      route('PUT /api/topics/:topicId/reactions', actions.reactToTopic)
      route('PUT /api/replies/:replyId/reactions', actions.reactToReply)
      route('GET /api/bookmarks', actions.listBookmarks)
      route('GET /api/bookmarks/:postId', actions.seeBookmark)
      route('PUT /api/bookmarks/:postId', actions.putBookmark)
      route('DELETE /api/bookmarks/:postId', actions.removeBookmark)
    },
    createIndexes: () => deps.store.createIndexes(),
  }
}
export type MarksFeature = ReturnType<typeof marksFeature>
