// A draft is thrown away, and for a day can be brought back.
import { randomUUID } from 'node:crypto'
import { limits } from '@hearth/shared/limits'
import type { Action } from '../http/route.ts'
import { Problem } from '../problem.ts'
import type { DraftDeps } from './index.ts'
import { ownPlace } from './own.ts'
import { presentDraft } from './present.ts'
import type { DraftDoc } from './store.ts'

const dayMs = 24 * 3_600_000

export function throwAway(deps: DraftDeps): Action<'DELETE /api/drafts/:kind/:placeId'> {
  const { clock } = deps
  return async (actor, { params }) =>
    presentDraft(
      deps,
      actor,
      await turn(deps, ownPlace(actor, params), { thrownAway: true, goesAt: new Date(clock.now().getTime() + dayMs) }),
    )
}

export function bringBack(deps: DraftDeps): Action<'POST /api/drafts/:kind/:placeId/restore'> {
  const { clock } = deps
  return async (actor, { params }) => {
    const goesAt = new Date(clock.now().getTime() + limits.draftDays * dayMs)
    return presentDraft(deps, actor, await turn(deps, ownPlace(actor, params), { thrownAway: false, goesAt }))
  }
}

/** Twice is once. A change in between is looked at again. */
async function turn(
  { store, clock }: DraftDeps,
  place: Parameters<DraftDeps['store']['of']>[0],
  set: Pick<DraftDoc, 'thrownAway' | 'goesAt'>,
) {
  for (;;) {
    const known = await store.of(place, clock.now())
    if (!known) throw new Problem('not-found')
    if (known.thrownAway === set.thrownAway) return known
    const turned = await store.change(place, known.revision, { ...set, revision: randomUUID() })
    if (turned) return turned
  }
}
