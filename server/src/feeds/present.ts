// A feed of one's own on the wire, without its address.
import type { Feed } from '@hearth/shared/feed'
import type { FeedDoc } from './store.ts'

export function presentFeed({ _id, scope, spaceId, words, createdAt, lastUsedOn }: FeedDoc): Feed {
  return { id: _id, scope, spaceId, words, createdAt: createdAt.toISOString(), lastUsedOn }
}
