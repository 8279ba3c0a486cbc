// Brings in an account that was made elsewhere, such as the demonstration's people: twice is as good as once.
import type { Role } from '@hearth/shared/role'
import type { Account } from './model.ts'
import { newAccount } from './new-account.ts'
import type { Parts } from './parts.ts'

/** Without `password` nobody can sign in to it until a reset link is used. */
export type ImportedMember = Pick<Account, '_id' | 'handle' | 'displayName' | 'joinedAt'> &
  Partial<Pick<Account, 'pronouns' | 'bio' | 'timeZone' | 'standing'>> & { roles: Role[]; password?: string }

type Needs = Pick<Parts, 'accounts' | 'passwords' | 'bylines'>

/** True when it was not there before. */
export function importMember({ accounts, passwords, bylines }: Needs) {
  return async ({ password, ...member }: ImportedMember): Promise<boolean> => {
    if (await accounts.byId(member._id)) return false
    const passwordHash = password === undefined ? '' : await passwords.hash(password.normalize('NFKC'))
    const added = await accounts.insertUnlessThere(newAccount({ ...member, passwordHash }))
    if (added) bylines.changed(member._id)
    return added
  }
}
