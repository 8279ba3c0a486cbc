// The door of attention: what each member follows and mutes, for that member alone.
import type { Accounts } from '../accounts/index.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connect.ts'
import type { Route } from '../http/route.ts'
import type { Spaces } from '../spaces/index.ts'
import type { Topics } from '../topics/index.ts'
import { type Levels, levelsAt } from './levels.ts'
import { listAttention } from './list-attention.ts'
import { setAttention } from './set-attention.ts'
import { type AttentionStore, attentionStore } from './store.ts'

export type { Level, Levels } from './levels.ts'

export type AttentionDeps = {
  store: AttentionStore
  accounts: Pick<Accounts, 'bylinesOf'>
  spaces: Pick<Spaces, 'store'>
  topics: Pick<Topics, 'store'>
  clock: Clock
}
export type AttentionFeature = ReturnType<typeof attentionFeature>

export function attentionFeature({ connection, ...given }: Omit<AttentionDeps, 'store'> & { connection: Connection }) {
  const deps: AttentionDeps = { ...given, store: attentionStore(connection, { alone: !given.spaces.store.shared }) }
  const actions = { list: listAttention(deps), set: setAttention(deps) }
  return {
    actions,
    /** From memory where this process alone serves the community, else by one question of the database. */
    levelsOf: async (accountId: string): Promise<Levels> => levelsAt(await deps.store.of(accountId), deps.clock.now()),
    /** The accounts whose named posts this member does not want to meet; never to be asked of a post without a name. */
    mutedMembers: async (accountId: string): Promise<Set<string>> =>
      levelsAt(await deps.store.of(accountId), deps.clock.now()).muted('member'),
    routes(route: Route) {
      route('GET /api/attention', actions.list)
      route('PUT /api/attention/:kind/:targetId', actions.set)
    },
    createIndexes: () => deps.store.createIndexes(),
  }
}
