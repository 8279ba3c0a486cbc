// What can be followed and muted, each kind with who may see it and what it is called for them. What one may not see has no name.
import type { AttentionKind } from '@hearth/shared/attention'
import type { Actor } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { factsOfSpace } from '../spaces/index.ts'
import type { AttentionDeps } from './index.ts'

export type Named = { name: string; handle: string | null }

/** By id; those that the actor may not see, or that are gone, are absent. */
type NamesOf = (deps: AttentionDeps, actor: Actor, ids: string[]) => Promise<Map<string, Named>>

export const namesOf: Record<AttentionKind, NamesOf> = {
  async space({ spaces }, actor, ids) {
    const all = await spaces.store.all()
    const seen = all.filter(space => ids.includes(space._id) && can(actor, 'readSpace', factsOfSpace(space)) === true)
    return new Map(seen.map(space => [space._id, { name: space.name, handle: null }]))
  },
  async topic({ topics, spaces }, actor, ids) {
    const readable = (await spaces.store.all()).filter(space => can(actor, 'readSpace', factsOfSpace(space)) === true)
    const found = await topics.store.heads(ids)
    const seen = found.filter(topic => readable.some(space => space._id === topic.spaceId))
    return new Map(seen.map(topic => [topic._id, { name: topic.title, handle: null }]))
  },
  async member({ accounts }, actor, ids) {
    if (can(actor, 'readPeople') !== true) return new Map()
    const found = await accounts.bylinesOf(ids)
    return new Map([...found].map(([id, { displayName, handle }]) => [id, { name: displayName, handle }]))
  },
}
