// A keeper takes a word into the community's tags; topics that stand under one of its words follow.
import { randomUUID } from 'node:crypto'
import { isDuplicate } from '../db/schema.ts'
import { type Action, Repeat } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import type { TagDeps } from './index.ts'
import { presentTag } from './present.ts'
import { refuseTaken, wordsOf } from './words.ts'

export function makeTag({ store, changes, clock, changed }: TagDeps): Action<'POST /api/tags'> {
  return async (actor, { body: { id = randomUUID(), description, ...words } }) => {
    demand(actor, 'manageTags')
    const tag = { _id: id, description, createdAt: clock.now(), ...wordsOf(words) }
    try {
      await changes.on('tags', session => store.insert(session, tag))
    } catch (error) {
      const known = isDuplicate(error) ? await store.byId(id) : null
      if (known) return new Repeat(presentTag(known))
      refuseTaken(error)
    }
    changed(tag)
    return presentTag(tag)
  }
}
