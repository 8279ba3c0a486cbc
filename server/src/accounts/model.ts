// What is stored of people and of their ways in; every index names the query that it serves.
import type { LanguageChoice, Reading, Standing } from '@hearth/shared/account'
import type { HardSubjects } from '@hearth/shared/own-subjects'
import type { PostsWait } from '@hearth/shared/posts-wait'
import { type Role, roles } from '@hearth/shared/role'
import type { Connection } from '../db/connect.ts'
import { defineModel, part } from '../db/schema.ts'

export type StoredStanding = { is: Standing; until: Date | null; reason: string }

export type Account = {
  _id: string
  handle: string
  displayName: string
  pronouns: string
  bio: string
  timeZone: string
  roles: Role[]
  standing: StoredStanding
  /** Empty when no password can open the account. */
  passwordHash: string
  /** Grows with every new password; a sign-in made with an older one opens nothing. */
  passwordVersion: number
  recoveryHashes: string[]
  reading: Reading
  /** Absent where none was ever chosen, which is `auto`. */
  language?: LanguageChoice
  /** Absent in accounts that never chose: `no`. */
  postsWait?: PostsWait
  /** The subjects that are hard for this member; absent where nothing was ever chosen. Nobody else gets it. */
  hard?: HardSubjects
  joinedAt: Date
  /** Grows with every change that shows. */
  version: number
}

export type SignIn = {
  _id: string
  accountId: string
  /** The hash of the session's id, under which the session is stored. */
  sessionId: string
  client: string
  shared: boolean
  passwordVersion: number
  createdAt: Date
  /** A day, such as 2026-05-01: the hour is nobody's business. */
  lastUsedOn: string
  expiresAt: Date
}

export type Token = {
  _id: string
  accountId: string
  name: string
  scope: 'read' | 'write'
  hash: string
  createdAt: Date
  lastUsedOn: string | null
}

export type Invitation = {
  _id: string
  hash: string
  note: string
  role: Role
  usesLeft: number
  createdBy: string
  createdAt: Date
  expiresAt: Date
}

/** A one-time link; `purpose` binds it, so that no link opens what another one is for. */
export type OneTimeLink = {
  _id: string
  purpose: 'reset' | 'set-up'
  accountId: string | null
  createdBy: string | null
  hash: string
  expiresAt: Date
}

export type Models = ReturnType<typeof modelsOf>

const text = { type: String, default: '' }
const required = { type: String, required: true }
const time = { type: Date, required: true }
const count = { type: Number, required: true }
/** What has ended is cleared away a week later; until then it is refused by its own time. */
const clearedAfterSeconds = 7 * 86_400

const accountFields = {
  handle: required,
  displayName: required,
  pronouns: text,
  bio: text,
  timeZone: required,
  roles: [{ type: String, enum: roles }],
  standing: part({ is: required, until: { type: Date, default: null }, reason: text }),
  passwordHash: text,
  passwordVersion: count,
  recoveryHashes: [String],
  reading: part({
    ...{ view: required, order: required, theme: required, contrast: required, text: required },
    energy: { type: String, default: 'usual' },
    notes: { type: String, default: 'fold' },
    shownNotes: [String],
  }),
  language: { type: String },
  postsWait: String,
  hard: part({ ready: [String], own: [String] }),
  joinedAt: time,
  version: count,
}

const signInFields = {
  accountId: required,
  sessionId: required,
  client: required,
  shared: { type: Boolean, required: true },
  passwordVersion: count,
  createdAt: time,
  lastUsedOn: required,
  expiresAt: time,
}

const invitationFields = {
  hash: required,
  note: text,
  role: required,
  usesLeft: count,
  createdBy: required,
  createdAt: time,
  expiresAt: time,
}

export function modelsOf(connection: Connection) {
  return {
    accounts: defineModel<Account>(connection, 'accounts', accountFields, [
      { name: 'handle', serves: 'sign-in, mentions, profiles, and the list of members', fields: { handle: 1 }, unique: true },
      { name: 'standing', serves: 'the list of members of one standing', fields: { 'standing.is': 1, handle: 1 } },
      { name: 'roles', serves: 'whether another administrator or coordinator remains', fields: { roles: 1 } },
    ]),
    signIns: defineModel<SignIn>(connection, 'sign-ins', signInFields, [
      { name: 'session', serves: 'who is behind a cookie', fields: { sessionId: 1 }, unique: true },
      { name: 'account', serves: 'where one is signed in, and ending all of it', fields: { accountId: 1, createdAt: -1 } },
      { name: 'ended', serves: 'clearing away', fields: { expiresAt: 1 }, expireAfterSeconds: clearedAfterSeconds },
    ]),
    tokens: defineModel<Token>(
      connection,
      'tokens',
      {
        accountId: required,
        name: required,
        scope: required,
        hash: required,
        createdAt: time,
        lastUsedOn: { type: String, default: null },
      },
      [
        { name: 'hash', serves: 'who is behind a token', fields: { hash: 1 }, unique: true },
        { name: 'account', serves: 'own tokens, and ending all of them', fields: { accountId: 1, createdAt: -1 } },
      ],
    ),
    invitations: defineModel<Invitation>(connection, 'invitations', invitationFields, [
      { name: 'hash', serves: 'joining with an invitation', fields: { hash: 1 }, unique: true },
      { name: 'latest', serves: 'the list of invitations', fields: { createdAt: -1 } },
      { name: 'maker', serves: 'ending what somebody may no longer give', fields: { createdBy: 1 } },
      { name: 'ended', serves: 'clearing away', fields: { expiresAt: 1 }, expireAfterSeconds: clearedAfterSeconds },
    ]),
    links: defineModel<OneTimeLink>(
      connection,
      'one-time-links',
      {
        purpose: required,
        accountId: { type: String, default: null },
        createdBy: { type: String, default: null },
        hash: required,
        expiresAt: time,
      },
      [
        { name: 'hash', serves: 'using a link', fields: { hash: 1 }, unique: true },
        { name: 'account', serves: 'ending the links of an account', fields: { accountId: 1 } },
        { name: 'maker', serves: 'ending the links that somebody made', fields: { createdBy: 1 } },
        { name: 'ended', serves: 'clearing away', fields: { expiresAt: 1 }, expireAfterSeconds: clearedAfterSeconds },
      ],
    ),
    /** What express-session keeps; here for its index, and for ending sessions by their hash. */
    sessions: defineModel<{ _id: string }>(connection, 'sessions', { session: String, expires: Date, lastModified: Date }, [
      { name: 'ended', serves: 'clearing away', fields: { expires: 1 }, expireAfterSeconds: 0 },
    ]),
    /** One document that every change of staff touches, so that two changes at once cannot both see the other's administrator. */
    guards: defineModel<{ _id: string; turns: number }>(connection, 'account-guards', { turns: count }, []),
  }
}
