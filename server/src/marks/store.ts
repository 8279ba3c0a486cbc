// What one member put on one post: reactions, without a time, so that none tells when somebody read; and their own bookmark of it.
import type { PostReaction } from '@hearth/shared/reaction'
import type { Connection } from 'mongoose'
import { defineModel, isDuplicate, part } from '../db/schema.ts'
import { recent } from '../recent.ts'
import { type Bookmark, bookmarkStore } from './bookmark-store.ts'

export type PostPlace = { postId: string; topicId: string }
export type Mark = PostPlace & { _id: string; accountId: string; reactions: PostReaction[]; bookmark: Bookmark | null }
type Received = Pick<Mark, 'postId' | 'reactions'>
export type MarkStore = ReturnType<typeof markStore>

/** A member's own marks are asked for with every page of a topic, also that there are none. */
const mostKept = 20_000
const keptMs = 600_000

/** `alone`: no other server changes marks, so they may be held in memory. */
export function markStore(connection: Connection, { alone }: { alone: boolean }) {
  const model = defineModel<Mark>(
    connection,
    'marks',
    {
      accountId: { type: String, required: true },
      topicId: { type: String, required: true },
      postId: { type: String, required: true },
      reactions: { type: [String], required: true },
      bookmark: {
        type: part({ note: String, remindAt: { type: Date, default: null }, at: { type: Date, required: true } }),
        default: null,
      },
    },
    [
      { name: 'own_in_topic', serves: "a member's own marks in a topic; export and erasure", fields: { accountId: 1, topicId: 1 } },
      {
        name: 'bookmarks',
        serves: "a member's bookmarks, the newest first",
        fields: { accountId: 1, 'bookmark.at': -1, _id: 1 },
      },
      {
        name: 'reminders',
        serves: 'the reminders of a member that have come, and the next one',
        fields: { accountId: 1, 'bookmark.remindAt': 1, _id: 1 },
      },
      { name: 'on_posts', serves: 'how posts were received, some of a topic or all', fields: { topicId: 1, postId: 1 } },
    ],
  )
  const forMs = alone ? keptMs : 0
  const own = recent<Mark[]>({ most: mostKept, forMs })
  const bookmarks = bookmarkStore(model, { keptMs: forMs })
  const received = recent<PostReaction[]>({ most: mostKept, forMs })
  const keyOf = (accountId: string, topicId: string) => `${accountId}:${topicId}`

  async function put(accountId: string, { postId, topicId }: PostPlace, set: Partial<Pick<Mark, 'reactions' | 'bookmark'>>) {
    const _id = keyOf(accountId, postId)
    try {
      const first = { accountId, topicId, postId, ...(set.reactions ? { bookmark: null } : { reactions: [] }) }
      await again(() => model.updateOne({ _id }, { $set: set, $setOnInsert: first }, { upsert: true }))
      if (set.bookmark === null || set.reactions?.length === 0) await model.deleteOne({ _id, reactions: [], bookmark: null })
    } finally {
      own.forget(keyOf(accountId, topicId))
      received.forget(postId)
      bookmarks.forget(accountId)
    }
  }

  /** How each of these was received, asked at once for those that are not held. */
  async function load(topicId: string, postIds: string[]): Promise<Map<string, PostReaction[]>> {
    const before = received.forgettings()
    const found = await model.find({ topicId, postId: { $in: postIds } }, { postId: 1, reactions: 1 }).lean<Received[]>()
    const loaded = byPost(found, postIds)
    // What was read before a change and arrives after it would stay wrong for as long as it is held.
    if (before === received.forgettings()) for (const [id, reactions] of loaded) received.set(id, reactions)
    return loaded
  }

  return {
    ...bookmarks,
    put,
    async ownInTopic(accountId: string, topicId: string): Promise<Mark[]> {
      return (await own.ask(keyOf(accountId, topicId), () => model.find({ accountId, topicId }).lean<Mark[]>())) ?? []
    },
    /** Which reactions each post got from anybody: never whose, never how many. */
    async receivedBy(topicId: string, postIds: string[]): Promise<Map<string, PostReaction[]>> {
      const held = new Map(postIds.map(id => [id, received.get(id)]))
      const missing = postIds.filter(id => held.get(id) === undefined)
      const loaded = missing.length > 0 ? await load(topicId, missing) : new Map<string, PostReaction[]>()
      return new Map(postIds.map(id => [id, held.get(id) ?? loaded.get(id) ?? []]))
    },
    async receivedInTopic(topicId: string): Promise<Map<string, PostReaction[]>> {
      return byPost(await model.find({ topicId }, { postId: 1, reactions: 1 }).lean<Received[]>())
    },
    async ofAccount(accountId: string): Promise<Mark[]> {
      return model.find({ accountId }).lean<Mark[]>()
    },
    /** For an import; what is there already stays. */
    async insertMany(marks: Omit<Mark, '_id'>[]) {
      const writes = marks.map(mark => ({
        updateOne: { filter: { _id: keyOf(mark.accountId, mark.postId) }, update: { $setOnInsert: mark }, upsert: true },
      }))
      if (writes.length > 0) await model.bulkWrite(writes, { ordered: false })
    },
    createIndexes: () => model.createIndexes(),
  }
}

/** Without an order that could tell who was first. */
function byPost(found: Received[], among: string[] = [...new Set(found.map(each => each.postId))]): Map<string, PostReaction[]> {
  const sets = new Map(among.map(id => [id, new Set<PostReaction>()]))
  for (const { postId, reactions } of found) for (const each of reactions) sets.get(postId)?.add(each)
  return new Map([...sets].map(([id, kinds]) => [id, [...kinds].sort()]))
}

/** Two first marks at once: the second finds the document of the first. */
async function again(write: () => Promise<unknown>) {
  try {
    await write()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await write()
  }
}
