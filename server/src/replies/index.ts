// The door of replies.
import type { Accounts } from '../accounts/index.ts'
import type { Authorships } from '../authorships/index.ts'
import type { Clock } from '../clock.ts'
import type { Changes } from '../db/change.ts'
import type { Connection } from '../db/connect.ts'
import type { Happenings } from '../happenings.ts'
import type { Route } from '../http/route.ts'
import type { Publish } from '../live/publish.ts'
import type { KeptActivity, Topics } from '../topics/index.ts'
import { catchUp } from './catch-up.ts'
import { editReply } from './edit-reply.ts'
import { importReplies } from './import-replies.ts'
import { listReplies } from './list-replies.ts'
import { postReply } from './post-reply.ts'
import { readReply } from './read-reply.ts'
import { removeReply } from './remove-reply.ts'
import { restoreReply } from './restore-reply.ts'
import { seeReplyHistory } from './see-reply-history.ts'
import { seeReplySource } from './see-reply-source.ts'
import { type ReplyStore, replyStore } from './store.ts'

export type { ReplyDoc } from './store.ts'
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
}

export function repliesFeature({ connection, ...given }: Omit<ReplyDeps, 'store'> & { connection: Connection }) {
  const deps: ReplyDeps = { ...given, store: replyStore(connection) }
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
