// How far each member has read in each topic: one number, never a record of which posts.
import type { Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'

type Position = { _id: string; accountId: string; topicId: string; readUpTo: number }
export type Positions = ReturnType<typeof positionsOf>

export function positionsOf(connection: Connection) {
  const model = defineModel<Position>(
    connection,
    'positions',
    { accountId: { type: String, required: true }, topicId: { type: String, required: true }, readUpTo: { type: Number, required: true } },
    [{ name: 'of_account', serves: 'marking all as read, export and erasure', fields: { accountId: 1 } }],
  )
  const idOf = (accountId: string, topicId: string) => `${accountId}:${topicId}`
  const put = (accountId: string, topicId: string, change: object) =>
    model.updateOne({ _id: idOf(accountId, topicId) }, { ...change, $setOnInsert: { accountId, topicId } }, { upsert: true })

  return {
    async of(accountId: string, topicIds: string[]): Promise<Map<string, number>> {
      const found = await model.find({ _id: { $in: topicIds.map(topicId => idOf(accountId, topicId)) } }).lean()
      return new Map(found.map(each => [each.topicId, each.readUpTo]))
    },
    /** Also backwards: that is marking as unread. */
    async set(accountId: string, topicId: string, readUpTo: number) {
      await put(accountId, topicId, { $set: { readUpTo } })
    },
    /** Never backwards: for reading on. */
    async advance(accountId: string, topicId: string, readUpTo: number) {
      await put(accountId, topicId, { $max: { readUpTo } })
    },
    async setAll(accountId: string, heads: { _id: string; lastN: number }[]) {
      const writes = heads.map(({ _id: topicId, lastN }) => ({
        updateOne: {
          filter: { _id: idOf(accountId, topicId) },
          update: { $max: { readUpTo: lastN }, $setOnInsert: { accountId, topicId } },
          upsert: true,
        },
      }))
      if (writes.length > 0) await model.bulkWrite(writes, { ordered: false })
    },
    createIndexes: () => model.createIndexes(),
  }
}
