// One's own drafts: all of them, or the one for a place.
import { limits } from '@hearth/shared/limits'
import type { Action } from '../http/route.ts'
import { Problem } from '../problem.ts'
import type { DraftDeps } from './index.ts'
import { ownerOf, ownPlace } from './own.ts'
import { presentDraft } from './present.ts'

export function listDrafts(deps: DraftDeps): Action<'GET /api/drafts'> {
  return async actor => {
    const drafts = await deps.store.all(ownerOf(actor), deps.clock.now())
    const items = await Promise.all(drafts.map(each => presentDraft(deps, actor, each)))
    return { items, most: limits.draftsMax, days: limits.draftDays }
  }
}

export function readDraft(deps: DraftDeps): Action<'GET /api/drafts/:kind/:placeId'> {
  return async (actor, { params }) => {
    const draft = await deps.store.of(ownPlace(actor, params), deps.clock.now())
    if (!draft || draft.thrownAway) throw new Problem('not-found')
    return presentDraft(deps, actor, draft)
  }
}
