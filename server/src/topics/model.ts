// What is stored of a topic; every index names the query that it serves.
import type { Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'
import { type Post, postDefinition } from '../posts/post.ts'

export type TopicDoc = Post & {
  _id: string
  spaceId: string
  slug: string
  title: string
  kind: 'question' | 'discussion' | 'announcement'
  tags: string[]
  /** By which its tags are found, in the same order. */
  tagSlugs: string[]
  crisisLines: boolean
  /** Absent in topics that were started before there were polls. */
  poll?: boolean
  pinned: boolean
  locked: boolean
  /** The number of the last change anywhere in the topic. */
  seq: number
  /** The number of the last change of the topic itself. */
  changedSeq: number
  /** The `n` of the last reply. */
  lastN: number
  /** Replies that stand. */
  replyCount: number
  lastActivityAt: Date
}

export function topicModel(connection: Connection) {
  return defineModel<TopicDoc>(
    connection,
    'topics',
    {
      ...postDefinition,
      spaceId: { type: String, required: true },
      slug: { type: String, required: true },
      title: { type: String, required: true },
      kind: { type: String, required: true },
      tags: { type: [String], required: true },
      tagSlugs: { type: [String], required: true },
      crisisLines: { type: Boolean, required: true },
      poll: { type: Boolean, default: false },
      pinned: { type: Boolean, required: true },
      locked: { type: Boolean, required: true },
      seq: { type: Number, required: true },
      changedSeq: { type: Number, required: true },
      lastN: { type: Number, required: true },
      replyCount: { type: Number, required: true },
      lastActivityAt: { type: Date, required: true },
    },
    [
      {
        name: 'in_space',
        serves: 'the topics of a space: pinned first, then by last activity',
        fields: { spaceId: 1, pinned: -1, lastActivityAt: -1, _id: -1 },
      },
      {
        name: 'activity_in_space',
        serves: 'when something was last written in a space, and the newest of all spaces',
        fields: { spaceId: 1, lastActivityAt: -1, _id: -1 },
      },
      { name: 'unanswered', serves: 'topics without a reply, oldest first', fields: { spaceId: 1, replyCount: 1, createdAt: 1, _id: 1 } },
      {
        name: 'by_tag',
        serves: 'the topics of a space under one tag, by last activity; what follows a word',
        fields: { spaceId: 1, tagSlugs: 1, lastActivityAt: -1, _id: -1 },
      },
      { name: 'in_space_by_id', serves: 'the map of the site', fields: { spaceId: 1, _id: 1 } },
      { name: 'by_author', serves: 'the topics that one started under a name', fields: { authorId: 1, lastActivityAt: -1 } },
    ],
  )
}
