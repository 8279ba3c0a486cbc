// All persistence of the formats that a community writes for itself.
import type { Format } from '@hearth/shared/format'
import type { Connection } from 'mongoose'
import { defineModel } from '../../db/schema.ts'

export type FormatDoc = {
  _id: string
  slug: string
  format: Format
  version: number
  createdBy: string
  /** Of what was sent first, to tell a repeat from another format under the same id. */
  contentHash: string
  createdAt: Date
  withdrawnAt: Date | null
}

export type FormatStore = ReturnType<typeof formatStore>

export function formatStore(connection: Connection) {
  const model = defineModel<FormatDoc>(
    connection,
    'formats',
    {
      slug: { type: String, required: true },
      // As the contract has it: what is written here was parsed by it.
      format: { type: Object, required: true },
      version: { type: Number, required: true },
      createdBy: { type: String, required: true },
      contentHash: { type: String, required: true },
      createdAt: { type: Date, required: true },
      withdrawnAt: { type: Date, default: null },
    },
    [{ name: 'by_age', serves: 'the list of formats, in the order in which they were written', fields: { createdAt: 1, _id: 1 } }],
  )

  return {
    async all(): Promise<FormatDoc[]> {
      return model.find().sort({ createdAt: 1, _id: 1 }).lean<FormatDoc[]>()
    },
    async byId(id: string): Promise<FormatDoc | null> {
      return model.findById(id).lean<FormatDoc>()
    },
    async insert(doc: FormatDoc) {
      await model.create([doc])
    },
    /** The next version; null when `basedOn` is not the present one. */
    async change(id: string, basedOn: number, set: Pick<FormatDoc, 'format' | 'slug'>): Promise<FormatDoc | null> {
      return model
        .findOneAndUpdate({ _id: id, version: basedOn }, { $set: set, $inc: { version: 1 } }, { returnDocument: 'after' })
        .lean<FormatDoc>()
    },
    async setWithdrawn(id: string, withdrawnAt: Date | null): Promise<FormatDoc | null> {
      return model.findOneAndUpdate({ _id: id }, { $set: { withdrawnAt } }, { returnDocument: 'after' }).lean<FormatDoc>()
    },
    createIndexes: () => model.createIndexes(),
  }
}
