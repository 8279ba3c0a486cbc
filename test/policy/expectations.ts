// What is expected of every rule in every state, written by hand: who gets which answer, and `others` for all who are not named.
import type { cases, RuleName } from '../../docs/generate/permission-cases.ts'
import {
  all,
  closing,
  everyTopic,
  hidden,
  moderators,
  orderKeepers,
  positions,
  type Row,
  readersOfHistory,
  signedIn,
  supervisors,
  supervisorsBut,
  writers,
} from './rows.ts'

type Expectations = { [Name in RuleName]: Record<keyof (typeof cases)[Name], Row> }

const readSpaces = {
  'in a public space': all('yes'),
  'in a space for members': all('yes'),
  'in a space for supervisors': supervisors('yes'),
  'in a closed space': all('yes'),
  'in a space where posts have names': all('yes'),
}
readSpaces['in a space for members'] = { ...all('yes'), ...hidden }

const readPosts = {
  ...everyTopic(all('yes')),
  'in a space for members': { ...all('yes'), ...hidden },
  'in a space for supervisors': supervisors('yes'),
}

const edit = {
  ...everyTopic(writers('yes')),
  "somebody else's": moderators(),
  'in a space for members': moderators(hidden),
  'in a space for supervisors': supervisors('not-allowed'),
  'own, taken back': writers('already-removed'),
  "somebody else's, taken back": writers('not-allowed', { moderator: 'already-removed', 'token to write': 'already-removed' }),
  'own, removed by a moderator': writers('already-removed'),
}

const restore = {
  ...everyTopic(writers('not-allowed')),
  'in a space for members': writers('not-allowed', hidden),
  'in a space for supervisors': supervisors('not-allowed'),
  'own, taken back': writers('yes'),
  "somebody else's, taken back": moderators(),
  'own, removed by a moderator': moderators(),
}

const history = {
  ...everyTopic(signedIn('yes')),
  "somebody else's": readersOfHistory,
  "somebody else's, taken back": readersOfHistory,
  'in a space for members': { ...readersOfHistory, ...hidden },
  'in a space for supervisors': supervisors('not-allowed'),
}

const accountKeepers = (verdict: string, more: Partial<Row> = {}) =>
  writers('not-allowed', {
    coordinator: verdict,
    administrator: verdict,
    'token to write': 'session-only',
    'token to read': 'session-only',
    ...more,
  })

/** In a session in a space for members, of which guests know nothing. */
const members = (verdict: string, more: Partial<Row> = {}): Row => ({ ...hidden, others: verdict, ...more })
/** Those with a role beside being a member, administrators aside. */
const planners = (verdict: string, more: Partial<Row> = {}) =>
  writers(verdict, { member: 'not-allowed', administrator: 'not-allowed', ...more })
const noReadingToken = { 'token to read': 'read-only-token' }
const noWriters = { 'silenced moderator': 'account-silenced', ...noReadingToken }

/** One row for most states, and what differs from it. A session by list is known to coordinators too; supervisors alone know of theirs. */
function everySession(row: Row, more: Partial<Record<keyof (typeof cases)['readSession'], Row>> = {}): Expectations['readSession'] {
  const inPublic = { ...row, guest: 'not-signed-in' }
  return {
    'to come': row,
    'in a public space': inPublic,
    'in a space for supervisors': supervisors(row.others),
    'by list': members('not-found', { coordinator: row.coordinator ?? row.others }),
    'by list, on it': row,
    'by asking': row,
    'by asking, let in': row,
    own: row,
    'gone in': row,
    'sent out': row,
    'over, was there': row,
    'over, was not there': row,
    'called off': row,
    ...more,
  }
}

const changersOfSessions = everySession(members('not-allowed', { ...noWriters, coordinator: 'yes' }), {
  own: members('yes', noWriters),
  'over, was there': members('not-allowed', { ...noWriters, coordinator: 'session-closed' }),
  'over, was not there': members('not-allowed', { ...noWriters, coordinator: 'session-closed' }),
  'called off': members('not-allowed', { ...noWriters, coordinator: 'session-closed' }),
})
const breakers = (verdict: string, more: Partial<Row> = {}) => members('not-allowed', { administrator: verdict, ...more })

export const expectations: Record<RuleName, Record<string, Row>> = {
  readSpace: readSpaces,
  startTopic: {
    ...readSpaces,
    'in a public space': writers('yes'),
    'in a space for members': writers('yes', hidden),
    'in a closed space': writers('space-archived'),
    'in a space where posts have names': writers('yes'),
  },
  postAnonymously: {
    ...readSpaces,
    'in a public space': writers('yes'),
    'in a space for members': writers('yes', hidden),
    'in a closed space': writers('yes'),
    'in a space where posts have names': writers('not-allowed'),
  },
  manageSpaces: { always: writers('not-allowed', { coordinator: 'yes' }) },
  manageTags: { always: orderKeepers('yes') },
  readTopic: readPosts,
  reply: {
    ...everyTopic(writers('yes')),
    locked: writers('topic-locked'),
    'in a closed space': writers('space-archived'),
    'in a space for members': writers('yes', hidden),
    'in a space for supervisors': supervisors('yes'),
  },
  editTopic: edit,
  removeTopic: edit,
  restoreTopic: restore,
  seeTopicHistory: history,
  keepOrder: {
    ...everyTopic(orderKeepers('yes')),
    'in a space for members': { ...orderKeepers('yes'), ...hidden },
    'in a space for supervisors': supervisors('not-allowed'),
  },
  keepPosition: {
    ...everyTopic(positions('yes')),
    'in a space for members': positions('yes', hidden),
    'in a space for supervisors': supervisors('yes'),
  },
  keepPositions: { always: positions('yes') },
  readAttention: { always: signedIn('yes') },
  keepAttention: { always: positions('yes'), 'to oneself': positions('not-allowed') },
  readReply: readPosts,
  editReply: edit,
  removeReply: edit,
  restoreReply: restore,
  seeReplyHistory: history,
  vote: {
    ...everyTopic(writers('yes')),
    locked: writers('topic-locked'),
    'in a closed space': writers('space-archived'),
    'in a space for members': writers('yes', hidden),
    'in a space for supervisors': supervisors('yes'),
    'own, closed': writers('poll-closed'),
    'own, voted in': writers('yes'),
  },
  closePoll: closing('yes'),
  changePoll: closing('poll-has-votes'),
  seeWaitingPosts: { always: signedIn('yes') },
  keepWaitingPosts: { always: positions('yes') },
  react: {
    ...everyTopic(writers('yes')),
    own: writers('not-allowed'),
    locked: writers('not-allowed'),
    'in a closed space': writers('space-archived'),
    'in a space for members': writers('yes', hidden),
    'in a space for supervisors': supervisors('yes'),
    'own, taken back': writers('already-removed'),
    "somebody else's, taken back": writers('already-removed'),
    'own, removed by a moderator': writers('already-removed'),
  },
  seeMarks: {
    ...everyTopic(signedIn('yes')),
    'in a space for members': signedIn('yes', hidden),
    'in a space for supervisors': supervisors('yes'),
  },
  keepBookmark: {
    ...everyTopic(positions('yes')),
    'in a space for members': positions('yes', hidden),
    'in a space for supervisors': supervisors('yes'),
  },
  keepBookmarks: { always: positions('yes') },
  seeBookmarks: { always: signedIn('yes') },
  readFormats: { always: all('yes') },
  readSession: everySession(members('yes')),
  planSession: {
    'in a public space': planners('yes'),
    'in a space for members': planners('yes', hidden),
    'in a space for supervisors': supervisors('yes'),
    'in a closed space': writers('space-archived'),
    'in a space where posts have names': planners('yes'),
  },
  changeSession: changersOfSessions,
  enterSession: everySession(members('yes', noReadingToken), {
    'by list': members('not-found', { coordinator: 'not-allowed' }),
    'by asking': members('not-allowed', noReadingToken),
    'sent out': members('removed-from-session', noReadingToken),
    'over, was there': members('session-closed', noReadingToken),
    'over, was not there': members('session-closed', noReadingToken),
    'called off': members('session-closed', noReadingToken),
  }),
  askForSession: everySession(members('not-allowed', noWriters), {
    'by asking': members('yes', noWriters),
    'over, was there': members('session-closed', noWriters),
    'over, was not there': members('session-closed', noWriters),
    'called off': members('session-closed', noWriters),
  }),
  admitToSession: changersOfSessions,
  hearSession: everySession(members('at-the-door'), {
    'gone in': members('yes'),
    'sent out': members('removed-from-session'),
    'over, was there': members('yes'),
  }),
  moveInSession: everySession(members('at-the-door'), {
    'gone in': members('yes', noReadingToken),
    'sent out': members('removed-from-session'),
    'over, was there': members('yes', noReadingToken),
  }),
  sayInSession: everySession(members('at-the-door'), {
    'gone in': members('yes', noWriters),
    'sent out': members('removed-from-session'),
    'over, was there': members('yes', noWriters),
  }),
  breakGlass: everySession(breakers('yes'), {
    'in a space for supervisors': supervisorsBut({ administrator: 'yes' }),
    'by list': members('not-found', { coordinator: 'not-allowed', administrator: 'yes' }),
    'called off': breakers('session-closed'),
  }),
  readReports: { always: readersOfHistory },
  seeToReports: { always: moderators() },
  keepCommitments: { always: positions('yes') },
  adoptAgreement: { always: writers('not-allowed', { coordinator: 'yes' }) },
  manageFormats: { always: writers('not-allowed', { coordinator: 'yes' }) },
  changeFormat: {
    'written here': writers('not-allowed', { coordinator: 'yes' }),
    'came with Hearth': writers('not-allowed', { coordinator: 'format-shipped' }),
  },
  readPeople: { always: signedIn('yes') },
  keepDrafts: { always: signedIn('yes', { 'token to write': 'session-only', 'token to read': 'session-only' }) },
  manageOwnAccount: { always: signedIn('yes', { 'token to write': 'session-only', 'token to read': 'session-only' }) },
  manageMembers: { always: accountKeepers('yes') },
  invite: { 'as a peer supporter': accountKeepers('yes'), 'as a coordinator': accountKeepers('yes', { coordinator: 'not-allowed' }) },
  changeMember: {
    'silence a member': accountKeepers('yes'),
    'make a moderator': accountKeepers('yes'),
    'make a coordinator': accountKeepers('yes', { coordinator: 'not-allowed' }),
    'suspend a coordinator': accountKeepers('yes', { coordinator: 'not-allowed' }),
    'unmake an administrator': accountKeepers('yes', { coordinator: 'not-allowed' }),
    'raise oneself': accountKeepers('not-allowed'),
  },
  makeResetLink: {
    'for a member': accountKeepers('yes'),
    'for a coordinator': accountKeepers('yes', { coordinator: 'not-allowed' }),
    'for oneself': accountKeepers('not-allowed'),
  },
} satisfies Expectations
