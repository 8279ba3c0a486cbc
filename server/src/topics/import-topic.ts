// Brings in a topic that was written elsewhere, with its own times; for demo data and imports, never through a request.
import { hashOf, writtenFrom } from '../posts/post.ts'
import type { TopicDeps } from './index.ts'
import type { TopicDoc } from './store.ts'

export type ImportedTopic = Pick<
  TopicDoc,
  '_id' | 'spaceId' | 'slug' | 'title' | 'kind' | 'tags' | 'contentNotes' | 'crisisLines' | 'pinned' | 'locked' | 'lang' | 'createdAt'
> & {
  body: string
  authorId: string
  anonymous: boolean
  editedAt?: Date | null
}

/** Does nothing when the topic is there. */
export function importTopic({ store, changes, authorships, accounts, spaces, activity, happened }: TopicDeps) {
  return async ({ body, anonymous, editedAt = null, ...given }: ImportedTopic) => {
    // Of the database itself: an import may follow a change that no store has seen.
    if ((await store.byIds([given._id])).length > 0) return
    const words = await writtenFrom(body, accounts.idsOfHandles)
    await changes.on(given.spaceId, async session => {
      const alias = anonymous ? await authorships.aliasOf(session, given, given.authorId) : null
      const numbers = { seq: 1, changedSeq: 1, lastN: 0, replyCount: 0, lastActivityAt: given.createdAt }
      const post = {
        authorId: anonymous ? null : given.authorId,
        alias,
        contentHash: hashOf([given._id]),
        editedAt,
        editedBy: editedAt && !anonymous ? given.authorId : null,
        removed: null,
      }
      await store.insert(session, { ...given, ...words, ...numbers, ...post })
      if (anonymous) await authorships.record(session, { _id: given._id, topicId: given._id, accountId: given.authorId, kind: 'topic' })
      await spaces.store.countTopics(session, given.spaceId, 1)
    })
    spaces.store.forget()
    activity.forget()
    happened.topic(given._id)
  }
}
