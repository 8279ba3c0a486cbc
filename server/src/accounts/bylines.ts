// The names beside posts: remembered, since every page shows many, and numbered, so that a kept page knows when one has changed.
import type { Role } from '@hearth/shared/role'
import { recent } from '../recent.ts'
import type { Account } from './model.ts'
import type { AccountStore } from './store.ts'

export type NameOf = { id: string; handle: string; displayName: string; badge: Role | null }
export type Bylines = ReturnType<typeof bylinesFrom>

/** Which role is shown, first the one that matters most to who reads. Administrators keep machines, not people. */
const badges: Role[] = ['coordinator', 'moderator', 'steward', 'supervisor']
const rememberMs = 60_000

export function bylinesFrom(accounts: AccountStore) {
  const memory = recent<NameOf>({ most: 20_000, forMs: rememberMs })
  let version = 0

  return {
    /** Those of `ids` that have an account. */
    async of(ids: string[]): Promise<Map<string, NameOf>> {
      const found = new Map(ids.map(id => [id, memory.get(id)] as const))
      const missing = [...found].filter(([, name]) => !name).map(([id]) => id)
      if (missing.length > 0) await load(missing, found)
      return new Map([...found].filter((each): each is [string, NameOf] => each[1] !== undefined))
    },
    version: () => version,
    changed(id: string) {
      memory.forget(id)
      version += 1
    },
  }

  async function load(ids: string[], into: Map<string, NameOf | undefined>) {
    const before = memory.forgettings()
    const names = (await accounts.byIds(ids)).map(nameOf)
    for (const name of names) {
      into.set(name.id, name)
      if (before === memory.forgettings()) memory.set(name.id, name)
    }
  }
}

function nameOf({ _id, handle, displayName, roles }: Pick<Account, '_id' | 'handle' | 'displayName' | 'roles'>): NameOf {
  return { id: _id, handle, displayName, badge: badges.find(badge => roles.includes(badge)) ?? null }
}
