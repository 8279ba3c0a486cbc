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

export const readSpaces = {
  'in a public space': all('yes'),
  'in a space for members': all('yes'),
  'in a space for supervisors': supervisors('yes'),
  'in a closed space': all('yes'),
  'in a space where posts have names': all('yes'),
}
readSpaces['in a space for members'] = { ...all('yes'), ...hidden }

export const readPosts = {
  ...everyTopic(all('yes')),
  'in a space for members': { ...all('yes'), ...hidden },
  'in a space for supervisors': supervisors('yes'),
}

export const edit = {
  ...everyTopic(writers('yes')),
  "somebody else's": moderators(),
  'in a space for members': moderators(hidden),
  'in a space for supervisors': supervisors('not-allowed'),
  'own, taken back': writers('already-removed'),
  "somebody else's, taken back": writers('not-allowed', { moderator: 'already-removed', 'token to write': 'already-removed' }),
  'own, removed by a moderator': writers('already-removed'),
}

export const restore = {
  ...everyTopic(writers('not-allowed')),
  'in a space for members': writers('not-allowed', hidden),
  'in a space for supervisors': supervisors('not-allowed'),
  'own, taken back': writers('yes'),
  "somebody else's, taken back": moderators(),
  'own, removed by a moderator': moderators(),
}

export const history = {
  ...everyTopic(signedIn('yes')),
  "somebody else's": readersOfHistory,
  "somebody else's, taken back": readersOfHistory,
  'in a space for members': { ...readersOfHistory, ...hidden },
  'in a space for supervisors': supervisors('not-allowed'),
}

export const accountKeepers = (verdict: string, more: Partial<Row> = {}) =>
  writers('not-allowed', {
    coordinator: verdict,
    administrator: verdict,
    'token to write': 'session-only',
    'token to read': 'session-only',
    ...more,
  })

/** In a session in a space for members, of which guests know nothing. */
export const members = (verdict: string, more: Partial<Row> = {}): Row => ({ ...hidden, others: verdict, ...more })
/** Those with a role beside being a member, administrators aside. */
export const planners = (verdict: string, more: Partial<Row> = {}) =>
  writers(verdict, { member: 'not-allowed', administrator: 'not-allowed', ...more })
export const noReadingToken = { 'token to read': 'read-only-token' }
export const noWriters = { 'silenced moderator': 'account-silenced', ...noReadingToken }

export const breakers = (verdict: string, more: Partial<Row> = {}) => members('not-allowed', { administrator: verdict, ...more })
