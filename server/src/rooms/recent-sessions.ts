// One's own sessions of late and to come, for the home page, which everybody opens all the time: in memory where this process alone changes them.
import type { Member } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { factsOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { brokenFor, isMine, peopleOf } from './present-session.ts'

/** How long one is reminded of what was, and how long a list is held at the longest, in milliseconds. */
export const recentMs = 14 * 86_400_000
const heldMs = 5 * 60_000

/** What a list of one's own depends on: a session that goes on changes little else, and often. */
const telling = ['title', 'stage', 'startsAt', 'seats', 'listedIds', 'cameIds', 'glassBroken'] as const

export type OwnSessionRow = Pick<SessionDoc, 'title' | 'stage' | 'startsAt'> & { id: string; glassBrokenAt: Date | null }
export type RecentSessions = {
  /** After the commit; `before` is null for a session that is new. */
  changed(before: SessionDoc | null, after: SessionDoc): void
  of(actor: Member): Promise<OwnSessionRow[]>
}

type Held = { version: number; until: number; byAccount: Map<string, SessionDoc[]> }

/** `shared`: other servers change sessions too. */
export function recentSessions(deps: Pick<RoomDeps, 'store' | 'spaces' | 'clock'>, { shared }: { shared: boolean }): RecentSessions {
  let version = 0
  let held: Promise<Held> | null = null

  async function load(): Promise<Held> {
    const now = deps.clock.now().getTime()
    const loading = { version, until: now + heldMs, byAccount: new Map<string, SessionDoc[]>() }
    for (const doc of await deps.store.since(new Date(now - recentMs)))
      for (const id of new Set([doc.plannerId, ...peopleOf(doc), ...doc.cameIds]))
        loading.byAccount.set(id, [...(loading.byAccount.get(id) ?? []), doc])
    return loading
  }

  async function present(): Promise<Held> {
    const known = await held
    if (known && !shared && known.version === version && known.until > deps.clock.now().getTime()) return known
    held = load()
    held.catch(() => {
      held = null
    })
    return held
  }

  return {
    changed(before, after) {
      if (before === null || telling.some(field => before[field] !== after[field])) version += 1
    },
    async of(actor) {
      const own = ((await present()).byAccount.get(actor.accountId) ?? []).filter(doc => isMine(actor, doc))
      const facts = await Promise.all(own.map(doc => factsOf(deps, actor, doc)))
      const known = own.filter((_, at) => can(actor, 'readSession', facts[at]!) === true)
      return known.map(doc => {
        const { _id: id, title, stage, startsAt } = doc
        return { id, title, stage, startsAt, glassBrokenAt: brokenFor(actor, doc) }
      })
    },
  }
}
