// The door of tags.
import type { Clock } from '../clock.ts'
import type { Changes } from '../db/change.ts'
import type { Route } from '../http/route.ts'
import type { Log } from '../log.ts'
import type { Spaces } from '../spaces/index.ts'
import type { Topics } from '../topics/index.ts'
import { changeTag } from './change-tag.ts'
import { followerOf } from './follow.ts'
import { listTags } from './list-tags.ts'
import { makeTag } from './make-tag.ts'
import { mergeTags } from './merge-tags.ts'
import { readTag } from './read-tag.ts'
import { removeTag } from './remove-tag.ts'
import { type TagDoc, type TagStore, tagStore } from './store.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'
import { wordsOf } from './words.ts'

export { tagStore, vocabularyOf }

export type TagDeps = {
  store: TagStore
  vocabulary: Vocabulary
  topics: Pick<Topics, 'store' | 'wordOnTopics'>
  spaces: Pick<Spaces, 'store'>
  changes: Changes
  clock: Clock
  /** After the change is stored. */
  changed(tag: TagDoc): void
}
type FeatureDeps = Omit<TagDeps, 'changed' | 'topics'> & { topics: Topics; log: Log }
export type ImportedTag = Pick<TagDoc, '_id' | 'name' | 'fr' | 'synonyms' | 'description'>

export function tagsFeature({ log, ...given }: FeatureDeps) {
  const { store, vocabulary, clock, changes } = given
  const follower = followerOf({ ...given, log })
  const changed = (tag: TagDoc) => {
    vocabulary.forget()
    follower.follow(tag)
  }
  const deps: TagDeps = { ...given, changed }
  const actions = {
    list: listTags(deps),
    read: readTag(deps),
    make: makeTag(deps),
    change: changeTag(deps),
    merge: mergeTags(deps),
    remove: removeTag(deps),
  }
  return {
    actions,
    vocabulary,
    follower,
    routes(route: Route) {
      route('GET /api/tags', actions.list)
      route('POST /api/tags', actions.make)
      route('POST /api/tags/:slug/merge', actions.merge)
      route('GET /api/tags/:slug', actions.read)
      route('PATCH /api/tags/:slug', actions.change)
      route('DELETE /api/tags/:slug', actions.remove)
    },
    /** For demo data: does nothing when it is there. */
    async importTag({ _id, description, ...words }: ImportedTag) {
      if (await store.byId(_id)) return
      const tag = { _id, description, createdAt: clock.now(), ...wordsOf(words) }
      await changes.on('tags', session => store.insert(session, tag))
      changed(tag)
    },
  }
}
export type Tags = ReturnType<typeof tagsFeature>
