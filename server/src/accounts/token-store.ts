// All persistence of access tokens: plain objects in and out.
import type { ClientSession } from '../db/connect.ts'
import type { Models, Token } from './model.ts'

export type TokenStore = ReturnType<typeof tokenStore>

export function tokenStore({ tokens }: Pick<Models, 'tokens'>) {
  return {
    async insert(token: Token) {
      await tokens.insertMany([token])
    },

    byHash(hashes: string[]): Promise<Token | null> {
      return tokens
        .findOne({ hash: { $in: hashes } })
        .lean<Token>()
        .exec()
    },

    of(accountId: string): Promise<Token[]> {
      return tokens.find({ accountId }).sort({ createdAt: -1 }).lean<Token[]>().exec()
    },

    async used(id: string, lastUsedOn: string) {
      await tokens.updateOne({ _id: id }, { $set: { lastUsedOn } })
    },

    async remove(id: string, accountId: string): Promise<boolean> {
      return (await tokens.deleteOne({ _id: id, accountId })).deletedCount > 0
    },

    async removeAll(accountId: string, session: ClientSession) {
      await tokens.deleteMany({ accountId }, { session })
    },
  }
}
