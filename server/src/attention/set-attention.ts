// A member follows, mutes or treats as usual a space, a topic or a member; nobody else is told, and no other answer changes.
import { type Attention, attentionKind } from '@hearth/shared/attention'
import type { Body } from '@hearth/shared/contract'
import { limits } from '@hearth/shared/limits'
import type { Action } from '../http/route.ts'
import { accountIdOf, type Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { AttentionDeps } from './index.ts'
import { levelOf, levelsAt } from './levels.ts'
import { namesOf } from './targets.ts'

const lengths = { '8h': 8 * 3_600_000, week: 7 * 86_400_000 } as const

/** Throws `not-found` for what one may not see, `attention-full` beyond what one member may keep. */
export function setAttention(deps: AttentionDeps): Action<'PUT /api/attention/:kind/:targetId'> {
  return async (actor, { params: { targetId, ...params }, body }) => {
    const kind = attentionKind.safeParse(params.kind).data
    if (!kind) throw new Problem('not-found')
    demand(actor, 'keepAttention', { oneself: kind === 'member' && targetId === accountIdOf(actor) })
    if (!(await namesOf[kind](deps, actor, [targetId])).has(targetId)) throw new Problem('not-found')
    const { accountId } = actor as Member
    const { level } = body
    if (level === 'normal') {
      await deps.store.remove(accountId, kind, targetId)
      return { kind, targetId, level, until: null } satisfies Attention
    }
    await makeRoom(deps, accountId, targetId)
    const until = endOf(body, deps.clock.now())
    await deps.store.put({ accountId, kind, targetId, level, until })
    return { kind, targetId, ...levelOf({ level, until }) } satisfies Attention
  }
}

function endOf({ for: length }: Body<'PUT /api/attention/:kind/:targetId'>, now: Date) {
  return length === null ? null : new Date(now.getTime() + lengths[length])
}

/** What has ended by the clock goes when its place is needed. */
async function makeRoom({ store, clock }: AttentionDeps, accountId: string, targetId: string) {
  const rows = await store.of(accountId)
  if (rows.length < limits.attentionMax || rows.some(row => row.targetId === targetId)) return
  const { standing } = levelsAt(rows, clock.now())
  for (const row of rows.filter(each => !standing.includes(each))) await store.remove(accountId, row.kind, row.targetId)
  if (standing.length >= limits.attentionMax) throw new Problem('attention-full')
}
