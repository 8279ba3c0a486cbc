// Earlier wordings of posts: written in the same transaction as the edit, shown to the author and moderators.
import { randomUUID } from 'node:crypto'
import type { ClientSession, Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'

type Revision = { _id: string; postId: string; at: Date; title: string | null; source: string; contentNotes: string[] }
export type Wording = Omit<Revision, '_id' | 'postId'>
export type Revisions = ReturnType<typeof revisionsOf>

export function revisionsOf(connection: Connection) {
  const model = defineModel<Revision>(
    connection,
    'revisions',
    {
      postId: { type: String, required: true },
      at: { type: Date, required: true },
      title: { type: String, default: null },
      source: { type: String, required: true },
      contentNotes: { type: [String], required: true },
    },
    [{ name: 'of_post', serves: 'the history of a post, oldest first', fields: { postId: 1, at: 1 } }],
  )
  return {
    async keep(session: ClientSession, postId: string, wording: Wording) {
      await model.create([{ _id: randomUUID(), postId, ...wording }], { session })
    },
    async of(postId: string): Promise<Wording[]> {
      return model.find({ postId }).sort({ at: 1 }).lean()
    },
    createIndexes: () => model.createIndexes(),
  }
}

export function presentWording(wording: Wording) {
  return {
    at: wording.at.toISOString(),
    ...(wording.title === null ? {} : { title: wording.title }),
    body: wording.source,
    contentNotes: wording.contentNotes,
  }
}
