// Name and password, checked by passport's local strategy; other ways to sign in become strategies beside it.
import type { Request, Response } from 'express'
import { Passport } from 'passport'
import { Strategy } from 'passport-local'
import type { Account } from './model.ts'
import type { Passwords } from './passwords.ts'
import type { AccountStore } from './store.ts'

/** Null when they do not go together, after the same time whether there is such an account or not. */
export type CheckPassword = (handle: string, password: string) => Promise<Account | null>

export function localSignIn({ accounts, passwords }: { accounts: AccountStore; passwords: Passwords }): CheckPassword {
  const passport = new Passport()
  passport.use(
    new Strategy({ usernameField: 'handle', session: false }, (handle, password, done) => {
      find(handle, password).then(
        account => done(null, (account ?? false) as Express.User | false),
        error => done(error),
      )
    }),
  )

  async function find(handle: string, password: string) {
    const account = await accounts.byHandle(handle)
    return (await passwords.check(account?.passwordHash, password)) ? account : null
  }

  return (handle, password) =>
    new Promise((resolve, reject) => {
      const answered = (error: unknown, account?: unknown) => (error ? reject(error) : resolve((account || null) as Account | null))
      // The parsed words and not the request's own: what was checked by the contract is what is tried.
      const asked = { body: { handle, password }, query: {} } as Request
      passport.authenticate('local', { session: false }, answered)(asked, {} as Response, reject)
    })
}
