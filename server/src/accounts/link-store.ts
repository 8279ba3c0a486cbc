// All persistence of one-time links: plain objects in and out.
import type { ClientSession } from '../db/connect.ts'
import type { Models, OneTimeLink } from './model.ts'

export type LinkStore = ReturnType<typeof linkStore>

export function linkStore({ links }: Pick<Models, 'links'>) {
  return {
    async insert(link: OneTimeLink, session: ClientSession) {
      await links.insertMany([link], { session })
    },

    /** Takes the link away; null when it is used, too old, or for something else. */
    take(purpose: OneTimeLink['purpose'], hashes: string[], now: Date, session: ClientSession): Promise<OneTimeLink | null> {
      return links
        .findOneAndDelete({ hash: { $in: hashes }, purpose, expiresAt: { $gt: now } }, { session })
        .lean<OneTimeLink>()
        .exec()
    },

    async removeFor(purpose: OneTimeLink['purpose'], accountId: string | null, session: ClientSession) {
      await links.deleteMany({ purpose, accountId }, { session })
    },

    async removeMadeBy(createdBy: string, session: ClientSession) {
      await links.deleteMany({ createdBy }, { session })
    },
  }
}
