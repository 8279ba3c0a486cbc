// All that the caller follows and mutes, with names: spaces first, then topics, then members, each by name.
import type { AttentionKind, NamedAttention } from '@hearth/shared/attention'
import type { Action } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { AttentionDeps } from './index.ts'
import { levelOf, levelsAt } from './levels.ts'
import type { AttentionDoc } from './store.ts'
import { namesOf } from './targets.ts'

export function listAttention(deps: AttentionDeps): Action<'GET /api/attention'> {
  return async actor => {
    demand(actor, 'readAttention')
    const rows = await deps.store.of((actor as Member).accountId)
    const { standing } = levelsAt(rows, deps.clock.now())
    const kinds: AttentionKind[] = ['space', 'topic', 'member']
    const lists = await Promise.all(kinds.map(kind => named(deps, actor, kind, standing)))
    return { items: lists.flat() }
  }
}

async function named(deps: AttentionDeps, actor: Actor, kind: AttentionKind, rows: AttentionDoc[]): Promise<NamedAttention[]> {
  const own = rows.filter(row => row.kind === kind)
  if (own.length === 0) return []
  const names = await namesOf[kind](
    deps,
    actor,
    own.map(row => row.targetId),
  )
  const seen = own.flatMap(row => {
    const name = names.get(row.targetId)
    return name ? [{ kind, targetId: row.targetId, ...levelOf(row), ...name }] : []
  })
  return seen.sort((a, b) => (a.name < b.name || (a.name === b.name && a.targetId < b.targetId) ? -1 : 1))
}
