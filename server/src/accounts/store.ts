// All persistence of accounts: plain objects in and out.
import type { Role } from '@hearth/shared/role'
import type { ClientSession } from '../db/connect.ts'
import { isDuplicate } from '../db/schema.ts'
import type { Account, Models } from './model.ts'

export type AccountStore = ReturnType<typeof accountStore>
export type AccountChange = Partial<
  Pick<Account, 'displayName' | 'pronouns' | 'bio' | 'timeZone' | 'roles' | 'standing' | 'reading' | 'language' | 'postsWait'>
>
/** Those of a list in one standing at one time. */
export type StandingFilter = { is: Account['standing']['is']; now: Date }

/** What whoever finds people needs of each. */
export type Named = Pick<Account, '_id' | 'handle' | 'displayName' | 'joinedAt' | 'version'> & { awaiting: boolean }
const named = { handle: 1, displayName: 1, joinedAt: 1, version: 1, 'standing.is': 1 } as const

const inOrder = { returnDocument: 'after' } as const

export function accountStore({ accounts, guards }: Pick<Models, 'accounts' | 'guards'>) {
  const followers = new Set<(id: string) => void>()

  /** Told when it is there for others: at the end of its transaction, if it has one. */
  function tell(id: string, session: ClientSession | null = null) {
    if (session) session.once('ended', () => tell(id))
    else for (const follower of followers) follower(id)
  }

  return {
    /** `follower` is told the id of every account that is new or whose names or standing may have changed, by this process. */
    follow: (follower: (id: string) => void) => void followers.add(follower),

    async versions(): Promise<Pick<Account, '_id' | 'version'>[]> {
      return accounts.find({}, { version: 1 }).lean<Account[]>()
    },

    async named(ids: string[]): Promise<Named[]> {
      const found = await accounts.find({ _id: { $in: ids } }, named).lean<Account[]>()
      return found.map(({ standing, ...account }) => ({ ...account, awaiting: standing.is === 'awaiting-approval' }))
    },

    async insert(account: Account, session: ClientSession) {
      tell(account._id, session)
      // Not `insertMany`: the error of a batch does not tell which key was taken.
      await accounts.create([account], { session })
    },

    /** Whether it was there already is told by false. */
    async insertUnlessThere(account: Account): Promise<boolean> {
      const { upsertedCount } = await accounts.updateOne({ _id: account._id }, { $setOnInsert: withoutId(account) }, { upsert: true })
      if (upsertedCount > 0) tell(account._id)
      return upsertedCount > 0
    },

    byId(id: string, session: ClientSession | null = null): Promise<Account | null> {
      return accounts.findById(id).session(session).lean<Account>().exec()
    },

    byHandle(handle: string): Promise<Account | null> {
      return accounts.findOne({ handle }).lean<Account>().exec()
    },

    byIds(ids: string[]): Promise<Pick<Account, '_id' | 'handle' | 'displayName' | 'roles'>[]> {
      return accounts
        .find({ _id: { $in: ids } }, { handle: 1, displayName: 1, roles: 1 })
        .lean<Account[]>()
        .exec()
    },

    /** Who awaits approval cannot be named yet. */
    idsOfHandles(handles: string[]): Promise<Pick<Account, '_id' | 'handle'>[]> {
      return accounts
        .find({ handle: { $in: handles }, 'standing.is': { $ne: 'awaiting-approval' } }, { handle: 1 })
        .lean<Account[]>()
        .exec()
    },

    page({ after, limit, standing }: { after: string | null; limit: number; standing: StandingFilter | null }): Promise<Account[]> {
      return accounts
        .find({ ...(after === null ? {} : { handle: { $gt: after } }), ...(standing ? inStanding(standing) : {}) })
        .sort({ handle: 1 })
        .limit(limit)
        .lean<Account[]>()
        .exec()
    },

    count(): Promise<number> {
      return accounts.countDocuments({}).exec()
    },

    /** How many others hold a role in good standing. */
    async othersWith(role: Role, exceptId: string, now: Date, session: ClientSession): Promise<number> {
      const filter = { roles: role, _id: { $ne: exceptId }, ...inStanding({ is: 'good', now }) }
      return (await accounts.find(filter, { _id: 1 }).session(session).limit(1).lean().exec()).length
    },

    async hasAdministrator(session: ClientSession | null = null): Promise<boolean> {
      return (await accounts.exists({ roles: 'administrator' }).session(session).exec()) !== null
    },

    /** Makes this transaction conflict with every other change of staff. */
    async takeStaffTurn(session: ClientSession) {
      await guards.updateOne({ _id: 'staff' }, { $inc: { turns: 1 } }, { upsert: true, session })
    },

    async change(id: string, change: AccountChange, session: ClientSession | null = null): Promise<Account | null> {
      const changed = await accounts
        .findOneAndUpdate({ _id: id }, { $set: change, $inc: { version: 1 } }, { ...inOrder, session })
        .lean<Account>()
      tell(id, session)
      return changed
    },

    /** False when the password is not `from` any more. */
    async changePassword(id: string, from: string, to: string, session: ClientSession): Promise<Account | null> {
      return accounts
        .findOneAndUpdate(
          { _id: id, passwordHash: from },
          { $set: { passwordHash: to }, $inc: { passwordVersion: 1 } },
          { ...inOrder, session },
        )
        .lean<Account>()
        .exec()
    },

    async resetPassword(id: string, to: string, session: ClientSession): Promise<boolean> {
      const change = { $set: { passwordHash: to }, $inc: { passwordVersion: 1 } }
      return (await accounts.updateOne({ _id: id }, change, { session })).matchedCount > 0
    },

    /** The code's own filter makes it single use, however many use it at once. */
    async resetPasswordByCode(id: string, codeHashes: string[], to: string, session: ClientSession): Promise<boolean> {
      const { matchedCount } = await accounts.updateOne(
        { _id: id, recoveryHashes: { $in: codeHashes } },
        { $pull: { recoveryHashes: { $in: codeHashes } }, $set: { passwordHash: to }, $inc: { passwordVersion: 1 } },
        { session },
      )
      return matchedCount > 0
    },

    async setRecoveryHashes(id: string, hashes: string[]) {
      await accounts.updateOne({ _id: id }, { $set: { recoveryHashes: hashes } })
    },
  }
}

export function isHandleTaken(error: unknown) {
  return isDuplicate(error, 'handle')
}

export function isIdTaken(error: unknown) {
  return isDuplicate(error, '_id')
}

/** A silence or suspension that is over counts as good, though the document still tells of it. */
function inStanding({ is, now }: StandingFilter): Record<string, unknown> {
  if (is === 'awaiting-approval') return { 'standing.is': is }
  if (is === 'good') return { $or: [{ 'standing.is': 'good' }, { 'standing.until': { $lte: now } }] }
  return { 'standing.is': is, $or: [{ 'standing.until': null }, { 'standing.until': { $gt: now } }] }
}

function withoutId({ _id, ...rest }: Account) {
  return rest
}
