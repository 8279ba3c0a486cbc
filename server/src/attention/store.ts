// All persistence of what members follow and mute: few rows a member, held in memory where no other server changes them.
import type { AttentionKind } from '@hearth/shared/attention'
import type { Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'
import { recent } from '../recent.ts'

/** What is treated as usual is not stored. `until`: the end of a timed mute, after which the row counts for nothing. */
export type AttentionDoc = {
  _id: string
  accountId: string
  kind: AttentionKind
  targetId: string
  level: 'follow' | 'mute'
  until: Date | null
}
export type AttentionStore = ReturnType<typeof attentionStore>

const mostKept = 10_000
const keptMs = 600_000

/** `alone`: no other server changes what is stored here. */
export function attentionStore(connection: Connection, { alone }: { alone: boolean }) {
  const model = defineModel<AttentionDoc>(
    connection,
    'attention',
    {
      accountId: { type: String, required: true },
      kind: { type: String, required: true },
      targetId: { type: String, required: true },
      level: { type: String, required: true },
      until: { type: Date, default: null },
    },
    [{ name: 'of_account', serves: 'all that one member follows and mutes, export and erasure', fields: { accountId: 1 } }],
  )
  const memory = recent<readonly AttentionDoc[]>({ most: mostKept, forMs: alone ? keptMs : 0 })
  const idOf = (accountId: string, kind: AttentionKind, targetId: string) => `${accountId}:${kind}:${targetId}`

  async function changing(accountId: string, change: () => Promise<unknown>) {
    try {
      await change()
    } finally {
      memory.forget(accountId)
    }
  }

  return {
    async of(accountId: string): Promise<readonly AttentionDoc[]> {
      const load = async () => Object.freeze(await model.find({ accountId }).lean<AttentionDoc[]>())
      return (await memory.ask(accountId, load)) ?? []
    },
    put: ({ accountId, kind, targetId, level, until }: Omit<AttentionDoc, '_id'>) =>
      changing(accountId, () =>
        model.updateOne(
          { _id: idOf(accountId, kind, targetId) },
          { $set: { level, until }, $setOnInsert: { accountId, kind, targetId } },
          { upsert: true },
        ),
      ),
    remove: (accountId: string, kind: AttentionKind, targetId: string) =>
      changing(accountId, () => model.deleteOne({ _id: idOf(accountId, kind, targetId) })),
    createIndexes: () => model.createIndexes(),
  }
}
