// All questions about bookmarks: in their order, and when the next reminder of a member comes.
import type { Model } from 'mongoose'
import { recent } from '../recent.ts'
import type { Mark } from './store.ts'

export type Bookmark = { note: string; remindAt: Date | null; at: Date }
export type Bookmarked = Mark & { bookmark: Bookmark }
/** After which bookmark a page goes on: the time in its order, and its id. */
export type BookmarkPlace = { at: Date; id: string }
type Asked = { asOf: Date; after: BookmarkPlace | null; limit: number }

const mostKept = 20_000

export function bookmarkStore(model: Model<Mark>, { keptMs }: { keptMs: number }) {
  const next = recent<{ at: Date | null }>({ most: mostKept, forMs: keptMs })

  return {
    async bookmarkOf(accountId: string, postId: string): Promise<Bookmarked | null> {
      const found = await model.findOne({ _id: `${accountId}:${postId}` }).lean<Mark>()
      return found?.bookmark ? (found as Bookmarked) : null
    },
    /** The reminders that have come, the longest waiting first. */
    async due(accountId: string, { asOf, after, limit }: Asked): Promise<Bookmarked[]> {
      const later = after
        ? { $or: [{ 'bookmark.remindAt': { $gt: after.at, $lte: asOf } }, { 'bookmark.remindAt': after.at, _id: { $gt: after.id } }] }
        : { 'bookmark.remindAt': { $lte: asOf } }
      return model
        .find({ accountId, ...later })
        .sort({ 'bookmark.remindAt': 1, _id: 1 })
        .limit(limit)
        .lean<Bookmarked[]>()
    },
    /** All that are not due, the newest first; `reminders`: only those with a time to come. */
    async others(accountId: string, { asOf, after, limit, reminders }: Asked & { reminders: boolean }): Promise<Bookmarked[]> {
      const toCome = { 'bookmark.remindAt': { $gt: asOf } }
      const kind = reminders ? toCome : { bookmark: { $ne: null }, $or: [{ 'bookmark.remindAt': null }, toCome] }
      const below = after
        ? { $and: [{ $or: [{ 'bookmark.at': { $lt: after.at } }, { 'bookmark.at': after.at, _id: { $gt: after.id } }] }] }
        : {}
      return model
        .find({ accountId, ...kind, ...below })
        .sort({ 'bookmark.at': -1, _id: 1 })
        .limit(limit)
        .lean<Bookmarked[]>()
    },
    /** When the first reminder of a member comes, or came; held in memory where no other server changes bookmarks. */
    async nextReminder(accountId: string): Promise<Date | null> {
      const found = await next.ask(accountId, async () => {
        const [first] = await model
          .find({ accountId, 'bookmark.remindAt': { $ne: null } }, { bookmark: 1 })
          .sort({ 'bookmark.remindAt': 1 })
          .limit(1)
          .lean<Bookmarked[]>()
        return { at: first?.bookmark.remindAt ?? null }
      })
      return found?.at ?? null
    },
    forget: (accountId: string) => next.forget(accountId),
  }
}
