// All persistence of sessions and of what is said in them: plain objects in and out, sealed words as bytes.
import type { mongo } from 'mongoose'
import type { ClientSession, Connection } from '../db/connect.ts'
import { writtenPlainly } from '../db/schema.ts'
import {
  type AttendanceDoc,
  type CommitmentDoc,
  type MessageDoc,
  type PaperDoc,
  type ReportDoc,
  roomModels,
  type SessionDoc,
} from './model.ts'

export type RoomStore = ReturnType<typeof roomStore>
export type SessionFilter = mongo.Filter<SessionDoc>

const plainBytes = { promoteBuffers: true } as const

export function roomStore(connection: Connection) {
  const models = roomModels(connection)
  const sessions = writtenPlainly<SessionDoc>(connection, 'room_sessions')
  const messages = writtenPlainly<MessageDoc>(connection, 'room_messages')
  const attendances = writtenPlainly<AttendanceDoc>(connection, 'room_attendances')
  const papers = writtenPlainly<PaperDoc>(connection, 'room_papers')
  const commitments = writtenPlainly<CommitmentDoc>(connection, 'commitments')

  const reports = writtenPlainly<ReportDoc>(connection, 'reports')

  return {
    async byId(id: string, session?: ClientSession): Promise<SessionDoc | null> {
      return sessions.findOne({ _id: id }, { ...plainBytes, ...(session ? { session } : {}) })
    },
    async insert(doc: SessionDoc) {
      await sessions.insertOne(doc)
    },
    /** False when it changed since `seq`. */
    async change(session: ClientSession, id: string, seq: number, set: Partial<SessionDoc>): Promise<boolean> {
      return (await sessions.updateOne({ _id: id, seq }, { $set: set }, { session })).matchedCount === 1
    },
    /** In order of `way` from a place on. */
    async list(filter: SessionFilter, way: 1 | -1, limit: number): Promise<SessionDoc[]> {
      return sessions.find(filter, plainBytes).sort({ startsAt: way, _id: way }).limit(limit).toArray()
    },
    async find(filter: SessionFilter): Promise<SessionDoc[]> {
      return sessions.find(filter, plainBytes).toArray()
    },

    /** Those that start later than `time`, by their start, without what is only needed in the room itself. */
    async since(time: Date): Promise<SessionDoc[]> {
      const projection = { format: 0, sealedNotes: 0, sealedSummary: 0 }
      return sessions
        .find({ startsAt: { $gte: time } }, { ...plainBytes, projection })
        .sort({ startsAt: 1, _id: 1 })
        .toArray()
    },

    async messageById(id: string, session?: ClientSession): Promise<MessageDoc | null> {
      return messages.findOne({ _id: id }, { ...plainBytes, ...(session ? { session } : {}) })
    },
    async insertMessages(session: ClientSession, docs: MessageDoc[]) {
      await messages.insertMany(docs, { session })
    },
    async changeMessage(session: ClientSession, id: string, set: Partial<MessageDoc>) {
      await messages.updateOne({ _id: id }, { $set: set }, { session })
    },
    /** In order of change: above `after` and up to `upTo`, of those numbered above `since`. */
    async changed(sessionId: string, after: number, upTo: number, since: number, limit: number): Promise<MessageDoc[]> {
      const filter = { sessionId, seq: { $gt: after, $lte: upTo }, ...(since > 0 ? { n: { $gt: since } } : {}) }
      return messages.find(filter, plainBytes).sort({ seq: 1 }).limit(limit).toArray()
    },

    async attendanceOf(sessionId: string, accountId: string, session?: ClientSession): Promise<AttendanceDoc | null> {
      return attendances.findOne({ sessionId, accountId }, session ? { session } : {})
    },
    async attendancesOf(sessionId: string): Promise<AttendanceDoc[]> {
      return attendances.find({ sessionId }).sort({ agreedAt: 1 }).toArray()
    },
    async lastAgreed(accountId: string, agreement: number): Promise<Date | null> {
      const [last] = await attendances.find({ accountId, agreement }).sort({ agreedAt: -1 }).limit(1).toArray()
      return last?.agreedAt ?? null
    },
    async sessionIdsOf(accountId: string): Promise<string[]> {
      return (await attendances.find({ accountId }, { projection: { sessionId: 1 } }).toArray()).map(each => each.sessionId)
    },
    async putAttendance(session: ClientSession, doc: AttendanceDoc) {
      await attendances.replaceOne({ _id: doc._id }, doc, { session, upsert: true })
    },

    async paper(id: string, session?: ClientSession): Promise<PaperDoc | null> {
      return papers.findOne({ _id: id }, { ...plainBytes, ...(session ? { session } : {}) })
    },
    async papersOf(session: ClientSession | undefined, sessionId: string, kind: PaperDoc['kind'], step: number): Promise<PaperDoc[]> {
      return papers.find({ sessionId, kind, step }, { ...plainBytes, ...(session ? { session } : {}) }).toArray()
    },
    async putPaper(session: ClientSession, doc: PaperDoc) {
      await papers.replaceOne({ _id: doc._id }, doc, { session, upsert: true })
    },
    /** The id of the report, or of the one that the same person made of the same message before. */
    async putReport(doc: ReportDoc): Promise<string> {
      const { _id, reporterId, messageId } = doc
      const made = await reports.findOneAndUpdate(
        { reporterId, messageId },
        { $setOnInsert: doc },
        { upsert: true, returnDocument: 'after' },
      )
      return made?._id ?? _id
    },
    /** Those that wait first, each kind newest first. */
    async reports(limit: number): Promise<ReportDoc[]> {
      const waiting = await reports.find({ doneAt: null }).sort({ at: -1 }).limit(limit).toArray()
      const done = await reports
        .find({ doneAt: { $gt: new Date(0) } })
        .sort({ doneAt: -1 })
        .limit(limit)
        .toArray()
      return [...waiting, ...done].slice(0, limit)
    },
    async changeReport(id: string, doneAt: Date | null): Promise<ReportDoc | null> {
      return reports.findOneAndUpdate({ _id: id }, { $set: { doneAt } }, { returnDocument: 'after' })
    },
    /** Everything that was sealed. */
    async removeSealed(sessionId: string) {
      await messages.deleteMany({ sessionId })
      await papers.deleteMany({ sessionId })
      await sessions.updateOne({ _id: sessionId }, { $set: { sealedNotes: null, sealedSummary: null } })
    },
    async countSealed(sessionId: string) {
      return (await messages.countDocuments({ sessionId })) + (await papers.countDocuments({ sessionId }))
    },
    /** False when somebody else has marked it. */
    async markErased(sessionId: string, at: Date, erasedMessages: number): Promise<boolean> {
      return (await sessions.updateOne({ _id: sessionId, erasedAt: null }, { $set: { erasedAt: at, erasedMessages } })).modifiedCount === 1
    },

    async insertCommitment(doc: CommitmentDoc) {
      await commitments.insertOne(doc)
    },
    async commitmentById(id: string): Promise<CommitmentDoc | null> {
      return commitments.findOne({ _id: id })
    },
    async commitmentsOf(filter: mongo.Filter<CommitmentDoc>): Promise<CommitmentDoc[]> {
      return commitments.find(filter).sort({ createdAt: 1 }).toArray()
    },
    async changeCommitment(id: string, set: Partial<CommitmentDoc>): Promise<CommitmentDoc | null> {
      return commitments.findOneAndUpdate({ _id: id }, { $set: set }, { returnDocument: 'after' })
    },
    async createIndexes() {
      for (const model of models) await (model as unknown as { createIndexes(): Promise<void> }).createIndexes()
    },
  }
}
