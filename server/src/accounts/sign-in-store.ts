// All persistence of sign-ins and of the sessions behind them: plain objects in and out.
import type { ClientSession } from '../db/connect.ts'
import type { Models, SignIn } from './model.ts'

export type SignInStore = ReturnType<typeof signInStore>

export function signInStore({ signIns, sessions }: Pick<Models, 'signIns' | 'sessions'>) {
  return {
    async insert(signIn: SignIn) {
      await signIns.insertMany([signIn])
    },

    bySession(sessionId: string): Promise<SignIn | null> {
      return signIns.findOne({ sessionId }).lean<SignIn>().exec()
    },

    byId(id: string): Promise<SignIn | null> {
      return signIns.findById(id).lean<SignIn>().exec()
    },

    of(accountId: string, now: Date): Promise<SignIn[]> {
      return signIns
        .find({ accountId, expiresAt: { $gt: now } })
        .sort({ createdAt: -1 })
        .lean<SignIn[]>()
        .exec()
    },

    async used(id: string, lastUsedOn: string, expiresAt: Date) {
      await signIns.updateOne({ _id: id }, { $set: { lastUsedOn, expiresAt } })
    },

    async moveTo(id: string, sessionId: string) {
      await signIns.updateOne({ _id: id }, { $set: { sessionId } })
    },

    /** Null when the account has no such sign-in. */
    remove(id: string, accountId: string): Promise<SignIn | null> {
      return signIns.findOneAndDelete({ _id: id, accountId }).lean<SignIn>().exec()
    },

    /** Ends all of an account but one, and lists what ended. The one that stays is told of the new password. */
    async removeAll(accountId: string, session: ClientSession, stays?: { id: string; passwordVersion: number }): Promise<SignIn[]> {
      const filter = { accountId, ...(stays ? { _id: { $ne: stays.id } } : {}) }
      const ended = await signIns.find(filter).session(session).lean<SignIn[]>().exec()
      await signIns.deleteMany({ _id: { $in: ended.map(each => each._id) } }, { session })
      if (stays) await signIns.updateOne({ _id: stays.id }, { $set: { passwordVersion: stays.passwordVersion } }, { session })
      return ended
    },

    async removeSessions(hashes: string[]) {
      if (hashes.length > 0) await sessions.deleteMany({ _id: { $in: hashes } })
    },
  }
}
