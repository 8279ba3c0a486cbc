// Drafts on the wire: for their writer alone, so there is one shape.
import type { Draft } from '@hearth/shared/draft'
import type { Actor } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import type { DraftDeps } from './index.ts'
import { lookAt } from './places.ts'
import type { DraftDoc } from './store.ts'

export async function presentDraft(deps: DraftDeps, actor: Actor, draft: DraftDoc): Promise<Draft> {
  const { kind, placeId, postId, parentId, editing, revision, keptAt, goesAt, thrownAway } = draft
  const place = await lookAt(deps, actor, kind, placeId).catch(noLonger)
  const fields = JSON.parse(draft.fields)
  const times = { keptAt: keptAt.toISOString(), goesAt: goesAt.toISOString() }
  return { kind, placeId, postId, parentId, editing, fields, revision, ...times, thrownAway, place }
}

/** The words stay their writer's, also where what they were for is gone. */
function noLonger(error: unknown) {
  if (error instanceof Problem && error.code === 'not-found') return null
  throw error
}
