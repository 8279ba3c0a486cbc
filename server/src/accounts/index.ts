// The door of accounts: who somebody is, what they are called, and everything that other features and pages may ask of people.
import type { RequestHandler } from 'express'
import type { Route } from '../http/route.ts'
import { importMember } from './import-member.ts'
import { resetLinkFor } from './make-reset-link.ts'
import { type AccountsDeps, partsOf } from './parts.ts'
import { accountRoutes, actionsOf } from './routes.ts'
import { setUp } from './set-up.ts'
import { meOf, readingOf } from './show-me.ts'

export type { AccessChange, AccessChanged, HandshakeActor } from './access.ts'
export type { NameOf } from './bylines.ts'
export type { ImportedMember } from './import-member.ts'
export type { ResetLink } from './make-reset-link.ts'
export type { AccountsDeps } from './parts.ts'
export type { PasswordCost } from './passwords.ts'
export type { AccountActions } from './routes.ts'
export type { Allowances } from './throttles.ts'

export type Accounts = ReturnType<typeof accountsFeature>

export function accountsFeature(deps: AccountsDeps) {
  const parts = partsOf(deps)
  const { access, accounts, bylines, sessions, models } = parts
  const actions = actionsOf(parts)
  return {
    /** The session behind every request; before every route and page. */
    middleware: sessions.middleware satisfies RequestHandler,
    routes: (route: Route) => accountRoutes(route, actions),
    /** The same functions as behind the routes, for pages and forms. */
    actions,
    /** Throws `not-signed-in` for a token that is not known. */
    actorOf: access.actorOf,
    actorOfAccount: access.actorOfAccount,
    actorOfHandshake: access.actorOfHandshake,
    meOf: meOf(parts),
    readingOf: readingOf(parts),
    bylinesOf: bylines.of,
    /** Grows whenever a name or badge that is shown changes. */
    bylineVersion: bylines.version,
    /** By handle in lower case; those who are not here, or not yet, are absent. */
    async idsOfHandles(handles: string[]): Promise<Map<string, string>> {
      const found = await accounts.idsOfHandles(handles.map(handle => handle.toLowerCase()))
      return new Map(found.map(({ handle, _id }) => [handle, _id]))
    },
    /** For finding people by the names they chose. */
    names: { follow: accounts.follow, versions: accounts.versions, of: accounts.named },
    countAccounts: () => accounts.count(),
    setUp: setUp(parts),
    resetLinkFor: resetLinkFor(parts),
    importMember: importMember(parts),
    createIndexes: async () => {
      for (const model of Object.values(models)) await model.createIndexes()
    },
  }
}
