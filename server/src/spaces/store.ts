// All persistence of spaces. They are few and asked for by every request, so they are held in memory and read again when they change.
import type { Visibility } from '@hearth/shared/space'
import type { ClientSession, Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'

export type SpaceDoc = {
  _id: string
  slug: string
  name: string
  description: string
  visibility: Visibility
  anonymous: boolean
  position: number
  archivedAt: Date | null
  topicCount: number
  createdAt: Date
}

/** With several servers a change made by another is seen after this long. */
const staleAfterMs = 1_000

export type SpaceStore = ReturnType<typeof spaceStore>

export function spaceStore(connection: Connection, { shared }: { shared: boolean }) {
  const model = defineModel<SpaceDoc>(
    connection,
    'spaces',
    {
      slug: { type: String, required: true },
      name: { type: String, required: true },
      description: String,
      visibility: { type: String, required: true },
      anonymous: { type: Boolean, required: true },
      position: { type: Number, required: true },
      archivedAt: { type: Date, default: null },
      topicCount: { type: Number, required: true },
      createdAt: { type: Date, required: true },
    },
    [{ name: 'by_position', serves: 'the list of spaces, in order', fields: { position: 1, _id: 1 } }],
  )
  let held: Promise<SpaceDoc[]> | null = null
  let readAt = 0

  function all(): Promise<SpaceDoc[]> {
    if (!held || (shared && Date.now() - readAt > staleAfterMs)) {
      readAt = Date.now()
      held = model.find().sort({ position: 1, _id: 1 }).lean<SpaceDoc[]>().exec()
      held.catch(() => forget())
    }
    return held
  }

  function forget() {
    held = null
  }

  return {
    all,
    /** Whether other servers change what is stored here. */
    shared,
    forget,
    async byId(id: string): Promise<SpaceDoc | null> {
      return (await all()).find(space => space._id === id) ?? null
    },
    async insert(space: SpaceDoc) {
      await model.create([space])
      forget()
    },
    /** Null when there is no such space. */
    async change(id: string, change: Partial<Omit<SpaceDoc, '_id'>>): Promise<SpaceDoc | null> {
      const changed = await model.findOneAndUpdate({ _id: id }, { $set: change }, { returnDocument: 'after' }).lean<SpaceDoc>()
      forget()
      return changed
    },
    /** Part of the caller's transaction, which calls `forget` after its commit. */
    async countTopics(session: ClientSession, id: string, by: 1 | -1) {
      await model.updateOne({ _id: id }, { $inc: { topicCount: by } }, { session })
    },
    createIndexes: () => model.createIndexes(),
  }
}
