// All persistence of replies: plain objects in and out; their order by creation, by thread and by change, each through its named index.
import type { ClientSession, Connection } from 'mongoose'
import { defineModel, writtenPlainly } from '../db/schema.ts'
import { type Post, postDefinition } from '../posts/post.ts'

export type ReplyDoc = Post & {
  _id: string
  topicId: string
  parentId: string | null
  parentN: number | null
  n: number
  /** The `n` of the first ancestor, or the reply's own. */
  root: number
  /** The fixed-width `n`s of the ancestors and its own, down to 32 levels. */
  path: string
  depth: number
  seq: number
}
/** Of a reply what tells whether it waits for somebody. */
export type ReplyHead = Pick<ReplyDoc, '_id' | 'n' | 'authorId' | 'alias' | 'removed'>
export type Order = 'oldest' | 'newest'
export type View = 'threaded' | 'flat'
/** A place in a topic: enough for each of its orders. */
export type ReplyPlace = Pick<ReplyDoc, 'n' | 'root' | 'path'>
/** `inclusive` starts at the place itself; `backwards` reads towards the beginning. */
export type Slice = { from: ReplyPlace | null; inclusive?: boolean; backwards?: boolean; limit: number }
export type ReplyStore = ReturnType<typeof replyStore>

const headFields = { n: 1, authorId: 1, alias: 1, removed: 1 } as const
const fieldsShown = { source: 0, excerpt: 0, contentHash: 0 } as const

export function replyStore(connection: Connection) {
  const model = defineModel<ReplyDoc>(
    connection,
    'replies',
    {
      ...postDefinition,
      topicId: { type: String, required: true },
      parentId: { type: String, default: null },
      parentN: { type: Number, default: null },
      n: { type: Number, required: true },
      root: { type: Number, required: true },
      path: { type: String, required: true },
      depth: { type: Number, required: true },
      seq: { type: Number, required: true },
    },
    [
      { name: 'flat', serves: 'replies in order of creation; permalinks; no n twice', fields: { topicId: 1, n: 1 }, unique: true },
      { name: 'threaded', serves: 'replies in threaded order, oldest first', fields: { topicId: 1, path: 1, n: 1 } },
      {
        name: 'threaded_newest',
        serves: 'threads newest first, each oldest first within',
        fields: { topicId: 1, root: -1, path: 1, n: 1 },
      },
      { name: 'changed', serves: 'catching up by sequence', fields: { topicId: 1, seq: 1 } },
      { name: 'by_author', serves: 'the topics in which one replied under a name', fields: { authorId: 1, topicId: 1 } },
    ],
  )

  const plain = writtenPlainly<ReplyDoc>(connection, 'replies')

  return {
    async byId(id: string): Promise<ReplyDoc | null> {
      return model.findById(id).lean<ReplyDoc>()
    },
    async byIds(ids: string[]): Promise<ReplyDoc[]> {
      return model.find({ _id: { $in: ids } }, fieldsShown).lean<ReplyDoc[]>()
    },
    async byN(topicId: string, n: number): Promise<ReplyDoc | null> {
      return model.findOne({ topicId, n }, fieldsShown).lean<ReplyDoc>()
    },
    /** Who wrote which, as far as the replies themselves tell. */
    async signed(ids: string[]): Promise<Pick<ReplyDoc, '_id' | 'authorId' | 'alias' | 'removed'>[]> {
      return model.find({ _id: { $in: ids } }, { authorId: 1, alias: 1, removed: 1 }).lean<ReplyDoc[]>()
    },
    /** For lists: all but the words themselves. */
    async rows(
      ids: string[],
    ): Promise<Pick<ReplyDoc, '_id' | 'n' | 'authorId' | 'alias' | 'contentNotes' | 'lang' | 'excerpt' | 'removed'>[]> {
      return model.find({ _id: { $in: ids } }, { source: 0, html: 0, contentHash: 0 }).lean<ReplyDoc[]>()
    },
    async insertMany(session: ClientSession, replies: ReplyDoc[]) {
      await plain.insertMany(replies, { session })
    },
    /** Null when it changed since `seq`. */
    async change(session: ClientSession, id: string, seq: number, set: Partial<ReplyDoc>): Promise<ReplyDoc | null> {
      return model.findOneAndUpdate({ _id: id, seq }, { $set: set }, { session, returnDocument: 'after' }).lean<ReplyDoc>()
    },
    async slice(
      topicId: string,
      view: View,
      order: Order,
      { from, inclusive = false, backwards = false, limit }: Slice,
    ): Promise<ReplyDoc[]> {
      const keys = orderKeys(view, order)
      const sort = Object.fromEntries(keys.map(([key, way]) => [key, backwards ? -way : way])) as Record<string, 1 | -1>
      const filter = from ? { topicId, ...beyond(keys, from, backwards, inclusive) } : { topicId }
      const found = await model.find(filter, fieldsShown).sort(sort).limit(limit).lean<ReplyDoc[]>()
      return backwards ? found.reverse() : found
    },
    /** In order of change: above `after`, up to `upTo`. */
    async changed(topicId: string, after: number, upTo: number, limit: number): Promise<ReplyDoc[]> {
      return model
        .find({ topicId, seq: { $gt: after, $lte: upTo } }, fieldsShown)
        .sort({ seq: 1 })
        .limit(limit)
        .lean<ReplyDoc[]>()
    },
    async headsAfter(topicId: string, n: number, limit: number): Promise<ReplyHead[]> {
      return model
        .find({ topicId, n: { $gt: n } }, headFields)
        .sort({ n: 1 })
        .limit(limit)
        .lean<ReplyHead[]>()
    },
    /** The last ones, in order. */
    async lastHeads(topicId: string, limit: number): Promise<ReplyHead[]> {
      const found = await model.find({ topicId }, headFields).sort({ n: -1 }).limit(limit).lean<ReplyHead[]>()
      return found.reverse()
    },
    /** Those in which one replied under a name, each once. */
    async topicsOfAuthor(authorId: string): Promise<string[]> {
      return model.distinct('topicId', { authorId })
    },
    createIndexes: () => model.createIndexes(),
  }
}

type Keys = (readonly ['n' | 'root' | 'path', 1 | -1])[]

function orderKeys(view: View, order: Order): Keys {
  if (view === 'flat') return [['n', order === 'oldest' ? 1 : -1]]
  return order === 'oldest'
    ? [
        ['path', 1],
        ['n', 1],
      ]
    : [
        ['root', -1],
        ['path', 1],
        ['n', 1],
      ]
}

/** What lies beyond a place: later in the first key, or equal in it and later in the next, and so on. */
function beyond(keys: Keys, from: ReplyPlace, backwards: boolean, inclusive: boolean) {
  const steps = keys.map(([key, way], depth) => {
    const equal = Object.fromEntries(keys.slice(0, depth).map(([earlier]) => [earlier, from[earlier]]))
    const operator = ((way === 1) === !backwards ? '$gt' : '$lt') + (inclusive && depth === keys.length - 1 ? 'e' : '')
    return { ...equal, [key]: { [operator]: from[key] } }
  })
  return steps.length === 1 ? steps[0]! : { $or: steps }
}
