// A space on the wire.
import type { Space } from '@hearth/shared/space'
import type { Actor } from '../policy/actor.ts'
import { spaceAbilities } from '../policy/can.ts'
import type { SpaceFacts } from '../policy/spaces.ts'
import type { SpaceDoc } from './store.ts'

export function factsOfSpace(space: SpaceDoc): SpaceFacts {
  return { visibility: space.visibility, archived: space.archivedAt !== null, anonymous: space.anonymous }
}

export function presentSpace(actor: Actor, space: SpaceDoc, lastActivityAt: Date | null): Space {
  return {
    id: space._id,
    slug: space.slug,
    name: space.name,
    description: space.description,
    visibility: space.visibility,
    anonymous: space.anonymous,
    position: space.position,
    archivedAt: space.archivedAt?.toISOString() ?? null,
    topicCount: space.topicCount,
    lastActivityAt: lastActivityAt?.toISOString() ?? null,
    can: spaceAbilities(actor, factsOfSpace(space)),
  }
}
