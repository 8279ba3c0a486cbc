// All persistence of invitations: plain objects in and out.
import type { Role } from '@hearth/shared/role'
import type { ClientSession } from '../db/connect.ts'
import type { Invitation, Models } from './model.ts'

export type InvitationStore = ReturnType<typeof invitationStore>

export function invitationStore({ invitations }: Pick<Models, 'invitations'>) {
  return {
    async insert(invitation: Invitation) {
      await invitations.insertMany([invitation])
    },

    usable(now: Date): Promise<Invitation[]> {
      return invitations
        .find({ expiresAt: { $gt: now }, usesLeft: { $gt: 0 } })
        .sort({ createdAt: -1 })
        .lean<Invitation[]>()
        .exec()
    },

    /** Takes one use; null when there is none left, whoever else takes one at the same time. */
    takeUse(hashes: string[], now: Date, session: ClientSession): Promise<Invitation | null> {
      return invitations
        .findOneAndUpdate(
          { hash: { $in: hashes }, usesLeft: { $gt: 0 }, expiresAt: { $gt: now } },
          { $inc: { usesLeft: -1 } },
          { session, returnDocument: 'after' },
        )
        .lean<Invitation>()
        .exec()
    },

    async remove(id: string): Promise<boolean> {
      return (await invitations.deleteOne({ _id: id })).deletedCount > 0
    },

    /** Ends what somebody gave out and may give no longer. */
    async removeBeyond(createdBy: string, grantable: Role[], session: ClientSession) {
      await invitations.deleteMany({ createdBy, role: { $nin: grantable } }, { session })
    },
  }
}
