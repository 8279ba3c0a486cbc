// All persistence of posts that wait. Who takes one to post it moves its time on, so that nobody else does; who dies over it is followed by the next.
import type { NewReply } from '@hearth/shared/reply'
import type { NewTopic } from '@hearth/shared/topic'
import type { HeldBecause } from '@hearth/shared/waiting-post'
import type { Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'
import type { Due } from './when.ts'

type Words = Omit<NewReply, 'id' | 'parentId'> & Partial<Pick<NewTopic, 'title' | 'kind' | 'tags' | 'crisisLines' | 'poll'>>

export type WaitingDoc = {
  /** The id that the post will have. */
  _id: string
  accountId: string
  what: 'reply' | 'topic'
  topicId: string | null
  parentId: string | null
  spaceId: string | null
  words: Words
  /** All three are null while it is held or taken back. */
  appearsAt: Date | null
  latestAt: Date | null
  dueAt: Date | null
  /** Somebody is posting it until then at most. */
  claimedUntil: Date | null
  held: HeldBecause | null
  takenBackAt: Date | null
  /** Of what was sent first, to tell a repeat from another text under the same id. */
  contentHash: string
  createdAt: Date
  version: number
}

export const noTime = { appearsAt: null, latestAt: null, dueAt: null } as const satisfies Record<keyof Due, null>
/** Seconds for which what was taken back can be brought back. */
const goneAfterSeconds = 86_400
const before = { returnDocument: 'before' } as const
const after = { returnDocument: 'after' } as const
const id = { type: String, default: null }
const time = { type: Date, default: null }

export type WaitingStore = ReturnType<typeof waitingStore>

export function waitingStore(connection: Connection) {
  const model = defineModel<WaitingDoc>(
    connection,
    'waiting_posts',
    {
      accountId: { type: String, required: true },
      what: { type: String, required: true },
      topicId: id,
      parentId: id,
      spaceId: id,
      // As the contract has them: what is written here was parsed by it.
      words: { type: Object, required: true },
      appearsAt: time,
      latestAt: time,
      dueAt: time,
      claimedUntil: time,
      held: id,
      takenBackAt: time,
      contentHash: { type: String, required: true },
      createdAt: { type: Date, required: true },
      version: { type: Number, required: true },
    },
    [
      { name: 'due', serves: 'what is due, and when the next will be', fields: { dueAt: 1 }, where: { dueAt: { $type: 'date' } } },
      { name: 'own', serves: "one's own posts that wait", fields: { accountId: 1, createdAt: 1 } },
      { name: 'gone', serves: 'clearing away what was taken back', fields: { takenBackAt: 1 }, expireAfterSeconds: goneAfterSeconds },
    ],
  )

  return {
    async insert(doc: WaitingDoc) {
      await model.create([doc])
    },
    async byId(id: string): Promise<WaitingDoc | null> {
      return model.findById(id).lean<WaitingDoc>()
    },
    async ofAccount(accountId: string): Promise<WaitingDoc[]> {
      return model.find({ accountId }).sort({ createdAt: 1, _id: 1 }).lean<WaitingDoc[]>()
    },
    async countOf(accountId: string): Promise<number> {
      return model.countDocuments({ accountId, takenBackAt: null })
    },
    /** Null when it changed since `version`, or is being posted. */
    async change(id: string, version: number, set: Partial<WaitingDoc>): Promise<WaitingDoc | null> {
      return model.findOneAndUpdate({ _id: id, version, claimedUntil: null }, { $set: set, $inc: { version: 1 } }, after).lean<WaitingDoc>()
    },
    /** Takes the next that is due, as it was; nobody else does before `until`. */
    async claimDue(now: Date, until: Date): Promise<WaitingDoc | null> {
      return model
        .findOneAndUpdate(
          { dueAt: { $type: 'date', $lte: now } },
          { $set: { dueAt: until, claimedUntil: until } },
          { ...before, sort: { dueAt: 1 } },
        )
        .lean<WaitingDoc>()
    },
    /** Takes this one, whenever it was due. Null when it changed meanwhile, or somebody is posting it. */
    async claim(id: string, version: number, until: Date): Promise<WaitingDoc | null> {
      return model
        .findOneAndUpdate({ _id: id, version, claimedUntil: null }, { $set: { dueAt: until, claimedUntil: until } }, before)
        .lean<WaitingDoc>()
    },
    /** Gives it back: to wait on, or to be held. */
    async release(id: string, set: Pick<WaitingDoc, keyof Due | 'held'>) {
      await model.updateOne({ _id: id, claimedUntil: { $ne: null } }, { $set: { ...set, claimedUntil: null } })
    },
    async remove(id: string) {
      await model.deleteOne({ _id: id })
    },
    async nextDue(): Promise<Date | null> {
      const next = await model
        .findOne({ dueAt: { $type: 'date' } }, { dueAt: 1 })
        .sort({ dueAt: 1 })
        .lean<WaitingDoc>()
      return next?.dueAt ?? null
    },
    createIndexes: () => model.createIndexes(),
  }
}
