// All persistence of polls: what is asked, and the ballots; a secret ballot is kept under a code from which no person can be found, until the close.
import type { NewPoll, ResultsShown } from '@hearth/shared/poll'
import type { ClientSession, Connection } from 'mongoose'
import { defineModel, part } from '../db/schema.ts'

export type PollDoc = {
  /** The topic's. */
  _id: string
  options: { id: string; text: string }[]
  several: boolean
  secret: boolean
  results: ResultsShown
  closesAt: Date | null
  closedAt: Date | null
  /** Of a secret ballot that is closed: votes by option in their order, and how many voted; its ballots are gone. */
  counted: { votes: number[]; voted: number } | null
  /** Turns over with every vote, so that a close at the same time conflicts with it. */
  turn: number
}
/** `voter`: the account, or in a secret ballot its code. Without a time. */
export type Ballot = { _id: string; topicId: string; voter: string; choices: string[] }

export type PollStore = ReturnType<typeof pollStore>
type Made = NewPoll & { optionIds: string[] }

export function pollStore(connection: Connection) {
  const polls = defineModel<PollDoc>(
    connection,
    'polls',
    {
      options: { type: [part({ id: { type: String, required: true }, text: { type: String, required: true } })], required: true },
      several: { type: Boolean, required: true },
      secret: { type: Boolean, required: true },
      results: { type: String, required: true },
      closesAt: { type: Date, default: null },
      closedAt: { type: Date, default: null },
      turn: { type: Number, default: 0 },
      counted: { type: part({ votes: [Number], voted: Number }), default: null },
    },
    [{ name: 'to_close', serves: 'polls whose time to close has come', fields: { closedAt: 1, closesAt: 1 } }],
  )
  const ballots = defineModel<Ballot>(
    connection,
    'poll_ballots',
    { topicId: { type: String, required: true }, voter: { type: String, required: true }, choices: { type: [String], required: true } },
    [{ name: 'of_poll', serves: 'the ballots of a poll', fields: { topicId: 1 } }],
  )
  const idOf = (topicId: string, voter: string) => `${topicId}:${voter}`

  return {
    async insert(session: ClientSession, topicId: string, { options, optionIds, closesAt, ...poll }: Made) {
      const doc = {
        ...poll,
        options: options.map((text, at) => ({ id: optionIds[at]!, text })),
        closesAt: closesAt ? new Date(closesAt) : null,
      }
      await polls.create([{ _id: topicId, ...doc, closedAt: null, counted: null, turn: 0 }], { session })
    },
    async byId(topicId: string): Promise<PollDoc | null> {
      return polls.findById(topicId).lean<PollDoc>()
    },
    async toClose(now: Date): Promise<PollDoc[]> {
      return polls.find({ closedAt: null, closesAt: { $ne: null, $lte: now } }).lean<PollDoc[]>()
    },
    async ballotsOf(topicId: string, session: ClientSession | null = null): Promise<Ballot[]> {
      return ballots.find({ topicId }).session(session).sort({ _id: 1 }).lean<Ballot[]>()
    },
    /** The first of `voters` that has a ballot. */
    async ballotOf(topicId: string, voters: string[]): Promise<Ballot | null> {
      return ballots.findOne({ _id: { $in: voters.map(voter => idOf(topicId, voter)) } }).lean<Ballot>()
    },
    /** In the transaction of the poll, so that no vote comes in after the close. False when it is closed. */
    async vote(session: ClientSession, topicId: string, voter: string, choices: string[]): Promise<boolean> {
      const open = await polls.findOneAndUpdate({ _id: topicId, closedAt: null }, { $bit: { turn: { xor: 1 } } }, { session }).lean()
      if (!open) return false
      const _id = idOf(topicId, voter)
      if (choices.length === 0) await ballots.deleteOne({ _id }, { session })
      else await ballots.updateOne({ _id }, { $set: { topicId, voter, choices } }, { upsert: true, session })
      return true
    },
    /** False when somebody voted meanwhile, or it is closed. */
    async setOptions(session: ClientSession, topicId: string, options: PollDoc['options']): Promise<boolean> {
      if ((await ballots.countDocuments({ topicId }, { session })) > 0) return false
      const changed = await polls.findOneAndUpdate({ _id: topicId, closedAt: null }, { $set: { options } }, { session }).lean()
      return changed !== null
    },
    /** Of a secret ballot the sums stay and the ballots go. */
    async close(session: ClientSession, poll: PollDoc, at: Date, counted: PollDoc['counted']) {
      await polls.updateOne({ _id: poll._id, closedAt: null }, { $set: { closedAt: at, counted } }, { session })
      if (counted) await ballots.deleteMany({ topicId: poll._id }, { session })
    },
    createIndexes: async () => {
      await polls.createIndexes()
      await ballots.createIndexes()
    },
  }
}
