// All persistence of the community's tags: a word, what it is called in French, and the words that lead to it; plain objects in and out.
import type { ClientSession, Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'

export type TagDoc = {
  _id: string
  name: string
  slug: string
  fr: string | null
  description: string
  synonyms: string[]
  /** Its own slug and those of all words that lead to it; no two tags share one. */
  slugs: string[]
  /** Whether every topic under one of its words stands under its name. */
  settled: boolean
  createdAt: Date
}
export type TagStore = ReturnType<typeof tagStore>

export function tagStore(connection: Connection) {
  const model = defineModel<TagDoc>(
    connection,
    'tags',
    {
      name: { type: String, required: true },
      slug: { type: String, required: true },
      fr: { type: String, default: null },
      description: { type: String, default: '' },
      synonyms: { type: [String], required: true },
      slugs: { type: [String], required: true },
      settled: { type: Boolean, required: true },
      createdAt: { type: Date, required: true },
    },
    [
      { name: 'slugs', serves: 'what a word leads to; no word leads to two', fields: { slugs: 1 }, unique: true },
      { name: 'unsettled', serves: 'what a start goes on with', fields: { settled: 1 } },
    ],
  )

  return {
    async all(): Promise<TagDoc[]> {
      return model.find().sort({ _id: 1 }).lean<TagDoc[]>()
    },
    async unsettled(): Promise<TagDoc[]> {
      return model.find({ settled: false }).lean<TagDoc[]>()
    },
    async byId(id: string): Promise<TagDoc | null> {
      return model.findById(id).lean<TagDoc>()
    },
    async bySlug(slug: string, session: ClientSession): Promise<TagDoc | null> {
      return model.findOne({ slugs: slug }).session(session).lean<TagDoc>()
    },
    async insert(session: ClientSession, tag: TagDoc) {
      await model.create([tag], { session })
    },
    /** Null when there is no such tag. */
    async change(session: ClientSession, id: string, set: Partial<TagDoc>): Promise<TagDoc | null> {
      return model.findOneAndUpdate({ _id: id }, { $set: set }, { session, returnDocument: 'after' }).lean<TagDoc>()
    },
    async remove(session: ClientSession, id: string) {
      await model.deleteOne({ _id: id }, { session })
    },
    /** Only where its words are those that were followed. */
    async settle({ _id, name, slugs }: TagDoc) {
      await model.updateOne({ _id, name, slugs }, { $set: { settled: true } })
    },
    createIndexes: () => model.createIndexes(),
  }
}
