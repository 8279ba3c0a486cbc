// The answers that come again: who gets which, and `others` for all who are not named.
import type { PersonName } from '../../docs/generate/permission-cases.ts'

export type Row = Partial<Record<PersonName, string>> & { others: string }

export const all = (verdict: string): Row => ({ others: verdict })
export const signedIn = (verdict: string, more: Partial<Row> = {}): Row => ({ guest: 'not-signed-in', others: verdict, ...more })
/** What every change asks first. */
export const writers = (verdict: string, more: Partial<Row> = {}): Row =>
  signedIn(verdict, { 'silenced moderator': 'account-silenced', 'token to read': 'read-only-token', ...more })
/** Silenced members keep theirs. */
export const positions = (verdict: string, more: Partial<Row> = {}) => signedIn(verdict, { 'token to read': 'read-only-token', ...more })
export const moderators = (more: Partial<Row> = {}) => writers('not-allowed', { moderator: 'yes', 'token to write': 'yes', ...more })
export const readersOfHistory = signedIn('not-allowed', {
  moderator: 'yes',
  'silenced moderator': 'yes',
  'token to write': 'yes',
  'token to read': 'yes',
})
export const orderKeepers = (verdict: string) =>
  writers('not-allowed', { moderator: verdict, coordinator: verdict, 'token to write': verdict })
/** Nobody but supervisors knows that there is such a thing. */
export const supervisors = (verdict: string): Row => ({ supervisor: verdict, others: 'not-found' })
export const supervisorsBut = (more: Partial<Row>): Row => ({ ...supervisors('not-allowed'), ...more })
export const hidden = { guest: 'not-found' }

export function closing(votedIn: string) {
  return {
    ...everyTopic(writers('yes')),
    "somebody else's": moderators(),
    'in a closed space': writers('space-archived'),
    'in a space for members': moderators(hidden),
    'in a space for supervisors': supervisors('not-allowed'),
    "somebody else's, taken back": moderators(),
    'own, closed': writers('poll-closed'),
    'own, voted in': writers(votedIn),
  }
}

export function everyTopic(row: Row) {
  return {
    "somebody else's": row,
    own: row,
    locked: row,
    'in a closed space': row,
    'in a space for members': row,
    'in a space for supervisors': row,
    'own, taken back': row,
    "somebody else's, taken back": row,
    'own, removed by a moderator': row,
  }
}
