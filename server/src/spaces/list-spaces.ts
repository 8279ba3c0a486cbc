// The spaces that the caller may read, in order; those closed for writing come last.
import type { Action } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { sameAgain } from '../posts/once.ts'
import type { SpaceDeps } from './index.ts'
import { factsOfSpace, presentSpace } from './present.ts'

export function listSpaces({ store, activity }: SpaceDeps): Action<'GET /api/spaces'> {
  return async actor => {
    const all = await store.all()
    const readable = all.filter(space => can(actor, 'readSpace', factsOfSpace(space)) === true)
    const ordered = [...readable.filter(space => !space.archivedAt), ...readable.filter(space => space.archivedAt)]
    const lastAt = await activity.lastAt(ordered.map(space => space._id))
    const items = ordered.map(space => presentSpace(actor, space, lastAt.get(space._id) ?? null))
    return sameAgain(all, audienceOf(actor), { items })
  }
}

/** Those of one audience are shown the same; others may be. */
function audienceOf(actor: Actor) {
  return actor.kind === 'guest' ? 'guest' : `${actor.silenced} ${actor.roles.join()}`
}
