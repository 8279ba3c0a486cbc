// The door of marks: what readers put on posts, for themselves and for the author alone.
import type { PostReaction } from '@hearth/shared/reaction'
import type { Connection } from '../db/connect.ts'
import type { Route } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import type { Replies } from '../replies/index.ts'
import type { Topics } from '../topics/index.ts'
import { reactToReply, reactToTopic } from './put-reactions.ts'
import { marksOnPage, type Shown, seeMarks } from './see-marks.ts'
import { type MarkStore, markStore } from './store.ts'

export type MarkDeps = {
  store: MarkStore
  topics: Pick<Topics, 'view'>
  replies: Pick<Replies, 'load' | 'store'>
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
  }
  return {
    actions,
    onPage: (actor: Actor, topicId: string, shown: Shown[]) => marksOnPage(deps, actor, topicId, shown),
    importMarks: deps.store.insertMany,
    /** For export: all that an account put on posts. */
    ofAccount: deps.store.ofAccount,
    routes(route: Route) {
      route('GET /api/topics/:topicId/marks', actions.see)
      route('PUT /api/topics/:topicId/reactions', actions.reactToTopic)
      route('PUT /api/replies/:replyId/reactions', actions.reactToReply)
    },
    createIndexes: () => deps.store.createIndexes(),
  }
}
export type MarksFeature = ReturnType<typeof marksFeature>
