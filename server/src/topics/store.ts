// All persistence of topics: plain objects in and out, and the two numbers that every change of a topic draws.
import type { ClientSession, Connection } from 'mongoose'
import { writtenPlainly } from '../db/schema.ts'
import { type TopicDoc, topicModel } from './model.ts'

export type { TopicDoc }

/** Where a list goes on: below this topic. */
export type TopicPlace = { pinned: boolean; at: Date; id: string }
export type Stamp = { count?: 1 | -1; set?: Partial<TopicDoc>; self?: boolean }
/** Where a change relies on what was read before. */
export type Where = Partial<Pick<TopicDoc, 'locked' | 'spaceId' | 'changedSeq'>>
/** A tag with all words that lead to it, as slugs. */
export type TagWords = { slug: string; name: string; slugs: string[] }
export type TopicStore = ReturnType<typeof topicStore>

/** What a new reply changes in its topic. */
export type Numbers = Pick<TopicDoc, 'seq' | 'lastN' | 'replyCount' | 'lastActivityAt'>
const numbers = { seq: 1, lastN: 1, replyCount: 1, lastActivityAt: 1 } as const
const after = { projection: numbers, returnDocument: 'after' } as const
/** `many` replies to one topic, the last of them written `at`. */
export type Posts = { id: string; where: Where; many: number; at: Date }

function numbersAfter({ many, at }: Posts) {
  return { $inc: { seq: many, lastN: many, replyCount: many }, $set: { lastActivityAt: at } }
}

const headFields = {
  spaceId: 1,
  title: 1,
  lang: 1,
  lastN: 1,
  seq: 1,
  replyCount: 1,
  authorId: 1,
  alias: 1,
  removed: 1,
  createdAt: 1,
  lastActivityAt: 1,
} as const
/** Of a topic what tells whether it waits for somebody, and what it is called. */
export type TopicHead = Pick<TopicDoc, '_id' | keyof typeof headFields>

/** Lists never need the text. */
const forRows = { source: 0, html: 0 } as const

export function topicStore(connection: Connection) {
  const model = topicModel(connection)

  const plain = writtenPlainly<TopicDoc>(connection, 'topics')

  return {
    async byId(id: string): Promise<TopicDoc | null> {
      return model.findById(id).lean<TopicDoc>()
    },
    async byIds(ids: string[]): Promise<TopicDoc[]> {
      return model.find({ _id: { $in: ids } }).lean<TopicDoc[]>()
    },
    /** All topics with the number of their last change. */
    async versions(): Promise<{ _id: string; version: number }[]> {
      const found = plain.find({}, { projection: { seq: 1 } })
      return (await found.toArray()).map(({ _id, seq }) => ({ _id, version: seq }))
    },
    async insert(session: ClientSession, topic: TopicDoc) {
      await model.create([topic], { session })
    },
    /** Draws the next `seq` and `n` for all new replies of each topic; answers the last of them by topic, or null where one `where` does not hold. */
    async post(session: ClientSession, posts: Posts[]): Promise<Map<string, Numbers> | null> {
      const [only] = posts
      if (posts.length === 1) {
        const found = await plain.findOneAndUpdate({ _id: only!.id, ...only!.where }, numbersAfter(only!), { ...after, session })
        return found && new Map([[only!.id, found]])
      }
      const writes = posts.map(each => ({ updateOne: { filter: { _id: each.id, ...each.where }, update: numbersAfter(each) } }))
      const { matchedCount } = await plain.bulkWrite(writes, { session })
      if (matchedCount < posts.length) return null
      const found = await plain.find({ _id: { $in: posts.map(each => each.id) } }, { session, projection: numbers }).toArray()
      return new Map(found.map(topic => [topic._id, topic]))
    },
    /** Draws the next `seq` where `where` still holds; null where it does not. */
    async stamp(session: ClientSession, id: string, where: Where, { count, set, self }: Stamp) {
      const $inc = { seq: 1, ...(count ? { replyCount: count } : {}) }
      const before = await model
        .findOneAndUpdate({ _id: id, ...where }, set ? { $inc, $set: set } : { $inc }, {
          session,
          projection: { ...forRows, excerpt: 0 },
          returnDocument: 'after',
        })
        .lean<TopicDoc>()
      if (before && self) await model.updateOne({ _id: id }, { $set: { changedSeq: before.seq } }, { session })
      return before
    },
    /** For an import, which brings the numbers with it. */
    async setNumbers(session: ClientSession, id: string, given: Numbers) {
      await model.updateOne({ _id: id }, { $set: given }, { session })
    },
    /** Topics of one space, pinned first. */
    async ofSpace(spaceId: string, after: TopicPlace | null, limit: number): Promise<TopicDoc[]> {
      const filter = after ? { spaceId, ...below(after, true) } : { spaceId }
      return model.find(filter, forRows).sort({ pinned: -1, lastActivityAt: -1, _id: -1 }).limit(limit).lean<TopicDoc[]>()
    },
    /** Topics of several spaces by last activity. */
    async latest(spaceIds: string[], after: TopicPlace | null, limit: number): Promise<TopicDoc[]> {
      const found = await Promise.all(
        spaceIds.map(spaceId =>
          model
            .find({ spaceId, ...(after ? below(after, false) : {}) }, forRows)
            .sort({ lastActivityAt: -1, _id: -1 })
            .limit(limit)
            .lean<TopicDoc[]>(),
        ),
      )
      return newest(found.flat(), limit)
    },
    /** Questions and discussions that nobody answered yet, oldest first. */
    async unanswered(spaceIds: string[], after: TopicPlace | null, limit: number): Promise<TopicDoc[]> {
      const later = after ? { $or: [{ createdAt: { $gt: after.at } }, { createdAt: after.at, _id: { $gt: after.id } }] } : {}
      const filter = {
        spaceId: { $in: spaceIds },
        replyCount: 0,
        removed: null,
        locked: false,
        kind: { $ne: 'announcement' as const },
        ...later,
      }
      return model.find(filter, forRows).sort({ createdAt: 1, _id: 1 }).limit(limit).lean<TopicDoc[]>()
    },
    async startedBy(
      accountId: string,
      anonymousIds: string[],
      spaceIds: string[],
      after: TopicPlace | null,
      limit: number,
    ): Promise<TopicDoc[]> {
      const own = { $or: [{ authorId: accountId }, { _id: { $in: anonymousIds } }], spaceId: { $in: spaceIds } }
      const filter = after ? { $and: [own, below(after, false)] } : own
      return model.find(filter, forRows).sort({ lastActivityAt: -1, _id: -1 }).limit(limit).lean<TopicDoc[]>()
    },
    /** Topics of several spaces under one tag, by last activity. */
    async tagged(spaceIds: string[], tagSlug: string, after: TopicPlace | null, limit: number): Promise<TopicDoc[]> {
      const found = await Promise.all(
        spaceIds.map(spaceId =>
          model
            .find({ spaceId, tagSlugs: tagSlug, ...(after ? below(after, false) : {}) }, forRows)
            .sort({ lastActivityAt: -1, _id: -1 })
            .limit(limit)
            .lean<TopicDoc[]>(),
        ),
      )
      return newest(found.flat(), limit)
    },
    /** Every tag on a topic of these spaces, each once. */
    async tagsIn(spaceIds: string[]): Promise<string[]> {
      return model.distinct('tags', { spaceId: { $in: spaceIds } })
    },
    /** Topics that stand under another word for this tag, or under its word in another form. */
    async underOldWords(spaceId: string, { slug, name, slugs }: TagWords, limit: number): Promise<TopicDoc[]> {
      const others = slugs.filter(each => each !== slug)
      const stale = { $or: [{ tagSlugs: { $in: others } }, { tagSlugs: slug, tags: { $ne: name } }] }
      return model
        .find({ spaceId, ...stale }, forRows)
        .limit(limit)
        .lean<TopicDoc[]>()
    },
    /** Ids, slugs and last changes of the topics of a space whose ids are from `from` up to and without `below`, in order of id. */
    async mapped(spaceId: string, { from, below, limit }: { from: string; below: string; limit: number }) {
      return model
        .find({ spaceId, _id: { $gte: from, $lt: below } }, { slug: 1, lastActivityAt: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<TopicDoc, '_id' | 'slug' | 'lastActivityAt'>[]>()
    },
    async lastActivity(spaceId: string): Promise<Date | null> {
      const [newest] = await model
        .find({ spaceId }, { lastActivityAt: 1 })
        .sort({ lastActivityAt: -1, _id: -1 })
        .limit(1)
        .lean<TopicDoc[]>()
      return newest?.lastActivityAt ?? null
    },
    /** Those of one space that were written to last. */
    async active(spaceId: string, limit: number): Promise<TopicHead[]> {
      return model.find({ spaceId }, headFields).sort({ lastActivityAt: -1, _id: -1 }).limit(limit).lean<TopicHead[]>()
    },
    /** What lists of titles need of these topics. */
    async heads(ids: string[]): Promise<TopicHead[]> {
      return model.find({ _id: { $in: ids } }, headFields).lean<TopicHead[]>()
    },
    /** Ids and last numbers of all topics of these spaces. */
    async lastNumbers(spaceIds: string[]): Promise<{ _id: string; lastN: number }[]> {
      return model.find({ spaceId: { $in: spaceIds } }, { lastN: 1 }).lean<TopicDoc[]>()
    },
    createIndexes: () => model.createIndexes(),
  }
}

/** What comes after a place in the order (pinned first,) last activity, id: all descending. */
function below({ pinned, at, id }: TopicPlace, withPinned: boolean) {
  const later = [{ lastActivityAt: { $lt: at } }, { lastActivityAt: at, _id: { $lt: id } }]
  if (!withPinned) return { $or: later }
  return { $or: [...(pinned ? [{ pinned: false }] : []), ...later.map(each => ({ pinned, ...each }))] }
}

/** The first of several lists put together, by last activity. */
export function newest(topics: TopicDoc[], limit: number): TopicDoc[] {
  return topics.sort(byActivity).slice(0, limit)
}

function byActivity(a: TopicDoc, b: TopicDoc) {
  return b.lastActivityAt.getTime() - a.lastActivityAt.getTime() || (a._id < b._id ? 1 : -1)
}
