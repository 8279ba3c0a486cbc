// How far each member has read in each topic: one number, never a record of which posts.
import type { Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'
import { recent } from '../recent.ts'

type Position = { _id: string; accountId: string; topicId: string; readUpTo: number }
type Held = { readUpTo: number | null }
export type Positions = ReturnType<typeof positionsOf>

/** A member's own number is asked for with every page; `mostKept` of them are held in memory, also that there is none. */
const mostKept = 50_000
const keptMs = 600_000
const unread = -1

/** `alone`: no other server changes positions, so they may be held in memory. */
export function positionsOf(connection: Connection, { alone }: { alone: boolean }) {
  const model = defineModel<Position>(
    connection,
    'positions',
    { accountId: { type: String, required: true }, topicId: { type: String, required: true }, readUpTo: { type: Number, required: true } },
    [{ name: 'of_account', serves: 'marking all as read, export and erasure', fields: { accountId: 1 } }],
  )
  const idOf = (accountId: string, topicId: string) => `${accountId}:${topicId}`
  const memory = recent<Held>({ most: mostKept, forMs: alone ? keptMs : 0 })

  async function put(accountId: string, topicId: string, change: object) {
    const _id = idOf(accountId, topicId)
    try {
      await model.updateOne({ _id }, { ...change, $setOnInsert: { accountId, topicId } }, { upsert: true })
    } finally {
      memory.forget(_id)
    }
  }

  /** Those of `ids` that are not held, null where nothing was read. */
  async function load(ids: string[]): Promise<Map<string, Held>> {
    const before = memory.forgettings()
    const found = await model.find({ _id: { $in: ids } }).lean()
    const numbers = new Map(found.map(each => [each._id, each.readUpTo]))
    const loaded = new Map(ids.map(id => [id, { readUpTo: numbers.get(id) ?? null }]))
    // What was read before a change and arrives after it would stay wrong for as long as it is held.
    if (before === memory.forgettings()) for (const [id, held] of loaded) memory.set(id, held)
    return loaded
  }

  return {
    /** 0 where the original post was read and no reply, below 0 where all was marked unread; absent where it was never opened. */
    async of(accountId: string, topicIds: string[]): Promise<Map<string, number>> {
      const held = new Map(topicIds.map(topicId => [topicId, memory.get(idOf(accountId, topicId))]))
      const missing = topicIds.filter(topicId => held.get(topicId) === undefined)
      const loaded = missing.length > 0 ? await load(missing.map(topicId => idOf(accountId, topicId))) : null
      const numbers = topicIds.map(
        topicId => [topicId, (held.get(topicId) ?? loaded?.get(idOf(accountId, topicId)))?.readUpTo ?? null] as const,
      )
      return new Map(numbers.filter((each): each is readonly [string, number] => each[1] !== null))
    },
    /** Also backwards: that is marking as unread. At 0 not even the original post counts as read, which is kept as -1. */
    async set(accountId: string, topicId: string, readUpTo: number) {
      await put(accountId, topicId, { $set: { readUpTo: readUpTo === 0 ? unread : readUpTo } })
    },
    /** Opening a topic reads its original post, also where there is no reply yet; one look at the memory when that is known. */
    async open(accountId: string, topicId: string) {
      const _id = idOf(accountId, topicId)
      const held = memory.get(_id) ?? (await load([_id])).get(_id)
      if ((held?.readUpTo ?? unread) === unread) await put(accountId, topicId, { $max: { readUpTo: 0 } })
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
      try {
        if (writes.length > 0) await model.bulkWrite(writes, { ordered: false })
      } finally {
        for (const { _id: topicId } of heads) memory.forget(idOf(accountId, topicId))
      }
    },
    createIndexes: () => model.createIndexes(),
  }
}
