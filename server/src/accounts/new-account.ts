// A new account as it is stored, whoever makes it: somebody who joins, the first set-up, or an import.
import type { Reading } from '@hearth/shared/account'
import { type Role, roles } from '@hearth/shared/role'
import type { Account } from './model.ts'

export const usualReading: Reading = {
  view: 'threaded',
  order: 'oldest',
  theme: 'auto',
  contrast: 'auto',
  text: 'normal',
  energy: 'usual',
  notes: 'fold',
  shownNotes: [],
}
/** What was not there to choose when the account was stored is as usual. */
export function completeReading({ reading }: Pick<Account, 'reading'>): Reading {
  return { ...usualReading, ...reading }
}

export const usualTimeZone = 'UTC'

type Given = Pick<Account, '_id' | 'handle' | 'displayName' | 'joinedAt'> & Partial<Account>

export function newAccount(given: Given): Account {
  return {
    pronouns: '',
    bio: '',
    timeZone: usualTimeZone,
    standing: { is: 'good', until: null, reason: '' },
    passwordHash: '',
    passwordVersion: 1,
    recoveryHashes: [],
    reading: usualReading,
    version: 1,
    ...given,
    roles: inOrder(given.roles ?? []),
  }
}

/** Each once, in the order of the roles; `member` is held by all who have joined. */
export function inOrder(given: readonly Role[]): Role[] {
  return roles.filter(role => role === 'member' || given.includes(role))
}
