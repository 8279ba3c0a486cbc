// All persistence of members' own feeds; the address of one is kept as a hash alone.
import type { Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'

export type FeedDoc = {
  _id: string
  accountId: string
  scope: 'all' | 'space' | 'started'
  spaceId: string | null
  words: boolean
  hash: string
  /** A new password ends every feed, as it ends every sign-in. */
  passwordVersion: number
  createdAt: Date
  /** A day, such as 2026-05-01: the hour is nobody's business. */
  lastUsedOn: string | null
}
export type FeedStore = ReturnType<typeof feedStore>

export function feedStore(connection: Connection) {
  const model = defineModel<FeedDoc>(
    connection,
    'feeds',
    {
      accountId: { type: String, required: true },
      scope: { type: String, required: true },
      spaceId: { type: String, default: null },
      words: { type: Boolean, required: true },
      hash: { type: String, required: true },
      passwordVersion: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      lastUsedOn: { type: String, default: null },
    },
    [
      { name: 'hash', serves: 'whose a feed is', fields: { hash: 1 }, unique: true },
      { name: 'account', serves: 'one’s own feeds', fields: { accountId: 1, createdAt: -1 } },
    ],
  )

  return {
    async insert(feed: FeedDoc) {
      await model.create([feed])
    },
    async byHash(hashes: string[]): Promise<FeedDoc | null> {
      return model.findOne({ hash: { $in: hashes } }).lean<FeedDoc>()
    },
    async of(accountId: string, passwordVersion: number): Promise<FeedDoc[]> {
      return model.find({ accountId, passwordVersion }).sort({ createdAt: -1 }).lean<FeedDoc[]>()
    },
    async used(id: string, lastUsedOn: string) {
      await model.updateOne({ _id: id }, { $set: { lastUsedOn } })
    },
    async remove(id: string, accountId: string): Promise<boolean> {
      return (await model.deleteOne({ _id: id, accountId })).deletedCount > 0
    },
    createIndexes: () => model.createIndexes(),
  }
}
