// The door of replies.
import type { Accounts } from '../accounts/index.ts'
import type { Authorships } from '../authorships/index.ts'
import type { Clock } from '../clock.ts'
import type { Changes } from '../db/change.ts'
import type { Connection } from '../db/connect.ts'
import type { Happenings } from '../happenings.ts'
import type { Route } from '../http/route.ts'
import type { Publish } from '../live/publish.ts'
import type { Actor } from '../policy/actor.ts'
import type { DoneDrafts } from '../posts/drafts-done.ts'
import type { KeptActivity, Topics } from '../topics/index.ts'
import { catchUp } from './catch-up.ts'
import { editReply } from './edit-reply.ts'
import { importReplies } from './import-replies.ts'
import { loadReply } from './in-view.ts'
import { listReplies } from './list-replies.ts'
import { type PartTaken, partTaken } from './part-taken.ts'
import { postReply } from './post-reply.ts'
import { readReply } from './read-reply.ts'
import { removeReply } from './remove-reply.ts'
import { restoreReply } from './restore-reply.ts'
import { seeReplyHistory } from './see-reply-history.ts'
import { seeReplySource } from './see-reply-source.ts'
import { type ReplyStore, replyStore } from './store.ts'
import { tailsOf } from './tails.ts'

export type { ReplyDoc, ReplyHead } from './store.ts'
export { replyStore }

export type ReplyDeps = {
  store: ReplyStore
  topics: Pick<Topics, 'store' | 'view' | 'revisions'>
  authorships: Authorships
  accounts: Pick<Accounts, 'bylinesOf' | 'idsOfHandles'>
  changes: Changes
  clock: Clock
  publish: Publish
  /** For what is not published: an import. */
  happened: Pick<Happenings, 'topic'>
  activity: KeptActivity
  partTaken: PartTaken
  drafts: DoneDrafts
}

export function repliesFeature({
  connection,
  alone,
  ...given
}: Omit<ReplyDeps, 'store' | 'partTaken'> & { connection: Connection; alone: boolean }) {
  const store = replyStore(connection)
  const deps: ReplyDeps = { ...given, store, partTaken: partTaken(store, given.authorships, { alone }) }
  const actions = {
    list: listReplies(deps),
    post: postReply(deps),
    read: readReply(deps),
    source: seeReplySource(deps),
    edit: editReply(deps),
    remove: removeReply(deps),
    restore: restoreReply(deps),
    history: seeReplyHistory(deps),
    catchUp: catchUp(deps),
  }
  return {
    actions,
    store: deps.store,
    /** A reply with its facts, as the actor may see it. */
    load: (actor: Actor, replyId: string) => loadReply(deps, actor, replyId),
    partTaken: deps.partTaken,
    tails: tailsOf(store),
    importReplies: importReplies(deps),
    routes(route: Route) {
      route('GET /api/topics/:topicId/replies', actions.list)
      route('POST /api/topics/:topicId/replies', actions.post)
      route('GET /api/topics/:topicId/changes', actions.catchUp)
      route('GET /api/replies/:replyId', actions.read)
      route('GET /api/replies/:replyId/source', actions.source)
      route('PATCH /api/replies/:replyId', actions.edit)
      route('DELETE /api/replies/:replyId', actions.remove)
      route('POST /api/replies/:replyId/restore', actions.restore)
      route('GET /api/replies/:replyId/revisions', actions.history)
    },
    createIndexes: () => deps.store.createIndexes(),
  }
}
export type Replies = ReturnType<typeof repliesFeature>
