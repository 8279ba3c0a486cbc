// A space on the wire.
import type { Space } from '@hearth/shared/space'
import type { Actor } from '../policy/actor.ts'
import { spaceAbilities } from '../policy/can.ts'
import type { SpaceFacts } from '../policy/spaces.ts'
import { interned } from '../posts/once.ts'
import type { SpaceDoc } from './store.ts'

export function factsOfSpace(space: SpaceDoc): SpaceFacts {
  return { visibility: space.visibility, archived: space.archivedAt !== null, anonymous: space.anonymous }
}

/** The same frozen object for all who may do the same, as long as nothing in it changes. */
export function presentSpace(actor: Actor, space: SpaceDoc, lastActivityAt: Date | null): Space {
  const can = interned(spaceAbilities(actor, factsOfSpace(space)))
  const views = shown.get(space) ?? new Map<object, Space>()
  shown.set(space, views)
  const known = views.get(can)
  const lastAt = lastActivityAt?.toISOString() ?? null
  if (known?.lastActivityAt === lastAt) return known
  const made = Object.freeze(spaceShown(space, lastAt, can))
  views.set(can, made)
  return made
}

const shown = new WeakMap<SpaceDoc, Map<object, Space>>()

function spaceShown(space: SpaceDoc, lastActivityAt: string | null, can: Space['can']): Space {
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
    lastActivityAt,
    can,
  }
}
