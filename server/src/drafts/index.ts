// The door of drafts.
import type { Clock } from '../clock.ts'
import type { Route } from '../http/route.ts'
import type { Replies } from '../replies/index.ts'
import type { Spaces } from '../spaces/index.ts'
import type { Topics } from '../topics/index.ts'
import { keepDraft } from './keep-draft.ts'
import { listDrafts, readDraft } from './list-drafts.ts'
import { type DraftStore, draftStore } from './store.ts'
import { bringBack, throwAway } from './throw-away.ts'

export { draftStore }

export type DraftDeps = {
  store: DraftStore
  topics: Pick<Topics, 'store' | 'view'>
  replies: Pick<Replies, 'store'>
  spaces: Pick<Spaces, 'store'>
  clock: Clock
}

export function draftsFeature(deps: DraftDeps) {
  const actions = {
    list: listDrafts(deps),
    read: readDraft(deps),
    keep: keepDraft(deps),
    throwAway: throwAway(deps),
    bringBack: bringBack(deps),
  }
  return {
    actions,
    routes(route: Route) {
      route('GET /api/drafts', actions.list)
      route('GET /api/drafts/:kind/:placeId', actions.read)
      route('PUT /api/drafts/:kind/:placeId', actions.keep)
      route('DELETE /api/drafts/:kind/:placeId', actions.throwAway)
      route('POST /api/drafts/:kind/:placeId/restore', actions.bringBack)
    },
    createIndexes: () => deps.store.createIndexes(),
  }
}
export type Drafts = ReturnType<typeof draftsFeature>
