// Accounts: joining, signing in and out, one's own profile, and what coordinators do for members.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { languages } from './languages.ts'
import { limits } from './limits.ts'
import { pageOf, pageQuery } from './page.ts'
import { postsWait } from './posts-wait.ts'
import { readySubjects } from './ready-subjects.ts'
import { role } from './role.ts'
import { line } from './text.ts'

/** Lower case in store and comparison; letters, digits, `_` and `-`, starting with a letter. */
export const handle = z
  .string()
  .trim()
  .toLowerCase()
  .min(limits.handleMin)
  .max(limits.handleMax)
  .regex(/^[a-z][a-z0-9_-]*$/, { error: 'must start with a letter and hold only a to z, 0 to 9, _ and -' })
/** NFKC, so that the same password typed on another keyboard is the same. Source: NIST SP 800-63B, section 3.1.1.2. */
export const newPassword = z.string().normalize('NFKC').min(limits.passwordMin).max(limits.passwordMax)
const givenPassword = z.string().normalize('NFKC').min(1).max(limits.passwordMax)
const givenHandle = z.string().trim().toLowerCase().min(1).max(100)
export const timeZone = z.string().max(60).refine(isTimeZone, { error: 'must be the name of a time zone, such as Europe/Paris' })

function isTimeZone(value: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}

export const standing = z.enum(['awaiting-approval', 'good', 'silenced', 'suspended'])
export type Standing = z.infer<typeof standing>

/** How one likes to read; remembered on every device. */
export const reading = z.object({
  view: z.enum(['threaded', 'flat']),
  order: z.enum(['oldest', 'newest']),
  theme: z.enum(['auto', 'light', 'dark']),
  contrast: z.enum(['auto', 'normal', 'more']),
  text: z.enum(['normal', 'large', 'largest']),
  /** `low`: larger, and one thing at a time. */
  energy: z.enum(['usual', 'low']),
  /** Of content notes: all folded, none, or all but those of `shownNotes`. */
  notes: z.enum(['fold', 'show', 'some']),
  shownNotes: z.array(z.enum(readySubjects)).max(readySubjects.length),
})
export type Reading = z.infer<typeof reading>

/** The language of the interface; `auto` is what the browser asks for. */
export const languageChoice = z.enum(['auto', ...languages])
export type LanguageChoice = z.infer<typeof languageChoice>

export const profile = z
  .object({
    id,
    handle: z.string(),
    displayName: z.string(),
    pronouns: z.string(),
    bio: z.string(),
    timeZone: z.string(),
    roles: z.array(role),
    joinedAt: instant,
    mine: z.boolean(),
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof profile>

export const me = z
  .object({
    id,
    handle: z.string(),
    displayName: z.string(),
    pronouns: z.string(),
    bio: z.string(),
    timeZone: z.string(),
    roles: z.array(role),
    standing,
    standingUntil: instant.nullable(),
    joinedAt: instant,
    reading,
    language: languageChoice,
    /** Before what you write on pages appears; programs post at once unless they ask to wait. */
    postsWait,
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

export const newAccount = z.strictObject({
  id: id.optional(),
  handle,
  displayName: line(limits.displayNameMax),
  password: newPassword,
  invitation: z.string().max(100).optional(),
  timeZone: timeZone.optional(),
})
/** The first account of all: the link was printed by the server when it started. */
export const newSetUp = z.strictObject({
  token: z.string().max(100),
  handle,
  displayName: line(limits.displayNameMax),
  password: newPassword,
})
export const joined = z.object({ account: me, recoveryCodes: z.array(z.string()).meta({ description: 'Shown this once' }) })

export type Joined = z.infer<typeof joined>

export const meChange = z.strictObject({
  displayName: line(limits.displayNameMax).optional(),
  pronouns: line(limits.pronounsMax, 0).optional(),
  bio: z.string().trim().max(limits.bioMax).optional(),
  timeZone: timeZone.optional(),
  reading: z.strictObject(reading.shape).partial().optional(),
  language: languageChoice.optional(),
  postsWait: postsWait.optional(),
})

export const signIn = z
  .object({ id, client: z.string(), createdAt: instant, lastUsedOn: z.string(), current: z.boolean() })
  .meta({ id: 'SignIn' })
export type SignIn = z.infer<typeof signIn>
export const token = z
  .object({ id, name: z.string(), scope: z.enum(['read', 'write']), createdAt: instant, lastUsedOn: z.string().nullable() })
  .meta({ id: 'Token' })
export type Token = z.infer<typeof token>

export const invitation = z
  .object({ id, note: z.string(), role, usesLeft: z.int(), expiresAt: instant, createdAt: instant })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof invitation>
export const newInvitation = z.strictObject({
  note: z.string().trim().max(100).default(''),
  role: role.default('peer-supporter'),
  uses: z.int().min(1).max(500).default(1),
  days: z.int().min(1).max(90).default(14),
})

export const memberRow = z
  .object({
    id,
    handle: z.string(),
    displayName: z.string(),
    roles: z.array(role),
    standing,
    standingUntil: instant.nullable(),
    standingReason: z.string(),
    joinedAt: instant,
  })
  .meta({ id: 'Member' })
export type MemberRow = z.infer<typeof memberRow>
export const memberChange = z.strictObject({
  roles: z.array(role).max(7).optional(),
  standing: z
    .strictObject({
      is: standing.exclude(['awaiting-approval']),
      reason: z.string().trim().max(limits.reasonMax).default(''),
      until: instant.nullable().default(null),
    })
    .optional(),
})

export const accountCalls = {
  'POST /api/accounts': { open: true, body: newAccount, returns: joined, status: 201, summary: 'Join the community' },
  'POST /api/sign-in': {
    open: true,
    body: z.strictObject({ handle: givenHandle, password: givenPassword, shared: z.boolean().default(false) }),
    returns: me,
    summary: 'Sign in; `shared` ends the sign-in with the browser',
  },
  'POST /api/sign-out': { returns: z.null(), status: 204, summary: 'Sign out here' },
  'POST /api/recover': {
    open: true,
    body: z.strictObject({ handle: givenHandle, recoveryCode: z.string().trim().max(60), password: newPassword }),
    returns: z.null(),
    status: 204,
    summary: 'Set a new password with a recovery code',
  },
  'POST /api/reset-password': {
    open: true,
    body: z.strictObject({ token: z.string().max(100), password: newPassword }),
    returns: z.null(),
    status: 204,
    summary: 'Set a new password with a one-time link',
  },
  'GET /api/me': { returns: me, summary: 'Oneself' },
  'PATCH /api/me': { body: meChange, returns: me, summary: 'Change own profile and way of reading' },
  'PUT /api/me/password': {
    body: z.strictObject({ current: givenPassword, password: newPassword }),
    returns: z.null(),
    status: 204,
    summary: 'Change own password; every other sign-in ends',
  },
  'POST /api/me/recovery-codes': {
    body: z.strictObject({ password: givenPassword }),
    returns: z.object({ recoveryCodes: z.array(z.string()) }),
    status: 201,
    summary: 'New recovery codes; the old ones end',
  },
  'GET /api/me/sign-ins': { returns: z.object({ items: z.array(signIn) }), summary: 'Where one is signed in' },
  'DELETE /api/me/sign-ins/:signInId': { returns: z.null(), status: 204, summary: 'End one sign-in, live connections included' },
  'GET /api/tokens': { returns: z.object({ items: z.array(token) }), summary: 'Own access tokens, without their secret' },
  'POST /api/tokens': {
    body: z.strictObject({ name: line(60), scope: z.enum(['read', 'write']).default('read') }),
    returns: token.extend({ secret: z.string() }),
    status: 201,
    summary: 'Make an access token; its secret is shown this once',
  },
  'DELETE /api/tokens/:tokenId': { returns: z.null(), status: 204, summary: 'Revoke an access token' },
  'GET /api/people/:handle': { returns: profile, summary: 'A member, as members see them' },
  'GET /api/members': {
    query: pageQuery.extend({ standing: standing.optional() }),
    returns: pageOf(memberRow),
    summary: 'All members, for coordinators',
  },
  'PATCH /api/members/:accountId': { body: memberChange, returns: memberRow, summary: 'Change roles, approve, silence or suspend' },
  'POST /api/members/:accountId/reset-link': {
    returns: z.object({ url: z.string(), expiresAt: instant }),
    status: 201,
    summary: 'A one-time link to set a new password, to be handed over in person',
  },
  'GET /api/invitations': { returns: z.object({ items: z.array(invitation) }), summary: 'Invitations that can still be used' },
  'POST /api/invitations': {
    body: newInvitation,
    returns: invitation.extend({ url: z.string() }),
    status: 201,
    summary: 'Make an invitation; its link is shown this once',
  },
  'DELETE /api/invitations/:invitationId': { returns: z.null(), status: 204, summary: 'End an invitation' },
} as const
