// All persistence of the index: an entry for each post, numbered in the order of change, and how far each thing is in it.
import type { Connection } from 'mongoose'
import type { ClientSession } from '../db/connect.ts'
import { defineModel, writtenPlainly } from '../db/schema.ts'
import type { Entry, Version } from './entry.ts'

type Stored = Entry & { ord: number }
type StoredVersion = Version & { of: string }
/** `analysis`: by which rules the words were brought to terms. */
type State = { _id: string; ord: number; analysis: number }
export type SearchStore = ReturnType<typeof searchStore>

/** Entries that are read together. */
const perRead = 500

export function searchStore(connection: Connection) {
  const required = (type: unknown) => ({ type, required: true })
  const entryModel = defineModel<Stored>(
    connection,
    'search_entries',
    {
      thing: required(String),
      n: required(Number),
      author: { type: String, default: null },
      at: required(Date),
      head: { type: { kind: String, place: String, tags: [String], wantsAnswer: Boolean, _id: false }, default: null },
      gone: required(Boolean),
      title: String,
      body: String,
      ord: required(Number),
    },
    [
      { name: 'in_order', serves: 'what changed after a number, and all of it at a start', fields: { ord: 1 } },
      { name: 'of_thing', serves: 'taking all of a thing out', fields: { thing: 1 } },
    ],
  )
  const versionModel = defineModel<StoredVersion>(connection, 'search_things', { of: required(String), version: required(Number) }, [
    { name: 'of_kind', serves: 'what was missed of a kind', fields: { of: 1 } },
  ])
  const stateModel = defineModel<State>(connection, 'search_state', { ord: required(Number), analysis: required(Number) }, [])
  // Written and read plainly: there are many, and our own code made them whole.
  const [entries, things, states] = [
    writtenPlainly<Stored>(connection, 'search_entries'),
    writtenPlainly<StoredVersion>(connection, 'search_things'),
    writtenPlainly<State>(connection, 'search_state'),
  ]

  /** One document that every change of the index touches: so numbers are given in the order of commits. */
  async function draw(session: ClientSession, many: number): Promise<number> {
    const after = await states.findOneAndUpdate({ _id: 'index' }, { $inc: { ord: many } }, { session, returnDocument: 'after' })
    return after!.ord
  }

  return {
    /** Of these things, 0 for those that are not in the index. */
    async versionsOf(ids: string[]): Promise<Version[]> {
      const found = new Map((await things.find({ _id: { $in: ids } }).toArray()).map(each => [each._id, each.version]))
      return ids.map(_id => ({ _id, version: found.get(_id) ?? 0 }))
    },
    versionsOfAll: (kind: string): Promise<Version[]> => things.find({ of: kind }).toArray(),
    /** Part of a transaction. What somebody brought further meanwhile stays. Answers what was written, and the number of the last. */
    async write(session: ClientSession, kind: string, given: Entry[], versions: Version[]) {
      const ord = await draw(session, given.length)
      const stored = await things.find({ _id: { $in: versions.map(each => each._id) } }, { session }).toArray()
      const known = new Map(stored.map(each => [each._id, each.version]))
      const ahead = versions.filter(each => each.version > (known.get(each._id) ?? 0))
      const fresh = new Set(ahead.map(each => each._id))
      const written = given.filter(entry => fresh.has(entry.thing)).map((entry, at) => ({ ...entry, ord: ord - given.length + at + 1 }))
      const replace = <Doc extends { _id: string }>(doc: Doc) => ({
        replaceOne: { filter: { _id: doc._id }, replacement: doc as never, upsert: true },
      })
      if (written.length > 0) await entries.bulkWrite(written.map(replace), { session })
      if (ahead.length > 0)
        await things.bulkWrite(
          ahead.map(({ _id, version }) => replace({ _id, of: kind, version })),
          { session },
        )
      return { written, before: ord - given.length, ord }
    },
    /** Part of a transaction: as if they had never been in it. Numbers are kept for those who hold them. */
    async takeOut(session: ClientSession, ids: string[]) {
      const found = await entries.find({ thing: { $in: ids } }, { session, projection: { _id: 1 } }).toArray()
      const ord = await draw(session, found.length)
      const nothing = { gone: true, title: '', body: '', author: null }
      const writes = found.map(({ _id }, at) => ({
        updateOne: { filter: { _id }, update: { $set: { ...nothing, ord: ord - found.length + at + 1 } } },
      }))
      if (writes.length > 0) await entries.bulkWrite(writes, { session })
      await things.deleteMany({ _id: { $in: ids } }, { session })
    },
    /** In the order of change, in parts. */
    async *after(ord: number): AsyncGenerator<Stored[]> {
      const cursor = entries.find({ ord: { $gt: ord } }, { sort: { ord: 1 }, batchSize: perRead })
      let part: Stored[] = []
      for await (const entry of cursor) {
        part.push(entry)
        if (part.length < perRead) continue
        yield part
        part = []
      }
      if (part.length > 0) yield part
    },
    /** Begins the index anew where it was made by other rules. Whoever holds the old one goes on with it and takes over what comes. */
    async begin(analysis: number, { anew = false } = {}) {
      await states.updateOne({ _id: 'index' }, { $setOnInsert: { ord: 0, analysis } }, { upsert: true })
      const state = await states.findOne({ _id: 'index' })
      if (!anew && state?.analysis === analysis) return
      await things.deleteMany({})
      await entries.deleteMany({})
      await states.updateOne({ _id: 'index' }, { $set: { analysis } })
    },
    createIndexes: () => Promise.all([entryModel.createIndexes(), versionModel.createIndexes(), stateModel.createIndexes()]),
  }
}
