// What the actions of this feature are made of, put together once; each action names the parts that it uses.
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Changes } from '../db/change.ts'
import type { Connection } from '../db/connect.ts'
import { type Sessions, sessionsOf } from '../http/session.ts'
import type { Keys } from '../keys.ts'
import type { Log } from '../log.ts'
import { type Access, type AccessChanged, accessOf } from './access.ts'
import { type Bylines, bylinesFrom } from './bylines.ts'
import { type Doorway, doorwayOf } from './doorway.ts'
import { type InvitationStore, invitationStore } from './invitation-store.ts'
import { type LinkStore, linkStore } from './link-store.ts'
import { type CheckPassword, localSignIn } from './local-sign-in.ts'
import { type Models, modelsOf } from './model.ts'
import { type PasswordCost, type Passwords, passwordsOf, usualCost } from './passwords.ts'
import { type Secrets, secretsOf } from './secrets.ts'
import { type SignInStore, signInStore } from './sign-in-store.ts'
import { type AccountStore, accountStore } from './store.ts'
import { type Allowances, type Throttles, throttlesOf, usualAllowances } from './throttles.ts'
import { type TokenStore, tokenStore } from './token-store.ts'

export type AccountsDeps = {
  connection: Connection
  changes: Changes
  config: Pick<Config, 'PUBLIC_URL' | 'REGISTRATION' | 'SITE_NAME' | 'REDIS_URL'>
  /** The address that links begin with, where it is known only once the server listens. */
  publicUrl?: () => string
  keys: Keys
  clock: Clock
  log: Log
  accessChanged: AccessChanged
  /** Opens accounts that were brought in without a password; for the demo alone. */
  sharedPassword?: string | undefined
  /** Only tests choose a cheaper one. */
  passwordCost?: PasswordCost
  /** Those that differ from the usual. */
  allowances?: Partial<Allowances>
}

export type Parts = {
  config: AccountsDeps['config']
  publicUrl(): string
  clock: Clock
  changes: Changes
  models: Models
  accounts: AccountStore
  signIns: SignInStore
  tokens: TokenStore
  invitations: InvitationStore
  links: LinkStore
  sessions: Sessions
  secrets: Secrets
  passwords: Passwords
  checkPassword: CheckPassword
  throttles: Throttles
  access: Access
  doorway: Doorway
  bylines: Bylines
}

/** How long facts of access are remembered; with other processes beside this one not at all, since they cannot be told in time. */
const rememberAloneMs = 60_000

export function partsOf({ connection, changes, config, keys, clock, log, accessChanged, ...options }: AccountsDeps): Parts {
  const rememberMs = config.REDIS_URL ? 0 : rememberAloneMs
  const models = modelsOf(connection)
  const stores = {
    accounts: accountStore(models),
    signIns: signInStore(models),
    tokens: tokenStore(models),
    invitations: invitationStore(models),
    links: linkStore(models),
  }
  const sessions = sessionsOf({ connection, keys, log, https: config.PUBLIC_URL.startsWith('https://'), rememberMs })
  const secrets = secretsOf(keys)
  const passwords = passwordsOf(options.passwordCost ?? usualCost, options.sharedPassword)
  const access = accessOf({ ...stores, sessions, secrets, clock, accessChanged, rememberMs })
  return {
    ...{
      config,
      publicUrl: options.publicUrl ?? (() => config.PUBLIC_URL),
      clock,
      changes,
      models,
      ...stores,
      sessions,
      secrets,
      passwords,
      access,
    },
    checkPassword: localSignIn({ accounts: stores.accounts, passwords }),
    throttles: throttlesOf({ ...usualAllowances, ...options.allowances }),
    doorway: doorwayOf({ signIns: stores.signIns, sessions, access, clock }),
    bylines: bylinesFrom(stores.accounts),
  }
}
